"""The colours of Dateline's map and charts, one set for the light theme and one for the dark.

The colours of kinds and outcomes can be told apart with each of the common colour vision deficiencies
(simulated after Machado, Oliveira and Fernandes 2009; a test holds the distances).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lib.records import Outcome, PlaceKind

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#rrggbb``.

    Attributes:
        land, water, shore, river, region_line, border: Of the basemap.
        mentioned: Of the land of a country that is itself on the map.
        land_label, city_label, sea_label: Names on the basemap.
        halo: Around names, and the outline of markers.
        text, muted, grid, ground: Of charts; ``ground`` is the page behind them.
        casualty: Of the ring around places with casualty mentions, and of casualty mentions in charts.
        statement, report: Of statements and reports in charts.
        picked: Over a marker that was chosen.
        kinds, outcomes: Of markers; the outcome ``None`` stands for no claim.
    """

    land: str
    mentioned: str
    water: str
    shore: str
    river: str
    region_line: str
    border: str
    land_label: str
    city_label: str
    sea_label: str
    halo: str
    text: str
    muted: str
    grid: str
    ground: str
    casualty: str
    statement: str
    report: str
    picked: str
    kinds: dict[PlaceKind, str]
    outcomes: dict[Outcome | None, str]


PALETTES: dict[Theme, Palette] = {
    "light": Palette(
        land="#f6f3ec",
        mentioned="#f2ead8",
        water="#cfe0ea",
        shore="#a9c3d2",
        river="#b3cfde",
        region_line="#d5cdbd",
        border="#a3978a",
        land_label="#736a5e",
        city_label="#6b655c",
        sea_label="#4f7690",
        halo="#fdfcf9",
        text="#1f2933",
        muted="#667380",
        grid="#e4e3de",
        ground="#ffffff",
        casualty="#d1480b",
        statement="#4f76b8",
        report="#a9b3bd",
        picked="#111827",
        kinds={
            "settlement": "#0f4bbd",
            "site": "#47957c",
            "region": "#a95ee8",
            "country": "#594300",
            "water": "#0b4152",
            "area": "#8e487e",
        },
        outcomes={
            "killed": "#a0000b",
            "injured": "#c46905",
            "missing": "#a95ce0",
            "captured": "#06288a",
            "displaced": "#5a9280",
            "casualties": "#650338",
            None: "#5b6470",
        },
    ),
    "dark": Palette(
        land="#2a313a",
        mentioned="#3a3b37",
        water="#171d25",
        shore="#3a4754",
        river="#1f2a35",
        region_line="#3d4651",
        border="#66717e",
        land_label="#94a0ad",
        city_label="#a2adb8",
        sea_label="#7590a6",
        halo="#171d25",
        text="#e6e9ed",
        muted="#9aa5b1",
        grid="#333c47",
        ground="#12171e",
        casualty="#ff7a3d",
        statement="#7aa2ff",
        report="#5d6975",
        picked="#ffffff",
        kinds={
            "settlement": "#5985fd",
            "site": "#68caa9",
            "region": "#c0a5fc",
            "country": "#f3d560",
            "water": "#b8effe",
            "area": "#b677a6",
        },
        outcomes={
            "killed": "#fa473f",
            "injured": "#f7a331",
            "missing": "#c99ff7",
            "captured": "#5684fc",
            "displaced": "#71c59e",
            "casualties": "#b67795",
            None: "#d5d9df",
        },
    ),
}
