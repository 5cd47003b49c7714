"""What hosting needs: python -m tests.hosting (make hosting-check).

Installs requirements.txt alone into an empty environment, starts the app with it, and goes through the first journey:
open the page, paste a report, find it by a search. Ends with an error when a package is missing, when anything goes
wrong on the way, or when the app held more than ``MOST_MB`` of memory at any time.
"""

import asyncio
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from tests.bench.memory import peak_mb
from tests.bench.visitors import visit
from tests.browser.server import ROOT, Server

MOST_MB = 1_000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        python = install(Path(folder) / "environment")
        server = Server(ROOT / "streamlit_app.py", Path(folder) / "log", python=str(python))
        try:
            server.wait()
            visitor = asyncio.run(visit(0, server.url.replace("http", "ws") + "/_stcore/stream", searches=2))
            peak = peak_mb(server.pid)
        finally:
            server.stop()
        faults = visitor.faults + server.trouble()
    for step, seconds in visitor.waited.items():
        print(f"{step:14} {max(seconds):6.2f} s")
    print(f"{'peak memory':14} {peak:6,.0f} MB of {MOST_MB:,}")
    if peak > MOST_MB:
        faults.append(f"The app held {peak:,.0f} MB of memory; {MOST_MB:,} are allowed.")
    if faults:
        sys.exit("\n".join(faults))


def install(folder: Path) -> Path:
    """An environment with requirements.txt and nothing else; returns its interpreter."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", ROOT / "requirements.txt"], check=True)
    return python


if __name__ == "__main__":
    main()
