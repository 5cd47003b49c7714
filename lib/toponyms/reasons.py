"""Says in words, for a journalist, why a name was resolved as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from lib.gazetteer import Candidate, Gazetteer, lies_in
from lib.toponyms.context import Context, Floats
from lib.toponyms.features import NAMES

UNKNOWN = "no place of this name in the gazetteer"
_CLOSE_KM = 150.0
_COLUMN = {name: i for i, name in enumerate(NAMES)}
_KINDS = {
    "country": "country",
    "continent": "continent",
    "admin1": "region",
    "admin2": "district",
    "admin3": "district",
    "city": "town",
    "region": "region",
    "area": "area",
    "water": "water",
    "site": "site",
}


def explain(context: Context, g: int, ranked: Sequence[int], rows: Floats, gazetteer: Gazetteer) -> str:
    """Why the first of the candidates ``ranked`` was chosen for the group ``g``, in one line.

    Args:
        ranked: Indices into the group's candidates, best first; empty when the name has none.
        rows: What ``features.describe`` says of each of the group's candidates.
    """
    if not ranked:
        return _unknown(context, g)
    group = context.groups[g]
    best = group.candidates[ranked[0]]
    figures = {name: float(rows[ranked[0], column]) for name, column in _COLUMN.items()}
    parts = list(_grounds(context, g, ranked[0], best, figures, gazetteer))
    if len(ranked) == 1:
        parts.append("no other place of this name in the gazetteer")
    else:
        if not parts:
            larger = not np.any(rows[:, _COLUMN["weight"]] > figures["weight"])
            parts.append(
                "the best known place of this name" if larger else "it fits the report's places best"
            )
        others = len(ranked) - 1
        example = _where(group.candidates[ranked[1]], gazetteer)
        parts.append(
            f"{others} other{'s' if others > 1 else ''}, e.g. {example}" if others > 1 else f"not {example}"
        )
    return "; ".join(parts)


def explain_none(context: Context, g: int, nearest: int, gazetteer: Gazetteer) -> str:
    """Why the group ``g`` was not put on its likeliest candidate, which has the index ``nearest``."""
    candidates = context.groups[g].candidates
    where = _where(candidates[nearest], gazetteer)
    if candidates[nearest].match != "fuzzy":
        if len(candidates) == 1:
            return f"too unsure for the map; the only place of this name in the gazetteer is {where}"
        return f"too unsure for the map; of {len(candidates)} places of this name {where} is likeliest"
    return f"{_unknown(context, g)}; {where} is spelt nearly so, but is not likely meant"


def _unknown(context: Context, g: int) -> str:
    stated = (context.toponyms[mention].stated for mention in context.groups[g].mentions)
    words = next((words for words in stated if words), None)
    return f'{UNKNOWN}; a place by the words beside it ("{words}")' if words else UNKNOWN


def _grounds(
    context: Context, g: int, row: int, best: Candidate, figures: dict[str, float], gazetteer: Gazetteer
) -> Iterator[str]:
    """What spoke for the place, the strongest first."""
    if best.match == "fuzzy":
        yield f"misspelt: the nearest spelling is {best.place.name}, in a country that the report names"
    holder = _holder(context, g, row)
    if holder:
        yield f"the report puts it in {holder}"
    elif figures["in by demonym"]:
        yield "the words before it name its country"
    if figures["asked and is"]:
        yield f"the words beside it ask for a {_KINDS[best.feature]}"
    country = gazetteer.country(best.place.country_code) if best.place.country_code else None
    times = round(np.expm1(figures["country named"]) + np.expm1(figures["country demonym"]))
    if country and times and best.feature != "country" and not holder:
        yield f"in {country.place.name}, which the report names {_times(times)}"
    if figures["same name elsewhere"] > 0.5:
        yield "the report says elsewhere which one it means"
    nearest = np.expm1(figures["nearest log km"])
    if best.feature != "country" and nearest <= _CLOSE_KM and figures["below the best"] > 0:
        yield f"{max(1, round(nearest))} km from another place in the report"


def _holder(context: Context, g: int, row: int) -> str | None:
    """The name of the region or country that the words put the place in."""
    best = context.groups[g].candidates[row]
    for holder, _ in context.groups[g].holders:
        for outer in context.groups[holder].candidates:
            if lies_in(best, outer):
                return outer.place.name
    return None


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _where(candidate: Candidate, gazetteer: Gazetteer) -> str:
    """A place with what tells it from others of the name: "Odessa, Texas"; "Georgia, country"."""
    place = candidate.place
    if candidate.feature in {"country", "continent"}:
        return f"the {_KINDS[candidate.feature]} {place.name}"
    parts = gazetteer.address(candidate).split(", ")
    if len(parts) == 1:
        return f"{place.name} ({_KINDS[candidate.feature]})"
    return ", ".join(parts[:2] if len(parts) > 2 else parts)
