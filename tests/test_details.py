"""What is known about reports, put right by a person: one at a time or many at once."""

import pytest
from streamlit.testing.v1 import AppTest

from lib.errors import ReportError
from lib.records import Analysis, PlaceMention
from lib.ui import session
from lib.ui.details import with_details
from lib.workspace import Workspace
from tests import build

PATIENCE = 60


def one():
    from lib.ui import details
    from lib.ui.session import current

    details.draw_one(current(), next(iter(current().workspace)))


def many():
    from lib.ui import details
    from lib.ui.session import current

    details.draw_many(current())


def opened(dialog, *analyses):
    state = session.Session(Workspace())
    state.add(analyses)
    page = AppTest.from_function(dialog, default_timeout=PATIENCE)
    page.session_state["session"] = state
    page.run()
    assert not page.exception
    return page


def articles(page):
    return [analysis.article for analysis in page.session_state["session"].workspace]


@pytest.fixture
def read(monkeypatch):
    """The articles that are read again."""
    found = []

    def note(article):
        found.append(article)
        return Analysis(article)

    monkeypatch.setattr("lib.ui.model.read", note)
    return found


def test_what_is_saved_is_kept_and_counts_as_checked(read):
    article = build.article(build.TEXT, guessed=("published", "source"), language="en")
    page = opened(one, build.analysis(guessed=("published", "source")))
    assert [field.label for field in page.text_input][:2] == ["Title", "Outlet (guessed)"]
    assert page.date_input[0].label == "Published on (guessed)"
    page.text_input(key="detail_source_one").set_value("Harbour Wire")
    page.text_input(key="detail_author_one").set_value("Olena Marsh")
    page.button(key="save_details").click().run()
    (kept,) = articles(page)
    assert (kept.source, kept.author, kept.published, kept.guessed) == (
        "Harbour Wire",
        "Olena Marsh",
        article.published,
        (),
    )
    assert read == [], "outlet and author change nothing in how a report is read"
    (analysis,) = page.session_state["session"].workspace
    assert isinstance(analysis.places[0], PlaceMention)


def test_another_date_is_read_again_and_keeps_time_and_zone(read):
    page = opened(one, build.analysis(published="2026-03-14"))
    page.text_input(key="time_of_one").set_value("21:30+02:00")
    page.button(key="save_details").click().run()
    assert [article.published for article in read] == ["2026-03-14T21:30:00+02:00"]
    assert articles(page) == read


def test_a_time_that_is_none_is_told_and_nothing_changes(read):
    page = opened(one, build.analysis())
    page.text_input(key="time_of_one").set_value("half past nine")
    page.button(key="save_details").click().run()
    assert "is no date" in page.error[0].value
    assert read == []


def test_a_notice_that_was_checked_is_taken_off(read):
    page = opened(one, build.analysis(notes=("Its encoding was guessed.",)))
    page.checkbox(key="noted_one").check()
    page.button(key="save_details").click().run()
    assert articles(page)[0].notes == ()


def test_many_get_the_same_outlet_and_date(read):
    page = opened(many, build.analysis(), build.analysis(id="two", title="Another"))
    page.text_input(key="many_source").set_value("Harbour Wire")
    page.button(key="save_many").click().run()
    assert [article.source for article in articles(page)] == ["Harbour Wire"] * 2
    assert read == []
    page.date_input(key="many_published").set_value("2026-03-15")
    page.button(key="save_many").click().run()
    assert [article.published for article in read] == ["2026-03-15"] * 2


def test_details_are_one_line_each_and_empty_ones_unknown():
    article = build.article("Shells fell.", guessed=("title",))
    assert with_details(article, {"title": " A\n title "}).title == "A title"
    assert with_details(article, {"source": " "}).source is None
    assert with_details(article, {"title": "A title"}).guessed == ("title",)
    assert with_details(article, {"title": "A title"}, confirmed=True).guessed == ()
    with pytest.raises(ReportError, match="is no date"):
        with_details(article, {"published": "last week"})
