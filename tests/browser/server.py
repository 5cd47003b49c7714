"""A Streamlit server of one's own for the browser tests."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
START = 90
"""Seconds that a server may take to start."""
_TROUBLE = re.compile(r"traceback|warning|error|exception|deprecat", re.IGNORECASE)


class Server:
    """Serves a Streamlit script on a free port of this machine, and keeps its log.

    ``arguments`` are for the script; ``options`` are Streamlit's, of the section server; ``python`` is the
    interpreter.

    Attributes:
        url: Of the page, without a closing slash.
        pid: Id of its process.
    """

    def __init__(
        self,
        script: Path,
        log: Path,
        arguments: Sequence[str] = (),
        *,
        python: str = sys.executable,
        **options: str,
    ) -> None:
        self._log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        options |= {"port": str(port), "address": "127.0.0.1", "headless": "true", "fileWatcherType": "none"}
        with log.open("wb") as out:
            self._process = subprocess.Popen(
                [
                    python,
                    *("-m", "streamlit", "run", str(script)),
                    *(f"--server.{name}={value}" for name, value in options.items()),
                    *(("--", *arguments) if arguments else ()),
                ],
                cwd=ROOT,
                env=os.environ | {"PYTHONPATH": str(ROOT)},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self.pid = self._process.pid

    def wait(self) -> None:
        """Return once the server answers.

        Raises:
            RuntimeError: when it ends or does not answer in time; with its log.
        """
        deadline = time.monotonic() + START
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"The server ended with {self._process.returncode}:\n{self.log()}")
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        raise RuntimeError(f"The server did not answer within {START} s:\n{self.log()}")

    def stop(self) -> None:
        """End the server."""
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def log(self) -> str:
        """All that the server wrote."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def trouble(self) -> list[str]:
        """The lines of the log that tell of a warning or an error."""
        return [line for line in self.log().splitlines() if _TROUBLE.search(line)]
