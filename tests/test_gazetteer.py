"""The contract of the gazetteer: what it answers, and that nothing makes it hang or fall over."""

import random
from concurrent.futures import ThreadPoolExecutor

import pytest
from geopy.distance import great_circle
from geopy.geocoders.base import Geocoder
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.errors import DataError, DatelineError
from lib.gazetteer import FEATURES, MATCHES, Gazetteer, lies_in, name_key
from lib.records import Place


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("Kyiv", "KYIV", id="capitals"),
        pytest.param("Kyiv", "kyiv", id="small letters"),
        pytest.param("Córdoba", "Cordoba", id="diacritics"),
        pytest.param("Łódź", "Lodz", id="letters that do not decompose"),
        pytest.param("Sana'a", "Sana’a", id="apostrophes"),
        pytest.param("Sana'a", "Sanaa", id="no apostrophe"),
        pytest.param("Port-au-Prince", "Port au Prince", id="hyphens"),
        pytest.param("The Hague", "Hague", id="leading the"),
        pytest.param("St. Louis", "Saint Louis", id="saint"),
        pytest.param("U.A.E.", "UAE", id="dots between initials"),
        pytest.param("El Fasher", "Al-Fasher", id="the Arabic article"),
        pytest.param("Deir ez-Zor", "Deir ez Zor", id="hyphen inside"),
        pytest.param("Ar Raqqah", "Al-Raqqah", id="the article before a sun letter"),
    ],
)
def test_spellings_of_one_name_have_one_key(one, other):
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("El Salvador", "Salvador", id="an article that belongs to the name"),
        pytest.param("Niger", "Nigeria", id="one name inside another"),
        pytest.param("The", "", id="the alone"),
    ],
)
def test_different_names_have_different_keys(one, other):
    assert name_key(one) != name_key(other)


@given(st.text(max_size=300))
def test_a_key_is_its_own_key(text):
    assert name_key(name_key(text)) == name_key(text)


def test_is_a_geocoder_of_geopy(gazetteer):
    assert isinstance(gazetteer, Geocoder)


def test_candidate_says_what_it_is(gazetteer):
    kharkiv = gazetteer.candidates("Kharkiv")[0]
    assert kharkiv.place == Place("geonames:706483", "Kharkiv", "settlement", "UA", 49.98177, 36.25475)
    assert kharkiv.feature == "city"
    assert kharkiv.population > 1_000_000
    assert kharkiv.match == "name"
    assert kharkiv.radius_km < 50


def test_candidates_come_most_important_first(gazetteer):
    weights = [candidate.weight for candidate in gazetteer.candidates("Odessa")]
    assert len(weights) > 5
    assert weights == sorted(weights, reverse=True)


@pytest.mark.parametrize("name", ["Donetsk", "Luhansk", "Kherson", "Idlib", "Kandahar", "Aleppo", "Gao"])
def test_a_city_and_the_region_of_its_name_are_both_candidates(gazetteer, name):
    features = {candidate.feature for candidate in gazetteer.candidates(name)}
    assert {"city", "admin1"} <= features
    assert gazetteer.candidates(name)[0].feature == "city"


@pytest.mark.parametrize("word", ["region", "oblast", "province", "governorate"])
def test_a_region_is_found_by_any_word_for_region(gazetteer, word):
    assert gazetteer.candidates(f"Kharkiv {word}")[0].place.name == "Kharkiv Oblast"


@pytest.mark.parametrize(
    ("name", "code"),
    [("DRC", "CD"), ("UAE", "AE"), ("CAR", "CF"), ("UK", "GB"), ("US", "US"), ("U.S.", "US"), ("DPRK", "KP")],
)
def test_abbreviations_of_countries(gazetteer, name, code):
    first = gazetteer.candidates(name)[0]
    assert (first.feature, first.place.country_code) == ("country", code)


@pytest.mark.parametrize("word", ["us", "car", "uk", "la", "dc"])
def test_plain_words_are_no_abbreviations(gazetteer, word):
    assert all(candidate.match != "abbreviation" for candidate in gazetteer.candidates(word))


@pytest.mark.parametrize("code", ["IEV", "KBP", "DOK", "OZH", "TIP"])
def test_codes_of_airports_are_no_names(gazetteer, code):
    assert not gazetteer.candidates(code)


def test_a_name_and_what_it_lies_in(gazetteer):
    assert gazetteer.candidates("Odessa, Texas")[0].place.country_code == "US"
    assert gazetteer.candidates("Tripoli, Lebanon")[0].place.country_code == "LB"
    assert gazetteer.candidates("Bucha, Kyiv Oblast, Ukraine")[0].place.name == "Bucha"
    assert not gazetteer.candidates("Bakhmut, Texas")


def test_lies_in_goes_by_codes(gazetteer):
    kharkiv = gazetteer.candidates("Kharkiv")[0]
    region = gazetteer.admin1("UA", kharkiv.admin1)
    ukraine = gazetteer.country("UA")
    assert lies_in(kharkiv, region)
    assert lies_in(kharkiv, ukraine)
    assert lies_in(region, ukraine)
    assert not lies_in(ukraine, kharkiv)
    assert not lies_in(ukraine, ukraine)
    assert not lies_in(kharkiv, gazetteer.country("RU"))


def test_get_by_id(gazetteer):
    assert gazetteer.get("geonames:703448").place.name == "Kyiv"
    assert gazetteer.get("dateline:robotyne-ua").place.name == "Robotyne"
    assert gazetteer.get("geonames:1") is None
    assert gazetteer.get("geonames:one") is None
    assert gazetteer.get("") is None


