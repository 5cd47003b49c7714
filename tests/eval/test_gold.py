"""The gold annotations and their loader: what the markup means, what it refuses, and that the shipped gold holds."""

from collections import Counter

import pytest

from tests.eval import gold
from tests.eval.marks import GoldError

MARKS = "‘’“”„«»\"'"


def row(layer: str, source: str) -> gold.Row:
    """The only row of a gold file."""
    (only,) = gold.read(source, layer)
    return only


def at(passage: gold.Row, item: gold.Row, prefix: str = "") -> str:
    return str(passage["text"][item[f"{prefix}start"] : item[f"{prefix}end"]])


def test_header_carries_id_date_and_description() -> None:
    passage = row("places", "# a comment\n=== p1 | 2024-05-01 | two towns\nNothing here.\n")
    assert (passage["id"], passage["published"], passage["about"]) == ("p1", "2024-05-01", "two towns")
    assert passage["text"] == "Nothing here."


def test_places_are_located_ignored_or_traps() -> None:
    passage = row(
        "places",
        "=== p1\n{p Kyiv}, {p:Tripoli_LB Tripoli}, {m:Moscow Kremlin}, {i Syrian}, {x Chad Hill}, {p:? Nile}",
    )
    kyiv, tripoli, kremlin, demonym, river = passage["places"]
    assert at(passage, kyiv) == "Kyiv"
    assert (kyiv["latitude"], kyiv["longitude"]) == pytest.approx((50.45, 30.52), abs=0.05)
    assert (tripoli["latitude"], tripoli["longitude"]) == pytest.approx((34.43, 35.84), abs=0.05)
    assert (kremlin["text"], kremlin["role"]) == ("Kremlin", "metonym")
    assert demonym["ignore"] == "demonym"
    assert (river["text"], river["latitude"]) == ("Nile", None)
    assert [trap["text"] for trap in passage["traps"]] == ["Chad Hill"]


def test_statement_interrupted_by_its_cue_has_parts() -> None:
    passage = row(
        "statements",
        "=== s1\n{s1 “Stay,”} {c1 said} {w1 Mr Ode}. {s1 “Please.”}\n---\n1 direct | speaker=Ada Ode | by=merged name",
    )
    (statement,) = passage["statements"]
    assert at(passage, statement) == "“Stay,” said Mr Ode. “Please.”"
    assert [passage["text"][a:b] for a, b in statement["parts"]] == ["“Stay,”", "“Please.”"]
    assert statement["speaker"] == {"name": "Ada Ode", "start": 13, "end": 19, "text": "Mr Ode"}
    assert statement["cue"]["text"] == "said"


def test_pronoun_mention_is_not_a_speaker_span() -> None:
    passage = row(
        "statements",
        "=== s1\n{w1 She} {c1 said} {s1 it held}.\n---\n1 indirect | speaker=Ada Ode | by=pronoun",
    )
    (statement,) = passage["statements"]
    assert statement["speaker"] == {"name": "Ada Ode"}
    assert statement["mention"]["text"] == "She"


def test_unattributed_statement_names_who_must_not_be_credited() -> None:
    passage = row("statements", '=== s1\n{s1 "No."}\n---\n1 direct | by=unattributed | not=Ada Ode, Ben Ira')
    (statement,) = passage["statements"]
    assert statement["speaker"] is None
    assert statement["not_speaker"] == ["Ada Ode", "Ben Ira"]


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        pytest.param("12", (12, 12, "exact"), id="exact"),
        pytest.param("~300", (300, 300, "about"), id="about"),
        pytest.param("12+", (12, None, "at_least"), id="at least"),
        pytest.param("40<", (None, 40, "at_most"), id="at most"),
        pytest.param("12*", (12, None, "vague"), id="vague"),
        pytest.param("12-15", (12, 15, "range"), id="range"),
        pytest.param("0", (0, 0, "exact"), id="zero"),
        pytest.param("none", (None, None, "none"), id="no count"),
    ],
)
def test_count_shorthand(count: str, expected: tuple[int | None, int | None, str]) -> None:
    passage = row("casualties", f"=== c1\n{{n1 Some}} were {{t1 killed}}.\n---\n1 killed {count}")
    (casualty,) = passage["casualties"]
    assert (casualty["low"], casualty["high"], casualty["qualifier"]) == expected


def test_casualty_without_a_count_mark_is_implicit() -> None:
    passage = row("casualties", "=== c1\nA man was {t1 killed}.\n---\n1 killed 1")
    (casualty,) = passage["casualties"]
    assert casualty["qualifier"] == "implicit"
    assert "count_start" not in casualty


