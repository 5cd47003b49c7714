"""The page as its script draws it: what a visitor reads, and what happens to what they do and enter."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from lib import documents
from lib.errors import DataError
from lib.filters import Filters
from lib.records import Analysis, Place, PlaceMention
from lib.ui import evidence, export_menu, lists, map_panel, placeless, search, session, stage, tabular
from lib.ui.text import part, plain, plural, spoken
from lib.workspace import sample
from tests import build

KHARKIV = Place("geonames:706483", "Kharkiv", "settlement", "UA", 49.98, 36.25)
HOSTILE = "<script>alert(1)</script> **b** $x^2$ :red[r] :material/home: [l](http://example.org) # h `c` a_b_"
PATIENCE = 60
SCRIPT = Path(__file__).resolve().parent.parent / "streamlit_app.py"


def read_places_only(article):
    """An analysis that knows one place, for flows in which the reading is not the point."""
    start = article.text.find("Kharkiv")
    mentions = (PlaceMention(start, start + 7, "Kharkiv", KHARKIV, "literal", 0.9, "the city"),)
    return Analysis(article, places=mentions if start >= 0 else (), notices=documents.notices(article))


@pytest.fixture(autouse=True)
def no_model(monkeypatch):
    monkeypatch.setattr("lib.ui.model.warm_up", lambda: None)
    monkeypatch.setattr(map_panel, "HEAD_START", 0.0)
    monkeypatch.setattr("lib.ui.model.read", read_places_only)


def opened(state=None, **query):
    """The page, drawn, for a visitor who comes with a link or with a session."""
    page = AppTest.from_file(SCRIPT, default_timeout=PATIENCE)
    for name, value in query.items():
        page.query_params[name] = value
    if state:
        page.session_state["session"] = state
    page.run()
    assert not page.exception
    return page


def header(page):
    return page.markdown[0].value


def tabs(page):
    return labels(page, lists.NAMES)


def labels(page, key):
    """What stands in the buttons of a choice, in their order."""
    (drawn,) = (one.proto for one in page.get("bidi_component") if one.proto.id.endswith(f"-{key}"))
    return [label for _, label in json.loads(drawn.json)["items"]]


def own(*analyses):
    """A session that holds these reports and not the sample."""
    state = session.Session()
    state.add(analyses)
    return state


def test_the_first_screen_counts_the_sample_and_says_what_it_is():
    page, analyses = opened(), sample()
    whole = page.session_state["session"].explorer.view(Filters())
    assert header(page) == (
        f"Illustrative sample · 12 reports · {plural(len(page.session_state['session'].all_places()), 'place')} · "
        f"{sum(len(a.statements) for a in analyses)} statements · {len(whole.casualties)} casualty mentions"
    )
    assert any("do not cite it" in caption.value for caption in page.caption)
    assert tabs(page)[3] == "Reports 12"


def test_the_map_shows_the_places_of_the_sample():
    page = opened()
    figure = json.loads(page.get("plotly_chart")[0].proto.spec)
    ids = {summary.place.id for summary in page.session_state["session"].all_places()}
    assert set(figure["data"][0]["customdata"]) == ids


def test_a_search_narrows_every_list_and_says_of_how_many():
    page = opened()
    whole = tabs(page)
    page.text_input(key="q").set_value("chernihiv").run()
    assert [label.rpartition(" of ")[2] for label in tabs(page)] == [w.rpartition(" ")[2] for w in whole]
    assert tabs(page)[3] == "Reports 3 of 12"
    page.text_input(key="q").set_value("").run()
    assert tabs(page) == whole


def test_a_search_that_cannot_be_understood_is_explained_and_the_last_good_one_stays():
    page = opened()
    page.text_input(key="q").set_value("chernihiv").run()
    found = tabs(page)
    page.text_input(key="q").set_value("(chernihiv").run()
    assert any("is not closed" in m.value and "last good search" in m.value for m in page.markdown)
    assert tabs(page) == found


def test_a_search_that_leaves_nothing_offers_to_clear_it():
    page = opened()
    page.text_input(key="q").set_value("xylophone").run()
    assert page.info[0].value == "No statement is left by the search and the filters."
    page.button(key="clear_from_list").click().run()
    assert page.text_input(key="q").value == ""
    assert tabs(page)[3] == "Reports 12"


def test_a_search_with_the_wrong_field_for_a_place_offers_the_other():
    page = opened(q="country:goma")
    assert tabs(page)[0].startswith("Statements 0 of")
    page.button(key="search_other_0").click().run()
    assert page.text_input(key="q").value == "place:goma"
    assert tabs(page)[0] != "Statements 0 of 103"
    assert not [button for button in page.button if button.key == "search_other_0"]


def test_two_places_with_the_wrong_field_are_offered_one_by_one():
    page = opened(q='place:"Palestinian Territory" OR place:"Democratic Republic of the Congo"')
    offered = [
        one.label.partition(" ·")[0] for one in page.button if str(one.key).startswith("search_other_")
    ]
    assert [label.count("country") for label in offered] == [1, 1]
    assert offered[0] != offered[1]


def test_where_filters_leave_nothing_each_that_stands_in_the_way_can_be_taken_off():
    page = opened(place=CHERNIHIV, country="SD", q="said OR killed")
    offered = {one.key: one.label for one in page.button if str(one.key).startswith("without_")}
    explorer = page.session_state["session"].explorer
    without_place = len(explorer.view(Filters(query="said OR killed", country=("SD",))).statements)
    without_country = len(explorer.view(Filters(query="said OR killed", place=(CHERNIHIV,))).statements)
    assert 0 < without_place != without_country > 0
    assert offered == {
        "without_place": rf"place\: Chernihiv · {without_place} statements",
        "without_country": rf"country\: Sudan · {without_country} statements",
    }
    page.button(key="without_country").click().run()
    assert page.session_state["session"].filters == Filters(query="said OR killed", place=(CHERNIHIV,))
    assert tabs(page)[0] == f"Statements {without_country} of 103"


def test_the_filters_say_that_a_copy_counts_once_and_is_listed_for_each_outlet(monkeypatch):
    state, drawn = own(build.analysis(), build.analysis(id="copy", source="Another")), []
    monkeypatch.setattr(search, "facets", lambda items, **_: drawn.extend(items))
    search.draw_facets(state)
    (outcome,) = (facet for facet in drawn if facet.name == "outcome")
    (report,) = (facet for facet in drawn if facet.name == "report")
    assert [choice.hint for choice in report.choices] == ["1 statement, 1 casualty mention"] * 2
    assert ([choice.count for choice in outcome.choices], len(state.view().casualties)) == ([1], 2)
    assert outcome.hint == (
        "The numbers count casualty mentions: what several outlets print of one copy once, where the lists show "
        "it for each"
    )


def test_the_export_is_of_what_the_search_box_says():
    page = opened(q="place:chernihiv")
    shown = len(page.session_state["session"].view().statements)
    assert f"{shown} of 103 statements" in said(page)


def test_a_link_opens_filters_list_and_search():
    page = opened(outcome="killed", list="casualties", q="chernihiv")
    state = page.session_state["session"]
    assert state.filters == Filters(query="chernihiv", outcome=("killed",))
    assert state.list_name == "casualties"
    assert {row.casualty.outcome for row in state.view().casualties} == {"killed"}


CHERNIHIV = "geonames:710735"


def test_what_names_no_place_is_counted_where_a_place_is_asked_for_and_shown_on_demand():
    page = opened(place=CHERNIHIV)
    state = page.session_state["session"]
    named, beside = len(state.view().statements), state.beside()
    assert f"**{beside.report[0]} more** name no place; the report names Chernihiv." in said(page)
    page.button(key="placeless_report").click().run()
    assert tabs(page)[0].startswith(f"Statements {named + beside.report[0]} of ")
    assert page.query_params["placeless"] == "report"
    chip = {"label": "also", "value": "what names no place, in reports that name Chernihiv"}
    assert chip in [{"label": one.label, "value": one.value} for one in search.active(state)]
    assert "what names no place" in export_menu.about(state, only_shown=True).selection
    page.button(key="placeless_last").click().run()
    assert tabs(page)[0].startswith(f"Statements {named + beside.last[0]} of ")
    page.button(key="placeless_off").click().run()
    assert tabs(page)[0].startswith(f"Statements {named} of ")
    assert "placeless" not in page.query_params


def test_a_link_shows_what_names_no_place_and_every_card_says_so():
    page = opened(q="place:chernihiv", placeless="report")
    state = page.session_state["session"]
    rows = list(state.view().statements)
    shown = placeless.marked(state, rows, [evidence.statement_card(row) for row in rows])
    told = [any(badge.label == "names no place" for badge in card.badges) for card in shown]
    assert told == [not row.places for row in rows]
    assert f"**{sum(told)} of these** name no place; the report names “chernihiv”." in said(page)
    columns, in_table = tabular.laid_out_all(rows, state)
    where = [column.title for column in columns].index("Where")
    assert [row.cells[where].text == "names none" for row in in_table] == told


def test_without_a_place_in_the_filters_nothing_more_is_shown():
    page = opened(place=CHERNIHIV, placeless="last")
    page.session_state["session"].ask(Filters(speaker=("the mayor",), placeless="last"))
    page.run()
    assert page.session_state["session"].filters == Filters(speaker=("the mayor",))
    assert "names no place" not in said(page)
    assert "“first”" in opened(place=CHERNIHIV, placeless="first").session_state["session"].messages[0]


def said(page):
    return " ".join(caption.value for caption in page.caption)


def test_what_a_link_names_and_no_report_has_is_left_out_with_a_notice():
    page = opened(outcome="<b>enchanted</b>", list="spells", open="nothing")
    told = page.session_state["session"].messages
    assert [("enchanted" in m, "spells" in m, "not here" in m) for m in told] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert tabs(page)[3] == "Reports 12"


def test_the_view_is_in_the_address():
    page = opened()
    state = page.session_state["session"]
    state.ask(state.filters.toggled("outcome", "killed"))
    state.list_name = "reports"
    page.run()
    assert page.query_params["outcome"] == "killed"
    assert page.query_params["list"] == "reports"
    state.clear_filters()
    page.run()
    assert "outcome" not in page.query_params


def test_an_address_older_than_the_view_does_not_undo_what_was_done_since():
    page = opened(outcome="injured")
    state = page.session_state["session"]
    state.ask(state.filters.toggled("outcome", "killed"))
    page.run()
    page.query_params["outcome"] = "injured"
    page.run()
    assert state.filters.outcome == ("injured", "killed")
    assert page.query_params["outcome"] == ["injured", "killed"]


def test_what_is_done_before_the_page_of_a_link_is_drawn_to_its_end_is_kept(monkeypatch):
    with monkeypatch.context() as broken_off:
        broken_off.setattr(stage, "draw", lambda _: st.stop())
        page = opened(outcome="injured")
    assert page.session_state["session"].filters.outcome == ("injured",)
    page.session_state["session"].ask(Filters(outcome=("injured", "killed")))
    page.run()
    assert page.session_state["session"].filters.outcome == ("injured", "killed")


def test_what_was_picked_on_the_map_filters_the_lists_and_not_the_map():
    page = opened()
    drawn = page.get("plotly_chart")[0].proto.spec
    state = page.session_state["session"]
    state.pick_on_map(["geonames:710735"])
    page.run()
    assert tabs(page)[2] == f"Places 1 of {len(state.all_places())}"
    assert page.get("plotly_chart")[0].proto.spec == drawn


def test_centring_on_a_place_leaves_the_figure_and_a_filter_ends_it():
    page = opened()
    state = page.session_state["session"]
    figure = page.get("plotly_chart")[0].proto.spec
    state.show_on_map("geonames:710735")
    page.run()
    assert page.get("plotly_chart")[0].proto.spec == figure, "drawn anew, the map would flicker"
    assert state.centred == "geonames:710735"
    page.text_input(key="q").set_value("goma").run()
    assert state.centred is None


@pytest.mark.parametrize("which", ["unplaced", "review", "metonyms"])
def test_what_is_off_the_map_is_counted_and_listed(which):
    article = build.article("Kharkiv Kharkiv Kharkiv")
    reads = {
        "unplaced": {"place": None},
        "review": {"confidence": 0.2},
        "metonyms": {"role": "metonym"},
    }
    base = {"place": KHARKIV, "role": "literal", "confidence": 0.9, "reason": "the city"}
    mentions = (
        PlaceMention(0, 7, "Kharkiv", **base),
        PlaceMention(8, 15, "Kharkiv", **{**base, **reads[which]}),
    )
    page = opened(own(Analysis(article, places=mentions)))
    assert page.button(key=f"show_{which}").label.startswith("1 ")
    page.button(key=f"show_{which}").click().run()
    state = page.session_state["session"]
    assert (state.list_name, state.place_list) == ("places", which)


def dialog():
    from lib.ui import add
    from lib.ui.session import current

    add.draw(current())


def pasted(text, state=None, **fields):
    """The dialog after a report was pasted and the button pressed."""
    page = AppTest.from_function(dialog, default_timeout=PATIENCE)
    if state:
        page.session_state["session"] = state
    page.run()
    page.text_area(key="paste_text").set_value(text)
    for name, value in fields.items():
        page.text_input(key=f"paste_{name}").set_value(value)
    page.button(key="paste_add").click().run()
    assert not page.exception
    return page


def test_the_first_report_takes_the_place_of_the_sample_and_is_opened():
    state = pasted("A shell fell in Kharkiv.", title="A shell", source="A wire").session_state["session"]
    page = opened(state)
    assert header(page) == "1 report · 1 place · 0 statements · 0 casualty mentions"
    assert state.article_of(state.opened).article.title == "A shell"
    assert any("sample reports were put away" in m.value for m in page.markdown)
    state = pasted("Another fell in Kharkiv.", state).session_state["session"]
    assert header(opened(state)).startswith("2 reports")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param(" \n ", "There is no text in it", id="empty"),
        pytest.param("\x00\x01\x02 1234 \x05", "There are no words in it", id="binary"),
        pytest.param("A shell fell. " * 80_000, "Split it into several", id="over a megabyte"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_words_and_kept(text, said):
    page = pasted(text, title="A title")
    assert said in page.error[0].value.replace("\\", "")
    assert page.text_area(key="paste_text").value == text
    assert page.text_input(key="paste_title").value == "A title"
    assert page.session_state["session"].showing_sample


def test_a_report_that_is_there_already_is_named_and_not_added_again():
    state = pasted("A shell fell in Kharkiv.", title="A shell").session_state["session"]
    page = pasted("A shell fell in Kharkiv.", state, title="Another title")
    assert "This report is here already, as “A shell”" in page.warning[0].value
    assert len(state.workspace) == 1


def test_a_report_without_a_place_says_so():
    state = pasted("Nobody said where it was.").session_state["session"]
    assert any("names no place" in m.value for m in opened(state).markdown)


def test_today_without_a_date_asks_for_the_date():
    state = pasted("Today a shell fell in Kharkiv.").session_state["session"]
    page = opened(state)
    assert any("“today” but has no date" in m.value for m in page.markdown)
    page.button(key="add_date").click().run()
    assert page.date_input[0].label == "Published on"


def test_a_missing_model_is_told_in_words_and_the_text_is_kept(monkeypatch):
    def missing(article):
        raise DataError("The language model is not installed. Run: pip install -r requirements.txt")

    monkeypatch.setattr("lib.ui.model.read", missing)
    page = pasted("A shell fell in Kharkiv.")
    assert "pip install" in page.error[0].value.replace("\\", "")
    assert page.text_area(key="paste_text").value == "A shell fell in Kharkiv."


def test_a_missing_sample_is_told_in_words(monkeypatch):
    def missing():
        raise DataError("The sample is missing. Run: python data/samples/build.py")

    session._sample.clear()
    monkeypatch.setattr("lib.ui.session.sample", missing)
    page = opened()
    session._sample.clear()
    assert "The sample is missing" in page.error[0].value


def upload(*files):
    """The dialog after files were chosen and the button pressed."""
    page = AppTest.from_function(dialog, default_timeout=PATIENCE).run()
    page.file_uploader(key="upload_files").set_value([(name, content, "") for name, content in files]).run()
    page.button(key="upload_add").click().run()
    assert not page.exception
    return page


def test_of_uploaded_files_the_unreadable_are_named_and_the_others_added():
    page = upload(
        ("one.txt", b"A shell fell in Kharkiv."),
        ("noise.txt", bytes(range(256)) * 20),
        ("two.jsonl", b'{"text": "It rained in Kharkiv."}\n{"title": "No text"}\n'),
        ("again.txt", b"A shell fell in Kharkiv."),
    )
    state = page.session_state["session"]
    assert [a.article.text for a in state.workspace] == ["A shell fell in Kharkiv.", "It rained in Kharkiv."]
    assert page.success[0].value == "2 reports added."
    problems = page.dataframe[0].value
    assert list(problems["Where"]) == ["noise.txt", "two.jsonl, line 2", "again.txt"]
    assert "text" in problems["What is wrong"][1]


def test_of_two_reports_with_one_id_neither_is_lost_in_silence():
    page = upload(("both.jsonl", b'{"id": 1, "text": "In Kharkiv."}\n{"id": 1, "text": "In Kharkiv again."}'))
    assert [a.article.text for a in page.session_state["session"].workspace] == ["In Kharkiv."]
    assert "The id “1” is that of" in page.dataframe[0].value["What is wrong"][0]


def test_many_reports_without_a_place_are_told_of_in_one_sentence():
    rows = "\n".join(json.dumps({"text": f"Report {n} says today."}) for n in range(30))
    page = AppTest.from_function(dialog, default_timeout=PATIENCE).run()
    page.file_uploader(key="upload_files").set_value([("many.jsonl", rows.encode(), "")]).run()
    page.button(key="upload_add").click().run()
    told = page.session_state["session"].messages
    assert [message.partition(".")[0] for message in told] == [
        "The sample reports were put away",
        "30 reports name no place that could be put on the map",
        "30 reports have a notice above their text",
    ]


def test_the_date_of_a_report_from_the_future_can_be_put_right():
    def dating():
        from lib.ui import details
        from lib.ui.session import current

        details.draw_one(current(), next(iter(current().workspace)))

    page = AppTest.from_function(dating, default_timeout=PATIENCE)
    page.session_state["session"] = own(build.analysis(published="2999-01-01"))
    page.run()
    assert not page.exception
    assert page.date_input[0].value.isoformat() == "2999-01-01"


def test_reports_are_removed_one_by_one_and_an_empty_page_offers_the_sample():
    def removal():
        from lib.ui import manage
        from lib.ui.session import current

        manage.draw_removal(current(), next(iter(current().workspace)))

    state = own(read_places_only(build.article("In Kharkiv.")))
    page = AppTest.from_function(removal, default_timeout=PATIENCE)
    page.session_state["session"] = state
    page.run()
    assert "A title" in page.markdown[0].value
    state.remove("one")
    page = opened(state)
    assert page.subheader[0].value == "No reports here"
    page.button(key="sample").click().run()
    assert "Illustrative sample · 12 reports" in header(page)


def test_removing_all_asks_first():
    page = opened(list="reports")
    page.button(key="ask_remove_all").click().run()
    assert any("12 reports and all that was read" in m.value for m in page.markdown)
    assert len(page.session_state["session"].workspace) == 12


def test_a_filter_whose_values_are_gone_is_taken_off():
    state = own(build.analysis(), build.analysis(id="two", source="Another"))
    state.ask(Filters(outlet=("Another",), outcome=("killed",)))
    state.remove("two")
    assert state.filters == Filters(outcome=("killed",))


def test_what_was_picked_on_the_map_is_taken_off_with_its_reports():
    state = own(build.analysis(), read_places_only(build.article("In Kharkiv.", id="two")))
    state.pick_on_map([KHARKIV.id])
    turn = state.map_turn
    state.remove("two")
    assert state.filters == Filters()
    assert state.map_turn > turn


def test_a_place_of_which_nothing_is_said_opens_the_places_and_the_report_where_it_is_named():
    state = own(build.analysis(), read_places_only(build.article("In Kharkiv.", id="two")))
    state.pick_on_map([build.HARBOUR.id])
    assert (state.list_name, state.opened) == ("statements", None)
    state.pick_on_map([KHARKIV.id])
    assert (state.list_name, state.place_list, state.opened) == ("places", "placed", "two:p0")
    page = opened(state)
    assert tabs(page)[0] == "Statements 0 of 1"
    assert not page.info


def test_the_link_to_share_opens_the_same_view_and_holds_no_text():
    page = opened()
    state = page.session_state["session"]
    state.ask(Filters(outcome=("killed", "injured")))
    state.list_name = "casualties"
    page.text_input(key="q").set_value("goma").run()
    (code,) = page.code
    query = parse_qs(urlsplit(code.value).query)
    assert query == {"q": ["goma"], "outcome": ["killed", "injured"], "list": ["casualties"]}
    assert not [
        button for button in page.get("download_button") if button.proto.id.endswith("share_workspace")
    ]


def test_reports_of_ones_own_are_shared_with_their_file():
    page = opened(own(build.analysis()))
    assert any("A colleague needs the reports too" in words.value for words in page.markdown)
    assert [button for button in page.get("download_button") if button.proto.id.endswith("share_workspace")]


def test_text_of_a_report_is_shown_and_never_read_as_markup():
    article = build.article(f"Today in Kharkiv. {HOSTILE}", title=HOSTILE, source=HOSTILE)
    state = own(read_places_only(article))
    state.tell(f"“{plain(HOSTILE)}”")
    page = opened(state)
    for element in (*page.markdown, *page.caption, *page.button, *page.info):
        words = getattr(element, "value", None) if element.type in ("markdown", "caption") else element.label
        assert HOSTILE not in str(words)
    assert not page.get("html")[1:]
    assert any(plain(HOSTILE) in m.value for m in page.markdown)


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("**b** and _i_", r"\*\*b\*\* and \_i\_"),
        ("$x^2$", r"\$x\^2\$"),
        (":material/home: :red[x]", "\\:\u2060material\\/home\\: \\:\u2060red\\[x\\]"),
        ("<b>&amp;</b>", r"\<b\>\&amp;\<\/b\>"),
        ("# one\n- two", r"\# one \- two"),
        ("https://example.org", "https\\:\u2060\\/\\/example\\.org"),
        ("www.example.org a@b.org", "www\u2060\\.example\\.org a\\@\u2060b\\.org"),
        ("-> <- --", "\\-\u2060\\> \\<\u2060\\- \\-\u2060\\-"),
        ("Zażółć “gęślą”", "Zażółć “gęślą”"),
    ],
)
def test_plain_escapes_all_that_markdown_reads(text, escaped):
    assert plain(text) == escaped


def test_a_message_is_read_out_without_its_markdown():
    title = "A *b* [c](http://d.org) -> 5"
    assert spoken(f":material/info: **Read:** “{plain(title)}”.") == f"Read: “{title}”."


def test_numbers_with_their_nouns():
    assert [plural(1, "report"), plural(0, "report"), plural(1200, "report")] == [
        "1 report",
        "0 reports",
        "1,200 reports",
    ]
    assert [part(63, 63, "statement"), part(34, 63, "statement")] == ["63 statements", "34 of 63 statements"]


def test_the_export_holds_what_is_shown_or_everything():
    state = own(build.analysis(), build.analysis(id="two", source="Another"))
    state.ask(Filters(outlet=("Another",)))

    def ids(only_shown):
        lines = export_menu.file(state, "jsonl", only_shown)().decode("utf-8").splitlines()
        return [json.loads(line)["article"]["id"] for line in lines]

    assert ids(only_shown=True) == ["two"]
    assert ids(only_shown=False) == ["one", "two"]


def test_the_map_is_held_back_for_the_first_sight_of_the_page_alone(monkeypatch):
    waits = []
    monkeypatch.setattr(map_panel, "let_be_painted", lambda: waits.append(True) or True)
    page = opened(own(build.analysis()))
    assert waits == [True]
    page.run()
    assert waits == [True]


def test_the_page_says_how_much_is_exported():
    state = own(build.analysis(), build.analysis(id="two", source="Another"))
    state.ask(Filters(outlet=("Another",)))
    page = opened(state)
    assert any(c.value.startswith("1 of 2 reports, 1 of 2 statements") for c in page.caption)
    page.radio(key="export_what").set_value("Everything").run()
    assert any(c.value.startswith("2 reports, 2 statements") for c in page.caption)


def test_the_export_says_that_the_place_of_claims_does_not_narrow_it():
    state = own(build.analysis())

    def is_said():
        return any("chosen under Claims is not among them" in c.value for c in opened(state).caption)

    assert not is_said()
    state.stage = "claims"
    assert is_said()


def test_a_link_finds_its_speaker_under_another_spelling():
    known = {"speaker": "Ana Ruiz"}
    state = own(
        *(
            replace(
                build.analysis(id=id),
                statements=tuple(
                    replace(s, speaker=replace(s.speaker, name=name)) for s in build.analysis().statements
                ),
            )
            for id, name in (("one", known["speaker"]), ("two", "Ruiz"))
        )
    )
    page = opened(state, speaker="Ruiz", show="speakers", who="Ruiz")
    assert (state.filters.speaker, state.who, state.messages) == ((known["speaker"],), known["speaker"], [])
    assert not page.exception


def test_files_of_too_many_reports_are_left_to_the_command_line(monkeypatch):
    monkeypatch.setattr(export_menu, "MOST_EXPORTED", 1)
    state = own(build.analysis(), build.analysis(id="two", source="Another"))

    def buttons(page):
        exports = (b.proto for b in page.get("download_button") if "share_workspace" not in b.proto.id)
        return {proto.disabled for proto in exports}

    page = opened(state)
    assert buttons(page) == {True}
    assert any("python -m lib --workspace" in caption.value for caption in page.caption)
    state.ask(Filters(outlet=("Another",)))
    assert buttons(opened(state)) == {False}
