"""The language model: loaded behind the first screen, once a process, whoever asks and however many at once."""

import gc
import subprocess
import sys
import threading

import pytest
from streamlit.testing.v1 import AppTest

from lib import installed, language
from lib.ui import model
from tests.browser.server import ROOT

VISITORS = 4


def at_once(work):
    """What ``work`` returns in each of several threads that begin together."""
    ready = threading.Barrier(VISITORS)
    returned = []

    def run():
        ready.wait()
        returned.append(work())

    threads = [threading.Thread(target=run) for _ in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return returned


def test_threads_that_ask_for_the_model_at_once_share_one(monkeypatch):
    loaded = []
    load = language.spacy.load

    def counted(name):
        loaded.append(name)
        return load(name)

    monkeypatch.setattr(language.spacy, "load", counted)
    language._load.cache_clear()
    pipelines = at_once(language.load)
    assert loaded == [installed.MODEL]
    assert len({id(nlp) for nlp in pipelines}) == 1


@pytest.fixture
def read(monkeypatch):
    """What the warm-up read, and in which thread, with a warm-up that has not begun yet and waits for nothing."""
    found = []
    done = threading.Event()

    def note():
        found.append(threading.current_thread().name)
        done.set()

    monkeypatch.setattr(model, "_read_a_line", note)
    monkeypatch.setattr(model, "_AFTER_FIRST_SCREEN", 0.0)
    model._begun.clear()
    yield found, done
    model._begun.clear()
    gc.unfreeze()


def page():
    from lib.ui import model

    model.warm_up()


def test_all_visitors_wait_for_one_warm_up_in_the_background(read):
    found, done = read
    for _ in range(VISITORS):
        assert not AppTest.from_function(page).run().exception
    assert done.wait(30)
    assert found == ["load the language model"]


def test_what_was_loaded_is_no_more_work_for_the_collector(monkeypatch):
    monkeypatch.setattr(model, "_read_a_line", lambda: None)
    warm_up = model._WarmUp.__new__(model._WarmUp)
    try:
        warm_up._load()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_the_first_screen_needs_nothing_of_what_reading_needs():
    heavy = ["dateparser", "lingua", "lxml", "pandas", "pypdf", "rensa", "spacy", "sqlalchemy", "trafilatura"]
    code = f"import sys, lib.ui.page; print(sorted(set({heavy}) & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


_TWO_READ_AT_ONCE = """
from concurrent.futures import ThreadPoolExecutor
from lib.documents import make_article
from lib.ui import model

article = make_article("Shells hit a market in Kherson on Tuesday, killing two people, the mayor said.")
with ThreadPoolExecutor(2) as pool:
    warm_up, visitor = pool.submit(model._read_a_line), pool.submit(model.read, article)
    warm_up.result()
    print([mention.text for mention in visitor.result().places])
"""


def test_a_visitor_who_reads_while_the_model_is_loaded_is_served():
    """In a process of its own, where nothing is imported yet; two threads cannot import spaCy by two ways at once."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _TWO_READ_AT_ONCE], cwd=ROOT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() == "['Kherson']"
