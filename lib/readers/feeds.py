"""RSS and Atom feeds: each entry a report."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lib.documents import make_article
from lib.errors import ReportError
from lib.readers import metadata
from lib.readers.items import Deadline, Problem, Reading, Source
from lib.readers.pages import blocks_of
from lib.records import Article

_ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
_SHORT = 600
"""Characters up to which an entry without full content is taken for a summary."""


def read_feed(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read the entries of a feed; what an entry does not say (outlet, language) its feed does.

    Raises:
        ReportError: when it is no feed, is empty, or declares XML entities.
    """
    # Slow to import, and only feeds need it.
    import feedparser

    content = source.read(reading.limits.file)
    text = content.decode("utf-16", "ignore").encode() if content.startswith(_WIDE) else content
    if _ENTITY.search(text):
        raise ReportError("It declares XML entities, which no feed needs. Save the entries as .txt.")
    try:
        feed = feedparser.parse(content, resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, AssertionError) as error:
        raise ReportError("The feed is damaged. Fetch it again, or save its entries as .txt.") from error
    if not feed.entries:
        raise ReportError("There is no entry in this feed. It may be damaged: fetch it again.")
    deadline = Deadline(reading.limits)
    for number, entry in enumerate(feed.entries, start=1):
        where = f"{source.where}, entry {number}"
        try:
            deadline.check()
            yield _article(entry, feed.feed)
        except ReportError as error:
            yield Problem(where, str(error))
    if feed.bozo and _is_broken(feed):
        yield Problem(source.where, "The feed is damaged; entries at its end may be missing. Fetch it again.")


def _is_broken(feed: Any) -> bool:
    """Whether the XML itself was broken, not only its label."""
    from xml.sax import SAXException

    return isinstance(feed.get("bozo_exception"), SAXException)


def _article(entry: Any, feed: Any) -> Article:
    contents = [str(item.get("value") or "") for item in entry.get("content") or ()]
    whole = max(contents, key=len, default="")
    summary = str(entry.get("summary") or "")
    text, stretches = blocks_of(whole or summary)
    notes = []
    if len(text) < _SHORT and not whole:
        notes.append("Only the feed's summary of it was read. Add the report itself for the rest.")
    link = str(entry.get("link") or "")
    entry_feed = entry.get("source") or {}
    return make_article(
        text,
        title=_words(entry.get("title")),
        source=_words(entry_feed.get("title")) or _words(feed.get("title")),
        url=link if link.startswith(("http://", "https://")) else None,
        author=entry.get("author"),
        language=feed.get("language"),
        published=_date(entry),
        notes=notes,
        stretches=stretches,
    )


def _words(value: str | None) -> str | None:
    """A title without markup."""
    return blocks_of(value)[0].replace("\n", " ") or None if value else None


def _date(entry: Any) -> str | None:
    """The date as the entry writes it, with its time zone; in UTC where only feedparser can read it."""
    for name in ("published", "updated"):
        if stamp := metadata.stamp(entry.get(name)):
            return stamp
        if parsed := entry.get(f"{name}_parsed"):
            return datetime.fromtimestamp(timegm(parsed), UTC).isoformat()
    return None
