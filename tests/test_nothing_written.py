"""Without a workspace file the app writes nothing: whatever a visitor adds stays in memory."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

VISIT = """
import os, sys
written = []

def watch(event, arguments):
    if event == "open":
        path, mode, flags = arguments
        for_writing = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) if isinstance(flags, int) else False
        if for_writing and str(path) != os.devnull:
            written.append(f"open {path}")
    elif event == "sqlite3.connect" and str(arguments[0]) != ":memory:" and "mode=ro" not in str(arguments[0]):
        written.append(f"sqlite3 {arguments[0]}")
    elif event in {"os.mkdir", "os.rename", "tempfile.mkstemp", "tempfile.mkdtemp", "shutil.copyfile"}:
        written.append(f"{event} {arguments}")

from streamlit.testing.v1 import AppTest
first = AppTest.from_file("streamlit_app.py", default_timeout=120)
adding = AppTest.from_string(
    "from lib.ui import add, session\\nadd.draw(session.current())", default_timeout=120
)
sys.addaudithook(watch)
first.run()
adding.run()
adding.text_area(key="paste_text").set_value(
    "Two people were killed in Kharkiv, the mayor said. He called it a crime."
)
adding.button(key="paste_add").click().run()
assert not first.exception and not adding.exception
[report] = adding.session_state["session"].everything().reports
assert report.casualties
print("\\n".join(written))
"""


def test_nothing_is_written_without_a_workspace_file():
    run = subprocess.run(
        [sys.executable, "-B", "-W", "ignore", "-c", VISIT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == ""
