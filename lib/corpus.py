"""What a workspace holds as columns: each record with the values that filters and searches ask for."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from lib.citations import day_of
from lib.columns import Column, Links, Mask, Numbers
from lib.filters import FACETS, Facet
from lib.records import Analysis, CasualtyMention, Place
from lib.search import SentenceIndex
from lib.speech.names import merge_speakers
from lib.stories import originals_of
from lib.tables import CasualtyRow, PlaceRow, StatementRow, country_name
from lib.workspace import Workspace

_IN_WORDS: dict[str, dict[str, str]] = {
    "scope": {"incident": "one event", "cumulative": "running total"},
    "polarity": {
        "asserted": "claimed",
        "negated": "claimed that there are none",
        "denied": "denied",
        "hypothetical": "feared or supposed",
    },
}
STATEMENT, CLAIM, MENTION, REPORT = range(4)
OF_CLAIMS: tuple[Facet, ...] = ("outcome", "victims", "scope", "polarity")
OF_PLACES: tuple[Facet, ...] = ("place", "country", "kind")
_FACTS = ("kind", "report", "day", "first", "last")
_UNNAMED = frozenset({"pronoun", "inherited"})

Row = StatementRow | CasualtyRow | PlaceRow


class Corpus:
    """The records of a workspace in the order of reports and text, after those of each report the report.

    A place mention has the speakers and the claims' traits of what it is linked to: the statements that it
    stands in and the claims about it. A statement has the traits of the claims that stand in it.

    Attributes:
        rows: Of each record; ``None`` for a report.
        columns: By facet, and "via" for who passed a statement on.
        links: From place mentions to what they are linked to.
        kind, report_of, day: Of each record: what it is, the number of its report, and the day on which that
            was published as the ordinal of ``datetime.date``, 0 when it has no date.
        first, last: Numbers of the first and last sentence that each record touches.
        original: For each record the number of the one that it repeats, or its own: what several outlets
            print of one copy counts once. ``None`` when no report prints another's copy.
        labels: Values of a column in words, where these differ.
        spelt: The words by which reports call a value, by column and value.
    """

    def __init__(self, workspace: Workspace, sentences: SentenceIndex) -> None:
        self.analyses = list(workspace)
        self.rows: list[Row | None] = []
        self.columns = {name: Column() for name in (*FACETS, "via")}
        self.links = Links()
        self.labels = {name: dict(_IN_WORDS.get(name, {})) for name in self.columns}
        self.spelt: dict[str, dict[str, dict[str, None]]] = {name: {} for name in self.columns}
        self._places: dict[str, Place] = {}
        self._leader = merge_speakers(_speakers(self.analyses))
        for name, leader in self._leader.items():
            self._spell("speaker", leader, leader, name)
        self._met = [array("i") for _ in _FACTS]
        for number, analysis in enumerate(self.analyses):
            self._read(workspace, number, analysis, sentences)
        self.kind, self.report_of, self.day, self.first, self.last = map(_numbers, self._met)
        for column in self.columns.values():
            column.close()
        self.links.close()
        self._tell_places_apart()
        self.original = self._originals(workspace)

    def __len__(self) -> int:
        return len(self.rows)

    def speaker(self, name: str) -> str:
        """The name that stands for a speaker in every report: the fullest spelling of it."""
        return self._leader.get(name, name)

    def reports(self, mask: Mask) -> Mask:
        """Which reports have a record in ``mask``."""
        reports: Mask = np.zeros(len(self.analyses), bool)
        reports[self.report_of[mask]] = True
        return reports

    def _originals(self, workspace: Workspace) -> Numbers | None:
        repeated = originals_of(workspace)
        if not repeated:
            return None
        numbers = {row.key: number for number, row in enumerate(self.rows) if row}
        original = np.arange(len(self.rows), dtype=np.int32)
        for key, first in repeated.items():
            original[numbers[key]] = numbers[first]
        return original

    def _read(self, workspace: Workspace, number: int, analysis: Analysis, sentences: SentenceIndex) -> None:
        """Take over what was read out of one report."""
        article = analysis.article
        starts, offset = sentences.add(analysis)
        day = _ordinal(article.published)
        self.labels["report"][article.id] = article.title or article.text[:60]

        def begin(kind: int, start: int, end: int, row: Row | None) -> int:
            first, last = bisect_right(starts, start) - 1, bisect_right(starts, max(start, end - 1)) - 1
            for facts, fact in zip(
                self._met, (kind, number, day, offset + first, offset + last), strict=True
            ):
                facts.append(fact)
            self.rows.append(row)
            record = len(self.rows) - 1
            self.columns["report"].add(record, (article.id,))
            self.columns["outlet"].add(record, (article.source,) if article.source else ())
            return record

        said: dict[int, list[tuple[int, tuple[str, ...], tuple[CasualtyMention, ...]]]] = {}
        claims = _Within(analysis.casualties)
        for row in workspace.statements_of(article.id):
            statement = row.statement
            record = begin(STATEMENT, statement.start, statement.end, row)
            speakers, within = self._who(row), claims.between(statement.start, statement.end)
            self._add(record, row.places, speakers, within)
            for index in statement.places:
                said.setdefault(index, []).append((record, speakers, within))
        for claim_row in workspace.casualties_of(article.id):
            claim = claim_row.casualty
            record = begin(CLAIM, claim.start, claim.end, claim_row)
            speakers = (self.speaker(claim.source.name),) if claim.source else ()
            self._add(record, claim_row.places, speakers, (claim,))
            if claim.place is not None:
                said.setdefault(claim.place, []).append((record, speakers, (claim,)))
        for index, place_row in enumerate(workspace.places_of(article.id)):
            mention = place_row.mention
            record = begin(MENTION, mention.start, mention.end, place_row)
            linked = said.get(index, [])
            self.links.add(record, (other for other, _, _ in linked))
            self._add(
                record,
                (mention.place,) if mention.place and mention.role == "literal" else (),
                tuple(dict.fromkeys(name for _, names, _ in linked for name in names)),
                tuple(claim for _, _, claims in linked for claim in claims),
            )
            if mention.place:
                self._spell("place", mention.place.id, mention.place.name, mention.text)
        begin(REPORT, 0, len(article.text), None)

    def _who(self, row: StatementRow) -> tuple[str, ...]:
        """The speaker of the next statement, with the words that stand for them and who passed it on."""
        speaker = row.statement.speaker
        name = self.speaker(row.speaker)
        if speaker and speaker.text and speaker.resolved_by not in _UNNAMED:
            self._spell("speaker", name, speaker.text)
        if speaker and speaker.via:
            self.columns["via"].add(len(self.rows) - 1, (speaker.via,))
        return (name,)

    def _add(
        self,
        record: int,
        places: Sequence[Place],
        speakers: Sequence[str],
        claims: Sequence[CasualtyMention],
    ) -> None:
        """Give a record its places, speakers and the traits of claims."""
        columns = self.columns
        columns["speaker"].add(record, speakers)
        if claims:
            columns["outcome"].add(record, {claim.outcome for claim in claims})
            columns["scope"].add(record, {claim.scope for claim in claims})
            columns["polarity"].add(record, {claim.polarity for claim in claims})
            groups = {claim.victims.group for claim in claims if claim.victims}
            columns["victims"].add(record, (group for group in groups if group))
        if places:
            columns["place"].add(record, (place.id for place in places))
            columns["kind"].add(record, {place.kind for place in places})
            codes = {place.country_code for place in places if place.country_code}
            columns["country"].add(record, codes)
            for place in places:
                if place.id not in self._places:
                    self._places[place.id] = place
                    self.labels["place"][place.id] = place.name
            for code in codes:
                if code not in self.labels["country"]:
                    self.labels["country"][code] = country_name(code)

    def _spell(self, column: str, value: str, *words: str) -> None:
        self.spelt[column].setdefault(value, {}).update(dict.fromkeys(words))

    def _tell_places_apart(self) -> None:
        """Add country and kind to the labels of places that share a name."""
        labels = self.labels["place"]
        for describe in (lambda place: country_name(place.country_code or ""), lambda place: place.kind):
            shared: dict[str, list[str]] = {}
            for id, label in labels.items():
                shared.setdefault(label, []).append(id)
            for ids in shared.values():
                if len({describe(self._places[id]) for id in ids}) > 1:
                    labels.update({id: f"{labels[id]}, {describe(self._places[id])}" for id in ids})


class _Within:
    """Casualty mentions in text order, to look up those that lie within a stretch."""

    def __init__(self, claims: Iterable[CasualtyMention]) -> None:
        self._claims = sorted(claims, key=lambda claim: claim.start)
        self._starts = [claim.start for claim in self._claims]

    def between(self, start: int, end: int) -> tuple[CasualtyMention, ...]:
        first, last = bisect_right(self._starts, start - 1), bisect_right(self._starts, end)
        return tuple(claim for claim in self._claims[first:last] if claim.end <= end)


def _speakers(analyses: Iterable[Analysis]) -> Iterator[str]:
    """The names of all who speak or are credited with a claim."""
    for analysis in analyses:
        for statement in analysis.statements:
            if statement.speaker:
                yield statement.speaker.name
        for casualty in analysis.casualties:
            if casualty.source:
                yield casualty.source.name


def _ordinal(published: str | None) -> int:
    day = day_of(published)
    return day.toordinal() if day else 0


def _numbers(values: array[int]) -> Numbers:
    return np.array(values, np.int32)
