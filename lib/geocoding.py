"""Chooses who answers where a place is: the gazetteer, or an online service when a person asks for one.

All answer through the same calls, those of geopy. The gazetteer is the default and needs no network. The
online services learn what is looked up, so they are never used unless named; all of this process together
asks each of them at most once a second, and no question twice.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

from geopy import exc
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim, Photon
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from lib import __version__
from lib.errors import GeocodingError
from lib.gazetteer import Candidate, Gazetteer, shipped
from lib.name_keys import LONGEST_NAME
from lib.records import Place, PlaceKind

Service = Literal["gazetteer", "nominatim", "photon"]
SERVICES: tuple[Service, ...] = ("gazetteer", "nominatim", "photon")
USER_AGENT = f"Dateline/{__version__} (places in news reports, looked up one at a time by a person)"
SECONDS_BETWEEN_REQUESTS = 1.0  # the usage policy of the public Nominatim
TIMEOUT_SECONDS = 10.0
ANSWERS_ASKED_FOR = 10
ANSWERS_REMEMBERED = 1000

_ADVICE = "The places of the gazetteer are still there; try again later or choose another geocoder."
_KINDS: dict[str, PlaceKind] = {
    "country": "country",
    "state": "region",
    "province": "region",
    "region": "region",
    "county": "region",
    "district": "region",
    "municipality": "region",
    "administrative": "region",
    "city": "settlement",
    "town": "settlement",
    "village": "settlement",
    "hamlet": "settlement",
    "suburb": "settlement",
    "neighbourhood": "settlement",
    "locality": "settlement",
    "river": "water",
    "water": "water",
    "sea": "water",
    "bay": "water",
    "strait": "water",
    "continent": "area",
    "island": "area",
    "peninsula": "area",
    "mountain_range": "area",
    "peak": "area",
    "desert": "area",
}

_GATES = {  # all of this process asks a service through its one gate
    service: RateLimiter(
        lambda call, *values, **options: call(*values, **options),
        min_delay_seconds=SECONDS_BETWEEN_REQUESTS,
        max_retries=0,
        swallow_exceptions=False,
    )
    for service in SERVICES[1:]
}


def geocoder(
    service: Service = "gazetteer",
    *,
    gazetteer: Gazetteer | None = None,
    cache_path: Path | str | None = None,
    adapter_factory: Callable[..., Any] | None = None,
) -> Gazetteer | OnlineGeocoder:
    """The geocoder of a service, by name.

    Args:
        gazetteer: The one to use for "gazetteer"; the shipped one by default.
        cache_path: An SQLite file that keeps the answers of an online service; by default they are kept in
            memory, until the process ends.
        adapter_factory: geopy's hook for the way requests are made.

    Raises:
        ValueError: when there is no such service.
    """
    if service == "gazetteer":
        return gazetteer or shipped()
    if service == "nominatim":
        client: Geocoder = Nominatim(
            user_agent=USER_AGENT, timeout=TIMEOUT_SECONDS, adapter_factory=adapter_factory
        )
    elif service == "photon":
        client = Photon(user_agent=USER_AGENT, timeout=TIMEOUT_SECONDS, adapter_factory=adapter_factory)
    else:
        raise ValueError(f"There is no geocoder {service!r}; choose one of {', '.join(SERVICES)}.")
    return OnlineGeocoder(client, service, AnswerCache(cache_path))


def place_of(location: Location) -> Place:
    """A geocoder's answer, of any service, as a place of our own."""
    if isinstance(location.raw, Candidate):
        return location.raw.place
    raw = location.raw if isinstance(location.raw, Mapping) else {}
    properties = raw.get("properties", raw)
    address = properties.get("address") or {}
    sort = str(properties.get("addresstype") or properties.get("osm_value") or properties.get("type") or "")
    code = str(address.get("country_code") or properties.get("countrycode") or "").upper()
    number = f"{str(properties.get('osm_type', ''))[:1].lower()}{properties.get('osm_id', '')}"
    return Place(
        f"osm:{number}" if len(number) > 1 else f"point:{location.latitude:.5f},{location.longitude:.5f}",
        str(properties.get("name") or str(location.address).split(",")[0]),
        _KINDS.get(sort, "site"),
        code if len(code) == 2 else None,
        location.latitude,
        location.longitude,
    )


