"""One contract for every geocoder; the online ones answer from canned replies, never from the network."""

import json

import pytest
from geopy.adapters import AdapterHTTPError, BaseSyncAdapter
from geopy.exc import GeocoderTimedOut, GeocoderUnavailable

from lib import geocoding
from lib.errors import GeocodingError
from lib.gazetteer import Gazetteer

NOMINATIM = [
    {
        "osm_type": "relation",
        "osm_id": 1413934,
        "lat": "46.4843",
        "lon": "30.7323",
        "name": "Odesa",
        "display_name": "Odesa, Odesa Raion, Odesa Oblast, Ukraine",
        "addresstype": "city",
        "address": {"city": "Odesa", "country": "Ukraine", "country_code": "ua"},
    },
    {
        "osm_type": "node",
        "osm_id": 151576493,
        "lat": "31.8457",
        "lon": "-102.3677",
        "name": "Odessa",
        "display_name": "Odessa, Ector County, Texas, United States",
        "addresstype": "city",
        "address": {"city": "Odessa", "country": "United States", "country_code": "us"},
    },
]
PHOTON = {
    "features": [
        {
            "geometry": {"coordinates": [float(place["lon"]), float(place["lat"])]},
            "properties": {
                "osm_type": place["osm_type"][0].upper(),
                "osm_id": place["osm_id"],
                "name": place["name"],
                "osm_value": "city",
                "country": place["address"]["country"],
                "countrycode": place["address"]["country_code"].upper(),
            },
        }
        for place in NOMINATIM
    ]
}


class Canned(BaseSyncAdapter):
    """Answers "Odesa" and points with the replies above, everything else with nothing."""

    asked: list[str]

    def get_json(self, url, *, timeout, headers):
        self.asked.append(url)
        assert headers["User-Agent"].startswith("Dateline/")
        known = "Odesa" in url or "/reverse" in url
        if "photon" in url:
            return PHOTON if known else {"features": []}
        wanted = [
            p for p in NOMINATIM if "countrycodes=us" not in url or p["address"]["country_code"] == "us"
        ]
        return wanted if known else []

    def get_text(self, url, *, timeout, headers):
        raise AssertionError("JSON is asked for")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch):
    """The gates between requests open at once."""
    for gate in geocoding._GATES.values():
        monkeypatch.setattr(gate, "min_delay_seconds", 0.0)


def canned(asked, reply=None):
    """An adapter factory that notes what is asked, and may raise or answer ``reply``."""

    class Adapter(Canned):
        def get_json(self, url, *, timeout, headers):
            if reply is None:
                return super().get_json(url, timeout=timeout, headers=headers)
            asked.append(url)
            if isinstance(reply, Exception):
                raise reply
            return reply

    Adapter.asked = asked
    return lambda *, proxies, ssl_context: Adapter(proxies=proxies, ssl_context=ssl_context)


@pytest.fixture(params=geocoding.SERVICES)
def service(request):
    return geocoding.geocoder(request.param, adapter_factory=canned([]))


def test_one_answer_is_a_location(service):
    location = service.geocode("Odesa")
    assert location.latitude == pytest.approx(46.48, abs=0.02)
    assert location.longitude == pytest.approx(30.74, abs=0.02)
    assert "Odesa" in location.address
    assert "Ukraine" in location.address


def test_many_answers_are_a_list(service):
    found = service.geocode("Odesa", exactly_one=False)
    assert len(found) > 1
    assert found[0].address == service.geocode("Odesa").address
    assert len(service.geocode("Odesa", exactly_one=False, limit=1)) == 1


@pytest.mark.parametrize(
    "nothing", ["Qwxzkjh", "", "   ", "x" * 10_000], ids=["unknown", "empty", "spaces", "long"]
)
def test_no_answer_is_none(service, nothing):
    assert service.geocode(nothing) is None
    assert service.geocode(nothing, exactly_one=False) is None


@pytest.mark.parametrize("codes", ["us", "US", ["us", "ca"], {"US"}], ids=str)
def test_answers_within_countries(service, codes):
    found = service.geocode("Odesa" if not isinstance(service, Gazetteer) else "Odessa", country_codes=codes)
    assert geocoding.place_of(found).country_code == "US"


@pytest.mark.parametrize("point", [(46.4843, 30.7323), "46.4843, 30.7323"], ids=["pair", "text"])
def test_what_is_at_a_point(service, point):
    assert service.reverse(point).latitude == pytest.approx(46.48, abs=0.1)
    assert isinstance(service.reverse(point, exactly_one=False), list)


