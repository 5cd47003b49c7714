"""Toponym resolution: which place a name means in the context of a report, and what is said about it."""

import json
import re

import pytest

from lib import language
from lib.errors import DataError
from lib.gazetteer import Gazetteer
from lib.layout import read_layout
from lib.places import find_toponyms
from lib.records import PlaceMention
from lib.resolution import MOST_ALTERNATIVES, resolve
from lib.toponyms import model as place_model
from lib.toponyms.features import NAMES
from lib.toponyms.nearness import kilometres


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer()


def mentions(text: str, gazetteer: Gazetteer, title: str | None = None) -> tuple[PlaceMention, ...]:
    (doc,) = language.parse([text])
    return resolve(tuple(find_toponyms(doc, read_layout(text), gazetteer)), doc, gazetteer, title=title)


def mention(text: str, name: str, gazetteer: Gazetteer) -> PlaceMention:
    return next(m for m in mentions(text, gazetteer) if m.text == name)


CASES = [
    pytest.param(
        "Ukraine's troops dug in on the left bank of the Oskil near Kupiansk.",
        "Oskil",
        "UA",
        "water",
        id="a bank is a river's, not a village's",
    ),
    pytest.param("Pakistan's court in Islamabad freed him.", "Islamabad", "PK", "settlement", id="a capital"),
    pytest.param(
        "The Philippines sent boats to Mindoro and Palawan.", "Mindoro", "PH", "area", id="large island"
    ),
    pytest.param("He flew to Paris, Texas, on Monday.", "Paris", "US", "settlement", id="comma and state"),
    pytest.param(
        "Shots were heard in Paris, the French capital.", "Paris", "FR", "settlement", id="most important"
    ),
    pytest.param(
        "Georgia closed its border with Russia. Protesters in Tbilisi blamed the government.",
        "Georgia",
        "GE",
        "country",
        id="Georgia beside Tbilisi",
    ),
    pytest.param(
        "A storm crossed Georgia and Alabama. Schools in Atlanta and Savannah closed.",
        "Georgia",
        "US",
        "region",
        id="Georgia beside Alabama",
    ),
    pytest.param(
        "Clashes broke out in Tripoli, in northern Lebanon. Soldiers came from Beirut.",
        "Tripoli",
        "LB",
        "settlement",
        id="Tripoli in Lebanon",
    ),
    pytest.param(
        "Militias fought in Tripoli. Libya's government asked people in Misrata to stay at home.",
        "Tripoli",
        "LY",
        "settlement",
        id="Tripoli in Libya",
    ),
    pytest.param(
        "Shelling went on in the separatist-held Donetsk region of Ukraine.",
        "Donetsk",
        "UA",
        "region",
        id="words ask for a region",
    ),
    pytest.param(
        "A strike hit the city of Donetsk in Ukraine.",
        "Donetsk",
        "UA",
        "settlement",
        id="words ask for a town",
    ),
    pytest.param(
        "Ukraine said that Russia had shelled Maripoul. Ukrainian troops held the port of Maripoul.",
        "Maripoul",
        "UA",
        "settlement",
        id="misspelt, in a country that the report names",
    ),
    pytest.param(
        "Governors met on Friday. Floods had hit Washington, Oregon and Idaho.",
        "Washington",
        "US",
        "region",
        id="a list of states",
    ),
    pytest.param(
        "Ministers came from Georgia, Armenia and Azerbaijan.",
        "Georgia",
        "GE",
        "country",
        id="a list of countries",
    ),
    pytest.param(
        "Heathrow was shut for a day. Crowds filled Piccadilly after the vote in London.",
        "London",
        "GB",
        "settlement",
        id="a city beside its squares and airports",
    ),
]


@pytest.mark.parametrize(("text", "name", "country_code", "kind"), CASES)
def test_a_name_means_what_the_report_makes_of_it(text, name, country_code, kind, gazetteer):
    found = mention(text, name, gazetteer)
    assert found.place is not None
    assert (found.place.country_code, found.place.kind) == (country_code, kind)


def test_two_senses_of_one_name_stay_apart(gazetteer):
    text = "Buses left Hyderabad in Sindh, Pakistan. Others left Hyderabad, Telangana, in India."
    found = [m.place.country_code for m in mentions(text, gazetteer) if m.text == "Hyderabad" and m.place]
    assert found == ["PK", "IN"]


def test_a_name_that_no_gazetteer_has_stays_without_a_place(gazetteer):
    found = mention("Soldiers reached the village of Qwyzzabad in Syria on Sunday.", "Qwyzzabad", gazetteer)
    assert found.place is None
    assert found.confidence == 0
    assert found.reason == (
        'no place of this name in the gazetteer; a place by the words beside it ("village of")'
    )


def test_a_name_is_not_put_on_an_unlikely_look_alike(gazetteer):
    found = mention("Iran's police said the toll at Shahwani stadium had risen.", "Shahwani", gazetteer)
    assert found.place is None
    assert found.alternatives
    assert "spelt nearly so, but is not likely meant" in found.reason


