"""Nouns that stand for no persons: what the list holds, and what it keeps from being counted."""

import pytest

from lib import language, lexicon, nouns
from lib.casualties import find_casualties
from lib.errors import DataError
from lib.harm.people import VictimNoun
from lib.layout import read_layout

OURS = {"human", "local", "marabout", "reinforcement"}
"""Words for persons that WordNet has no such sense of; victims.csv is asked first."""


def test_no_word_for_victims_is_among_them_but_those_named():
    assert {row.noun for row in lexicon.load("victims", VictimNoun)} & nouns.things() == OURS


@pytest.mark.parametrize("noun", ["dozen", "hundred", "half", "five", "ukrainian", "family", "whale"])
def test_counts_names_and_what_may_be_persons_are_not_among_them(noun):
    assert noun not in nouns.things()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        pytest.param("The regulator killed two mergers.", [], id="affairs of firms"),
        pytest.param("A fox left 22 flamingos dead.", [], id="animals"),
        pytest.param("Fourteen canvases are missing from the store.", [], id="pictures"),
        pytest.param("The blast killed two weavers.", [2], id="a trade that is on no list of victims"),
        pytest.param("Rebels killed two blue helmets.", [2], id="persons told by what they wear"),
        pytest.param("The blast killed nine humans.", [9], id="a word for persons among the things"),
    ],
)
def test_things_are_no_victims(text, counted):
    (doc,) = language.parse([text])
    assert [mention.count.low for mention in find_casualties(doc, read_layout(text))] == counted


def test_a_list_that_is_missing_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(nouns, "_FILE", tmp_path / "things.txt")
    nouns.things.cache_clear()
    with pytest.raises(DataError, match="Install Dateline again"):
        nouns.things()
    monkeypatch.undo()
    nouns.things.cache_clear()
    assert nouns.things()
