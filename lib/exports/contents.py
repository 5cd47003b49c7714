"""What an HTML report is made from: the entries with their rows, places, claims and the numbers of sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lib.duplicates import Stories, distinct, originals
from lib.exports.entries import Entry
from lib.markers import MapPlace
from lib.records import Article
from lib.tables import (
    CasualtyRow,
    PlaceRow,
    StatementRow,
    casualty_rows,
    country_name,
    place_rows,
    place_summaries,
    speaker_name,
    statement_rows,
)
from lib.tolls import ClaimGroup, compare


class Contents:
    """Entries laid out for reading; what several outlets print of one copy is there once.

    Attributes:
        statements, casualties, mentions: Rows, without those that repeat one before them.
        also_in: For the key of a row the numbers of the other sources that print it.
        places: The most mentioned first.
        anchors: For the id of a place the id of its element in the list of places.
        groups: The claims compared.
        story_count: How many stories the reports tell.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        analyses = [entry.analysis for entry in entries]
        self._number = {analysis.article.id: n for n, analysis in enumerate(analyses, start=1)}
        self._stories = Stories(analysis.article for analysis in analyses)
        self.story_count = len(self._stories)
        statements = [row for analysis in analyses for row in statement_rows(analysis)]
        casualties = [row for analysis in analyses for row in casualty_rows(analysis)]
        mentions = [row for analysis in analyses for row in place_rows(analysis)]
        rows: list[StatementRow | CasualtyRow | PlaceRow] = [*statements, *casualties, *mentions]
        original = originals(rows, self._stories.story_of)
        self.also_in: dict[str, list[int]] = {}
        for row in rows:
            if original[row.key] != row.key:
                self.also_in.setdefault(original[row.key], []).append(self.number(row.article))
        self.statements = list(distinct(statements, original))
        self.casualties = list(distinct(casualties, original))
        self._claims = {row.key: row for row in casualties}
        self.mentions = list(distinct(mentions, original))
        self.places = place_summaries(self.mentions, self.statements, self.casualties)
        self.groups: tuple[ClaimGroup, ...] = compare(analyses, original)
        self.anchors = {summary.place.id: f"place-{n}" for n, summary in enumerate(self.places, start=1)}

    def number(self, article: Article) -> int:
        """The number of a report in the list of sources, from 1."""
        return self._number[article.id]

    def copies(self, article: Article) -> list[int]:
        """The numbers of the other reports that print the same copy."""
        ids = self._stories.reports_of(article.id)
        return [self._number[id] for id in ids if id != article.id]

    def by_speaker(self) -> list[StatementRow]:
        """The statements, speaker by speaker, who says most first; those of nobody known last."""
        numbers = Counter(row.speaker for row in self.statements)
        nobody = speaker_name(None)
        return sorted(
            self.statements, key=lambda row: (row.speaker == nobody, -numbers[row.speaker], row.speaker)
        )

    def markers(self) -> list[MapPlace]:
        """The places as markers of a map."""
        return [
            MapPlace(
                id=summary.place.id,
                name=summary.place.name,
                kind=summary.place.kind,
                country=country_name(summary.place.country_code) if summary.place.country_code else "",
                latitude=summary.place.latitude,
                longitude=summary.place.longitude,
                country_code=summary.place.country_code,
                mentions=len(summary.mentions),
                statements=len(summary.statements),
                casualties=len(summary.casualties),
                uncertain=summary.uncertain,
            )
            for summary in self.places
        ]

    def unplaced(self) -> list[PlaceRow]:
        """The mentions that no place was found for, in the order of the reports."""
        return [row for row in self.mentions if row.mention.place is None]

    def other_claims(self) -> list[CasualtyRow]:
        """The casualty mentions that are compared with no other: parts of a figure, and what is only feared."""
        return [
            row
            for row in self.casualties
            if row.casualty.subset_of is not None or row.casualty.polarity == "hypothetical"
        ]

    def row_of(self, article_id: str, index: int) -> CasualtyRow:
        """The row of a claim."""
        return self._claims[f"{article_id}:c{index}"]