def test_casualty_fields_and_distractors() -> None:
    passage = row(
        "casualties",
        "=== c1\n{n1 Two} of {x 12} tanks; {n1 four} men {t1 died} in Goma.\n---\n"
        "1 killed 6 denied cumulative | place=Goma | source=? | or=injured,casualties | optional",
    )
    (casualty,) = passage["casualties"]
    assert at(passage, casualty, "count_") == "Two of 12 tanks; four"
    assert at(passage, casualty, "trigger_") == "died"
    assert (casualty["polarity"], casualty["scope"]) == ("denied", "cumulative")
    assert casualty["place"] == "Goma"
    assert "source" not in casualty
    assert casualty["alternatives"] == ["injured", "casualties"]
    assert casualty["required"] is False
    assert [trap["text"] for trap in passage["distractors"]] == ["12"]


def test_unstated_place_and_source_are_null() -> None:
    passage = row("casualties", "=== c1\nA man was {t1 killed}.\n---\n1 killed 1 | scope=?")
    (casualty,) = passage["casualties"]
    assert (casualty["place"], casualty["source"], casualty["scope"]) == (None, None, None)


@pytest.mark.parametrize(
    ("layer", "source", "message"),
    [
        pytest.param("places", "=== p1\n{p Kyiv and Lviv", "never closed", id="unclosed mark"),
        pytest.param("places", "=== p1\nKyiv}", "closes nothing", id="stray close"),
        pytest.param("places", "=== p1\n{p }x", "empty", id="empty mark"),
        pytest.param("places", "=== p1\n{Kyiv}", "unreadable mark", id="no tag"),
        pytest.param("places", "=== p1\n{p Kyiv }x", "blanks at the edge", id="blank at the edge"),
        pytest.param("places", "=== p1\n{t1 Kyiv}", "no mark of the layer", id="mark of another layer"),
        pytest.param("places", "=== p1\n{p1 Kyiv}", "takes no number", id="number on a place"),
        pytest.param("places", "=== p1\n{x:Kyiv Kyiv}", "takes no key", id="key on a trap"),
        pytest.param("places", "=== p1\n{p Nowhereville}", "not in points.csv", id="unknown key"),
        pytest.param("places", "=== p1\n{p Kyiv}\n---\n1 what", "no record lines", id="record in places"),
        pytest.param("places", "{p Kyiv}", "before the first", id="text before the header"),
        pytest.param("places", "===p1\n{p Kyiv}", "write the header", id="broken header"),
        pytest.param("places", "=== p1\n\n=== p2\nText", "no text", id="empty passage"),
        pytest.param("places", "=== p1\nText\n=== p1\nText", "used twice", id="same id twice"),
        pytest.param("statements", "=== s1\n{s1 Yes}\n---\n---\n", "a second '---'", id="second rule"),
        pytest.param("statements", "=== s1\n{s Yes}\n---\n1 direct", "needs a number", id="no number"),
        pytest.param("statements", "=== s1\n{s1 Yes}", "no record line", id="mark without record"),
        pytest.param(
            "statements", "=== s1\nYes\n---\n1 direct | speaker=A", "needs an {s1}", id="record without mark"
        ),
        pytest.param(
            "statements", "=== s1\n{s1 Yes}\n---\n1 loud | speaker=A", "one of direct", id="unknown kind"
        ),
        pytest.param("statements", "=== s1\n{s1 Yes}\n---\n1 direct", "needs a speaker", id="no speaker"),
        pytest.param(
            "statements", "=== s1\n{s1 Yes}\n---\n1 direct | speaker=A | by=magic", "by=", id="unknown way"
        ),
        pytest.param(
            "statements",
            "=== s1\n{s1 Yes}\n---\n1 direct | speeker=A",
            "unknown option",
            id="misspelt option",
        ),
        pytest.param(
            "statements",
            "=== s1\n{s1 Yes}\n---\n1 direct | by=named | by=role",
            "once each",
            id="option twice",
        ),
        pytest.param(
            "statements", "=== s1\n{s1 Yes}\n---\ndirect", "a number of its own", id="record without number"
        ),
        pytest.param(
            "statements",
            "=== s1\n{w1 A} {w1 B} {s1 Yes}\n---\n1 direct | speaker=A",
            "more than one {w1}",
            id="two speakers",
        ),
        pytest.param(
            "casualties", "=== c1\n{t1 died}\n---\n1 killed many", "unreadable count", id="unknown count"
        ),
        pytest.param("casualties", "=== c1\n{t1 died}\n---\n1 died 1", "an outcome", id="unknown outcome"),
        pytest.param(
            "casualties", "=== c1\n{t1 died}\n---\n1 killed 1 maybe", "neither", id="unknown polarity"
        ),
        pytest.param(
            "casualties", "=== c1\n{t1 died}\n---\n1 killed 1 | scope=all", "scope=?", id="scope as option"
        ),
        pytest.param(
            "casualties", "=== c1\ndied\n---\n1 killed 1", "needs a {t1}", id="casualty without mark"
        ),
    ],
)
def test_broken_markup_is_refused_with_its_place(layer: str, source: str, message: str) -> None:
    with pytest.raises(GoldError, match=message.replace("{", r"\{").replace("?", r"\?")) as caught:
        list(gold.read(source, layer, "file.txt"))
    assert "file.txt, line " in str(caught.value)


