"""The reading of reports, which needs the language model: loaded behind the first screen, once a process."""

from __future__ import annotations

import atexit
import gc
import logging
import threading
import traceback
from pathlib import Path
from types import ModuleType

import streamlit as st

from lib import installed
from lib.errors import DataError, DatelineError, ReportError
from lib.records import Analysis, Article
from lib.ui.text import plural

_importing = threading.Lock()
_log = logging.getLogger(__name__)
_AFTER_FIRST_SCREEN = 4.0
"""Seconds that the first screen is given before the model is loaded, which would slow it down."""


class _WarmUp:
    """Loads in the background what reading needs; ``fault`` then says what is missing or damaged, if anything."""

    def __init__(self) -> None:
        self.fault = " ".join(installed.faults())
        if not self.fault:
            self._timer = threading.Timer(_AFTER_FIRST_SCREEN, self._begin)
            self._timer.name = "load the language model"
            self._timer.daemon = True
            self._timer.start()
            atexit.register(_end, self._timer)

    def _begin(self) -> None:
        _reading()
        # What is registered last is called first, and BLIS, imported just now, then takes down what it computes with.
        atexit.register(_end, self._timer)
        self._load()

    def _load(self) -> None:
        try:
            _read_a_line()
        except (DataError, ReportError) as error:
            self.fault = str(error)
        else:
            # What is loaded stays, so the collector of garbage, which makes all visitors wait, can pass over it.
            gc.collect()
            gc.freeze()


def _end(timer: threading.Timer) -> None:
    """Wait for a load that is under way: spaCy's own code crashes when the interpreter ends beneath it."""
    timer.cancel()
    timer.join()


@st.cache_resource(show_spinner=False)
def _begun() -> _WarmUp:
    return _WarmUp()


def warm_up() -> str:
    """Begin to load the model, once a process, so that a first report need not wait for all of it.

    Returns what is known to be missing or damaged, in sentences that say what to run; empty when all is well.
    """
    return _begun().fault


def _read_a_line() -> None:
    """Read a line of text, for which model, gazetteer, word lists and decision trees are all loaded."""
    from lib import documents

    _analyze(documents.make_article("Two were hurt in Kyiv, an officer said. " * 4))


def read(article: Article) -> Analysis:
    """Analyse one report; while those of others are read first, the page says so.

    Raises:
        ReportError: when it cannot be analysed.
        DataError: when the model or the gazetteer is missing.
    """
    reading = _reading()
    if ahead := reading.language.ahead():
        with st.spinner(f"{plural(ahead, 'report')} of other visitors first…"):
            return _analyze(article)
    return _analyze(article)


def _reading() -> ModuleType:
    """The module that reads reports, imported when it is first needed.

    One thread imports it, the others wait: spaCy's modules import one another, and what two threads import at
    once may be found half made.
    """
    with _importing:
        from lib import analysis
    return analysis


def _analyze(article: Article) -> Analysis:
    reading = _reading()
    try:
        (analysis,) = reading.analyze([article])
    except DatelineError:
        raise
    except Exception as error:
        # One report that nobody foresaw must not lose the others. The message may hold its words: not logged.
        place = traceback.extract_tb(error.__traceback__)[-1]
        kind = type(error).__name__
        _log.warning(
            "%s in %s, line %s, while a report was read", kind, Path(place.filename).name, place.lineno
        )
        raise ReportError(f"It cannot be read: a fault in Dateline ({kind}). Report it.") from error
    return analysis
