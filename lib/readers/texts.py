"""Reports as plain text and as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from lib.documents import clean, make_article
from lib.layout import read_layout
from lib.readers import encoding, metadata
from lib.readers.items import Problem, Reading, Source
from lib.records import Article

_FRONT = re.compile(r"\ufeff?---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_FIELD = re.compile(r"(\w+)[ \t]*:[ \t]*(.+)")
_FRONT_FIELDS = {
    "title": "title",
    "author": "author",
    "byline": "author",
    "date": "published",
    "published": "published",
    "source": "source",
    "outlet": "source",
    "publisher": "source",
    "url": "url",
    "link": "url",
    "language": "language",
    "lang": "language",
}


def read_text(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a text file: one report, its title the heading that it begins with or else the file's name."""
    content, guessed_encoding = encoding.decode(source.read(reading.limits.text))
    text = clean(content)
    heading = heading_of(text)
    yield make_article(
        text,
        title=heading or title_of(source.name),
        url=source.url,
        published=metadata.guess_date(text, name=source.name, url=source.url),
        guessed=("published",) if heading else ("published", "title"),
        notes=encoding.note(guessed_encoding),
    )


def read_markdown(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a Markdown file, its fields from the front matter (title, author, date, source, url) if it has one."""
    # Slow to import, and only Markdown needs them.
    from markdown_it import MarkdownIt

    from lib.readers.pages import blocks_of

    content, guessed_encoding = encoding.decode(source.read(reading.limits.text))
    content = clean(content)
    fields: dict[str, str] = {}
    if front := _FRONT.match(content):
        content = content[front.end() :]
        for name, value in _FIELD.findall(front.group(1)):
            if field := _FRONT_FIELDS.get(name.lower()):
                fields.setdefault(field, value.strip().strip("\"'"))
    page = MarkdownIt("commonmark", {"html": False}).enable("table").render(content)
    text, stretches = blocks_of(page)
    published = metadata.stamp(fields.get("published")) or metadata.date_line(fields.get("published", ""))
    first = next((text[s.start : s.end] for s in stretches if s.kind == "heading"), None)
    yield make_article(
        text,
        title=fields.get("title") or first or title_of(source.name),
        source=fields.get("source"),
        url=fields.get("url") or source.url,
        author=fields.get("author"),
        language=fields.get("language"),
        published=published or metadata.guess_date(text, name=source.name, url=source.url),
        guessed=[
            *([] if published else ["published"]),
            *([] if fields.get("title") or first else ["title"]),
        ],
        notes=encoding.note(guessed_encoding),
        stretches=stretches,
    )


def title_of(name: str) -> str:
    """A title made of the name of a file."""
    return re.sub(r"[_\s]+", " ", PurePath(name).stem).strip() or name


def heading_of(text: str) -> str | None:
    """The heading that a text begins with, if it does."""
    first = next(iter(read_layout(text[:4_000]).segments), None)
    return text[first.start : first.end] if first and first.kind == "heading" else None