SHIPPED = [pytest.param(layer, half, id=f"{layer}.{half}") for layer in gold.LAYERS for half in gold.HALVES]


@pytest.mark.parametrize(("layer", "half"), SHIPPED)
def test_offsets_of_shipped_gold_hold(layer: str, half: str) -> None:
    for passage in gold.load(layer, half):
        for item in [*passage[layer], *passage.get("traps", []), *passage.get("distractors", [])]:
            assert at(passage, item) == item["text"]


@pytest.mark.parametrize("layer", gold.LAYERS)
def test_halves_share_no_passage(layer: str) -> None:
    dev, held = (gold.load(layer, half) for half in gold.HALVES)
    assert not {p["id"] for p in dev} & {p["id"] for p in held}
    assert not {p["text"] for p in dev} & {p["text"] for p in held}


def test_shipped_gold_is_large_enough() -> None:
    both = {layer: [p for half in gold.HALVES for p in gold.load(layer, half)] for layer in gold.LAYERS}
    reports = [p for p in both["casualties"] if p["id"].startswith("cr-")]
    assert len(both["places"]) >= 30
    assert len(both["statements"]) >= 25
    assert len(reports) >= 20
    assert len(both["casualties"]) - len(reports) >= 150


def test_points_are_on_the_globe_sorted_and_all_used() -> None:
    points = gold.points()
    assert list(points) == sorted(points)
    for point in points.values():
        assert -90 <= point["latitude"] <= 90
        assert -180 <= point["longitude"] <= 180
        assert point["kind"] in {"settlement", "region", "country", "water", "area", "site"}
    used = {p.get("key") for half in gold.HALVES for row in gold.load("places", half) for p in row["places"]}
    assert set(points) == used - {None}


@pytest.mark.parametrize("half", gold.HALVES)
def test_ambiguous_names_stand_for_several_places(half: str) -> None:
    names: dict[str, set[str]] = {}
    for passage in gold.load("places", half):
        for place in passage["places"]:
            if "key" in place:
                names.setdefault(place["text"].lower(), set()).add(place["key"])
    assert len([name for name, keys in names.items() if len(keys) > 1]) >= 4


@pytest.mark.parametrize("half", gold.HALVES)
def test_kind_of_statement_agrees_with_its_marks(half: str) -> None:
    for passage in gold.load("statements", half):
        for statement in passage["statements"]:
            opened = statement["text"][0] in MARKS
            marked = any(mark in statement["text"] for mark in '“”„«»"‘')
            if statement["kind"] == "direct":
                assert opened, statement["text"]
            elif statement["kind"] == "mixed":
                assert marked, statement["text"]
            else:
                assert not marked, statement["text"]


def test_every_way_to_a_speaker_occurs_in_both_halves() -> None:
    for half in gold.HALVES:
        ways = Counter(s["resolved_by"] for p in gold.load("statements", half) for s in p["statements"])
        assert set(ways) == set(gold.RESOLVED_BY)


@pytest.mark.parametrize("half", gold.HALVES)
def test_casualty_counts_are_consistent(half: str) -> None:
    for passage in gold.load("casualties", half):
        for casualty in passage["casualties"]:
            low, high = casualty["low"], casualty["high"]
            assert low is None or high is None or low <= high
            assert (casualty["polarity"] == "negated") == (high == 0), casualty["text"]
            for key in ("place", "source"):
                for word in (casualty.get(key) or "").split():
                    assert word in passage["text"], (passage["id"], word)


@pytest.mark.parametrize("half", gold.HALVES)
def test_distractors_are_no_counts(half: str) -> None:
    for passage in gold.load("casualties", half):
        for trap in passage["distractors"]:
            for casualty in passage["casualties"]:
                if casualty.get("required", True) and casualty.get("count_start") is not None:
                    ends = (
                        min(trap["end"], casualty["count_end"]),
                        max(trap["start"], casualty["count_start"]),
                    )
                    assert ends[0] <= ends[1], (passage["id"], trap["text"])


@pytest.mark.parametrize("half", gold.HALVES)
def test_every_outcome_and_polarity_occurs(half: str) -> None:
    found = [c for p in gold.load("casualties", half) for c in p["casualties"] if c.get("required", True)]
    assert {c["outcome"] for c in found} == set(gold.OUTCOMES)
    assert {c["polarity"] for c in found} >= set(gold.POLARITIES)
    assert {c["scope"] for c in found} >= set(gold.SCOPES)


def test_command_line_prints_rows_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert gold.main(["casualties", "dev"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(gold.load("casualties", "dev"))
    assert gold.main(["casualties", "dev", "--show"]) == 0
    assert "    casualty: 'killed four'" in capsys.readouterr().out
