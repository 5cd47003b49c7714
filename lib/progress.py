"""How far a long run has come, on one line of the terminal: done, rate, time left."""

from __future__ import annotations

import csv
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TextIO

_ON_A_TERMINAL, _IN_A_LOG = 1.0, 30.0
"""Seconds between two lines."""


class Progress:
    """Writes lines such as "1,024 of about 100,000 reports, 3.4 a second, about 8:04:52 left"."""

    def __init__(
        self, out: TextIO, expected: int | None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Begin; ``expected`` is how many reports there are, about, or ``None`` when nobody knows."""
        self._out = out
        self._expected = expected
        self._clock = clock
        self._terminal = out.isatty()
        self._begun = self._told = clock()
        self._passed_over = 0

    def show(self, done: int, passed_over: int = 0) -> None:
        """Write a line, unless the last one was written just now.

        Args:
            done: Reports dealt with, those passed over included.
            passed_over: Those that took no time, since they were there already.
        """
        now = self._clock()
        if now - self._told < (_ON_A_TERMINAL if self._terminal else _IN_A_LOG):
            return
        self._told = now
        line = self.line(done, passed_over)
        self._out.write(f"\r\x1b[K{line}" if self._terminal else f"{line}\n")
        self._out.flush()

    def line(self, done: int, passed_over: int = 0) -> str:
        """The line as it stands now."""
        elapsed = max(self._clock() - self._begun, 1e-9)
        rate = (done - passed_over) / elapsed
        whole = f" of about {self._expected:,}" if self._expected and self._expected >= done else ""
        line = f"{done:,}{whole} reports, {rate:,.1f} a second"
        if whole and rate > 0 and self._expected:
            line += f", about {duration((self._expected - done) / rate)} left"
        return line

    def end(self) -> None:
        """Leave the line, for what is written next."""
        if self._terminal:
            self._out.write("\r\x1b[K")
            self._out.flush()


def duration(seconds: float) -> str:
    """Hours, minutes and seconds: "8:04:52"."""
    minutes, second = divmod(round(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}"


def expected(paths: Iterable[Path]) -> int:
    """How many reports files and folders hold, about: rows of corpora, files in archives, else one a file.

    Nothing is parsed for it; what cannot be opened counts as one, and is named when it is read.
    """
    return sum(_in_file(file) for path in paths for file in _files(path))


def _files(path: Path) -> Iterator[Path]:
    if path.is_dir() and not path.is_symlink():
        yield from (file for file in path.rglob("*") if file.is_file() and not file.is_symlink())
    else:
        yield path


def _in_file(path: Path) -> int:
    try:
        match path.suffix.lower():
            case ".jsonl" | ".ndjson":
                with path.open("rb") as lines:
                    return sum(1 for line in lines if line.strip())
            case ".csv":
                with path.open(encoding="utf-8", errors="replace", newline="") as lines:
                    return max(sum(1 for _ in csv.reader(lines)) - 1, 1)
            case ".zip":
                with zipfile.ZipFile(path) as archive:
                    return sum(not name.endswith("/") for name in archive.namelist())
    except (OSError, csv.Error, zipfile.BadZipFile, NotImplementedError):
        pass
    return 1
