"""Places that a name may mean instead, each with the facts by which a person can choose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from geopy.distance import great_circle

from lib.amendments.values import records_of, same_words
from lib.gazetteer import Candidate, Gazetteer, name_key
from lib.records import Analysis, Article, Layer, Place, PlaceMention, Span
from lib.tables import country_name

MOST = 8
"""So many places are suggested, or found by a search."""
MOST_SPOTS = 50
_NAMED = {
    "name": "has this name",
    "alternate": "is also called so",
    "abbreviation": "is abbreviated so",
    "fuzzy": "is spelt much like it",
    "by hand": "was set by hand",
}
_FEW = 3
_POINTS = ("settlement", "site", "region")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A place that a name may mean.

    Attributes:
        address: Its name with what contains it: "Odesa, Odesa Oblast, Ukraine".
        kind: What it is: "city", "region of the first order", ...
        population: People; 0 when unknown.
        from_current: Kilometres from the place that the name was read as, or ``None`` without one.
        nearest: Kilometres to the nearest other place of the report and its name, or ``None``.
        reason: In words, why it is suggested.
    """

    place: Place
    address: str
    kind: str
    population: int
    from_current: float | None
    nearest: tuple[float, str] | None
    reason: str


_KINDS = {
    "admin1": "first-order region",
    "admin2": "second-order region",
    "admin3": "third-order region",
    "city": "settlement",
    "water": "water",
}


def suggestions(
    analysis: Analysis, mention: PlaceMention, gazetteer: Gazetteer, by_hand: Sequence[Place] = ()
) -> list[Suggestion]:
    """What else a place mention may mean.

    First what was set ``by_hand`` under its name and what the reading considered, then the gazetteer by its
    words; names that are spelt alike only where hardly anything has the name.
    """
    ids = {place.id for place in mention.alternatives}
    found = [
        *(_at_hand(place) for place in by_hand if same_words(place.name, mention.text)),
        *(c for c in (gazetteer.get(place.id) for place in mention.alternatives) if c),
        *gazetteer.candidates(mention.text),
    ]
    others = _Others(analysis, mention)
    if len(found) < _FEW:
        found.extend(gazetteer.similar(mention.text, list(others.countries)))
    return others.suggest(found, gazetteer, considered=ids)


def searched(
    name: str,
    analysis: Analysis,
    mention: PlaceMention | None,
    gazetteer: Gazetteer,
    by_hand: Sequence[Place] = (),
) -> list[Suggestion]:
    """Places whose name is, or begins with, what a person typed; "X, Y" are those of X that lie in Y."""
    key = name_key(name)
    found = [
        *(_at_hand(place) for place in by_hand if key and name_key(place.name).startswith(key)),
        *gazetteer.candidates(name),
        *gazetteer.search(name, MOST),
    ]
    return _Others(analysis, mention).suggest(found, gazetteer)


def occurrences(article: Article, words: str) -> Iterator[Span]:
    """Where some words stand in a report.

    Case counts, white space does not; words within other words do not either.
    """
    if not words.strip():
        return
    pattern = r"\s+".join(map(re.escape, words.split()))
    for match in re.finditer(rf"(?<!\w){pattern}(?!\w)", article.text):
        yield Span(match.start(), match.end(), match[0])


def free_spots(analysis: Analysis, words: str, layer: Layer) -> list[Span]:
    """Where some words stand in a report and no record of a layer stands already, at most ``MOST_SPOTS``.

    Places do not overlap; of statements and claims only one has exactly the same words.
    """
    taken = [(record.start, record.end) for record in records_of(analysis, layer)]
    found = occurrences(analysis.article, words)
    if layer == "place":
        free = (s for s in found if not any(start < s.end and s.start < end for start, end in taken))
    else:
        free = (s for s in found if (s.start, s.end) not in taken)
    return list(islice(free, MOST_SPOTS))


def _at_hand(place: Place) -> Candidate:
    return Candidate(place, place.kind, 0, None, None, "by hand", 0.0, 0.0)


class _Others:
    """The other places that a report names, which a suggestion is held against.

    Countries and seas are not among them: they are no points to measure from.
    """

    def __init__(self, analysis: Analysis, mention: PlaceMention | None) -> None:
        self.current = mention.place if mention else None
        named = {m.place.id: m.place for m in analysis.places if m.place and m.role == "literal"}
        here = self.current.id if self.current else None
        self.places = [p for id, p in named.items() if id != here and p.kind in _POINTS]
        self.countries = Counter(place.country_code for place in self.places if place.country_code)

    def suggest(
        self, found: Sequence[Candidate], gazetteer: Gazetteer, considered: Collection[str] = ()
    ) -> list[Suggestion]:
        """The first of the candidates, each once and without the current place, with their facts."""
        distinct = {c.place.id: c for c in reversed(found)}
        ordered = dict.fromkeys(c.place.id for c in found if c.place.id != (self.current and self.current.id))
        return [
            self._suggestion(distinct[id], gazetteer, considered=id in considered)
            for id in islice(ordered, MOST)
        ]

    def _suggestion(self, candidate: Candidate, gazetteer: Gazetteer, *, considered: bool) -> Suggestion:
        place = candidate.place
        reasons = ["was considered" if considered else _NAMED.get(candidate.match, "")]
        number = self.countries[place.country_code] if place.country_code else 0
        if number and place.country_code and place.kind != "country":
            others = "another place" if number == 1 else f"{number} other places"
            reasons.append(f"in {country_name(place.country_code)} like {others} of this report")
        measured = [(_kilometres(place, other), other.name) for other in self.places if other.id != place.id]
        return Suggestion(
            place,
            gazetteer.address(candidate),
            _KINDS.get(candidate.feature, place.kind),
            candidate.population,
            _kilometres(place, self.current) if self.current else None,
            min(measured, default=None),
            ", ".join(filter(None, reasons)),
        )


def _kilometres(one: Place, other: Place) -> float:
    kilometres: float = great_circle(
        (one.latitude, one.longitude), (other.latitude, other.longitude)
    ).kilometers
    return kilometres
