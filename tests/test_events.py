"""What a visitor did in a component reaches their session, though another click ends the run before it does."""

import pytest

from lib.errors import WorkspaceError
from lib.ui import events, lists, reader
from lib.ui.session import Session


class Ended(BaseException):
    """The run ends, as Streamlit ends it when the next click comes."""


@pytest.fixture
def waiting(monkeypatch):
    """What browsers sent, in the place of Streamlit's memory."""
    sent = [(lists.NAMES, "places"), (reader.KEY, ["correct", "r:s0"]), (lists.PLACE_KINDS, "review")]
    monkeypatch.setattr(events, "waiting", lambda: sent)
    return sent


@pytest.fixture
def asked(monkeypatch):
    """What is to be corrected; raises what a test puts in first."""
    keys = []

    def ask(key):
        if keys and isinstance(keys[0], BaseException):
            raise keys.pop(0)
        keys.append(key)

    monkeypatch.setattr("lib.ui.correct.ask", ask)
    return keys


def test_what_was_done_is_applied_in_order_and_once(waiting, asked):
    session = Session(page=3)
    for _ in range(2):
        events.apply(session)
    assert (session.list_name, session.place_list, session.page) == ("places", "review", 1)
    assert (asked, waiting) == (["r:s0"], [])


def test_what_the_next_click_kept_from_being_applied_is_applied_then(waiting, asked):
    session = Session()
    asked.append(Ended())
    with pytest.raises(Ended):
        events.apply(session)
    assert (session.list_name, session.place_list) == ("places", "placed")
    waiting.append((lists.NAMES, "reports"))
    events.apply(session)
    assert (session.list_name, session.place_list, asked) == ("reports", "review", ["r:s0"])


def test_what_cannot_be_applied_is_not_tried_again(waiting, asked):
    asked.append(WorkspaceError("The file is not there any more."))
    with pytest.raises(WorkspaceError):
        events.apply(Session())
    assert waiting == []


@pytest.mark.parametrize(
    "sent",
    [(lists.NAMES, "none such"), (lists.PLACE_KINDS, ["review"]), (reader.KEY, 3), ("none such", "places")],
    ids=str,
)
def test_what_is_no_known_event_is_passed_over(waiting, sent):
    session = Session()
    waiting[:] = [sent]
    events.apply(session)
    assert (session.list_name, session.place_list, waiting) == ("statements", "placed", [])
