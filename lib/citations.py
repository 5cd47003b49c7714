"""Citations of reports and of what was read out of them, as plain text, BibTeX and RIS."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from urllib.parse import quote

from lib.records import Article, CasualtyMention, PlaceMention, Speaker, Statement

Citable = Statement | CasualtyMention | PlaceMention

_MARKS = ("“", '"', "«", "‘", "„", "'")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: "\\" + mark for mark in "&%$#_"},
}
_LATEX_MARK = re.compile("[" + re.escape("".join(_LATEX)) + "]")
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters without a look of their own that turn the direction of writing (Unicode Annex 9)."""
_TITLE_WORDS = 9
"""A report without a title is cited by so many of its first words."""
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


def cite(record: Citable, article: Article) -> str:
    """A record as plain text to paste: its words, who said or claims them, the report, and where in it.

    Args:
        article: The report that the record was read out of.
    """
    words = one_line(record.text)
    quoted = words if words.startswith(_MARKS) else f"“{words}”"
    place = f"characters {record.start}–{record.end}"
    return ", ".join(part for part in (quoted, said_by(record), f"in {reference(article)}", place) if part)


def said_by(record: Citable) -> str:
    """Who said a statement or claims a figure, by name; empty when nobody is named for it."""
    if isinstance(record, Statement):
        return _speaker(record.speaker)
    if isinstance(record, CasualtyMention) and record.source:
        return one_line(record.source.name)
    return ""


def reference(article: Article) -> str:
    """A report as plain text: author, title, outlet, date, address; "undated" when its date is not known.

    What the report's file does not say itself and was guessed is marked so.
    """
    values = {
        "author": article.author,
        "title": f"“{title_of(article)}”",
        "source": article.source,
        "published": day_in_words(article.published),
        "url": article.url,
    }
    return ", ".join(
        one_line(value) + (" (guessed)" if name in article.guessed else "")
        for name, value in values.items()
        if value
    )


def title_of(article: Article) -> str:
    """The title of a report, or its first words when it has none."""
    if article.title:
        return one_line(article.title)
    words = article.text.split()
    return " ".join(words[:_TITLE_WORDS]) + ("…" if len(words) > _TITLE_WORDS else "")


def day_in_words(published: str | None) -> str:
    """The day of an ISO 8601 date in words ("14 March 2026"), "undated" for none, else as it was given."""
    day = day_of(published)
    if day is None:
        return published or "undated"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 date or time; ``None`` for a month, a year, or what is no date."""
    found = _ISO_DAY.match(published or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def bibtex(article: Article, note: str = "") -> str:
    """A report as an entry for BibTeX and biblatex, in UTF-8.

    Its key is made from outlet, year and id, so that it is the same in every export.
    """
    day = day_of(article.published)
    author = _latex(article.author or "")
    fields = {
        # A second pair of braces keeps a name with a comma, such as that of an agency, in one piece.
        "author": f"{{{author}}}" if "," in author else author,
        "title": f"{{{_latex(title_of(article))}}}",
        "journal": _latex(article.source or ""),
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "day": str(day.day) if day else "",
        "url": quote(one_line(article.url or ""), safe="!#$%&'()*+,-./:;=?@_~[]"),
        "note": _latex(note),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    kind = "article" if article.source else "misc"
    return "\n".join((f"@{kind}{{{key_of(article)},", *lines, "}\n"))


def ris(article: Article, note: str = "") -> str:
    """A report as a record of RIS, the format of Zotero, EndNote and Mendeley."""
    day = day_of(article.published)
    authors = re.split(r"\s+and\s+", article.author or "")
    fields = (
        ("TY", "NEWS"),
        ("ID", key_of(article)),
        *(("AU", author) for author in authors),
        ("TI", title_of(article)),
        ("T2", article.source),
        ("PY", str(day.year) if day else None),
        ("DA", f"{day:%Y/%m/%d}" if day else None),
        ("UR", article.url),
        ("N1", note),
    )
    lines = [f"{tag}  - {one_line(value)}" for tag, value in fields if value]
    return "\r\n".join((*lines, "ER  - ", "", ""))


def key_of(article: Article) -> str:
    """A citation key: ASCII letters and digits, unlike that of any other id."""
    outlet = unicodedata.normalize("NFKD", article.source or "report").encode("ascii", "ignore").decode()
    day = day_of(article.published)
    digest = hashlib.sha256(article.id.encode("utf-8")).hexdigest()[:8]
    name = re.sub(r"[^a-z0-9]+", "", outlet.lower()) or "report"
    return f"{name}{day.year if day else ''}-{digest}"


def one_line(text: str) -> str:
    """Text on one line, without control characters and those that turn the direction of writing.

    A title with a line break must not begin a field of its own in a file of citations.
    """
    line = " ".join(text.split())
    return "".join(
        mark for mark in line if unicodedata.category(mark) not in ("Cc", "Cs") and mark not in _TURNING
    )


def _speaker(speaker: Speaker | None) -> str:
    if speaker is None:
        return "unattributed"
    name = one_line(speaker.name)
    return f"{name} (passed on by {one_line(speaker.via)})" if speaker.via else name


def _latex(text: str) -> str:
    return _LATEX_MARK.sub(lambda mark: _LATEX[mark.group()], one_line(text))
