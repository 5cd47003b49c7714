"""Memory of a process, as Linux tells it."""

import re
from pathlib import Path


def resident_mb(pid: int | str = "self") -> float:
    """Megabytes of memory that a process and its threads hold now."""
    return _megabytes(pid, "VmRSS")


def peak_mb(pid: int | str = "self") -> float:
    """The most megabytes that a process has held."""
    return _megabytes(pid, "VmHWM")


def _megabytes(pid: int | str, field: str) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    found = re.search(rf"^{field}:\s+(\d+) kB", status, re.MULTILINE)
    if found is None:
        raise OSError(f"Linux tells no {field} of process {pid}.")
    return int(found[1]) / 1024
