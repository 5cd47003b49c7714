"""Word documents (.docx): paragraphs, headings, captions and tables in their order."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from lib.documents import make_article
from lib.errors import ReportError
from lib.readers import metadata
from lib.readers.blocks import Block, BlockKind, block_of, join
from lib.readers.items import Deadline, Problem, Reading, Source
from lib.readers.texts import title_of
from lib.records import Article

_DAMAGED = "The Word document is damaged. Open it in Word or LibreOffice and save it anew."
_UNPACKED = 200_000_000
"""Most bytes that a document may unpack to, pictures and all."""
_XML = 30_000_000
"""Most bytes that the XML parts of a document may have."""
_HEADINGS = ("heading", "title", "subtitle")
_PROGRAMS = frozenset({"", "python-docx", "microsoft office user", "user", "windows user"})


def read_word(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a Word document as one report; title and author are those of its properties.

    Raises:
        ReportError: when it is damaged, too large or has no text.
    """
    # Slow to import, and only Word documents need it.
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    content = source.read(reading.limits.file)
    _check(content, reading)
    try:
        document = docx.Document(io.BytesIO(content))
        blocks = list(_blocks(document, Deadline(reading.limits)))
        properties = document.core_properties
        title, author = (properties.title or "").strip(), (properties.author or "").strip()
        language = properties.language
    except (OpcError, LxmlError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        if isinstance(error, ReportError):
            raise
        raise ReportError(_DAMAGED) from error
    text, stretches = join(blocks)
    heading = next((block.text for block in blocks if block.kind == "heading"), None)
    yield make_article(
        text,
        title=title or heading or title_of(source.name),
        url=source.url,
        author=None if author.casefold() in _PROGRAMS else author,
        language=language,
        published=metadata.guess_date(text, name=source.name, url=source.url),
        guessed=("published",) if title or heading else ("published", "title"),
        stretches=stretches,
    )


def _check(content: bytes, reading: Reading) -> None:
    """Check the archive that a Word document is, before anything is unpacked from it into memory."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            if sum(part.file_size for part in parts) > _UNPACKED or len(parts) > reading.limits.files:
                raise ReportError(f"The document unpacks to more than {_UNPACKED:,} bytes. Save it as .txt.")
            written = 0
            for part in parts:
                if part.flag_bits & 1:
                    raise ReportError("It is locked with a password. Open it, and save it without one.")
                if not part.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(part) as file:
                    xml = file.read(_XML - written + 1)
                written += len(xml)
                if written > _XML:
                    raise ReportError(f"Its text unpacks to more than {_XML:,} bytes. Save it as .txt.")
                if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
                    raise ReportError("It declares XML entities, which no Word document needs. Save it anew.")
    except ReportError:
        raise
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise ReportError(_DAMAGED) from error


def _blocks(document: Any, deadline: Deadline) -> Iterator[Block]:
    from docx.table import Table

    for item in document.iter_inner_content():
        deadline.check()
        if isinstance(item, Table):
            for row in item.rows:
                if block := block_of(" | ".join(_cells(row))):
                    yield block
            continue
        style = (item.style.name or "").lower() if item.style is not None else ""
        for line in item.text.split("\n"):
            if block := block_of(line, _kind(style)):
                yield block


def _cells(row: Any) -> Iterator[str]:
    """The texts of a row's cells; one that spans several columns once."""
    seen = None
    for cell in row.cells:
        if cell._tc is not seen and cell.text.strip():
            yield cell.text
        seen = cell._tc


def _kind(style: str) -> BlockKind:
    if style.startswith(_HEADINGS):
        return "heading"
    return "caption" if style == "caption" else "prose"
