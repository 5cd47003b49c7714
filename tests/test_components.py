"""What the page's own components send to the browser, and what they take back from it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.layout import read_layout
from lib.records import (
    Analysis,
    Article,
    CasualtyMention,
    ClaimSource,
    Count,
    Place,
    PlaceMention,
    Span,
    Speaker,
    Statement,
)
from lib.tables import casualty_rows, place_rows, statement_rows
from lib.ui.components import (
    Action,
    Badge,
    Card,
    CardEvent,
    CardPlace,
    Cell,
    Chip,
    Column,
    Mark,
    ReaderEvent,
    Row,
    cards,
    chips,
    choice,
    marks_of,
    reader,
    table,
)
from lib.ui.components.assets import Component
from lib.ui.components.facets import Choice, Days, FacetList, facets
from lib.ui.components.runs import cut, lines
from tests.markup import read


@pytest.fixture
def browser(monkeypatch):
    """Stands in for the browser: keeps what it was sent, answers what the test puts into ``answer``."""

    class Browser:
        sent: dict
        answer = None

    stand_in = Browser()

    def draw(self, key, data):
        stand_in.sent = {"key": key, **data}
        return stand_in.answer

    monkeypatch.setattr(Component, "draw", draw)
    return stand_in


spans = st.lists(st.tuples(st.integers(-3, 40), st.integers(-3, 40)), max_size=8)


class TestCut:
    @pytest.mark.parametrize(
        ("marked", "runs"),
        [
            pytest.param("no <m>span</m>", [("no ", ()), ("span", (0,))], id="one span"),
            pytest.param("<m>in <m>side</m></m>", [("in ", (0,)), ("side", (0, 1))], id="nested, same end"),
            pytest.param("<m>a</m><m>b</m>", [("a", (0,)), ("b", (1,))], id="side by side"),
            pytest.param(
                "😀 <m>Lviv 🇺🇦</m> é", [("😀 ", ()), ("Lviv 🇺🇦", (0,)), (" é", ())], id="beyond UTF-16"
            ),
        ],
    )
    def test_at_the_edges_of_spans(self, marked, runs):
        text, found = read(marked)
        cutting = cut(text, [(span.start, span.end) for span in found])
        assert [(run.text, run.covers) for run in cutting] == runs

    def test_spans_that_cross(self):
        assert [(run.text, run.covers) for run in cut("abcd", [(0, 3), (1, 4)])] == [
            ("a", (0,)),
            ("bc", (0, 1)),
            ("d", (1,)),
        ]

    @given(st.text(max_size=40), spans)
    def test_gives_every_span_its_words(self, text, spans):
        runs = cut(text, spans)
        assert "".join(run.text for run in runs) == text
        for index, (start, end) in enumerate(spans):
            words = "".join(run.text for run in runs if index in run.covers)
            assert words == (text[max(start, 0) : end] if end > max(start, 0) else "")

    @given(st.text(alphabet="a \n", max_size=40))
    def test_lines_are_all_that_is_not_white_space(self, text):
        assert [text[start:end] for start, end in lines(text)] == [
            line for line in text.split("\n") if line.strip()
        ]


class TestCards:
    def show(self, **fields):
        return cards(
            [Card("r:s0", "statement", "A. Speaker", **fields)], selected=None, key="list", height=300
        )

    def test_words_are_cut_at_what_the_search_found(self, browser):
        self.show(text="A 🕊 truce holds", matches=((4, 9),))
        assert browser.sent["cards"][0]["runs"] == [
            ["A 🕊 ", False, False],
            ["truce", True, False],
            [" holds", False, False],
        ]

    def test_what_was_found_and_what_the_row_is_about_may_overlap(self, browser):
        self.show(text="two died here", matches=((4, 8),), strong=((0, 8),))
        assert browser.sent["cards"][0]["runs"] == [
            ["two ", False, True],
            ["died", True, True],
            [" here", False, False],
        ]

    def test_all_that_a_card_shows_is_sent(self, browser):
        self.show(
            badges=(Badge("denied", "warn", "The source denies it"),),
            places=(CardPlace("geonames:702550", "Lviv", uncertain=True),),
            actions=(Action("fix", "Fix place", "Choose another"),),
            meta="A report",
            citation="“…”, A report",
            note="“he” read as A. Speaker",
        )
        card = browser.sent["cards"][0]
        assert card["badges"] == [["denied", "warn", "The source denies it"]]
        assert card["places"] == [["geonames:702550", "Lviv", True]]
        assert card["actions"] == [["fix", "Fix place", "Choose another"]]
        assert [card["meta"], card["citation"], card["note"]] == [
            "A report",
            "“…”, A report",
            "“he” read as A. Speaker",
        ]

    def test_an_event_names_card_and_action(self, browser):
        browser.answer = {"key": "r:s0", "action": "place", "value": "geonames:702550"}
        assert self.show() == CardEvent("r:s0", "place", "geonames:702550")

    @pytest.mark.parametrize(
        "answer",
        [
            pytest.param(None, id="nothing done"),
            pytest.param({"key": "r:s9", "action": "open", "value": ""}, id="a card that is not there"),
            pytest.param({"key": "r:s0", "action": ["open"], "value": ""}, id="an action of another type"),
            pytest.param({"key": ["r:s0"], "action": "open", "value": ""}, id="a key of another type"),
            pytest.param({"key": "r:s0"}, id="half an event"),
            pytest.param("open", id="not an event"),
        ],
    )
    def test_anything_else_from_the_browser_is_no_event(self, browser, answer):
        browser.answer = answer
        assert self.show() is None


class TestChips:
    def test_the_one_taken_off(self, browser):
        browser.answer = "outcome:killed"
        assert chips([Chip("outcome:killed", "outcome", "killed")], key="active") == "outcome:killed"

    @pytest.mark.parametrize("answer", [None, "outcome:injured", {"key": "outcome:killed"}])
    def test_anything_else_from_the_browser_is_nothing(self, browser, answer):
        browser.answer = answer
        assert chips([Chip("outcome:killed", "outcome", "killed")], key="active") is None

    def test_a_long_value_may_be_shown_in_fewer_words(self, browser):
        chips(
            [Chip("a", "also", "what names no place, in reports that name X", short="what names no place")],
            key="a",
        )
        assert browser.sent["chips"] == [
            ["a", "also", "what names no place, in reports that name X", "", "what names no place"]
        ]


class TestFacets:
    def show(self):
        choices = [Choice("killed", "killed", 39, False), Choice("missing", "missing", 1, True, "1 claim")]
        return facets([FacetList("outcome", "Outcome", "claims", choices)], key="facets")

    def test_values_go_with_their_counts(self, browser):
        self.show()
        assert browser.sent["facets"][0]["choices"] == [
            ["killed", "killed", 39, False, ""],
            ["missing", "missing", 1, True, "1 claim"],
        ]

    @pytest.mark.parametrize(
        ("answer", "ticked"),
        [
            pytest.param(["outcome", "killed"], ("outcome", "killed"), id="a value that is there"),
            pytest.param(["outcome", "cured"], None, id="a value that is not there"),
            pytest.param(["speaker", "killed"], None, id="the value of another facet"),
            pytest.param([["outcome"], "killed"], None, id="a name of another type"),
            pytest.param("outcome", None, id="not an event"),
            pytest.param(None, None, id="nothing done"),
        ],
    )
    def test_takes_only_its_own_values_back(self, browser, answer, ticked):
        browser.answer = answer
        assert self.show() == ticked

    @pytest.mark.parametrize(
        ("answer", "days"),
        [
            pytest.param(["days", "2022-03-01/2022-03-31"], "2022-03-01/2022-03-31", id="two days"),
            pytest.param(["days", "2022-03-01/"], "2022-03-01/", id="an open end"),
            pytest.param(["days", "/"], "/", id="both taken off"),
            pytest.param(["days", "2022-03-31/2022-03-01"], None, id="in the wrong order"),
            pytest.param(["days", "2022-02-30/"], None, id="no such day"),
            pytest.param(["days", "0' OR 1/"], None, id="no day at all"),
        ],
    )
    def test_days_are_days(self, browser, answer, days):
        browser.answer = answer
        shown = Days("2022-01-01", "2022-12-31", since="2022-02-01")
        assert facets([], key="facets", days=shown) == (days and ("days", days))
        assert browser.sent["days"] == ["2022-01-01", "2022-12-31", "2022-02-01", ""]


REPORT = (
    (
        "Shelling in <place>Lviv</place> 😀\n\n"
        "“It hit <place>Lviv</place>, <casualty>two people died</casualty>,” he said. <script>x</script>\n"
        "(Photo: agency)"
    )
    .replace("<script>", "&lt;script>")
    .replace("</script>", "&lt;/script>")
)


def reading(browser, marked=REPORT, **options):
    """Show a report; returns its paragraphs as sent, and the text of every mark put together again."""
    text, found = read(marked)
    marks = [Mark(f"r:{i}", m.start, m.end, m.name, m.text) for i, m in enumerate(found)]
    options = {"focus": None, "key": "reader", "height": 400, **options}
    event = reader(text, marks, **options)
    return text, marks, browser.sent["paragraphs"], event


class TestReader:
    def test_every_line_is_a_paragraph(self, browser):
        text, _, paragraphs, _ = reading(browser)
        assert ["".join(run["t"] for run in runs) for runs in paragraphs] == [
            line for line in text.split("\n") if line
        ]

    def test_marks_get_their_own_words(self, browser):
        _, marks, paragraphs, _ = reading(browser)
        for index, mark in enumerate(marks):
            words = "".join(run["t"] for runs in paragraphs for run in runs if index in run.get("m", ()))
            assert words == mark.label

    def test_the_chosen_stretch_is_told_apart(self, browser):
        text, *_ = reading(browser)
        _, _, paragraphs, _ = reading(browser, focus=(text.index("two"), text.index(",”")))
        assert "".join(run["t"] for runs in paragraphs for run in runs if "f" in run) == "two people died"

    def test_hits_parts_and_layout_go_with_the_runs(self, browser):
        text = "Lviv was hit.\nRead More"
        mark = Mark("r:0", 0, 12, "statement", "x", parts=((5, 8, "cue"),))
        reader(
            text,
            [mark],
            focus="r:0",
            key="reader",
            height=400,
            hits=[(9, 12)],
            layout=read_layout(text).segments,
        )
        first, last = browser.sent["paragraphs"]
        assert [run["t"] for run in first if run.get("p") == [[0, "cue"]]] == ["was"]
        assert [run["t"] for run in first if "h" in run] == ["hit"]
        assert [run.get("d") for run in last] == ["furniture"]

    def test_marks_are_numbered_in_text_order(self, browser):
        reader(
            "Kyiv and Lviv",
            [Mark("b", 9, 13, "place", "Lviv"), Mark("a", 0, 4, "place", "Kyiv")],
            focus="b",
            key="reader",
            height=400,
        )
        assert [mark[0] for mark in browser.sent["marks"]] == ["a", "b"]

    @pytest.mark.parametrize(
        ("title", "shown"),
        [
            pytest.param("Quiet day", ["All was quiet."], id="left out when it repeats the title"),
            pytest.param("Another", ["Quiet day", "All was quiet."], id="shown when it is not the title"),
        ],
    )
    def test_first_line(self, browser, title, shown):
        _, _, paragraphs, _ = reading(browser, "Quiet day\nAll was quiet.", title=title)
        assert ["".join(run["t"] for run in runs) for runs in paragraphs] == shown

    def test_a_title_with_evidence_in_it_stays(self, browser):
        _, _, paragraphs, _ = reading(browser, "<place>Lviv</place> hit\nText.", title="Lviv hit")
        assert len(paragraphs) == 2

    @pytest.mark.parametrize(
        ("url", "linked"),
        [
            ("https://example.org/a", "https://example.org/a"),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("", None),
            (None, None),
        ],
    )
    def test_only_web_addresses_become_links(self, browser, url, linked):
        reading(browser, url=url)
        assert browser.sent["url"] == linked

    @pytest.mark.parametrize(
        ("answer", "event"),
        [("r:1", ReaderEvent("r:1")), ("r:9", None), (None, None), (["r:1"], None)],
    )
    def test_takes_only_its_own_marks_back(self, browser, answer, event):
        browser.answer = answer
        assert reading(browser)[3] == event


class TestChoice:
    def draw(self, **options):
        return choice({"a": "First 1", "b": "Second 2"}, "b", key="k", label="Which", look="tabs", **options)

    def test_values_labels_and_what_is_chosen_are_sent(self, browser):
        self.draw(panel=".st-key-panel", title="Second")
        assert browser.sent == {
            "key": "k",
            "items": [["a", "First 1"], ["b", "Second 2"]],
            "chosen": "b",
            "label": "Which",
            "look": "tabs",
            "panel": ".st-key-panel",
            "title": "Second",
        }

    @pytest.mark.parametrize(
        ("answer", "chosen"),
        [("a", "a"), ("b", "b"), ("c", None), ("First 1", None), (["a"], None), (None, None)],
        ids=str,
    )
    def test_only_a_value_that_is_there_comes_back(self, browser, answer, chosen):
        browser.answer = answer
        assert self.draw() == chosen


class TestTable:
    def test_cells_go_with_what_orders_and_marks_them(self, browser):
        rows = [Row("r:1", (Cell("2 dead", "killed", order=2.0, matches=((2, 6),)), Cell("<b>Lviv</b>")))]
        columns = [Column("Figure", 30, number=True), Column("Where", more=True)]
        table(columns, rows, selected="r:1", key="t", height=None, label="Claims")
        assert browser.sent["rows"] == [
            ["r:1", [[[["2 ", False], ["dead", True]], "killed", 2.0], ["<b>Lviv</b>", "", None]]]
        ]
        assert [column[3] for column in browser.sent["columns"]] == [False, True]


TEXT = "Two people died in Lviv, police said."
LVIV = Place("geonames:702550", "Lviv", "settlement", "UA", 49.84, 24.02)


def at(record, words, **fields):
    start = TEXT.index(words)
    return record(start=start, end=start + len(words), text=words, **fields)


ANALYSIS = Analysis(
    Article("r", "A title", None, None, None, TEXT),
    places=(at(PlaceMention, "Lviv", place=LVIV, role="literal", confidence=0.4, reason="exact name"),),
    statements=(
        at(
            Statement,
            "Two people died in Lviv",
            kind="indirect",
            speaker=at(Speaker, "police", name="police", resolved_by="role", confidence=0.7),
            cue=at(Span, "said"),
            places=(0,),
        ),
    ),
    casualties=(
        at(
            CasualtyMention,
            "Two people died",
            trigger=at(Span, "died"),
            outcome="killed",
            count=at(Count, "Two", low=2, high=2, qualifier="exact"),
            victims=None,
            place=0,
            date=None,
            cause=None,
            source=at(ClaimSource, "police", name="police"),
            scope="incident",
            polarity="asserted",
            reason="verb of harm with its subject",
        ),
    ),
)


class TestMarks:
    def test_are_keyed_like_the_rows(self):
        rows = [*statement_rows(ANALYSIS), *casualty_rows(ANALYSIS), *place_rows(ANALYSIS)]
        assert {mark.key for mark in marks_of(ANALYSIS)} == {row.key for row in rows}

    def test_come_in_text_order_the_longer_first(self):
        assert [mark.kind for mark in marks_of(ANALYSIS)] == ["statement", "casualty", "place"]

    def test_say_how_they_were_read(self):
        statement, casualty, place = marks_of(ANALYSIS)
        assert (statement.label, casualty.label, place.label) == ("police", "killed: Two", "Lviv")
        assert "Confidence 40%: exact name" in place.detail
        assert "Claimed by police" in casualty.detail
        assert "verb of harm with its subject" in casualty.detail
        assert any("role" in line and "70%" in line for line in statement.detail)

    def test_an_unsure_place_is_to_be_checked(self):
        assert [mark.uncertain for mark in marks_of(ANALYSIS)] == [False, False, True]

    def test_parts_are_what_decided(self):
        statement, casualty, _ = marks_of(ANALYSIS)
        assert [(TEXT[a:b], name) for a, b, name in statement.parts] == [
            ("police", "speaker"),
            ("said", "cue"),
        ]
        assert [(TEXT[a:b], name) for a, b, name in casualty.parts] == [
            ("Two", "count"),
            ("died", "harm"),
            ("police", "source"),
        ]
