"""The timeline of what was reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from lib.palette import PALETTES, Palette, Theme
from lib.plotting import CLEAR, dressed
from lib.plurals import plural


@dataclass(frozen=True, slots=True)
class TimelineDay:
    """What falls on one day; ``day`` is ``None`` for what carries no date."""

    day: dt.date | None
    reports: int = 0
    statements: int = 0
    casualties: int = 0


def timeline(
    days: Sequence[TimelineDay],
    *,
    theme: Theme = "light",
    height: int = 150,
    chosen: tuple[dt.date | None, dt.date | None] = (None, None),
) -> go.Figure:
    """Reports, statements and casualty mentions by day, stacked; by week or month where days are many.

    What has no date is counted in a note. ``customdata`` of each bar is its first and last day, as an
    ISO 8601 interval ("2022-03-01/2022-03-07"); dragging selects a stretch of time. What lies outside the
    first and last day in ``chosen`` is veiled; ``None`` leaves that end open.
    """
    palette = PALETTES[theme]
    dated = {row.day: row for row in days if row.day}
    starts, ends = _bins(sorted(dated))
    figure = go.Figure()
    for name, tint in (
        ("reports", palette.report),
        ("statements", palette.statement),
        ("casualties", palette.casualty),
    ):
        counts = [
            sum(getattr(row, name) for day, row in dated.items() if start <= day <= end)
            for start, end in zip(starts, ends, strict=True)
        ]
        figure.add_bar(
            x=starts,
            y=counts,
            width=[
                (end - start).days * 86_400_000 + 70_000_000 for start, end in zip(starts, ends, strict=True)
            ],
            offset=0,
            name="casualty mentions" if name == "casualties" else name,
            marker={"color": tint, "line": {"width": 0}},
            customdata=[f"{start}/{end}" for start, end in zip(starts, ends, strict=True)],
            hovertext=[_span_of_days(start, end) for start, end in zip(starts, ends, strict=True)],
            hovertemplate="%{hovertext}: %{y} %{fullData.name}<extra></extra>",
        )
    undated = [row for row in days if row.day is None]
    for veil in _veils(starts, ends, chosen):
        figure.add_shape(
            type="rect", yref="paper", y0=0, y1=1, line_width=0, fillcolor=palette.halo, opacity=0.72, **veil
        )
    figure.update_layout(
        height=height,
        barmode="stack",
        dragmode="select",
        selectdirection="h",
        margin={"l": 28, "r": 8, "t": 24, "b": 36},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "traceorder": "normal",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        xaxis={"gridcolor": CLEAR, "linecolor": palette.grid, "type": "date"} | _few_days(starts, ends),
        yaxis={
            "gridcolor": palette.grid,
            "nticks": 4,
            "rangemode": "tozero",
            "fixedrange": True,
            "tickformat": ",d",
        },
        annotations=[_undated(undated, palette)] if undated else [],
    )
    return dressed(figure, palette)


def _bins(days: Sequence[dt.date]) -> tuple[list[dt.date], list[dt.date]]:
    """First and last days of the stretches that hold ``days``: days, weeks from Monday on, or months."""
    if not days:
        return [], []
    span = (days[-1] - days[0]).days
    if span <= 92:
        return list(days), list(days)
    if span <= 730:
        starts = sorted({day - dt.timedelta(days=day.weekday()) for day in days})
        return starts, [start + dt.timedelta(days=6) for start in starts]
    starts = sorted({day.replace(day=1) for day in days})
    return starts, [(start + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1) for start in starts]


def _few_days(starts: Sequence[dt.date], ends: Sequence[dt.date]) -> dict[str, Any]:
    """An axis of at least two weeks, in days, so that one day is a bar and no wall of hours."""
    if not starts or (ends[-1] - starts[0]).days > 14:
        return {}
    spare = dt.timedelta(days=(15 - (ends[-1] - starts[0]).days) // 2)
    return {"range": [starts[0] - spare, ends[-1] + spare], "tickformat": "%d %b %Y", "nticks": 5}


def _veils(
    starts: Sequence[dt.date], ends: Sequence[dt.date], chosen: tuple[dt.date | None, dt.date | None]
) -> list[dict[str, dt.date]]:
    """The stretches of a timeline before and after those days, a day beyond its bars."""
    if not starts:
        return []
    day = dt.timedelta(days=1)
    since, until = chosen
    before = [{"x0": starts[0] - day, "x1": since}] if since and since > starts[0] else []
    after = [{"x0": until + day, "x1": ends[-1] + 2 * day}] if until and until < ends[-1] else []
    return before + after


def _span_of_days(start: dt.date, end: dt.date) -> str:
    if start == end:
        return f"{start:%d %B %Y}".lstrip("0")
    return f"{start:%d %b %Y}–{end:%d %b %Y}"


def _undated(rows: Sequence[TimelineDay], palette: Palette) -> dict[str, Any]:
    counts = [
        plural(sum(row.reports for row in rows), "report"),
        plural(sum(row.statements for row in rows), "statement"),
        plural(sum(row.casualties for row in rows), "casualty mention"),
    ]
    return {
        "text": "without a date: " + ", ".join(c for c in counts if not c.startswith("0 ")),
        "x": 1,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "right",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 12, "color": palette.muted},
    }
