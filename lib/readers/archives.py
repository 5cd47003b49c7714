"""Zip archives: the files in them as sources, unpacked in memory one at a time and never to the disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from lib.errors import ReportError
from lib.readers.folders import HIDDEN, is_litter
from lib.readers.items import EnoughError, Problem, Reading, Source, source_of, source_of_bytes

_DAMAGED = "It is damaged in the archive. Make the archive anew."
_STREAMED = (".csv", ".tsv", ".jsonl", ".ndjson")
_LOCKED = 1
_SMALL = 1_000_000
"""Bytes up to which a file may be packed as tightly as it likes."""
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


def read_zip(source: Source, reading: Reading) -> Iterator[Problem | Source]:
    """Give the files in a zip archive, in the order of their names.

    Raises:
        ReportError: when the archive is damaged, empty, too large, or lies too deep in others.
    """
    limits = reading.limits
    if source.depth >= limits.depth:
        raise ReportError(f"It lies in {limits.depth} other archives. Unpack it, and add its files.")
    if source.file is None or source.file.seek(0, io.SEEK_END) > limits.archive:
        raise ReportError(f"The archive has more than {limits.archive:,} bytes. Split it into several.")
    try:
        archive = zipfile.ZipFile(source.file)
    except _FAULTS as error:
        raise ReportError("The archive is damaged. Make it anew and add it again.") from error
    with archive:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        if not any(not member.is_dir() for member in members):
            raise ReportError("The archive is empty. Put reports into it.")
        for member in members:
            if not member.is_dir() and not is_litter(member.filename):
                yield from _read_member(archive, member, source, reading)


def _read_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, reading: Reading
) -> Iterator[Problem | Source]:
    shown = "".join(c if c.isprintable() else "\ufffd" for c in member.filename)[:300]
    where = f"{source.where}/{shown}"
    if reason := _refusal(member):
        yield Problem(where, reason)
        return
    name = shown.rpartition("/")[2]
    counter = _Counter(member, reading)
    try:
        with archive.open(member) as file:
            if name.lower().endswith(_STREAMED):
                yield source_of(name, where, file, seekable=False, depth=source.depth + 1, count=counter)
                return
            content = _content(file, counter, reading)
    except EnoughError:
        raise
    except ReportError as error:
        yield Problem(where, str(error))
    except _FAULTS:
        yield Problem(where, _DAMAGED)
    else:
        yield source_of_bytes(name, where, content, depth=source.depth + 1)


def _content(file: IO[bytes], counter: _Counter, reading: Reading) -> bytes:
    limit = reading.limits.file
    content = io.BytesIO()
    while piece := file.read(100_000):
        counter(len(piece))
        content.write(piece)
        if content.tell() > limit:
            raise ReportError(f"It unpacks to more than {limit:,} bytes. Split it.")
    return content.getvalue()


def _refusal(member: zipfile.ZipInfo) -> str | None:
    """Why a file in an archive is not read; ``None`` when it is."""
    path = member.filename.replace("\\", "/")
    parts = path.split("/")
    if path.startswith("/") or ".." in parts or parts[0].endswith(":"):
        return "Its name leads out of the archive, so it was not read. Make the archive anew."
    if stat.S_ISLNK(member.external_attr >> 16):
        return "It is a symbolic link. Put the file itself into the archive."
    if any(part.startswith(".") for part in parts):
        return HIDDEN
    if member.flag_bits & _LOCKED:
        return "It is locked with a password. Unpack the archive, and add its files."
    return None


class _Counter:
    """Counts the bytes that a file in an archive unpacks to, and ends it when it swells beyond measure."""

    def __init__(self, member: zipfile.ZipInfo, reading: Reading) -> None:
        self._most = max(_SMALL, reading.limits.ratio * member.compress_size)
        self._ratio = reading.limits.ratio
        self._reading = reading
        self._size = 0

    def __call__(self, size: int) -> None:
        self._size += size
        self._reading.unpack(size)
        if self._size > self._most:
            raise ReportError(
                f"It unpacks to more than {self._ratio} times its size, as no report does. It was not read."
            )
