"""The view in the page's address: filters, list and open record, so that a link opens the same again.

The search has the parameter "q" of its own, bound to its box. A link holds values to filter by and keys, and
no text of a report.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st

from lib.filters import FACETS
from lib.ui.session import LISTS, Session
from lib.ui.text import plain


def read(session: Session) -> None:
    """Take over what a link asks for; what it names and no report has is left out, with a notice."""
    wanted: dict[str, Any] = {}
    for facet in FACETS:
        asked = dict.fromkeys(st.query_params.get_all(facet))
        wanted[facet] = tuple(value for value in asked if session.explorer.knows(facet, value))
        for value in asked:
            if value not in wanted[facet]:
                session.tell(
                    f"The link asks for the {facet} “{plain(value)}”, which is in none of these reports; "
                    "that was ignored."
                )
    session.ask(replace(session.filters, **wanted))
    name = st.query_params.get("list", LISTS[0])
    if name in LISTS:
        session.list_name = name
    else:
        session.tell(f"The link asks for a list “{plain(name)}”, which there is not; that was ignored.")
    opened = st.query_params.get("open")
    if opened and session.article_of(opened):
        session.opened = opened
    elif opened:
        session.tell("The link opens a report that is not here; that was ignored.")


def write(session: Session) -> None:
    """Put the view into the address."""
    wanted: dict[str, list[str]] = {facet: list(session.filters.values(facet)) for facet in FACETS}
    wanted["list"] = [session.list_name] if session.list_name != LISTS[0] else []
    wanted["open"] = [session.opened] if session.opened else []
    for name, values in wanted.items():
        if st.query_params.get_all(name) == values:
            continue
        if values:
            st.query_params[name] = values
        else:
            st.query_params.pop(name, None)
