"""JSON Lines, a line a report: complete, so that the same workspace is read back from it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from lib.corrections import correction_from_json
from lib.exports.entries import About, Entry
from lib.exports.text import json_text
from lib.provenance import MadeBy
from lib.records import Analysis, analysis_from_json, record_from_json, to_json


def write(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """One line a report: its analysis as it is shown, and what else there is to know under keys of its own.

    ``made_by`` is what read it, ``as_read`` the records before corrections (without the article),
    ``corrections`` those made in it, ``selection`` what the file holds.
    """
    for entry in entries:
        line = to_json(entry.analysis)
        if entry.made_by:
            line["made_by"] = to_json(entry.made_by)
        if entry.as_read:
            line["as_read"] = {
                key: value for key, value in to_json(entry.as_read).items() if key != "article"
            }
        if entry.corrections:
            line["corrections"] = [to_json(correction) for correction in entry.corrections]
        if about.selection:
            line["selection"] = about.selection
        yield f"{json_text(line)}\n".encode()


def read(lines: Iterable[str]) -> Iterator[Entry]:
    """The entries of a file that ``write`` made.

    Raises:
        ValueError: when a line is not of that form; the message names the line and the key.
    """
    for number, line in enumerate(lines, start=1):
        try:
            yield _entry(json.loads(line))
        except (ValueError, RecursionError) as error:
            raise ValueError(f"line {number}: {error}") from error


def _entry(row: object) -> Entry:
    if not isinstance(row, dict):
        raise ValueError("an object was expected")
    analysis = analysis_from_json(row)
    as_read = row.get("as_read")
    if as_read is not None and not isinstance(as_read, dict):
        raise ValueError("as_read: an object was expected")
    corrections = row.get("corrections", [])
    if not isinstance(corrections, list) or not all(isinstance(item, dict) for item in corrections):
        raise ValueError("corrections: a list of objects was expected")
    return Entry(
        analysis,
        record_from_json(MadeBy | None, row.get("made_by"), "made_by"),
        _before(row, as_read) if as_read is not None else None,
        tuple(correction_from_json(item) for item in corrections),
    )


def _before(row: dict[str, object], as_read: dict[str, object]) -> Analysis:
    return analysis_from_json({**as_read, "article": row["article"]})
