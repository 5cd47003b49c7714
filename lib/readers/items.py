"""What readers are given and what they give: sources, limits and problems."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from lib.documents import MAX_BYTES
from lib.errors import ReportError

HEAD = 16_384
"""Bytes at the beginning of a file that its kind is told from."""

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "report_id", "article_id", "doc_id", "uid"),
    "title": ("title", "headline", "heading"),
    "text": ("text", "body", "content", "full_text", "fulltext", "article", "article_text", "maintext"),
    "source": ("source", "outlet", "publisher", "publication", "newspaper", "source_name"),
    "url": ("url", "link", "address", "source_url", "web_url"),
    "published": ("published", "date", "published_at", "publication_date", "date_publish", "pub_date",
                  "publish_date", "date_published", "datetime"),
    "author": ("author", "authors", "byline", "creator"),
    "language": ("language", "lang"),
}  # fmt: skip
"""Attribute of an article -> the usual names of its column or key, the likeliest first, in small letters."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read (a file, a row of a corpus, its date): where it is and what to do about it."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read, so that no file can use up the machine. Sizes are in bytes.

    Attributes:
        text: Of one report's text.
        file: Of a file that is read as a whole: PDF, Word, e-mail, feed, JSON.
        page: Of a web page.
        corpus: Of a CSV or JSON Lines file, which is read row by row.
        archive: Of a zip archive, packed.
        unpacked: Of all that archives unpack to in one reading.
        ratio: How many times its packed size a file in an archive may have.
        files: Files in one reading, those in archives and folders too.
        depth: How many archives or e-mails may lie inside one another.
        pages: Of one PDF.
        reports: In one reading.
        seconds: That the reading of one file may take, where it can be interrupted.
    """

    text: int = MAX_BYTES
    file: int = 50_000_000
    page: int = 5_000_000
    corpus: int = 2_000_000_000
    archive: int = 500_000_000
    unpacked: int = 2_000_000_000
    ratio: int = 200
    files: int = 50_000
    depth: int = 3
    pages: int = 500
    reports: int = 20_000
    seconds: float = 60.0


class EnoughError(ReportError):
    """A limit on the whole reading is reached: what comes after is not read."""


@dataclass
class Reading:
    """One reading of any number of files: its limits, and what it has used of them.

    Attributes:
        columns: Name of an article's attribute -> name of the column or key of a corpus that holds it;
            empty when none does. What is not in it is found by the usual names.
        written: Files that this run writes: they are passed over in folders.
    """

    limits: Limits = field(default_factory=Limits)
    columns: Mapping[str, str] = field(default_factory=dict)
    written: Collection[Path] = ()
    files: int = 0
    reports: int = 0
    unpacked: int = 0

    def unpack(self, size: int) -> None:
        """Count bytes that came out of an archive.

        Raises:
            EnoughError: when there are more than the limit allows.
        """
        self.unpacked += size
        if self.unpacked > self.limits.unpacked:
            raise EnoughError(
                f"The archives unpack to more than {self.limits.unpacked:,} bytes; the rest was not read. "
                "Split them into several, and add each by itself."
            )

    def count_file(self) -> None:
        """Count a file.

        Raises:
            EnoughError: when there are more than the limit allows.
        """
        self.files += 1
        _within(self.files, self.limits.files, "files")

    def count_report(self) -> None:
        """Count a report.

        Raises:
            EnoughError: when there are more than the limit allows.
        """
        self.reports += 1
        _within(self.reports, self.limits.reports, "reports")


def _within(number: int, most: int, what: str) -> None:
    if number > most:
        raise EnoughError(
            f"{most:,} {what} have been read, the most there may be at once; the rest was not. Add it by itself."
        )


class _Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class _Filled(io.RawIOBase):
    """A raw stream over anything that reads, which gives as much as it is asked for and counts it."""

    def __init__(self, stream: _Readable, count: Callable[[int], None]) -> None:
        self._stream = stream
        self._count = count

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        filled = 0
        while filled < len(buffer) and (piece := self._stream.read(len(buffer) - filled)):
            buffer[filled : filled + len(piece)] = piece
            filled += len(piece)
        self._count(filled)
        return filled


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be read, wherever it lies: on the disk, in an upload, in an archive, on the web.

    Attributes:
        name: Of the file, without its folder; its ending says what it should be.
        where: What it is called in messages: its path, in an archive after that of the archive.
        stream: Its bytes, to be read once.
        file: The same as a file that can be read from anywhere, when it is one.
        depth: How many archives or e-mails it lies in.
        url: Where it was fetched from, or ``None``.
    """

    name: str
    where: str
    stream: io.BufferedReader[Any]
    file: IO[bytes] | None = None
    depth: int = 0
    url: str | None = None

    @property
    def suffix(self) -> str:
        """The ending of its name, with its dot, in small letters; empty when it has none."""
        stem, dot, ending = self.name.rpartition(".")
        return f".{ending.strip().lower()}" if dot and stem and " " not in ending.strip() else ""

    def head(self) -> bytes:
        """Its beginning, which stays to be read."""
        return self.stream.peek(HEAD)[:HEAD]

    def read(self, limit: int) -> bytes:
        """All its bytes.

        Raises:
            ReportError: when there are more than ``limit``.
        """
        content = self.stream.read(limit + 1)
        if len(content) > limit:
            raise ReportError(f"It has more than {limit:,} bytes, too many for a file of its kind. Split it.")
        return content


def _uncounted(_size: int) -> None:
    pass


def source_of(
    name: str,
    where: str,
    stream: IO[bytes],
    *,
    seekable: bool,
    depth: int = 0,
    url: str | None = None,
    count: Callable[[int], None] | None = None,
) -> Source:
    """A source over an open binary stream; ``count`` is told how many bytes are read of it."""
    buffered: io.BufferedReader[Any] = io.BufferedReader(
        _Filled(stream, count or _uncounted), buffer_size=HEAD
    )
    return Source(name, where, buffered, stream if seekable else None, depth, url)


def source_of_bytes(
    name: str, where: str, content: bytes, *, depth: int = 0, url: str | None = None
) -> Source:
    """A source over bytes in memory."""
    return source_of(name, where, io.BytesIO(content), seekable=True, depth=depth, url=url)


class Deadline:
    """The end of the time that the reading of one file may take."""

    def __init__(self, limits: Limits) -> None:
        self._limit = limits.seconds
        self._end = time.monotonic() + limits.seconds

    def check(self) -> None:
        """Raise a ``ReportError`` when the time is over."""
        if time.monotonic() > self._end:
            raise ReportError(
                f"Reading it takes longer than {self._limit:g} seconds. Save its text as plain text (.txt)."
            )
