"""Speakers as the reports show them, and what falls on each day."""

from dataclasses import replace
from datetime import date

import pytest

from lib.charts import TimelineDay
from lib.profiles import by_day, is_description, profiles
from lib.tables import casualty_rows, statement_rows
from tests import build


def rows(**fields):
    analysis = build.analysis(**fields)
    return list(statement_rows(analysis)), list(casualty_rows(analysis))


def test_a_profile_holds_what_a_speaker_says_and_claims_in_every_spelling():
    one, two = (
        rows(id="one", published="2026-03-14"),
        rows(id="two", published="2026-03-20", source="Another"),
    )
    found = profiles([*one[0], *two[0]], [*one[1], *two[1]], {"the mayor": "Ana Ruiz"}.__getitem__)
    (profile,) = found.values()
    assert (profile.name, len(profile.statements), len(profile.claims)) == ("Ana Ruiz", 2, 2)
    assert list(profile.articles) == ["one", "two"]
    assert profile.days == ("2026-03-14", "2026-03-20")
    assert profile.places == [(build.HARBOUR, 4)]
    assert profile.acts == [("says", 2)]
    assert profile.outlets == ["An outlet", "Another"]


def test_who_says_most_comes_first_and_nobody_is_no_speaker():
    statements, claims = rows()
    (statement,) = statements
    other = replace(statement.statement, speaker=replace(statement.statement.speaker, name="A clerk"))
    nobody = replace(statement.statement, speaker=None)
    more = [replace(statement, statement=other), replace(statement, statement=nobody)]
    assert list(profiles([*more, *statements], claims, str)) == ["the mayor", "A clerk"]


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("the mayor", True),
        ("A doctor in Goma", True),
        ("residents", True),
        ("The UN refugee agency", False),
        ("", True),
        ("Ana Ruiz", False),
        ("M23", False),
    ],
)
def test_a_description_is_no_name(name, described):
    assert is_description(name) is described


def test_what_falls_on_each_day():
    dated, undated = build.analysis(), build.analysis(id="two")
    undated = replace(undated, article=replace(undated.article, published=None))
    statements = [row for analysis in (dated, undated) for row in statement_rows(analysis)]
    assert by_day([dated, undated], statements, casualty_rows(dated)) == [
        TimelineDay(date(2026, 3, 14), 1, 1, 1),
        TimelineDay(None, 1, 1, 0),
    ]
