"""Reports in, of every kind: files, folders, archives, corpora, feeds, e-mails and web pages as articles.

``read_paths`` and ``read_files`` give articles and problems one at a time, so that no corpus is ever whole in
memory. Nothing is passed over in silence: what cannot be read comes back as a ``Problem`` that names the file
and says what to do, and the rest goes on.
"""

from __future__ import annotations

import importlib
import logging
import traceback
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from lib.errors import ReportError
from lib.readers import folders, kinds
from lib.readers.items import FIELDS, EnoughError, Limits, Problem, Reading, Source, source_of
from lib.records import Article

__all__ = [
    "FIELDS",
    "Limits",
    "Problem",
    "Reading",
    "read_addresses",
    "read_files",
    "read_paths",
    "read_source",
    "split",
]

Item = Article | Problem
_Reader = Callable[[Source, Reading], Iterator[Article | Problem | Source]]
_READERS: dict[kinds.Kind, tuple[str, str]] = {
    "csv": ("corpora", "read_csv"),
    "docx": ("word", "read_word"),
    "email": ("mail", "read_mail"),
    "feed": ("feeds", "read_feed"),
    "html": ("pages", "read_page"),
    "json": ("corpora", "read_json"),
    "jsonl": ("corpora", "read_json_lines"),
    "markdown": ("texts", "read_markdown"),
    "pdf": ("pdf", "read_pdf"),
    "text": ("texts", "read_text"),
    "zip": ("archives", "read_zip"),
}
"""Kind of file -> module and function that read it; the modules are loaded when they are needed."""

_log = logging.getLogger(__name__)


def read_paths(paths: Iterable[Path], reading: Reading | None = None) -> Iterator[Item]:
    """Read files and folders of this machine, in their order."""
    reading = reading or Reading()
    sources = (item for path in paths for item in folders.walk(path, reading.written))
    yield from _read_all(sources, reading)


def read_files(files: Iterable[tuple[str, IO[bytes]]], reading: Reading | None = None) -> Iterator[Item]:
    """Read open files, each with its name, as an upload gives them."""
    reading = reading or Reading()
    yield from _read_all(_given(files), reading)


def read_addresses(urls: Iterable[str], reading: Reading | None = None) -> Iterator[Item]:
    """Fetch web addresses one after another and read what is there. Nothing else here uses the network."""
    # Only who asks for the network needs what speaks it.
    from lib.readers.web import fetch

    reading = reading or Reading()
    for url in urls:
        try:
            source = fetch(url)
        except ReportError as error:
            yield Problem(url[:200], str(error))
        else:
            yield from _read_all(iter([source]), reading)


def read_source(source: Source, reading: Reading | None = None) -> Iterator[Item]:
    """Read one file, and those in it."""
    yield from _read_all(iter([source]), reading or Reading())


def _given(files: Iterable[tuple[str, IO[bytes]]]) -> Iterator[Source | Problem]:
    """Uploaded files as sources; of a folder, what is hidden in it is named as it is on the disk."""
    for path, file in files:
        if folders.is_litter(path):
            continue
        if any(part.startswith(".") for part in path.split("/")):
            yield Problem(path, folders.HIDDEN)
        else:
            yield source_of(path.rpartition("/")[2], path, file, seekable=True)


def _read_all(sources: Iterator[Source | Problem], reading: Reading) -> Iterator[Item]:
    for source in sources:
        if isinstance(source, Problem):
            yield source
            continue
        try:
            yield from _read(source, reading)
        except EnoughError as error:
            yield Problem(source.where, str(error))
            return


def _read(source: Source, reading: Reading) -> Iterator[Item]:
    """Read a file whatever may be wrong with it.

    Raises:
        EnoughError: when a limit on the whole reading is reached.
    """
    reading.count_file()
    try:
        module, function = _READERS[kinds.tell(source)]
        reader: _Reader = getattr(importlib.import_module(f"lib.readers.{module}"), function)
        for item in reader(source, reading):
            if isinstance(item, Source):
                yield from _read(item, reading)
            else:
                if isinstance(item, Article):
                    reading.count_report()
                yield item
    except EnoughError:
        raise
    except ReportError as error:
        yield Problem(source.where, str(error))
    except OSError as error:
        yield Problem(
            source.where,
            f"It cannot be read to its end ({error.strerror or 'unknown reason'}). Copy it anew.",
        )
    except Exception as error:
        # Readers of other makers meet files that nobody foresaw: one of them must not lose the others. The
        # message may hold text of the file, and the log is not the visitor's.
        place = traceback.extract_tb(error.__traceback__)[-1]
        _log.warning(
            "%s in %s, line %s, which was not foreseen, while a file was read (%s)",
            type(error).__name__,
            Path(place.filename).name,
            place.lineno,
            source.suffix[:10] or "no ending",
        )
        yield Problem(
            source.where,
            "It cannot be read: it is damaged, or not what it seems. Open it in its own program, save it anew "
            "or as plain text (.txt), and add it again.",
        )


def split(found: Iterable[Item]) -> tuple[list[Article], list[Problem]]:
    """Part what the readers give into the articles and the problems."""
    articles: list[Article] = []
    problems: list[Problem] = []
    for item in found:
        if isinstance(item, Article):
            articles.append(item)
        else:
            problems.append(item)
    return articles, problems
