"""Which kind a file is: by its content first, by the ending of its name where content does not tell."""

from __future__ import annotations

import codecs
import json
import re
import zipfile
from collections.abc import Callable
from typing import Literal

from lib.errors import ReportError
from lib.readers.items import Source

Kind = Literal["text", "markdown", "html", "pdf", "docx", "email", "feed", "csv", "jsonl", "json", "zip"]
SUFFIXES: dict[str, Kind] = {
    ".asc": "text",
    ".csv": "csv",
    ".docx": "docx",
    ".eml": "email",
    ".htm": "html",
    ".html": "html",
    ".json": "json",
    ".jsonl": "jsonl",
    ".markdown": "markdown",
    ".md": "markdown",
    ".ndjson": "jsonl",
    ".pdf": "pdf",
    ".text": "text",
    ".tsv": "csv",
    ".txt": "text",
    ".xhtml": "html",
    ".zip": "zip",
    ".atom": "feed",
    ".rss": "feed",
    ".xml": "feed",
}
"""Ending of a file's name -> what it should be."""

_PICTURE = "It is a picture, and no words are read out of pictures. Type its text into a .txt file."
_SOUND = "It is sound or video, which is not listened to. Add a transcript as .txt."
_PACKED = "It is an archive of another kind than zip. Unpack it, and add the files or a .zip of them."
_OFFICE = "It is an old Office file (.doc, .xls, .msg). Save it as .docx, .csv or .eml."
_TABLE = "It is a spreadsheet. Save the sheet with the reports as .csv."
_OTHER_TEXT = "It is a text document of another program. Save it as .docx or .txt."
_PROGRAM = "It is a program or a database, not a report."
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"RIFF", _SOUND),
    (b"ID3", _SOUND),
    (b"OggS", _SOUND),
    (b"\x1aE\xdf\xa3", _SOUND),
    (b"7z\xbc\xaf\x27\x1c", _PACKED),
    (b"Rar!", _PACKED),
    (b"\x1f\x8b", _PACKED),
    (b"BZh", _PACKED),
    (b"\xfd7zXZ", _PACKED),
    (b"\xd0\xcf\x11\xe0", _OFFICE),
    (b"{\\rtf", _OTHER_TEXT),
    (b"\x7fELF", _PROGRAM),
    (b"SQLite format 3", _PROGRAM),
)
_IN_ARCHIVE: tuple[tuple[str, str], ...] = (
    ("xl/workbook.xml", _TABLE),
    ("ppt/presentation.xml", "It is a set of slides. Save it as .pdf."),
    ("content.xml", _OTHER_TEXT),
    ("META-INF/container.xml", "It is an electronic book. Save it as .html or .txt."),
)
_MARKUP = re.compile(
    rb"(?:(?><!--.*?-->)|<\?xml[^>]*>|\s)*+<(!doctype\s+)?([a-z][\w:.-]*)", re.IGNORECASE | re.DOTALL
)
_FEEDS = {b"rss", b"feed", b"rdf:rdf", b"channel"}
_MAIL_HEADERS = re.compile(
    rb"(?:From [^\n]*\n)?(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)+", re.IGNORECASE
)
_MAIL = re.compile(rb"^(?:MIME-Version|Message-ID|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)


def tell(source: Source) -> Kind:
    """The kind of a file.

    Raises:
        ReportError: when it is none that can be read; the message says what it is and what to do.
    """
    head = source.head()
    named = SUFFIXES.get(source.suffix)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_archive(source)
    for signature, reason in _SIGNATURES:
        if head.startswith(signature) and not _is_words(head):
            raise ReportError(reason)
    if head[4:8] == b"ftyp":
        raise ReportError(_SOUND)
    return _of_text(_plain(head), named, source.suffix)


def _of_text(head: bytes, named: Kind | None, suffix: str) -> Kind:
    if named in ("csv", "jsonl", "markdown"):
        return named
    if (markup := _MARKUP.match(head)) and (kind := _of_markup(markup, head)):
        return kind
    if _is_mail(head):
        return "email"
    if kind := _of_json(head):
        return kind
    if named == "feed" and markup:
        raise ReportError("It is XML but no feed (RSS or Atom). Save its text as .txt.")
    if named in ("pdf", "docx", "zip"):
        raise ReportError(
            f"Its name ends in {suffix}, but it is no such file: it is damaged or has the wrong ending."
        )
    if named is None and suffix:
        raise ReportError(f"Files of this kind ({suffix[:20]}) cannot be read. Save it as .txt.")
    return named or "text"


def _of_markup(markup: re.Match[bytes], head: bytes) -> Kind | None:
    name = markup.group(2).lower()
    if name == b"html":
        return "html"
    if name in _FEEDS or (markup.group(1) and re.search(rb"<(?:rss|feed|rdf:RDF)\b", head)):
        return "feed"
    return None


def _is_mail(head: bytes) -> bool:
    headers = _MAIL_HEADERS.match(head)
    return headers is not None and _MAIL.search(headers.group()) is not None


def _of_json(head: bytes) -> Kind | None:
    """A JSON Lines corpus or a JSON list by its first line, whatever it is called."""
    start = head.lstrip()
    if re.match(rb"\[\s*\{\s*\"", start):
        return "json"
    if not re.match(rb"\{\s*\"", start):
        return None
    first = start.split(b"\n", 1)[0]
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return "json" if first.strip() == b"{" else None
    return "jsonl"


def _of_archive(source: Source) -> Kind:
    if source.file is None:
        raise ReportError("It is a zip archive under another name. Give it the ending .zip.")
    try:
        position = source.file.tell()
        with zipfile.ZipFile(source.file) as archive:
            names = set(archive.namelist())
        source.file.seek(position)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
        raise ReportError("The archive is damaged. Make it anew and add it again.") from error
    if "word/document.xml" in names:
        return "docx"
    for name, reason in _IN_ARCHIVE:
        if name in names:
            raise ReportError(reason)
    return "zip"


def _plain(head: bytes) -> bytes:
    """The beginning of a text as ASCII-compatible bytes, without its mark of encoding."""
    decoders: tuple[tuple[bytes, Callable[[bytes], bytes]], ...] = (
        (codecs.BOM_UTF8, lambda raw: raw[3:]),
        (codecs.BOM_UTF16_LE, lambda raw: raw[2:].decode("utf-16-le", "ignore").encode("utf-8", "ignore")),
        (codecs.BOM_UTF16_BE, lambda raw: raw[2:].decode("utf-16-be", "ignore").encode("utf-8", "ignore")),
    )
    return next((decode(head) for mark, decode in decoders if head.startswith(mark)), head)


def _is_words(head: bytes) -> bool:
    """Whether a beginning that looks like another kind's is plain text after all ("RIFFLE…", "ID3…")."""
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return not head.startswith(b"{\\rtf") and all(c >= " " or c in "\t\r\n" for c in text)
