"""What all figures share: text that Plotly takes as it stands, Dateline's font and colours."""

from __future__ import annotations

import textwrap

import plotly.graph_objects as go

from lib.palette import Palette

FONT = "Source Sans, sans-serif"
CLEAR = "rgba(0,0,0,0)"
ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;"})
LONGEST = 220
"""Characters of a report's words that a hover shows."""


def plain(text: str) -> str:
    """Text for Plotly, which reads some HTML and MathJax in text: neither it, nor hidden characters, pass.

    Runs of white space become one space; characters without a look of their own go (control characters, and
    those that turn the direction of writing).
    """
    line = " ".join(text.split())
    return "".join(filter(str.isprintable, line)).translate(ENTITIES)


def wrapped(text: str, width: int = 56) -> str:
    """Text of a report on lines of so many characters, cut to ``LONGEST``, safe for Plotly."""
    if len(text) <= width:
        return plain(text)
    short = textwrap.shorten(text, LONGEST, placeholder=" …")
    return "<br>".join(plain(line) for line in textwrap.wrap(short, width))


def dressed(figure: go.Figure, palette: Palette) -> go.Figure:
    """The figure with Dateline's font, colours and hover in place of Plotly's."""
    return figure.update_layout(
        template="none",
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        modebar={"bgcolor": CLEAR, "color": palette.muted, "activecolor": palette.text},
        font={"family": FONT, "size": 13, "color": palette.text},
        hoverlabel={
            "bgcolor": palette.halo,
            "bordercolor": palette.border,
            "font": {"family": FONT, "size": 13, "color": palette.text},
            "align": "left",
        },
    )
