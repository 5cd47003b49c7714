"""Bytes of a text file as text, and the encoding where it had to be guessed."""

from __future__ import annotations

import codecs
import re

from lib.errors import ReportError

SAMPLE = 100_000
"""Bytes that the encoding is guessed from."""
NOT_TEXT = "It is not a text file. Save the report as plain text (.txt, UTF-8)."
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_LIKE_1252 = frozenset({"cp1250", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_2", "mac_roman"})
"""Encodings that English text with curly quotation marks cannot be told from cp1252 in, which is the usual one."""
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes, declared: str | None = None) -> tuple[str, str | None]:
    """Turn the bytes of a text file into text.

    Args:
        declared: The encoding that a header gives, if one does.

    Returns:
        The text, and the name of its encoding when that was guessed.

    Raises:
        ReportError: when it is no text.
    """
    encoding, guessed = encoding_of(content, declared)
    try:
        return content.decode(encoding), encoding if guessed else None
    except (UnicodeDecodeError, LookupError):
        pass
    encoding = _guess(content)
    try:
        return content.decode(encoding), encoding
    except (UnicodeDecodeError, LookupError) as error:
        raise ReportError(NOT_TEXT) from error


def encoding_of(head: bytes, declared: str | None = None) -> tuple[str, bool]:
    """The encoding of a text that begins with these bytes, and whether it is a guess.

    Raises:
        ReportError: when it is no text.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, False
    for named in (declared, "utf-8", _written_in(head)):
        if named and _fits(head, named):
            return named, False
    return _guess(head), True


def note(encoding: str | None) -> tuple[str, ...]:
    """What the reader is told about a guessed encoding."""
    if encoding is None:
        return ()
    return (
        f"The encoding of its file was guessed: {encoding.replace('_', '-')}. Check names with special letters.",
    )


def _written_in(head: bytes) -> str | None:
    """The encoding that a page or a feed names in its own beginning."""
    found = _DECLARED.search(head[:4096])
    return (found.group(1) or found.group(2)).decode("ascii") if found else None


def _fits(head: bytes, encoding: str) -> bool:
    try:
        if not codecs.lookup(encoding)._is_text_encoding:
            return False
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except (LookupError, UnicodeError, AttributeError):
        return False
    return "\x00" not in text


def _guess(content: bytes) -> str:
    # Slow to import, and only texts in an encoding of old need it.
    import charset_normalizer

    guess = charset_normalizer.from_bytes(content[:SAMPLE]).best()
    if guess is None or (b"\x00" in content[:SAMPLE] and not guess.encoding.startswith("utf_16")):
        raise ReportError(NOT_TEXT)
    if guess.encoding in _LIKE_1252 and _fits(content, "cp1252"):
        return "cp1252"
    return guess.encoding
