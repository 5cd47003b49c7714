"""What else a name may mean, and positions that a person types."""

from dataclasses import replace

import pytest

from lib.corrections import by_hand, free_spots, read_position, searched, suggestions
from lib.errors import CorrectionError
from lib.gazetteer import shipped
from lib.records import Place, PlaceMention
from tests import build

TEXT = "Shelling was heard in Odessa and Kyiv. In ODESSA, Odessa-born sailors and Odessans left."


def mention(words, place=None, alternatives=()):
    return PlaceMention(*build.span(TEXT, words), place, "literal", 0.5, "a guess", alternatives)


def place(id):
    return shipped().get(id).place


KYIV, ODESSA_TEXAS, ODESA = place("geonames:703448"), place("geonames:5527554"), place("geonames:698740")


def report(*mentions):
    return replace(
        build.analysis(), article=build.article(TEXT), places=mentions, statements=(), casualties=()
    )


class TestSuggestions:
    """Other places for a mention, each with its facts."""

    WRONG = mention("Odessa", ODESSA_TEXAS, (ODESA,))
    FOUND = suggestions(report(WRONG, mention("Kyiv", KYIV)), WRONG, shipped())

    def test_what_the_reading_considered_comes_first_with_what_speaks_for_it(self):
        first = self.FOUND[0]
        assert first.place == ODESA
        assert first.address == "Odesa, Odesa Oblast, Ukraine"
        assert (first.kind, first.population > 500_000) == ("settlement", True)
        assert first.reason == "was considered, in Ukraine like another place of this report"
        assert 9_500 < first.from_current < 10_500
        kilometres, name = first.nearest
        assert (name, 430 < kilometres < 450) == ("Kyiv", True)

    def test_the_place_as_read_is_not_suggested_and_none_twice(self):
        ids = [suggestion.place.id for suggestion in self.FOUND]
        assert ODESSA_TEXAS.id not in ids
        assert len(ids) == len(set(ids)) <= 8

    def test_a_misspelt_name_is_looked_up_by_its_spelling(self):
        text = "Near Maripoul, and Kyiv."
        wrong = PlaceMention(*build.span(text, "Maripoul"), None, "literal", 0.0, "no place of this name")
        kyiv = PlaceMention(*build.span(text, "Kyiv"), KYIV, "literal", 1.0, "")
        found = suggestions(replace(report(wrong, kyiv), article=build.article(text)), wrong, shipped())
        assert ("Mariupol", "is spelt much like it") in [
            (s.place.name, s.reason.partition(",")[0]) for s in found
        ]

    def test_a_place_set_by_hand_under_the_name_comes_first(self):
        own = by_hand("ODESSA", 46.0, 30.0, kind="site", country_code=None)
        found = suggestions(report(self.WRONG), self.WRONG, shipped(), [own])
        assert (found[0].place, found[0].reason) == (own, "was set by hand")
        assert found[0].nearest is None


@pytest.mark.parametrize(
    ("name", "first"),
    [
        pytest.param("Odessa, Texas", "Odessa, Texas, United States", id="what it lies in"),
        pytest.param("zaporizh", "Zaporizh", id="beginning of a name"),
        pytest.param("Hill", "Hill 402", id="set by hand"),
    ],
)
def test_the_gazetteer_is_searched(name, first):
    own = by_hand("Hill 402", 48.0, 37.0, kind="site", country_code=None)
    assert searched(name, report(), None, shipped(), [own])[0].address.startswith(first)


def test_a_name_that_nothing_has_finds_nothing():
    assert searched("Xqzzyvw", report(), None, shipped()) == []


@pytest.mark.parametrize(
    ("words", "marked", "starts"),
    [
        pytest.param("Odessa", (), [22, 50], id="whole words only, in the case of the report"),
        pytest.param("Odessa", ("Odessa",), [50], id="not where a place is marked"),
        pytest.param("Kharkiv", (), [], id="not there"),
        pytest.param("", (), [], id="nothing"),
        pytest.param("(", (), [], id="no pattern"),
    ],
)
def test_words_that_may_be_marked(words, marked, starts):
    spots = free_spots(report(*map(mention, marked)), words, "place")
    assert [spot.start for spot in spots] == starts
    assert all(TEXT[spot.start : spot.end] == spot.text for spot in spots)


@pytest.mark.parametrize(
    ("typed", "position"),
    [
        ("50.4501, 30.5234", (50.4501, 30.5234)),
        ("50.4501 30.5234", (50.4501, 30.5234)),
        (" -33.9;18.4 ", (-33.9, 18.4)),
        ("−33.9, 18.4", (-33.9, 18.4)),
        ("50.45N, 30.52E", (50.45, 30.52)),
        ("50°27'N 30°31'E", (50.45, 30 + 31 / 60)),
        ("50°27′30″S, 30°31′12.5″W", (-(50 + 27.5 / 60), -(30 + 31 / 60 + 12.5 / 3600))),
        ("0, 0", (0.0, 0.0)),
        ("-90, 180", (-90.0, 180.0)),
    ],
)
def test_a_position_is_read(typed, position):
    assert read_position(typed) == pytest.approx(position)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        pytest.param("50,45; 30,52", "no position", id="decimal commas"),
        pytest.param("50,45", "no position", id="one number or two"),
        pytest.param("50.45", "no position", id="one number"),
        pytest.param("30.52E, 50.45N", "no position", id="longitude first"),
        pytest.param("-50 N, 30 E", "no position", id="sign and side"),
        pytest.param("50°75'N 30°E", "no position", id="too many minutes"),
        pytest.param("95, 30", "written first", id="beyond the pole"),
        pytest.param("30, 190", "written second", id="too far east"),
        pytest.param("Odessa", "no position", id="a name"),
        pytest.param("1" * 5000, "no position", id="endless"),
        pytest.param("nan, inf", "no position", id="no numbers"),
    ],
)
def test_what_is_no_position_is_refused(typed, message):
    with pytest.raises(CorrectionError, match=message):
        read_position(typed)


def test_a_place_by_hand_is_told_by_its_position():
    one = by_hand("Hill 402", 48.0, 37.0, kind="site", country_code="UA")
    assert one == Place("manual:48.00000,37.00000", "Hill 402", "site", "UA", 48.0, 37.0)
