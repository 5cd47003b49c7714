"""What the page tells of what was just done, the newest first."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.ui.session import Session
from tests import build

CORRECTION = "correction"


def script():
    """What a visitor's deeds are told of: each step is a message, a correction, or a message to be closed."""
    import streamlit as st

    from lib.corrections import make
    from lib.ui import correct_change, notices

    session = st.session_state["session"]
    for step in st.session_state["steps"]:
        if step == "correction":
            analysis = session.workspace.get("one")
            correct_change.save(session, [make(analysis, "statement", 0, "checked", True)])
        elif step.startswith("close "):
            session.close(step.removeprefix("close "))
        else:
            session.tell(step)
    session.all_notices = True
    notices.draw(session)


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        pytest.param(["old", CORRECTION], [CORRECTION, "old"], id="a correction after a message"),
        pytest.param([CORRECTION, "new"], ["new", CORRECTION], id="a message after a correction"),
        pytest.param(["old", CORRECTION, "new"], ["new", CORRECTION, "old"], id="between two"),
        pytest.param(["old", CORRECTION, "new", "close new"], [CORRECTION, "old"], id="the newest closed"),
        pytest.param(["old", CORRECTION, "new", "close old"], ["new", CORRECTION], id="the oldest closed"),
        pytest.param(["old", CORRECTION, "old"], ["old", CORRECTION], id="told again"),
    ],
)
def test_the_newest_is_told_first(steps, shown):
    session = Session()
    session.workspace.add([build.analysis()])
    page = AppTest.from_function(script, default_timeout=60)
    page.session_state["session"] = session
    page.session_state["steps"] = steps
    page.run()
    assert not page.exception
    told = [one.value.partition(": ")[2] for one in page.markdown]
    assert [CORRECTION if "hecked" in words else words for words in told] == shown
