"""Casualty mentions: every lexicon entry is read as it says in its own example."""

from functools import cache

import pytest

from lib import language, lexicon
from lib.casualties import find_casualties
from lib.harm.people import OtherNoun, VictimNoun
from lib.harm.rows import HarmTerm, NoHarm
from lib.harm.words import CauseNoun, ClaimWord
from lib.layout import read_layout
from lib.records import PlaceMention
from tests import build

HARM = lexicon.load("harm", HarmTerm)
VICTIMS = lexicon.load("victims", VictimNoun)
NO_HARM = lexicon.load("no_harm", NoHarm)
THINGS = lexicon.load("not_people", OtherNoun)
CAUSES = lexicon.load("causes", CauseNoun)
CLAIM_WORDS = lexicon.load("claim_words", ClaimWord)


@cache
def examples():
    texts = list(
        dict.fromkeys(
            row.example for rows in (HARM, NO_HARM, VICTIMS, THINGS, CAUSES, CLAIM_WORDS) for row in rows
        )
    )
    return dict(zip(texts, language.parse(texts), strict=True))


def places_of(text):
    """The place mention of an example that names Homs."""
    start = text.find("Homs")
    return [PlaceMention(start, start + 4, "Homs", build.HARBOUR, "literal", 1.0, "")] if start >= 0 else []


def mentions(text):
    return list(find_casualties(examples()[text], read_layout(text), places=places_of(text)))


def named(row):
    return "-".join(str(getattr(row, field)) for field in row.__slots__ if field != "example")


@pytest.mark.parametrize("row", HARM, ids=named)
def test_every_harm_term_reads_its_example(row):
    found = [m for m in mentions(row.example) if m.subset_of is None]
    assert [m.outcome for m in found] == [row.outcome]
    trigger = examples()[row.example].char_span(found[0].trigger.start, found[0].trigger.end)
    assert any(
        row.term in (word.lemma_.lower(), word.lower_, word.lower_.removesuffix("s")) for word in trigger
    )


@pytest.mark.parametrize("row", NO_HARM, ids=named)
def test_what_only_sounds_like_harm_is_none(row):
    assert row.follower in row.example
    assert mentions(row.example) == []


@pytest.mark.parametrize("row", VICTIMS, ids=lambda row: row.noun)
def test_every_victim_noun_reads_its_example(row):
    (found,) = mentions(row.example)
    assert found.victims is not None
    assert row.noun.lower() in found.victims.text.lower()
    assert found.victims.group == (None if row.group == "people" else row.group)
    assert found.count.low == {"one": 1, "two": 2, "many": found.count.low, "group": 12}[row.number]


@pytest.mark.parametrize("row", THINGS, ids=lambda row: row.noun)
def test_no_thing_is_a_casualty(row):
    assert row.noun in row.example
    assert mentions(row.example) == []


@pytest.mark.parametrize("row", CAUSES, ids=lambda row: row.noun)
def test_every_cause_reads_its_example(row):
    (found,) = mentions(row.example)
    assert found.cause is not None
    assert row.noun in found.cause.text


