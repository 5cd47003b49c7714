"""Memory of the app with the model and many reports: python -m tests.bench.memory [--reports N].

Puts reports into one visitor's session, draws the page twice (whole, and searched), and prints what the process holds
and has held, as Linux tells it. Other benches ask the functions here about a server.
"""

import argparse
import re
from pathlib import Path

from tests.bench.table import row


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


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=5_000)
    options = parser.parse_args()
    from streamlit.testing.v1 import AppTest

    from lib.ui import model
    from lib.ui.session import Session
    from tests.bench import corpus
    from tests.patterns import ROOT

    model._read_a_line()
    print(f"{resident_mb():8,.0f} MB  app and model")
    session = Session()
    session.add(list(corpus.analyses(options.reports)))
    print(f"{resident_mb():8,.0f} MB  with {options.reports:,} reports")
    page = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=600)
    page.session_state["session"] = session
    page.run()
    page.text_input(key="q").set_value("hospital").run()
    print(f"{resident_mb():8,.0f} MB  after the page was drawn and searched, at the peak {peak_mb():,.0f} MB")
    row(
        f"memory of app, model and {options.reports:,} reports",
        f"{resident_mb():,.0f} MB, peak {peak_mb():,.0f} MB",
    )


if __name__ == "__main__":
    main()