@pytest.mark.parametrize(
    ("text", "name", "nearest", "why"),
    [
        pytest.param(
            "A fire broke out in Springfield.",
            "Springfield",
            "US",
            "too unsure for the map; of 34 places of this name Springfield, Missouri is likeliest",
            id="many places of the name, and nothing tells which",
        ),
        pytest.param(
            "Aid for Myanmar went from Mandalay to Nyaungdon. Shoes were laid out in the town of Bagan for the dead of Sagaing.",
            "Bagan",
            "RU",
            "too unsure for the map; of 4 places of this name Bagan, Novosibirsk Oblast is likeliest",
            id="all places of the name lie in countries of which the report says nothing",
        ),
    ],
)
def test_a_name_is_not_put_on_an_unlikely_place(text, name, nearest, why, gazetteer):
    found = mention(text, name, gazetteer)
    assert (found.place, found.confidence, found.reason) == (None, 0, why)
    assert found.alternatives[0].country_code == nearest


def test_a_name_that_a_report_repeats_is_listed_each_time(gazetteer):
    text = (
        "Witnesses in Umm Dukhun and Kirarow said militiamen had come at dawn. "
        "At least 40 people died in Kirarow, West Darfur."
    )
    named = [m.place for m in mentions(text, gazetteer) if m.text == "Kirarow"]
    assert named == [None, None]


def test_a_place_far_from_all_others_is_less_sure(gazetteer):
    far = mention("Police in Islamabad and Lahore named a suspect from Killarney.", "Killarney", gazetteer)
    near = mention("Police in Dublin and Cork named a suspect from Killarney.", "Killarney", gazetteer)
    assert far.confidence < near.confidence


REASONS = [
    pytest.param(
        "Ukraine said that drones hit Odesa. Ukraine asked for help.",
        "Odesa",
        r"in Ukraine, which the report names twice; \d+ others, e\.g\. ",
        id="country that the report names",
    ),
    pytest.param(
        "He flew to Paris, Texas, on Monday.", "Paris", r"the report puts it in Texas; ", id="container"
    ),
    pytest.param(
        "Shelling went on in the Donetsk region of Ukraine.",
        "Donetsk",
        r"the words beside it ask for a region",
        id="kind",
    ),
    pytest.param(
        "Ukraine said that Russia had shelled Maripoul. Ukrainian troops held the port of Maripoul.",
        "Maripoul",
        r"misspelt: the nearest spelling is Mariupol",
        id="misspelling",
    ),
]


@pytest.mark.parametrize(("text", "name", "reason"), REASONS)
def test_the_reason_says_what_decided(text, name, reason, gazetteer):
    assert re.search(reason, mention(text, name, gazetteer).reason)


def test_the_next_best_places_come_along(gazetteer):
    found = mention("A fire broke out in Springfield, Illinois.", "Springfield", gazetteer)
    assert len(found.alternatives) == MOST_ALTERNATIVES
    assert found.place not in found.alternatives
    assert 0 < found.confidence < 1


def test_mentions_come_in_text_order_with_their_words(gazetteer):
    text = "From Lviv, near the border with Poland, trains went to Kyiv and Odesa."
    found = mentions(text, gazetteer)
    assert [m.text for m in found] == ["Lviv", "Poland", "Kyiv", "Odesa"]
    assert all(text[m.start : m.end] == m.text for m in found)


def test_the_title_counts_as_context(gazetteer):
    found = mentions("Shops in Aberdeen stayed open.", gazetteer, title="Aberdeen counts its visitors")
    assert [m.text for m in found] == ["Aberdeen"]


def test_a_report_with_hundreds_of_names_is_resolved(gazetteer):
    names = ("Kyiv", "Paris", "Springfield", "Tripoli", "Georgia", "Odesa", "San Jose", "Hama")
    text = "\n".join(f"On day {i} shells fell near {name}." for i in range(40) for name in names)
    assert len(mentions(text, gazetteer)) > 300


def test_distances_are_great_circles_in_kilometres():
    kyiv, paris = (50.45, 30.52), (48.86, 2.35)
    assert kilometres(*kyiv, *paris) == pytest.approx(2024, abs=5)


STORED = {
    "features": ["a", "b"],
    "base": {"b": 2.0},
    "trees": [
        {
            "feature": [0, -1, -1],
            "threshold": [0.5, 0, 0],
            "left": [1, 1, 2],
            "right": [2, 1, 2],
            "value": [0, -1, 1],
        }
    ],
}


def test_a_model_is_its_base_plus_its_trees():
    model = place_model.read(STORED, ("a", "b"), "example")
    rows = place_model.np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 3.0]])
    assert model.score(rows).tolist() == [-1.0, 1.0, 7.0]


BROKEN = [
    pytest.param(STORED, ("a", "c"), "was learned on other features", id="other features"),
    pytest.param({"features": ["a", "b"]}, ("a", "b"), "is damaged", id="a part is missing"),
]


@pytest.mark.parametrize(("stored", "names", "message"), BROKEN)
def test_a_model_that_does_not_fit_is_refused(stored, names, message):
    with pytest.raises(DataError, match=message):
        place_model.read(stored, names, "example")


def test_the_calibration_rises_and_stays_a_probability():
    shares = [share for _, share in place_model.knots("confidence")]
    assert shares == sorted(shares)
    assert all(0 < share < 1 for share in shares)


def test_the_shipped_models_hold_numbers_only():
    for path in sorted(place_model.FOLDER.glob("rank_*.json")):
        stored = json.loads(path.read_text(encoding="utf-8"))
        assert tuple(stored["features"]) == NAMES
        assert {type(v) for tree in stored["trees"] for part in tree.values() for v in part} <= {int, float}