SILENT = (
    "age hedge",
    "comes back",
    "corporate",
    "cuts off",
    "dwelling",
    "frees",
    "ground",
    "kept up with",
    "knows",
    "led to",
    "no event",
    "no patient",
    "on foot",
    "outing",
    "posts",
    "replaces",
    "seeks",
    "treated in",
    "unharmed",
    "upset",
    "wilds",
)
"""Roles whose words keep their sentence from being a claim."""
ROLES = {
    "denies": lambda found: found.polarity == "denied",
    "labels": lambda found: found.polarity == "denied",
    "untrue": lambda found: found.polarity == "denied",
    "involvement": lambda found: found.polarity == "asserted",
    "possible": lambda found: found.polarity == "hypothetical",
    "condition": lambda found: found.polarity == "hypothetical",
    "intends": lambda found: found.polarity == "hypothetical",
    "fears": lambda found: found.polarity == "hypothetical",
    "planned": lambda found: found.polarity == "hypothetical",
    "nearly": lambda found: found.polarity == "negated",
    "played": lambda found: found.polarity == "hypothetical",
    "averts": lambda found: found.polarity == "hypothetical",
    "brings": lambda found: found.polarity == "hypothetical",
    "raising": lambda found: found.polarity == "asserted",
    "period": lambda found: found.scope == "cumulative",
    "running": lambda found: found.scope == "cumulative",
    "span": lambda found: found.scope == "cumulative",
    "lasting": lambda found: found.scope == "cumulative",
    "figure": lambda found: found.count.low == 12,
    "link": lambda found: found.count.low == 12,
    "beyond": lambda found: (found.count.low, found.count.high) == (12, None),
    "reports": lambda found: found.source is not None,
    "puts": lambda found: found.outcome == "injured" and found.count.low == 12,
    "hurt": lambda found: found.outcome == "injured" and found.count.low == 12,
    "says": lambda found: found.source is not None and "commune" in found.source.text,
    "body": lambda found: found.source is not None,
    "states": lambda found: found.source is not None and "union" in found.source.text,
    "records": lambda found: found.source is not None,
    "finds": lambda found: found.source is not None and "judge" in found.source.text,
    "news": lambda found: found.source is not None and found.source.text == "Officials",
    "roll": lambda found: found.source is not None and "union" in found.source.text,
    "compiles": lambda found: found.source is not None and "union" in found.source.text,
    "counted among": lambda found: found.outcome == "killed",
    "any person": lambda found: found.count.low == 0,
    "one person": lambda found: found.count.low == 1,
    "some persons": lambda found: found.count.low == 12,
    "elliptic": lambda found: found.outcome == "injured",
    "supposed": lambda found: found.count.low == 30,
    "reckoning": lambda found: found.source is not None and "miners" in found.source.text,
    "fatally": lambda found: found.outcome == "killed",
    "reserves": lambda found: found.polarity == "asserted",
    "account": lambda found: found.polarity == "negated",
    "relative": lambda found: found.outcome == "killed" and found.count.low is not None,
    "scene": lambda found: found.place == 0,
    "witness": lambda found: found.place == 0,
    "departure": lambda found: found.place == 0,
    "reaches": lambda found: found.place == 0,
    "armed": lambda found: found.place == 0,
    "helper": lambda found: found.place == 0,
    "calls out": lambda found: found.place == 0,
    "peril": lambda found: found.place == 0,
    "marauder": lambda found: found.place == 0,
    "terrain": lambda found: found.place == 0,
    "travels": lambda found: found.place == 0,
    "front": lambda found: found.place == 0,
    "care": lambda found: found.place is None,
    "realm": lambda found: found.place is None,
    "tallies": lambda found: found.place == 0,
    "takes away": lambda found: found.place == 0,
    "uncovers": lambda found: found.place == 0,
    "town": lambda found: found.place == 0,
    "land": lambda found: found.place is None,
    "log": lambda found: found.place == 0,
    "discusses": lambda found: found.place is None,
    "concord": lambda found: found.place is None,
    "carrier": lambda found: found.place is None,
    "forum": lambda found: found.place is None,
    "reporter": lambda found: found.place is not None,
    "worldwide": lambda found: found.place is None,
    "aftermath": lambda found: found.place is None,
    "stays": lambda found: found.place is None,
    "settlement": lambda found: found.place is None,
    "elsewhere": lambda found: found.place is None,
    "ranges": lambda found: (found.count.low, found.count.high) == (12, 20),
    "spoils": lambda found: found.place == 0,
    "captor": lambda found: found.outcome == "captured" and found.count.low == 12,
    "mourned": lambda found: found.outcome == "killed" and found.count.low == 12,
    "filler": lambda found: found.outcome == "injured" and found.count.low == 20,
    "safety": lambda found: found.outcome == "killed" and found.count.low == 3,
    "leads off": lambda found: found.outcome == "captured" and found.count.low == 3,
    "gets away": lambda found: found.outcome == "captured" and found.count.low == 12,
    "stranger": lambda found: found.outcome == "captured" and found.count.low == 3,
    "refuge": lambda found: found.outcome == "displaced" and found.count.low == 80,
    "dweller": lambda found: found.outcome == "displaced" and found.count.low == 80,
    "turns up": lambda found: found.outcome == "killed" and found.count.low == 1,
    "is seen": lambda found: found.outcome == "killed" and found.count.low == 1,
    "side": lambda found: found.count.low == 400,
    "sets a toll": lambda found: found.count.low == 19,
    "revises a toll": lambda found: found.count.low == 9 and found.date is None,
    "faces": lambda found: found.count.low == 9,
    "binds": lambda found: found.outcome == "killed" and found.count.low == 9,
    "leads away": lambda found: found.outcome == "killed" and found.count.low == 9,
    "comes by": lambda found: found.outcome == "missing" and found.count.low == 9,
    "unknown": lambda found: found.outcome == "missing" and found.count.low == 9,
    "title": lambda found: found.victims is not None and "Homs" in found.victims.text,
    "murder": lambda found: found.victims is not None and found.victims.text == "Old Harbour",
    "perceives": lambda found: found.place == 0,
    "length": lambda found: found.place == 0,
    "counts up": lambda found: found.scope == "cumulative",
    "asked": lambda found: found.source is not None,
    "held for": lambda found: found.source is None,
}


@pytest.mark.parametrize("row", CLAIM_WORDS, ids=named)
def test_every_claim_word_does_in_its_example_what_its_role_says(row):
    found = mentions(row.example)
    if row.role in SILENT:
        assert found == []
        return
    assert any(ROLES[row.role](mention) for mention in found), found
