"""PDF files: lines put together to paragraphs by where they stand, running heads and page numbers marked."""

from __future__ import annotations

import io
import itertools
import logging
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lib.documents import clean, make_article
from lib.errors import ReportError
from lib.readers import metadata
from lib.readers.blocks import Block, block_of, join
from lib.readers.items import Deadline, Problem, Reading, Source
from lib.readers.texts import title_of
from lib.records import Article

_DECODED = 30_000_000
"""Largest content of a page or of a font in it, in bytes."""
_END = re.compile(r"[.!?…:;]['\"’”»)\]]*$")
_MARGIN = 3
"""Lines at the top and at the bottom of a page among which running heads are looked for."""
_HEADING_WORDS = 25

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: its text, left edge, distance from the bottom of the page and size of type, in points."""

    text: str
    left: float
    height: float
    size: float


def read_pdf(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a PDF as one report; its title is that of the file's properties, or its first heading.

    Raises:
        ReportError: when it is locked or damaged, has too many pages, or holds pictures of text only.
    """
    # Slow to import, and only PDFs need it.
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import PyPdfError

    content = source.read(reading.limits.file)
    limits = apply_configuration(
        zlib_maximum_output_length=_DECODED,
        lzw_maximum_output_length=_DECODED,
        run_length_maximum_output_length=_DECODED,
        array_based_stream_maximum_output_length=_DECODED,
    )
    with limits:
        try:
            pdf = PdfReader(io.BytesIO(content))
            if pdf.is_encrypted and not pdf.decrypt(""):
                raise ReportError("It is locked with a password. Open it, and save it without one.")
            pages = _pages(pdf, reading)
            properties: Any = pdf.metadata or {}
            title, author = (_property(properties, name) for name in ("/Title", "/Author"))
            made = _property(properties, "/CreationDate")
        except (
            PyPdfError,
            RecursionError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            IndexError,
            NotImplementedError,
        ) as error:
            if isinstance(error, ReportError):
                raise
            raise ReportError("The PDF is damaged. Open it in a PDF program and save it anew.") from error
    yield _article(pages, source, title, author, made)


def _article(
    pages: Sequence[Sequence[Line]], source: Source, title: str | None, author: str | None, made: str | None
) -> Article:
    empty = sum(not page for page in pages)
    if empty == len(pages):
        raise ReportError(
            "There are only pictures of pages in it, no text. Run text recognition (OCR) over it first."
        )
    notes = []
    if empty:
        notes.append(
            f"{empty} of its {len(pages)} pages hold no text, only pictures perhaps; they were not read."
        )
    blocks = list(paragraphs(pages))
    text, stretches = join(blocks)
    heading = next((block.text for block in blocks if block.kind == "heading"), None)
    published = metadata.guess_date(text, name=source.name, url=source.url)
    if not published and made and (day := re.match(r"D:(\d{4})(\d\d)(\d\d)", made)):
        notes.append(
            f"The PDF was made on {'-'.join(day.groups())}, which may not be the date of publication."
        )
    return make_article(
        text,
        title=title or heading or title_of(source.name),
        url=source.url,
        author=author,
        published=published,
        guessed=("published",) if title or heading else ("published", "title"),
        notes=notes,
        stretches=stretches,
    )


def _property(properties: Any, name: str) -> str | None:
    value = properties.get(name)
    words = " ".join(clean(str(value)).split()) if value is not None else ""
    # Programs put the name of the file or their own there.
    if not words or re.search(
        r"\.(?:docx?|pdf|indd|html?)$|^(?:untitled|microsoft word)\b", words, re.IGNORECASE
    ):
        return None
    return words[:300]


def _pages(pdf: Any, reading: Reading) -> list[list[Line]]:
    deadline = Deadline(reading.limits)
    number = len(pdf.pages)
    if number > reading.limits.pages:
        raise ReportError(
            f"It has {number:,} pages; at most {reading.limits.pages:,} are read. "
            "Save the pages you need as a PDF of their own."
        )
    if number == 0:
        raise ReportError("There is no page in it. Choose another file.")
    pages = []
    length = 0
    for page in pdf.pages:
        deadline.check()
        lines = list(_lines(page))
        length += sum(len(line.text) for line in lines)
        if length > reading.limits.text:
            raise ReportError(
                f"Its text is longer than {reading.limits.text:,} characters. Split it into several reports."
            )
        pages.append(lines)
    return pages


