"""Registers a component from the files beside this module, and draws it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from lib.palette import PALETTES

_FOLDER = Path(__file__).parent


class Component:
    """A part of the page with a script and a stylesheet of its own: ``<name>.js`` and ``<name>.css``.

    Streamlit inserts the script as one module, so what all components share goes in front of it.
    """

    def __init__(self, name: str) -> None:
        self._mount = st.components.v2.component(
            f"dateline_{name}",
            html=f'<div class="dateline {name}"></div>',
            js=_read("shared.js") + _read(f"{name}.js"),
            css=_colours() + _read("shared.css") + _read(f"{name}.css"),
        )

    def draw(self, key: str, data: Mapping[str, Any]) -> Any:
        """Draw it with ``data`` (what JSON can hold) and return what the visitor just did, else ``None``.

        What comes back was sent by a browser: the caller checks it.
        """
        return self._mount(key=key, data=dict(data), on_event_change=partial(_keep, key)).event


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _colours() -> str:
    """The colours that components share with map and charts; the script sets ``data-dark`` by the theme."""
    return "".join(
        f".dateline{where} {{ --speech: {palette.statement}; --harm: {palette.casualty}; }}\n"
        for where, palette in (("", PALETTES["light"]), ("[data-dark]", PALETTES["dark"]))
    )


def waiting() -> list[tuple[str, Any]]:
    """What browsers sent and nobody has applied yet, the oldest first: the key of the component, and the event.

    Who has applied one takes it off.
    """
    events: list[tuple[str, Any]] = st.session_state.setdefault("waiting", [])
    return events


def _keep(key: str) -> None:
    """Keep what was just sent: the next click may end the run that this one began before it is applied."""
    waiting().append((key, st.session_state[key]["event"]))
