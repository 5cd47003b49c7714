"""Near-duplicates: reports that print the same copy are one story, and what they repeat counts once.

Two reports are compared by the shingles (runs of three words) of their prose, estimated with MinHash and
found by locality-sensitive hashing (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, chapter 3), so
that a report is compared with the few that are like it and not with all: see ``likeness``.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from typing import TypeVar

from lib.citations import day_of
from lib.layout import read_layout
from lib.likeness import Leaders, Sketch, sketch
from lib.records import Article
from lib.tables import CasualtyRow, PlaceRow, StatementRow, speaker_name

SHINGLE = 3
"""Words in a row."""
_WORD = re.compile(r"\w+")

Row = StatementRow | CasualtyRow | PlaceRow
SomeRow = TypeVar("SomeRow", StatementRow, CasualtyRow, PlaceRow)


class Stories:
    """Which reports print the same copy. The first report of a story leads it, and its id is the story's.

    A report joins the story whose leader it is most like, or begins one of its own. Reports are compared
    with leaders alone, so that a chain of small changes does not tie unlike reports together.
    """

    def __init__(self, articles: Iterable[Article] = ()) -> None:
        self._index = Leaders()
        self._known: dict[str, tuple[int, int]] = {}
        self._sketches: dict[str, Sketch] = {}
        self._story_of: dict[str, str] = {}
        self._reports_of: dict[str, list[str]] = {}
        self._leaders: dict[int, str] = {}
        self._next = 0
        self.follow(articles)

    def __contains__(self, report_id: object) -> bool:
        return report_id in self._known

    def __len__(self) -> int:
        """How many stories there are."""
        return len(self._reports_of)

    def story_of(self, report_id: str) -> str:
        """The story of a report; its own id when it is not known."""
        return self._story_of.get(report_id, report_id)

    def reports_of(self, report_id: str) -> tuple[str, ...]:
        """The reports of the story that a report belongs to, itself among them, in the order of adding."""
        return tuple(self._reports_of.get(self.story_of(report_id), (report_id,)))

    def groups(self) -> Iterator[tuple[str, ...]]:
        """The stories that two or more reports tell, as the ids of these."""
        return (tuple(reports) for reports in self._reports_of.values() if len(reports) > 1)

    def add(self, article: Article) -> str:
        """Add a report, or put a changed one in the place of the old; returns its story."""
        if article.id in self._known:
            self.remove([article.id])
        self._known[article.id] = (self._next, _digest(article))
        self._next += 1
        self._sketches[article.id] = sketch_of(article)
        self._place(article.id)
        return self._story_of[article.id]

    def remove(self, report_ids: Iterable[str]) -> None:
        """Remove reports; those that a removed one led are grouped anew. Unknown ids are passed over."""
        homeless: list[str] = []
        for id in report_ids:
            if id not in self._known:
                continue
            story = self._story_of.pop(id)
            if story in self._reports_of:
                self._reports_of[story].remove(id)
            if story == id:
                number = self._known[id][0]
                self._index.remove(number)
                del self._leaders[number]
                homeless += self._reports_of.pop(id)
            del self._known[id], self._sketches[id]
        for id in homeless:
            if id in self._known:
                del self._story_of[id]
        for id in homeless:
            if id in self._known:
                self._place(id)

    def follow(self, articles: Iterable[Article]) -> None:
        """Become the stories of these reports and no others; only what is new or changed is read."""
        now = {article.id: article for article in articles}
        self.remove([id for id in self._known if id not in now])
        for id, article in now.items():
            if id not in self._known or self._known[id][1] != _digest(article):
                self.add(article)

    def _place(self, id: str) -> None:
        nearest = self._index.nearest(self._sketches[id])
        if nearest is not None:
            leader = self._leaders[nearest]
            self._story_of[id] = leader
            self._reports_of[leader].append(id)
            return
        number = self._known[id][0]
        self._story_of[id] = id
        self._reports_of[id] = [id]
        self._leaders[number] = id
        self._index.add(number, self._sketches[id])


class Repeats:
    """Tells of rows, one after the other, which row before them they repeat.

    A row repeats the same record in an earlier report of its story. What one report says twice is not a
    repetition in this sense: the second mention repeats the second mention of the other report.
    """

    def __init__(self, story_of: Callable[[str], str]) -> None:
        self._story_of = story_of
        # By hashes, which take a tenth of the memory of what is compared.
        self._first: dict[int, str] = {}
        self._met: Counter[int] = Counter()

    def original(self, row: Row) -> str:
        """The key of the row that this one repeats; its own key when it repeats none."""
        report, content = row.article.id, _content(row)
        within = hash((report, content))
        self._met[within] += 1
        same = hash((self._story_of(report), content, self._met[within]))
        return self._first.setdefault(same, row.key)


def originals(rows: Iterable[Row], story_of: Callable[[str], str]) -> dict[str, str]:
    """For each row's key that of the row it repeats, or its own; see ``Repeats``."""
    repeats = Repeats(story_of)
    return {row.key: repeats.original(row) for row in rows}


def distinct(rows: Iterable[SomeRow], original: Mapping[str, str]) -> Iterator[SomeRow]:
    """The rows without those that repeat a row before them; ``original`` is what ``originals`` gives."""
    seen: set[str] = set()
    for row in rows:
        key = original.get(row.key, row.key)
        if key not in seen:
            seen.add(key)
            yield row


def told(rows: Collection[Row], original: Mapping[str, str]) -> int:
    """How many rows there are without those that repeat one of them."""
    return len({original.get(row.key, row.key) for row in rows}) if original else len(rows)


def distinct_claims(rows: Iterable[CasualtyRow], story_of: Callable[[str], str]) -> list[CasualtyRow]:
    """Casualty mentions, each claim of a story once however many outlets print it; in the rows' order."""
    rows = list(rows)
    return list(distinct(rows, originals(rows, story_of)))


def shingles(article: Article) -> list[str]:
    """The runs of ``SHINGLE`` words of a report's prose; of its whole text where it has none.

    A text that is shorter gives one shingle, one without words none.
    """
    layout = read_layout(article.text, article.stretches)
    prose = " ".join(article.text[segment.start : segment.end] for segment in layout.paragraphs())
    words = _words(prose) or _words(article.text)
    if not words:
        return []
    return [" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))]


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def sketch_of(article: Article) -> Sketch:
    """What tells whether two reports print the same copy."""
    return sketch(shingles(article), day_of(article.published))


def _digest(article: Article) -> int:
    """Of all that decides about a report's story, to see whether that has changed."""
    return hash((article.text, article.published, article.stretches))


def content_number(row: Row) -> int:
    """What two rows must agree in to be one record printed twice, as a number of 63 bits for any process."""
    digest = hashlib.blake2b(repr(_content(row)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest) >> 1


def _content(row: Row) -> Hashable:
    """What two rows must agree in to be one record printed twice."""
    if isinstance(row, StatementRow):
        said = tuple(_words(row.statement.text))
        return "statement", said, speaker_name(row.statement.speaker).casefold()
    if isinstance(row, PlaceRow):
        place = row.mention.place
        return "place", place.id if place else row.mention.text.casefold(), row.mention.role
    claim = row.casualty
    return (
        "claim",
        (claim.outcome, claim.scope, claim.polarity),
        (claim.count.low, claim.count.high, claim.count.qualifier),
        row.place.id if row.place else (row.place_text or "").casefold(),
        claim.source.name.casefold() if claim.source else None,
        claim.victims.group if claim.victims else None,
        claim.date.value if claim.date else None,
    )
