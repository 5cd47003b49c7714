"""A workspace: the analyses that a person looks at, their rows, and the index to search them.

It lives in memory for one visitor's session and is gone with it; nothing is written to disk.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

from lib.errors import DataError
from lib.records import Analysis, Article, Place, analysis_from_json
from lib.search import SearchIndex
from lib.tables import (
    CasualtyRow,
    PlaceRow,
    StatementRow,
    casualty_rows,
    country_name,
    place_rows,
    speaker_name,
    statement_rows,
)

SAMPLE_PATH = Path(__file__).resolve().parent.parent / "data" / "samples" / "analyses.jsonl"

_Rows = tuple[tuple[StatementRow, ...], tuple[CasualtyRow, ...], tuple[PlaceRow, ...]]


class Workspace:
    """Analyses by the id of their article, in the order they were added.

    ``version`` grows with every change, so that what was computed from a workspace can be cached under it.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._analyses: dict[str, Analysis] = {}
        self._rows_of: dict[str, _Rows] = {}
        self._index = SearchIndex()
        self.version = 0

    def __len__(self) -> int:
        return len(self._analyses)

    def __iter__(self) -> Iterator[Analysis]:
        return iter(list(self._analyses.values()))

    def __contains__(self, article_id: object) -> bool:
        return article_id in self._analyses

    def get(self, article_id: str) -> Analysis | None:
        """The analysis of the article with this id."""
        return self._analyses.get(article_id)

    def add(self, analyses: Iterable[Analysis]) -> int:
        """Add analyses; one of an article that is there already takes its place. Returns how many are new."""
        with self._lock:
            before = len(self._analyses)
            added = {analysis.article.id: analysis for analysis in analyses}
            if added.keys() & self._analyses.keys():
                self._rebuild(self._analyses | added)
            else:
                self._insert(added.values())
            self.version += 1
            return len(self._analyses) - before

    def remove(self, article_ids: Iterable[str]) -> None:
        """Remove the analyses of these articles; ids that are not there are passed over."""
        with self._lock:
            gone = set(article_ids)
            self._rebuild({id: a for id, a in self._analyses.items() if id not in gone})
            self.version += 1

    def clear(self) -> None:
        """Remove everything."""
        self.remove(list(self._analyses))

    def statements(self) -> list[StatementRow]:
        """Every statement, in the order of reports and text."""
        return [row for rows in list(self._rows_of.values()) for row in rows[0]]

    def casualties(self) -> list[CasualtyRow]:
        """Every casualty mention, in the order of reports and text."""
        return [row for rows in list(self._rows_of.values()) for row in rows[1]]

    def places(self) -> list[PlaceRow]:
        """Every place mention, metonyms and unresolved ones too, in the order of reports and text."""
        return [row for rows in list(self._rows_of.values()) for row in rows[2]]

    def statements_of(self, article_id: str) -> tuple[StatementRow, ...]:
        """The statements of one report, in text order; none when it is not there."""
        return self._rows_of[article_id][0] if article_id in self._rows_of else ()

    def casualties_of(self, article_id: str) -> tuple[CasualtyRow, ...]:
        """The casualty mentions of one report, in text order; none when it is not there."""
        return self._rows_of[article_id][1] if article_id in self._rows_of else ()

    def places_of(self, article_id: str) -> tuple[PlaceRow, ...]:
        """The place mentions of one report, in text order; none when it is not there."""
        return self._rows_of[article_id][2] if article_id in self._rows_of else ()

    def search(self, query: str) -> set[str] | None:
        """The keys of the statements, casualty mentions, place mentions and articles that match.

        ``None`` for an empty query, which asks nothing.

        Raises:
            SearchError: when the query cannot be understood.
        """
        return self._index.search(query)

    def _rebuild(self, analyses: dict[str, Analysis]) -> None:
        self._analyses.clear()
        self._rows_of.clear()
        self._index.clear()
        self._insert(analyses.values())

    def _insert(self, analyses: Iterable[Analysis]) -> None:
        for analysis in analyses:
            self._analyses[analysis.article.id] = analysis
            statements, casualties, places = rows = (
                tuple(statement_rows(analysis)),
                tuple(casualty_rows(analysis)),
                tuple(place_rows(analysis)),
            )
            self._rows_of[analysis.article.id] = rows
            self._index.add(_statement_fields(row) for row in statements)
            self._index.add(_casualty_fields(row) for row in casualties)
            self._index.add(_mention_fields(row) for row in places)
            self._index.add([(analysis.article.id, _article_fields(analysis))])


def sample(path: Path = SAMPLE_PATH) -> list[Analysis]:
    """The analyses of the sample reports, as shipped.

    Raises:
        DataError: when the file is missing or damaged.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return [analysis_from_json(json.loads(line)) for line in lines]
    except (OSError, ValueError) as error:
        raise DataError(
            f"The sample in {path.name} is missing or damaged ({error}). Run: python data/samples/build.py"
        ) from error


def _statement_fields(row: StatementRow) -> tuple[str, dict[str, str]]:
    speaker = row.statement.speaker
    names = [speaker_name(speaker)] + [
        name for name in (speaker and speaker.text, speaker and speaker.via) if name
    ]
    return row.key, {
        **_source_fields(row.article),
        **_place_fields(row.places),
        "text": row.sentence,
        "speaker": " / ".join(names),
    }


def _casualty_fields(row: CasualtyRow) -> tuple[str, dict[str, str]]:
    casualty = row.casualty
    return row.key, {
        **_source_fields(row.article),
        **_place_fields(row.places),
        "text": row.sentence,
        "speaker": casualty.source.name if casualty.source else "",
        "outcome": casualty.outcome,
    }


def _mention_fields(row: PlaceRow) -> tuple[str, dict[str, str]]:
    place = row.mention.place
    return row.key, {
        **_source_fields(row.article),
        **_place_fields((place,) if place else ()),
        "text": row.sentence,
    }


def _article_fields(analysis: Analysis) -> dict[str, str]:
    named = tuple(mention.place for mention in analysis.places if mention.place)
    return {**_source_fields(analysis.article), **_place_fields(named), "text": analysis.article.text}


def _source_fields(article: Article) -> dict[str, str]:
    return {"source": article.source or "", "title": article.title or ""}


def _place_fields(places: tuple[Place, ...]) -> dict[str, str]:
    codes = {place.country_code: None for place in places if place.country_code}
    return {
        "place": " / ".join({place.name: None for place in places}),
        "country": " / ".join(f"{country_name(code)} {code}" for code in codes),
    }
