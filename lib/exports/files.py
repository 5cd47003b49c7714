"""Writes an export to a file that appears only when it is complete."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def written(path: Path) -> tuple[Path, ...]:
    """The files that ``write_file`` writes: the one at ``path``, and the one that it is until it is complete."""
    return (path, path.with_name(path.name + ".part"))


def write_file(pieces: Iterable[bytes], path: Path) -> None:
    """Write the pieces to ``path``; when that fails, what was there before is still there and nothing else.

    What is no regular file, such as a pipe or /dev/null, is written to as it is.

    Raises:
        OSError: when the file cannot be written.
    """
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            file.writelines(pieces)
        return
    _, partial = written(path)
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
