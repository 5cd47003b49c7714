"""Citations of the exported reports: plain text with every record, BibTeX and RIS with a report an entry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lib.citations import bibtex, cite, one_line, reference, ris
from lib.exports.entries import About, Entry


def write_text(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A plain text: each report, and under it its casualty mentions and statements as citations."""
    head = (f"Citations by Dateline, {about.made_on}".rstrip(", "), f"Holds: {about.selection}", about.note)
    yield "".join(f"{line}\n" for line in map(one_line, head) if line).encode()
    for entry in entries:
        article = entry.analysis.article
        yield f"\n{reference(article)}\n".encode()
        for claim in entry.analysis.casualties:
            yield f"  - {cite(claim, article)}\n".encode()
        for statement in entry.analysis.statements:
            yield f"  - {cite(statement, article)}\n".encode()


def write_bibtex(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A BibTeX file in UTF-8, an entry a report; its note says what the file holds."""
    for entry in entries:
        yield f"{bibtex(entry.analysis.article, _note(about, entry))}\n".encode()


def write_ris(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A RIS file in UTF-8, a record a report; its note says what the file holds."""
    for entry in entries:
        yield ris(entry.analysis.article, _note(about, entry)).encode()


def _note(about: About, entry: Entry) -> str:
    guessed = ", ".join(entry.analysis.article.guessed)
    parts = (
        f"Exported by Dateline: {about.selection}.",
        f"Guessed, not in the report's file: {guessed}." if guessed else "",
        about.note,
    )
    return " ".join(part for part in parts if part)