class AnswerCache:
    """Remembers the answers of online services: in memory, or in an SQLite file; safe under threads."""

    def __init__(self, path: Path | str | None = None) -> None:
        """Keep answers in memory, or in the SQLite file ``path``, which is made when it is not there."""
        self._path = path
        self._lock = threading.Lock()
        self._memory: OrderedDict[str, str] = OrderedDict()
        if path is not None:
            self._execute(
                "CREATE TABLE IF NOT EXISTS answer (question TEXT PRIMARY KEY, reply TEXT, day TEXT)"
            )

    def get(self, question: str) -> list[Any] | None:
        """The remembered reply, or ``None``."""
        with self._lock:
            if self._path is None:
                reply = self._memory.get(question)
            else:
                rows = self._execute("SELECT reply FROM answer WHERE question = ?", question)
                reply = rows[0][0] if rows else None
        return json.loads(reply) if reply is not None else None

    def put(self, question: str, reply: list[Any]) -> None:
        """Remember a reply (plain JSON values)."""
        with self._lock:
            if self._path is not None:
                day = time.strftime("%Y-%m-%d", time.gmtime())
                self._execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", question, json.dumps(reply), day
                )
                return
            self._memory[question] = json.dumps(reply)
            if len(self._memory) > ANSWERS_REMEMBERED:
                self._memory.popitem(last=False)

    def _execute(self, statement: str, *values: str) -> list[Any]:
        try:
            with closing(sqlite3.connect(self._path or ":memory:")) as database, database:
                return database.execute(statement, values).fetchall()
        except sqlite3.Error as error:
            raise GeocodingError(
                f"The file of remembered answers, {self._path}, cannot be used ({error}). "
                "Delete it or name another."
            ) from error


class OnlineGeocoder:
    """An online service behind the calls of the gazetteer: slow, remembered, its failures explained."""

    def __init__(self, client: Geocoder, service: Service, answers: AnswerCache) -> None:
        """Wrap geopy's ``client`` of the ``service``."""
        self.service = service
        self._client = client
        self._answers = answers

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country_codes: str | Collection[str] | None = None,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """As ``Gazetteer.geocode``: a location, a list of them, or ``None``.

        Raises:
            GeocodingError: when the service is down, slow, or answers nonsense; the message says what to do.
        """
        if not query.strip() or len(query) > LONGEST_NAME:
            return None
        options: dict[str, Any] = {"exactly_one": False, "language": "en", "limit": ANSWERS_ASKED_FOR}
        codes = [country_codes] if isinstance(country_codes, str) else sorted(country_codes or ())
        codes = [code.lower() for code in codes]
        if isinstance(self._client, Nominatim):
            options |= {"addressdetails": True, "country_codes": codes or None}
        found = self._ask("geocode", query.strip(), options, timeout)
        if codes:
            found = [place for place in found if (place_of(place).country_code or "").lower() in codes]
        return _answer(found[:limit], exactly_one)

    def reverse(
        self,
        query: Any,
        *,
        exactly_one: bool = True,
        limit: int | None = None,
        timeout: Any = DEFAULT_SENTINEL,
    ) -> Location | list[Location] | None:
        """As ``Gazetteer.reverse``: what is at a point.

        Raises:
            GeocodingError: when the service is down, slow, or answers nonsense; the message says what to do.
        """
        point = Point(query)
        at = f"{point.latitude:.5f}, {point.longitude:.5f}"
        found = self._ask("reverse", at, {"exactly_one": False, "language": "en"}, timeout)
        return _answer(found[:limit], exactly_one)

    def _ask(self, method: str, query: str, options: Mapping[str, Any], timeout: Any) -> list[Location]:
        question = json.dumps([self.service, method, query, options], sort_keys=True)
        reply = self._answers.get(question)
        if reply is None:
            reply = self._request(method, query, {**options, "timeout": timeout})
            self._answers.put(question, reply)
        return [Location(address, (latitude, longitude), raw) for address, latitude, longitude, raw in reply]

    def _request(self, method: str, query: str, options: Mapping[str, Any]) -> list[Any]:
        try:
            found = _GATES[self.service](getattr(self._client, method), query, **options)
            return [[str(f.address), float(f.latitude), float(f.longitude), dict(f.raw)] for f in found or ()]
        except exc.GeocoderTimedOut as error:
            raise GeocodingError(f"{self.service.title()} did not answer in time. {_ADVICE}") from error
        except (exc.GeocoderRateLimited, exc.GeocoderQuotaExceeded) as error:
            raise GeocodingError(
                f"{self.service.title()} takes no more questions for now. {_ADVICE}"
            ) from error
        except exc.GeocoderParseError as error:
            raise GeocodingError(
                f"{self.service.title()} gave an answer that makes no sense. {_ADVICE}"
            ) from error
        except exc.GeopyError as error:
            raise GeocodingError(f"{self.service.title()} could not be asked ({error}). {_ADVICE}") from error
        except (AttributeError, KeyError, IndexError, TypeError, ValueError) as error:
            raise GeocodingError(
                f"{self.service.title()} gave an answer that makes no sense. {_ADVICE}"
            ) from error


def _answer(found: list[Location], exactly_one: bool) -> Location | list[Location] | None:
    """geopy's answer for some locations: ``None`` for none, else the first or all."""
    if not found:
        return None
    return found[0] if exactly_one else found
