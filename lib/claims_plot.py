"""Claims about one place on one scale: who says how many, in whose words, and how far they are apart."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from lib.amounts import in_figures
from lib.palette import PALETTES, Palette, Theme
from lib.plotting import dressed, plain, wrapped
from lib.records import Outcome, Polarity, Scope

LINE_LENGTH = 58
"""Characters of a line of words: as many as a phone has room for."""
LINE, BAR, GAP = 18, 22, 10
"""Pixels: a line of words, the line of a bar, and the space before a heading."""
_AXIS, _FOOT, _SIDE = 46, 10, 12
_ARROW = 0.06
"""Share of the axis that an arrow takes which says that an end is open: where it leads nobody has said."""


@dataclass(frozen=True, slots=True)
class ClaimBar:
    """One toll claim of a range plot.

    Attributes:
        id: What a click on the bar gives back.
        who: Who claims it.
        words: The report's words for it ("at least 22 people were killed").
        low, high: Persons; ``None`` leaves that end open.
        date: When it happened, in words, or ``None``.
        printed: Where and when it was published, as one line.
        figure: How many, in words ("nearly 3,000"); by ``low`` and ``high`` when empty.
    """

    id: str
    who: str
    words: str
    low: int | None
    high: int | None
    outcome: Outcome
    scope: Scope = "incident"
    polarity: Polarity = "asserted"
    date: str | None = None
    printed: str = ""
    figure: str = ""

    @property
    def how_many(self) -> str:
        """Its figure in words."""
        return self.figure or in_figures(self.low, self.high) or "no figure"


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Claims under one heading, and what should be known about their standing together.

    ``in_common`` tells whether they have a range, which is shaded.
    """

    heading: str
    bars: Sequence[ClaimBar]
    note: str = ""
    in_common: bool = True


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines of words, from ``top`` in pixels down."""

    top: int
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A bar, with ``middle`` in pixels and all bars of its group."""

    bar: ClaimBar
    middle: int
    group: Sequence[ClaimBar]


def claims_range(groups: Sequence[BarGroup], *, theme: Theme = "light") -> go.Figure:
    """Claims one below the other, group by group, from low to high; a short arrow marks an open end.

    A circle stands for one event, a square for a running total; what is denied, negated or hypothetical is
    hollow. Behind each bar the range of its group is shaded. ``customdata`` of each mark is the claim's id. The axis is
    logarithmic where claims are far apart.
    """
    palette = PALETTES[theme]
    laid_out = list(_laid_out(groups, palette))
    rows = [part for part in laid_out if isinstance(part, _Row)]
    height = max((_bottom(part) for part in laid_out), default=0) + GAP
    ends = [end for row in rows for end in (row.bar.low, row.bar.high) if end is not None]
    logarithmic = bool(ends) and min(ends) > 0 and max(ends) > 40 * min(ends)
    reach = (1.6 * max(ends) if logarithmic else 1.12 * max(ends) + 1) if ends else 1
    floor = min(ends) / 1.6 if logarithmic else 0
    figure = go.Figure()
    for row in rows:
        for trace in _traces(row, _Axis(floor, reach, logarithmic), palette):
            figure.add_trace(trace)
    figure.update_layout(
        height=height + _AXIS + _FOOT,
        showlegend=False,
        margin={"l": _SIDE, "r": _SIDE, "t": _AXIS, "b": _FOOT},
        annotations=[_annotation(part) for part in laid_out if isinstance(part, _Text)],
        shapes=[shape for row in rows for shape in _shading(row, palette)],
        xaxis={
            "title": {"text": _title(rows, logarithmic=logarithmic), "standoff": 4, "font": {"size": 12}},
            "side": "top",
            "type": "log" if logarithmic else "linear",
            "gridcolor": palette.grid,
            "griddash": "dot",
            "zeroline": False,
            "rangemode": "tozero",
            "fixedrange": True,
            **({"dtick": "D2"} if logarithmic else {"nticks": 7}),
        },
        yaxis={"range": [height, 0], "visible": False, "fixedrange": True},
    )
    return dressed(figure, palette)


@dataclass(frozen=True, slots=True)
class _Axis:
    """The axis of figures, from ``floor`` to ``reach`` persons."""

    floor: float
    reach: float
    logarithmic: bool

    def beyond(self, end: float, share: float) -> float:
        """The figure that lies a share of the axis above ``end``, or below it, and still on the axis."""
        if self.logarithmic:
            there = end * (self.reach / self.floor) ** share
        else:
            there = end + share * (self.reach - self.floor)
        return min(max(there, self.floor), self.reach)


def _title(rows: Sequence[_Row], *, logarithmic: bool) -> str:
    """What the axis counts, and how its marks are to be read."""
    opened = any(row.bar.low is None or row.bar.high is None for row in rows)
    return "".join(
        (
            "persons",
            ", on a logarithmic scale" * logarithmic,
            "; an arrow: that many or more, or fewer" * opened,
        )
    )


