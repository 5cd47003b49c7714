"""The dialogs of corrections as their scripts draw them: what is offered, what is saved, what stays open."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from lib.corrections import MissedStatement, Persons, make_missed
from lib.records import Analysis
from lib.ui import correct, correct_marks, evidence
from lib.ui.components import marks_of
from lib.ui.session import Session
from tests import build

HOSTILE = "**x** <script>alert(1)</script> :red[r] [l](http://example.org)"
PATIENCE = 60


def script():
    """The dialog about the record that the state names, without its frame."""
    import streamlit as st

    from lib.ui import correct

    session = st.session_state["session"]
    if st.session_state.get("listed"):
        correct.draw_log(session)
    else:
        subjects = st.session_state.get("subjects")
        if subjects is None:
            subjects = correct.subjects_of(session, st.session_state["about"])
            st.session_state["subjects"] = subjects
        correct.draw_subjects(session, subjects)
    correct.draw_news(session)


@pytest.fixture
def session():
    session = Session()
    session.workspace.add([build.analysis(), build.analysis(id="two", title=HOSTILE)])
    return session


def drawn(session, about="", **state):
    page = AppTest.from_function(script, default_timeout=PATIENCE)
    page.session_state["session"] = session
    page.session_state["about"] = about
    for name, value in state.items():
        page.session_state[name] = value
    page.run()
    assert not page.exception
    return page


def press(page, label):
    next(button for button in page.button if label in button.label).click()
    page.run()
    assert not page.exception
    return page


def log(session):
    return [(c.layer, c.field, c.value, c.reach) for c in session.workspace.log]


@pytest.mark.parametrize(
    ("about", "subjects"),
    [
        pytest.param("one:s0", [("statement", 0), ("place", 0)], id="a statement and its place"),
        pytest.param("one:c0", [("casualty", 0), ("place", 0)], id="a claim and its place"),
        pytest.param("two:p1", [("place", 1)], id="a mention"),
        pytest.param("geonames:1", [("place", 0)], id="a place, once for each way to write it"),
        pytest.param("one:s9", [], id="no such record"),
        pytest.param("one:x0", [], id="no such layer"),
        pytest.param("one:p²", [], id="no number"),
        pytest.param("nine:p0", [], id="no such report"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_what_can_be_corrected(session, about, subjects):
    assert [(s.layer, s.index) for s in correct.subjects_of(session, about)] == subjects


def test_how_far_a_correction_reaches_is_counted_first(session):
    page = drawn(session, "geonames:1")
    (reach,) = page.radio
    assert reach.options == ["Only here", "Everywhere: 2 mentions in 2 reports"]
    assert reach.value == "everywhere"
    press(page, "Not a place")
    assert log(session) == [("place", "rejected", True, "everywhere")]
    assert [len(analysis.places) for analysis in session.workspace] == [1, 1]


def test_a_place_that_cannot_be_told_goes_off_the_map_and_is_listed_as_unplaced(session):
    press(drawn(session, "geonames:1"), "Unknown which place")
    assert log(session) == [("place", "place", None, "everywhere")]
    assert [analysis.places[0].place for analysis in session.workspace] == [None, None]
    assert "geonames:1" not in {summary.place.id for summary in session.places()}


def test_a_mention_is_corrected_in_its_report_unless_said_otherwise(session):
    press(drawn(session, "one:p0"), "It means a government")
    assert log(session) == [("place", "role", "metonym", "here")]


def test_a_position_that_is_none_is_explained_and_not_saved(session):
    page = drawn(session, "one:p1")
    position = next(box for box in page.text_input if box.label == "Latitude, longitude")
    position.set_value("91, 0").run()
    assert page.error[0].value.startswith("A latitude lies between")
    assert next(button for button in page.button if button.label == "Use this position").disabled
    next(box for box in page.text_input if box.label == "Latitude, longitude").set_value("52.1, 4.4").run()
    next(box for box in page.text_input if box.label == "Name of the place").set_value(HOSTILE).run()
    press(page, "Use this position")
    ((_, _, place, _),) = log(session)
    assert (place.name, place.latitude, place.longitude) == (HOSTILE, 52.1, 4.4)
    assert session.workspace.get("one").places[1].place == place


def test_nothing_is_saved_before_something_was_changed(session):
    page = drawn(session, "one:c0")
    assert next(button for button in page.button if button.label == "Save").disabled
    page.number_input[1].set_value(15).run()
    press(page, "Save")
    assert log(session) == [("casualty", "count", Persons(12, 15), "here")]


def test_ends_in_the_wrong_order_are_explained(session):
    page = drawn(session, "one:c0")
    page.number_input[1].set_value(3).run()
    press(page, "Save")
    assert "must not be above" in page.error[0].value
    assert log(session) == []


def test_a_new_speaker_may_be_meant_wherever_the_old_name_stands(session):
    (statement,) = build.analysis().statements
    named = replace(statement, speaker=replace(statement.speaker, name="Ada Vos"))
    session.workspace.add([replace(build.analysis(id="three"), statements=(named,), casualties=())])
    page = drawn(session, "one:s0")
    page.selectbox[0].set_value("Ada Vos").run()
    (reach,) = page.radio
    assert reach.options == ["Only here", "In this report: 2 records", "Everywhere: 4 records in 2 reports"]
    reach.set_value("everywhere").run()
    press(page, "Save")
    assert {row.speaker for row in session.workspace.statements()} == {"Ada Vos"}
    assert {row.casualty.source.name for row in session.workspace.casualties()} == {"Ada Vos"}


def test_the_open_record_stays_open_when_another_goes(session):
    session.open("one:p1")
    press(drawn(session, "one:p0"), "Not a place")
    assert session.opened == "one:p0"
    assert session.row(session.opened).mention.text == "Nowhere"


def test_the_report_stays_open_when_its_open_record_goes(session):
    session.open("one:p1")
    press(drawn(session, "one:p1"), "Not a place")
    assert session.opened == "one"


def test_a_filter_that_nothing_meets_any_more_is_taken_off(session):
    session.ask(session.filters.toggled("place", "geonames:1"))
    press(drawn(session, "geonames:1"), "Not a place")
    assert session.filters.place == ()


def test_a_correction_is_undone_and_redone_from_the_list(session):
    press(drawn(session, "two:p0"), "Not a place")
    page = drawn(session, listed=True)
    press(page, "Undo")
    assert not session.workspace.log[0].in_force
    assert "(undone)" in page.markdown[0].value
    press(page, "Redo")
    assert session.workspace.log[0].in_force
    assert not any(
        "<script>" in text.value or "**x**" in text.value for text in (*page.markdown, *page.caption)
    )


def test_what_finds_nothing_any_more_is_named(session):
    press(drawn(session, "one:p0"), "Not a place")
    session.workspace.add([Analysis(build.article("Another text."))])
    page = drawn(session, listed=True)
    assert any("finds nothing any more" in text.value for text in page.markdown)


def test_cards_marks_and_reader_say_what_a_person_did(session):
    page = drawn(session, "one:c0")
    page.number_input[1].set_value(15).run()
    press(page, "Save")
    press(drawn(session, "one:c0"), "mark as checked")
    press(drawn(session, "one:p1"), "Not a place")
    analysis = session.workspace.get("one")
    (row,) = session.workspace.casualties_of("one")
    card = evidence.casualty_card(row)
    assert [badge.label for badge in card.badges][-2:] == ["corrected", "checked"]
    assert card.heading.startswith("12 to 15 (“At least 12” in the report)")
    mark = next(mark for mark in marks_of(analysis) if mark.kind == "casualty")
    assert mark.detail[-2:] == ("Corrected by hand: count had been read as 12 or more", "Checked by a person")
    assert correct_marks.rejected(analysis) == " · 1 reading rejected by hand"
    assert correct_marks.cell(row) == {"By a person": "corrected, checked"}


def test_what_was_added_by_hand_says_so_and_what_only_has_such_a_place_does_not(session):
    start, end, _ = build.span(build.TEXT, "people")
    session.workspace.correct(make_missed(session.workspace.get("one"), start, end, build.HARBOUR))
    start, end, _ = build.span(build.TEXT, "Nothing was heard")
    said = MissedStatement("indirect", "a pilot")
    session.workspace.correct(make_missed(session.workspace.get("one"), start, end, said))
    read, added = (evidence.statement_card(row) for row in session.workspace.statements_of("one"))
    assert "added" in [badge.label for badge in added.badges]
    assert "added" not in [badge.label for badge in read.badges]
    assert added.heading == "a pilot"


def missed_script():
    """The dialog about a record that was missed, without its frame."""
    import streamlit as st

    from lib.ui import correct
    from lib.ui.correct_state import Missing

    correct.draw_missed(st.session_state["session"], Missing("one", "12 people were killed", "statement"))


def test_words_typed_for_what_was_missed_stay_when_it_is_of_another_kind(session):
    page = AppTest.from_function(missed_script, default_timeout=PATIENCE)
    page.session_state["session"] = session
    page.run()
    assert page.text_area[0].value == "12 people were killed"
    page.text_area[0].set_value("Nothing was heard").run()
    for kind in ("casualty", "place", "statement"):
        page.button_group[0].set_value(kind).run()
        assert not page.exception
        assert page.text_area[0].value == "Nothing was heard", kind