def test_containing_places(gazetteer):
    assert gazetteer.admin1("UA", "07").place.name == "Kharkiv Oblast"
    assert gazetteer.admin1("UA", "no such code") is None
    assert gazetteer.country("SD").place.name == "Sudan"
    assert gazetteer.country("ZZ") is None


@pytest.mark.parametrize(
    ("misspelt", "code", "name"),
    [
        pytest.param("Maripoul", "UA", "Mariupol", id="letters moved"),
        pytest.param("Bahkmut", "UA", "Bakhmut", id="letters swapped"),
        pytest.param("Kharkhiv", "UA", "Kharkiv", id="a letter too many"),
        pytest.param("Khan Yuniss", "PS", "Khan Yunis", id="two words"),
        pytest.param("El Fashr", "SD", "El Fasher", id="a letter missing"),
    ],
)
def test_misspellings_within_a_country(gazetteer, misspelt, code, name):
    assert not gazetteer.candidates(misspelt)
    first = gazetteer.similar(misspelt, [code])[0]
    assert name_key(first.place.name) == name_key(name)
    assert first.match == "fuzzy"


def test_misspellings_only_within_the_countries_given(gazetteer):
    assert not gazetteer.similar("Maripoul", ["FR", "DE"])
    assert not gazetteer.similar("Maripoul", [])


def test_short_names_have_no_look_alikes(gazetteer):
    assert not gazetteer.similar("Kyif", ["UA"])


def test_near_is_sorted_and_within_the_radius(gazetteer):
    found = gazetteer.near(50.45, 30.52, 15)
    distances = [
        great_circle((50.45, 30.52), (c.place.latitude, c.place.longitude)).kilometers for c in found
    ]
    assert found
    assert distances == sorted(distances)
    assert distances[-1] <= 15


@pytest.mark.parametrize(
    ("latitude", "longitude", "country_code"),
    [
        pytest.param(-16.8, 179.99, "FJ", id="west of the date line"),
        pytest.param(-16.8, -179.99, "FJ", id="east of the date line"),
        pytest.param(78.2, 15.6, "SJ", id="far north"),
    ],
)
def test_near_works_across_the_date_line_and_near_the_pole(gazetteer, latitude, longitude, country_code):
    found = gazetteer.near(latitude, longitude, 100)
    assert country_code in {candidate.place.country_code for candidate in found}


def test_near_a_pole_is_empty(gazetteer):
    assert gazetteer.near(89.9, 0, 50) == ()


def test_search_by_the_beginning_of_a_name(gazetteer):
    found = gazetteer.search("khers", limit=5)
    assert found[0].place.name == "Kherson"
    assert len(found) == 5
    assert gazetteer.search("") == ()


def test_address_in_words(gazetteer):
    assert gazetteer.address(gazetteer.candidates("Kharkiv")[0]) == "Kharkiv, Kharkiv Oblast, Ukraine"
    assert gazetteer.address(gazetteer.country("UA")) == "Ukraine"


JUNK = [
    pytest.param("", id="nothing"),
    pytest.param(" ", id="a space"),
    pytest.param("x" * 10_000, id="ten thousand letters"),
    pytest.param("a," * 5_000, id="ten thousand commas and letters"),
    pytest.param("'; DROP TABLE place; --", id="a statement of a database"),
    pytest.param("\x00", id="a zero character"),
    pytest.param("\ud83c", id="half a surrogate pair"),
    pytest.param("💥" * 50, id="emoji"),
    pytest.param("%", id="a wildcard"),
    pytest.param("....,,,,....", id="marks only"),
]


@pytest.mark.parametrize("junk", JUNK)
def test_junk_finds_nothing(gazetteer, junk):
    assert gazetteer.candidates(junk) == ()
    assert gazetteer.similar(junk, ["UA", "US"]) == ()
    assert gazetteer.search(junk) == ()
    assert gazetteer.geocode(junk) is None
    assert gazetteer.get(junk) is None


@settings(deadline=None)
@given(text=st.text(max_size=120))
def test_any_text_is_answered(gazetteer, text):
    for candidate in gazetteer.candidates(text):
        assert candidate.feature in FEATURES
        assert candidate.match in MATCHES


def test_threads_get_the_same_answers(gazetteer):
    names = ["Kyiv", "Tripoli", "Georgia", "Gaza", "Springfield", "nowhere at all", "Goma", "El Fasher"] * 40
    random.Random(7).shuffle(names)
    fresh = Gazetteer()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(fresh.candidates, names))
        misspelt = list(pool.map(lambda _: fresh.similar("Maripoul", ["UA"]), range(16)))
    assert together == [gazetteer.candidates(name) for name in names]
    assert misspelt == [gazetteer.similar("Maripoul", ["UA"])] * 16


def test_a_missing_file_is_explained(tmp_path):
    with pytest.raises(DataError, match="missing.*python -m data.gazetteer.build"):
        Gazetteer(tmp_path / "gazetteer.sqlite")


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"no database" * 100, id="other content"),
        pytest.param(b"SQLite format 3\x00" + b"\x00" * 5000, id="cut off"),
    ],
)
def test_a_damaged_file_is_explained(tmp_path, content):
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(content)
    with pytest.raises(DatelineError, match="damaged.*python -m data.gazetteer.build"):
        Gazetteer(path)


def test_the_file_is_only_read(gazetteer):
    before = gazetteer.path.stat()
    gazetteer.candidates("Somewhere new")
    gazetteer.similar("Somewhere new", ["UA"])
    assert (gazetteer.path.stat().st_mtime_ns, gazetteer.path.stat().st_size) == (
        before.st_mtime_ns,
        before.st_size,
    )