def _laid_out(groups: Sequence[BarGroup], palette: Palette) -> Iterator[_Text | _Row]:
    """Words and bars from the top down."""
    top = 0
    for group in groups:
        lines = [f"<b>{line}</b>" for line in _lines(group.heading)]
        lines += [_muted(line, palette) for line in _lines(group.note)]
        if lines:
            yield _Text(top + GAP, lines)
            top += GAP + LINE * len(lines) + 4
        for bar in group.bars:
            lines = [*_who(bar), *(_muted(line, palette) for line in _lines(_said(bar)))]
            yield _Text(top, lines)
            top += LINE * len(lines) + BAR
            yield _Row(bar, top - BAR // 2, group.bars if group.in_common else (bar,))


def _bottom(part: _Text | _Row) -> int:
    return part.top + LINE * len(part.lines) if isinstance(part, _Text) else part.middle + BAR // 2


def _who(bar: ClaimBar) -> list[str]:
    """The figure, and who gives it, on as many lines as that takes."""
    figure = bar.how_many
    denies = {"denied": "denied by ", "negated": "not so, says ", "hypothetical": "feared by "}
    prefix = denies.get(bar.polarity, "")
    if bar.polarity == "negated" and (bar.low, bar.high) == (0, 0):
        figure, prefix = "none", "says "
    first, *rest = _lines(f"{figure}: {prefix}{bar.who}")
    head = plain(figure)
    return [first.replace(head, f"<b>{head}</b>", 1), *rest]


def _said(bar: ClaimBar) -> str:
    return " · ".join(filter(None, (f"“{bar.words}”", bar.date, bar.printed)))


def _lines(text: str) -> list[str]:
    """Text on lines of ``LINE_LENGTH``, all of it, safe for Plotly."""
    return [plain(line) for line in textwrap.wrap(" ".join(text.split()), LINE_LENGTH)]


def _muted(line: str, palette: Palette) -> str:
    return f'<span style="color:{palette.muted}">{line}</span>'


def _annotation(text: _Text) -> dict[str, Any]:
    return {
        "text": "<br>".join(text.lines),
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": text.top,
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": 13},
    }


def _shading(row: _Row, palette: Palette) -> list[dict[str, Any]]:
    """Behind a bar the stretch from the lowest to the highest figure of its group."""
    ends = [end for bar in row.group for end in (bar.low, bar.high) if end is not None]
    if len(row.group) < 2 or not ends or min(ends) == max(ends):
        return []
    return [
        {
            "type": "rect",
            "x0": min(ends),
            "x1": max(ends),
            "y0": row.middle - BAR // 3,
            "y1": row.middle + BAR // 3,
            "fillcolor": palette.outcomes[row.bar.outcome],
            "opacity": 0.12,
            "line": {"width": 0},
            "layer": "below",
        }
    ]


def _traces(row: _Row, axis: _Axis, palette: Palette) -> Iterator[go.Scatter]:
    """The line of a claim, and its ends."""
    bar = row.bar
    known = [end for end in dict.fromkeys((bar.low, bar.high)) if end is not None]
    low, high = min(known, default=axis.floor), max(known, default=axis.reach)
    if known and bar.low is None:
        low = axis.beyond(low, -_ARROW)
    if known and bar.high is None:
        high = axis.beyond(high, _ARROW)
    tint = palette.outcomes[bar.outcome]
    shape = "circle" if bar.scope == "incident" else "square"
    symbols = [shape if bar.polarity == "asserted" else f"{shape}-open"] * len(known)
    opened = [(low, "triangle-left")] * (bar.low is None) + [(high, "triangle-right")] * (bar.high is None)
    yield go.Scatter(
        x=[low, high],
        y=[row.middle, row.middle],
        mode="lines",
        line={"color": tint, "width": 5, "dash": "solid" if bar.polarity == "asserted" else "dot"},
        opacity=0.55,
        hoverinfo="skip",
        cliponaxis=False,
    )
    marks = len(known) + len(opened)
    yield go.Scatter(
        x=known + [x for x, _ in opened],
        y=[row.middle] * marks,
        mode="markers",
        marker={
            "color": tint,
            "size": 12,
            "symbol": symbols + [symbol for _, symbol in opened],
            "line": {"width": 2, "color": tint},
        },
        cliponaxis=False,
        customdata=[bar.id] * marks,
        hovertext=[_hover(bar)] * marks,
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _hover(bar: ClaimBar) -> str:
    polarity = "" if bar.polarity == "asserted" else f" ({bar.polarity})"
    lines = [
        f"<b>{wrapped(bar.how_many)} {bar.outcome}</b>{polarity}",
        f"“{wrapped(bar.words)}”",
        wrapped(bar.who),
        "one event" if bar.scope == "incident" else "running total",
        wrapped(bar.date) if bar.date else "date not given",
        wrapped(bar.printed),
        "Click to read it in the report",
    ]
    return "<br>".join(filter(None, lines))
