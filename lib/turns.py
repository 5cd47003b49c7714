"""A lock that is given to those who wait for it in the order in which they came."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Lets one thread at a time through, the longest waiting first.

    ``threading.Lock`` promises no order: who asks for it again at once mostly gets it, and a visitor with
    5,000 reports would keep one with a single report waiting.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._busy = False
        self._waiting: deque[threading.Event] = deque()

    def ahead(self) -> int:
        """How many would have their turn before one who asked for it now."""
        with self._guard:
            return len(self._waiting) + self._busy

    @contextmanager
    def take(self) -> Iterator[None]:
        """Wait for a turn; it ends with the ``with`` block."""
        mine = threading.Event()
        with self._guard:
            if self._busy:
                self._waiting.append(mine)
            else:
                self._busy = True
                mine.set()
        try:
            mine.wait()
            yield
        finally:
            self._give_up(mine)

    def _give_up(self, mine: threading.Event) -> None:
        with self._guard:
            if not mine.is_set():
                # Interrupted while waiting.
                self._waiting.remove(mine)
            elif self._waiting:
                self._waiting.popleft().set()
            else:
                self._busy = False
