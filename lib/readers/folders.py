"""Folders: the files in them and below, in the order of their names; links are named and not followed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from lib.readers.items import Problem, Source, source_of

HIDDEN = "It is hidden (its name begins with a dot). Give it another name to have it read."
_LITTER = frozenset({".ds_store", "thumbs.db", "desktop.ini", "__macosx"})


def is_litter(path: str) -> bool:
    """Whether a path is a file that a system leaves beside those of people, which nobody misses."""
    parts = path.replace("\\", "/").lower().rstrip("/").split("/")
    return any(part in _LITTER for part in (parts[0], parts[-1]))


def walk(path: Path, written: Collection[Path] = ()) -> Iterator[Source | Problem]:
    """Give the file at ``path``, or the files in the folder at ``path``; each is open until the next is asked for.

    Args:
        written: Files that are being written meanwhile, which are passed over in folders.
    """
    if not path.exists():
        yield Problem(str(path), "There is no such file or folder. Check the name.")
        return
    own = {one.absolute() for one in written}
    waiting = [path]
    while waiting:
        current = waiting.pop()
        if current.is_dir():
            try:
                children = sorted(current.iterdir(), reverse=True)
            except OSError as error:
                yield Problem(str(current), _cannot_open(error))
                continue
            kept = [child for child in children if not is_litter(child.name) and child.absolute() not in own]
            if not kept:
                yield Problem(str(current), "The folder is empty. Put reports into it.")
            waiting.extend(child for child in kept if _refusal(child) is None)
            for child in reversed(kept):
                if reason := _refusal(child):
                    yield Problem(str(child), reason)
        else:
            yield from _open(current, top=current == path)


def _refusal(path: Path) -> str | None:
    if path.is_symlink():
        return "It is a symbolic link. Give the file itself."
    if path.name.startswith("."):
        return HIDDEN
    if not path.is_dir() and not path.is_file():
        return "It is no file but a device or the like. Give a file."
    return None


def _open(path: Path, *, top: bool) -> Iterator[Source | Problem]:
    """The file at ``path``; a link in its place is followed only when a person named it."""
    if not path.is_file():
        yield Problem(str(path), "It is no file but a device or the like. Give a file.")
        return
    flags = os.O_RDONLY | (0 if top else getattr(os, "O_NOFOLLOW", 0)) | getattr(os, "O_BINARY", 0)
    try:
        file = open(os.open(path, flags), "rb")  # noqa: PTH123, SIM115 - pathlib cannot refuse links
    except OSError as error:
        yield Problem(str(path), _cannot_open(error))
        return
    with file:
        yield source_of(path.name, str(path), file, seekable=True)


def _cannot_open(error: OSError) -> str:
    return f"It cannot be opened ({error.strerror or 'unknown reason'}). Check the name and the rights."
