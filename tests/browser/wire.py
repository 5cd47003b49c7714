"""What a server sends to a visitor's page, held back by a test and let through as it likes."""

from collections import deque
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, WebSocketRoute
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

_PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
_A_MOMENT = 20
"""Milliseconds between two looks at what has come."""
_PATIENCE = 30_000
"""Milliseconds in which the server runs the script."""


class Wire:
    """Stands between a page and its server, from when the page is next opened.

    While it holds, the page can be used and has not heard yet what the server did: as over a slow network, or
    while the browser is busy with a large map, but for as long as a test needs.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._held: deque[str | bytes] | None = None
        self._finished = 0
        self._send: Callable[[str | bytes], Any]
        page.route_web_socket("**/_stcore/stream", self._connect)

    def hold(self) -> None:
        """Let nothing through to the page from now on."""
        self._held, self._finished = deque(), 0

    def wait_for_runs(self, number: int) -> None:
        """Return once the server has run the script to its end so often since the wire holds.

        Raises:
            TimeoutError: when it does not.
        """
        for _ in range(_PATIENCE // _A_MOMENT):
            if self._finished >= number:
                return
            self._page.wait_for_timeout(_A_MOMENT)
        raise TimeoutError(f"The server ran the script {self._finished} times, not {number}.")

    def let_through(self) -> None:
        """Give the page what was held, and from now on all that comes."""
        while self._held:
            self._send(self._held.popleft())
        self._held = None

    def let_through_slowly(self) -> None:
        """Give the page what was held, each message after it has painted the one before; then all that comes."""
        while self._held:
            self._send(self._held.popleft())
            self._page.evaluate(_PAINTED)
        self._held = None

    def _connect(self, page: WebSocketRoute) -> None:
        server = page.connect_to_server()
        self._send = page.send
        server.on_message(self._pass_on)

    def _pass_on(self, message: str | bytes) -> None:
        if self._held is None:
            self._send(message)
            return
        self._held.append(message)
        if (
            isinstance(message, bytes)
            and ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"
        ):
            self._finished += 1
