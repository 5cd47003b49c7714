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
    place_rows,
    speaker_name,
    statement_rows,
)

SAMPLE_PATH = Path(__file__).resolve().parent.parent / "data" / "samples" / "analyses.jsonl"


class Workspace:
    """Analyses by the id of their article, in the order they were added.

    ``version`` grows with every change, so that what was computed from a workspace can be cached under it.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._analyses: dict[str, Analysis] = {}
        self._statements: dict[str, StatementRow] = {}
        self._casualties: dict[str, CasualtyRow] = {}
        self._places: dict[str, PlaceRow] = {}
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
        """Add analyses; one of an article that is there already takes its place. Returns how many were new."""
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
        return list(self._statements.values())

    def casualties(self) -> list[CasualtyRow]:
        """Every casualty mention, in the order of reports and text."""
        return list(self._casualties.values())

    def places(self) -> list[PlaceRow]:
        """Every place mention, metonyms and unresolved ones too, in the order of reports and text."""
        return list(self._places.values())

    def search(self, query: str) -> set[str] | None:
        """The keys of the statements, casualty mentions and articles that match; ``None`` for an empty query.

        Raises:
            SearchError: when the query cannot be understood.
        """
        return self._index.search(query)

    def _rebuild(self, analyses: dict[str, Analysis]) -> None:
        for rows in (self._analyses, self._statements, self._casualties, self._places):
            rows.clear()
        self._index.clear()
        self._insert(analyses.values())

    def _insert(self, analyses: Iterable[Analysis]) -> None:
        for analysis in analyses:
            self._analyses[analysis.article.id] = analysis
            statements = {row.key: row for row in statement_rows(analysis)}
            casualties = {row.key: row for row in casualty_rows(analysis)}
            self._statements |= statements
            self._casualties |= casualties
            self._places |= {row.key: row for row in place_rows(analysis)}
            self._index.add(_statement_fields(row) for row in statements.values())
            self._index.add(_casualty_fields(row) for row in casualties.values())
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


def _article_fields(analysis: Analysis) -> dict[str, str]:
    named = tuple(mention.place for mention in analysis.places if mention.place)
    return {**_source_fields(analysis.article), **_place_fields(named), "text": analysis.article.text}


def _source_fields(article: Article) -> dict[str, str]:
    return {"source": article.source or "", "title": article.title or ""}


def _place_fields(places: tuple[Place, ...]) -> dict[str, str]:
    return {
        "place": " / ".join({place.name: None for place in places}),
        "country": " / ".join({place.country_code: None for place in places if place.country_code}),
    }
