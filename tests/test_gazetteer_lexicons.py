"""The lexicons of demonyms and metonyms: every entry matches its example and a place of the gazetteer."""

import pytest

from lib import lexicon
from lib.gazetteer import Gazetteer
from lib.toponyms.words import Demonym, Metonym

DEMONYMS = lexicon.load("demonyms", Demonym)
METONYMS = lexicon.load("metonyms", Metonym)


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def test_demonyms_match_their_examples_and_a_country(gazetteer):
    assert [row for row in DEMONYMS if row.demonym not in row.example] == []
    assert [row for row in DEMONYMS if gazetteer.country(row.country_code) is None] == []
    words = [row.demonym.casefold() for row in DEMONYMS]
    assert len(words) == len(set(words))


def test_most_countries_have_a_demonym():
    assert len({row.country_code for row in DEMONYMS}) > 190


@pytest.mark.parametrize("row", METONYMS, ids=lambda row: row.metonym)
def test_metonym_matches_its_example_and_a_place(gazetteer, row):
    assert row.metonym in row.example
    assert row.country_code in {c.place.country_code for c in gazetteer.candidates(row.place)}
