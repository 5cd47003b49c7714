"""The reading of reports, which needs the language model: loaded behind the first screen, once a process."""

from __future__ import annotations

import threading

import streamlit as st

from lib.errors import DataError
from lib.records import Analysis, Article

_AFTER_FIRST_SCREEN = 4.0
"""Seconds that the first screen is given before the model is loaded, which would slow it down."""


@st.cache_resource(show_spinner=False)
def warm_up() -> threading.Thread:
    """Begin to load the model in the background, so that a first report need not wait for all of it."""
    thread = threading.Timer(_AFTER_FIRST_SCREEN, _load)
    thread.name = "load the language model"
    thread.daemon = True
    thread.start()
    return thread


def _load() -> None:
    try:
        _read_a_line()
    except DataError:
        # Without the model the page is of use; who adds a report is told what is missing.
        return


def _read_a_line() -> None:
    """Read a line of text, for which model, gazetteer, word lists and decision trees are all loaded."""
    from lib import documents

    read(documents.make_article("Two were hurt in Kyiv, an officer said. " * 4))


def read(article: Article) -> Analysis:
    """Analyse one report.

    Raises:
        ReportError: when it cannot be analysed.
        DataError: when the model or the gazetteer is missing.
    """
    from lib.analysis import analyze

    (analysis,) = analyze([article])
    return analysis