def test_an_answer_becomes_a_place(service):
    place = geocoding.place_of(service.geocode("Odesa"))
    assert (place.name, place.kind, place.country_code) == ("Odesa", "settlement", "UA")
    assert place.id.split(":")[0] in ("geonames", "osm")


def test_the_gazetteer_is_the_default():
    assert isinstance(geocoding.geocoder(), Gazetteer)


def test_an_unknown_service_is_refused():
    with pytest.raises(ValueError, match="choose one of gazetteer, nominatim, photon"):
        geocoding.geocoder("atlas")


ONLINE = geocoding.SERVICES[1:]


@pytest.mark.parametrize("name", ONLINE)
@pytest.mark.parametrize(
    ("reply", "says"),
    [
        pytest.param(GeocoderTimedOut("too slow"), "did not answer in time", id="slow"),
        pytest.param(GeocoderUnavailable("no route"), "could not be asked", id="down"),
        pytest.param(
            AdapterHTTPError("no", status_code=429, headers={}, text=""),
            "no more questions",
            id="rate limited",
        ),
        pytest.param(AdapterHTTPError("no", status_code=502, headers={}, text=""), "asked", id="broken"),
        pytest.param(["nonsense"], "makes no sense", id="list of words"),
        pytest.param({"features": [{"geometry": None}]}, "makes no sense", id="no coordinates"),
        pytest.param([{"lat": "north", "lon": "east"}], "makes no sense", id="words for numbers"),
        pytest.param(42, "makes no sense", id="a number"),
    ],
)
def test_failures_are_explained(name, reply, says):
    service = geocoding.geocoder(name, adapter_factory=canned([], reply))
    with pytest.raises(GeocodingError, match=says) as failure:
        service.geocode("Odesa")
    assert "gazetteer" in str(failure.value)


@pytest.mark.parametrize("name", ONLINE)
def test_no_question_is_asked_twice(name):
    asked = []
    service = geocoding.geocoder(name, adapter_factory=canned(asked))
    assert service.geocode("Odesa").address == service.geocode("Odesa").address
    assert service.geocode(" Odesa ", exactly_one=False)
    assert service.geocode("Qwxzkjh") is None
    assert service.geocode("Qwxzkjh") is None
    assert len(asked) == 2


@pytest.mark.parametrize("name", ONLINE)
def test_failures_are_not_remembered(name):
    asked = []
    service = geocoding.geocoder(name, adapter_factory=canned(asked, GeocoderTimedOut("too slow")))
    for _ in range(2):
        with pytest.raises(GeocodingError):
            service.geocode("Odesa")
    assert len(asked) == 2


@pytest.mark.parametrize("name", ONLINE)
def test_answers_kept_in_a_file_outlive_the_geocoder(name, tmp_path):
    path, asked = tmp_path / "answers.sqlite", []
    first = geocoding.geocoder(name, cache_path=path, adapter_factory=canned(asked)).geocode("Odesa")
    second = geocoding.geocoder(name, cache_path=path, adapter_factory=canned(asked)).geocode("Odesa")
    assert (first.address, first.raw) == (second.address, second.raw)
    assert len(asked) == 1


def test_a_file_that_holds_something_else_is_explained(tmp_path):
    path = tmp_path / "answers.sqlite"
    path.write_text("no database " * 100, encoding="utf-8")
    with pytest.raises(GeocodingError, match="Delete it or name another"):
        geocoding.geocoder("photon", cache_path=path)


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(geocoding, "ANSWERS_REMEMBERED", 3)
    answers = geocoding.AnswerCache()
    for number in range(5):
        answers.put(str(number), [number])
    assert [answers.get(str(number)) for number in range(5)] == [None, None, [2], [3], [4]]


def test_a_question_of_a_visitor_is_data_only():
    asked = []
    service = geocoding.geocoder("nominatim", adapter_factory=canned(asked))
    service.geocode("Odesa&countrycodes=us#/../admin")
    assert "countrycodes" not in asked[0].split("?")[1].replace("%26countrycodes%3Dus", "")


@pytest.mark.parametrize("name", ONLINE)
def test_all_visitors_go_through_one_gate(name, monkeypatch):
    passed = []
    monkeypatch.setitem(geocoding._GATES, name, lambda call, *values, **options: passed.append(values[0]))
    for visitor in ("one", "other"):
        geocoding.geocoder(name, adapter_factory=canned([])).geocode(visitor)
    assert passed == ["one", "other"]
    assert geocoding.SECONDS_BETWEEN_REQUESTS >= 1


def test_replies_are_plain_json():
    service = geocoding.geocoder("photon", adapter_factory=canned([]))
    assert json.loads(json.dumps(service.geocode("Odesa").raw)) == service.geocode("Odesa").raw