def _lines(page: Any) -> Iterator[Line]:
    """The lines of a page in the order in which the file draws them."""
    pieces: list[tuple[str, float, float, float]] = []

    def note(text: str, matrix: list[float], inner: list[float], _font: Any, size: float) -> None:
        if text.strip() or (text and pieces and not pieces[-1][0].endswith("\n")):
            left = inner[4] * matrix[0] + inner[5] * matrix[2] + matrix[4]
            height = inner[4] * matrix[1] + inner[5] * matrix[3] + matrix[5]
            scale = abs(inner[3] * matrix[3]) or 1.0
            pieces.append((text, left, height, abs(size * scale)))

    page.extract_text(orientations=(0,), visitor_text=note)
    words: list[str] = []
    left, height, size, longest = 0.0, 0.0, 0.0, 0
    for text, at, level, points in pieces:
        for number, part in enumerate(text.split("\n")):
            if number and words:
                yield Line(" ".join(clean("".join(words)).split()), left, height, size)
                words = []
            if not words and part.strip():
                words, left, height, size, longest = [part], at, level, points, len(part)
            elif words:
                words.append(part)
                if len(part) > longest and part.strip():
                    # A bullet is often of another size than the words after it.
                    size, longest = points, len(part)
    if words:
        yield Line(" ".join(clean("".join(words)).split()), left, height, size)


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[Block]:
    """The paragraphs of a document, over page breaks too; running heads and page numbers as furniture."""
    running = _running(pages)
    body = [line for page in pages for line in page if not _is_running(line, running)]
    usual = _usual(line.size for line in body)
    leading = _usual(a.height - b.height for a, b in itertools.pairwise(body) if 0 < a.height - b.height < 60)
    longest = max((len(line.text) for line in body), default=0)
    words: list[str] = []
    aside: list[Block] = []
    last: Line | None = None
    for page in pages:
        for line in page:
            if _is_running(line, running):
                aside.append(Block(line.text, "furniture"))
                continue
            if last is not None and _begins(
                line, last, leading, longest, new_page=line is page[0] or bool(aside)
            ):
                yield from _block(words, last, usual)
                yield from aside
                words, aside = [], []
            _join(words, line.text)
            last = line
    if last is not None:
        yield from _block(words, last, usual)
    yield from aside


def _begins(line: Line, last: Line, leading: float, longest: int, *, new_page: bool) -> bool:
    """Whether a line begins a paragraph, after the ``last`` line."""
    if abs(line.size - last.size) > 0.5 + 0.05 * last.size:
        return True
    ended = _END.search(last.text) is not None
    gap = last.height - line.height
    if new_page or gap <= 0:
        # A new page or column: the paragraph goes on unless a sentence has ended.
        return ended or (line.text[0].isupper() and len(last.text) < 0.6 * longest)
    if gap > 1.25 * leading + 1:
        # A line that goes on in small letters ends its sentence, unless it stands far off.
        return ended or not line.text[0].islower() or gap > 3 * leading
    if ended and len(last.text) < 0.8 * longest:
        return True
    return ended and line.left > last.left + 0.8 * line.size


def _join(words: list[str], line: str) -> None:
    """Add one more line to a paragraph; a word that was divided is whole again."""
    before = words[-1] if words else ""
    if before.endswith("\u00ad") or (before[-1:] == "-" and before[-2:-1].islower() and line[:1].islower()):
        words[-1] = before[:-1]
    elif words:
        words.append(" ")
    words.append(line)


def _block(words: list[str], last: Line, usual: float) -> Iterator[Block]:
    text = "".join(words)
    larger = last.size > 1.15 * usual and len(text.split()) <= _HEADING_WORDS
    if block := block_of(text, "heading" if larger else "prose"):
        yield block


def _usual(values: Iterable[float]) -> float:
    """The most frequent of the values, to half a point."""
    rounded = [round(2 * value) / 2 for value in values]
    return statistics.mode(rounded) if rounded else 12.0


def _running(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """What stands at the top or bottom of most pages, figures aside."""
    if len(pages) < 3:
        return frozenset()
    seen = Counter(shape for page in pages for shape in {_shape(line.text) for line in _edges(page)})
    return frozenset(shape for shape, times in seen.items() if times >= max(3, len(pages) // 2))


def _edges(page: Sequence[Line]) -> list[Line]:
    ordered = sorted(page, key=lambda line: line.height)
    return [*ordered[:_MARGIN], *ordered[-_MARGIN:]]


def _is_running(line: Line, running: frozenset[str]) -> bool:
    return (
        _shape(line.text) in running
        or re.fullmatch(r"(?:page )?\d{1,4}(?: (?:of|/) \d{1,4})?", line.text, re.I) is not None
    )


def _shape(text: str) -> str:
    return re.sub(r"\d+", "0", text.casefold())
