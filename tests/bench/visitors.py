"""Many visitors at once against one app: python -m tests.bench.visitors [--visitors N] [--searches N] [--pause S].

Each opens the page over Streamlit's websocket, as a browser does, pastes a report with a word that no other has,
and searches for it and for words of all, with pauses of ``--pause`` seconds on average in which a person would look at
what was found. All come within one such pause. Prints medians and the slowest of each step in seconds, and the memory of
the server. Ends with an error when a visitor is shown another's word, gets an error, or does not find their own.
"""

import argparse
import asyncio
import platform
import random
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.asyncio.client import ClientConnection, connect

from tests.bench.memory import resident_mb
from tests.bench.table import row
from tests.browser.server import ROOT, Server

_WIDGET = re.compile(rb"\$\$ID-[0-9a-f]+-([a-z_]+)")
_WORD = re.compile(rb"zubr\d+q", re.IGNORECASE)
_DONE = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
_SEARCHES = ("ceasefire", "hospital OR school", "killed", "place:kherson", "zubr*")
PATIENCE = 300
"""Seconds to wait for an answer before a visitor gives up."""


@dataclass
class Visitor:
    """One browser window: what it was sent, and how long it waited for each step."""

    number: int
    socket: ClientConnection
    widgets: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    fragment: str = ""
    seen: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)
    waited: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    @property
    def word(self) -> str:
        """The word that only this visitor's report has."""
        return f"zubr{self.number}q"

    async def run(self, step: str, press: str | None = None, *, in_dialog: bool = False) -> bytes:
        """Send what is typed, and a button pressed; wait for the page. Returns what came, joined."""
        message = BackMsg()
        states = [
            WidgetState(id=self.widgets[key], string_value=value)
            for key, value in self.values.items()
            if key in self.widgets
        ]
        if press:
            states.append(WidgetState(id=self.widgets[press], trigger_value=True))
        message.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=states))
        if in_dialog:
            message.rerun_script.fragment_id = self.fragment
        begun = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        answer = await self._answer()
        self.waited[step].append(time.perf_counter() - begun)
        return answer

    async def _answer(self) -> bytes:
        received = bytearray()
        while True:
            content = await asyncio.wait_for(self.socket.recv(), PATIENCE)
            assert isinstance(content, bytes)
            received += content
            message = ForwardMsg.FromString(content)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._read(message, content)
            elif (
                kind == "session_event"
                and message.session_event.WhichOneof("type") == "script_compilation_exception"
            ):
                self.faults.append("the script does not compile")
            elif kind == "script_finished" and message.script_finished in _DONE:
                self.seen |= {word.decode().lower() for word in _WORD.findall(bytes(received))}
                return bytes(received)

    def _read(self, message: ForwardMsg, content: bytes) -> None:
        delta = message.delta
        for found in _WIDGET.finditer(content):
            self.widgets[found[1].decode()] = found[0].decode()
            if delta.fragment_id and found[1] == b"paste_text":
                self.fragment = delta.fragment_id
        if delta.WhichOneof("type") == "new_element":
            element = delta.new_element
            if element.WhichOneof("type") == "exception":
                self.faults.append(f"exception: {element.exception.message}")
            elif element.WhichOneof("type") == "alert" and element.alert.format == element.alert.ERROR:
                self.faults.append(f"error: {element.alert.body}")


def report(word: str) -> str:
    """A report of several paragraphs that has a word of its own."""
    return (
        f"Shells hit a market in Kherson on Tuesday, killing two people, Mayor {word.title()} said.\n\n"
        "“They were buying bread,” a doctor at the city hospital told reporters.\n\n"
        "Moscow denied that its forces had fired on the town, and called for a ceasefire.\n\n"
    ) * 4


async def visit(number: int, address: str, searches: int, pause: float = 0.0) -> Visitor:
    """One visitor from the first screen to the last search."""
    chance = random.Random(number)
    await asyncio.sleep(chance.uniform(0, pause))
    async with connect(address, subprotocols=["streamlit"], max_size=None, ping_interval=None) as socket:  # type: ignore[list-item]
        visitor = Visitor(number, socket)
        await visitor.run("first screen")
        await visitor.run("dialog", "add")
        visitor.values = {"paste_text": report(visitor.word), "paste_title": f"Report {visitor.word}"}
        await visitor.run("paste", in_dialog=True)
        own = await visitor.run("report read", "paste_add", in_dialog=True)
        if visitor.word.encode() not in own.lower():
            visitor.faults.append("the report that was added is not shown")
        visitor.values = {}
        for turn in range(searches):
            await asyncio.sleep(chance.uniform(0, 2 * pause))
            visitor.values["q"] = visitor.word if turn % 2 else _SEARCHES[turn // 2 % len(_SEARCHES)]
            await visitor.run("search")
        if others := visitor.seen - {visitor.word}:
            visitor.faults.append(f"was shown {', '.join(sorted(others))}")
        return visitor


async def all_at_once(visitors: int, address: str, searches: int, pause: float) -> list[Visitor]:
    """All visitors, side by side."""
    return await asyncio.gather(*(visit(number, address, searches, pause) for number in range(visitors)))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--visitors", type=int, default=30)
    parser.add_argument("--searches", type=int, default=6)
    parser.add_argument("--pause", type=float, default=5.0, help="seconds between searches, on average")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        server = Server(ROOT / "streamlit_app.py", Path(folder) / "log")
        try:
            server.wait()
            address = server.url.replace("http", "ws") + "/_stcore/stream"
            visitors = asyncio.run(all_at_once(options.visitors, address, options.searches, options.pause))
            memory = resident_mb(server.pid)
        finally:
            server.stop()
        trouble = server.trouble()
    print(f"{platform.machine()}, Python {platform.python_version()}, {len(visitors)} visitors at once")
    for step in visitors[0].waited:
        seconds = sorted(second for visitor in visitors for second in visitor.waited[step])
        print(f"{step:14} median {statistics.median(seconds):6.2f} s   slowest {seconds[-1]:6.2f} s")
    print(f"{'memory':14} {memory:,.0f} MB")
    slowest = max(second for visitor in visitors for second in visitor.waited["search"])
    row(f"{len(visitors)} visitors at once: the slowest search; memory", f"{slowest:.1f} s; {memory:,.0f} MB")
    faults = [f"visitor {v.number}: {fault}" for v in visitors for fault in v.faults] + trouble
    if faults:
        sys.exit("\n".join(faults))


if __name__ == "__main__":
    main()
