"""Whole reports as tabloids print them, with captions, credits and appeals: exactly their tolls, speakers and places.

The reports are written for this project; their speakers' words are invented.
"""

from pathlib import Path

import pytest

from lib.analysis import analyze
from lib.documents import make_article

REPORTS = Path(__file__).resolve().parent / "reports"
TOLLS = {
    "tabloid_live": {
        ("casualties", 100, None, "incident", "asserted", "Omdurman", None),
        ("killed", 17, 17, "incident", "asserted", "Nyala", None),
        ("killed", 61, 61, "cumulative", "asserted", None, None),
    },
    "tabloid_quotes": {
        ("killed", 74, 74, "cumulative", "asserted", None, None),
        ("injured", 4, 4, "incident", "asserted", "Kani", "a member of the local defence force"),
        ("injured", 0, 0, "incident", "negated", "Kani", "The army"),
    },
}
SPEAKERS = {
    "tabloid_live": {
        "Sudan’s military ruler": 1,
        "William Ruto": 1,
        "A spokesman for the Kenyan presidency": 1,
        "Abdalla Hamdok": 2,
        "The World Health Organization": 1,
    },
    "tabloid_quotes": {
        "shadow government": 1,
        "Duwa Lashi La": 3,
        "diplomats in Yangon": 1,
        "Barbara Woodward": 2,
        "the UN’s refugee agency": 1,
        "The army": 2,
    },
}
ON_THE_MAP = {
    "tabloid_live": {"SD", "KE", "SA", "FR"},
    "tabloid_quotes": {"MM"},
}


@pytest.fixture(scope="module")
def analyses():
    articles = [
        make_article((REPORTS / f"{name}.txt").read_text(encoding="utf-8"), published="2024-01-15")
        for name in TOLLS
    ]
    return dict(zip(TOLLS, analyze(articles), strict=True))


@pytest.mark.parametrize("name", TOLLS)
def test_a_report_has_exactly_its_tolls(name, analyses):
    found = analyses[name]
    places = [mention.text for mention in found.places]
    read = [
        (
            claim.outcome,
            claim.count.low,
            claim.count.high,
            claim.scope,
            claim.polarity,
            places[claim.place] if claim.place is not None else None,
            claim.source.name if claim.source else None,
        )
        for claim in found.casualties
        if claim.count.text is not None  # "the children who died" are those counted before
    ]
    assert len(read) == len(TOLLS[name])
    assert set(read) == TOLLS[name]


@pytest.mark.parametrize("name", SPEAKERS)
def test_every_statement_of_a_report_is_under_its_speaker(name, analyses):
    said = [s.speaker.name if s.speaker else None for s in analyses[name].statements]
    assert {speaker: said.count(speaker) for speaker in said} == SPEAKERS[name]


@pytest.mark.parametrize("name", ON_THE_MAP)
def test_a_report_puts_nothing_into_a_country_that_it_does_not_tell_of(name, analyses):
    literal = [m.place.country_code for m in analyses[name].places if m.place and m.role == "literal"]
    assert set(literal) == ON_THE_MAP[name]
