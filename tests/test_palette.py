"""The palette: its colours stand out from the map and from one another, for every kind of colour vision."""

import itertools
import typing

import numpy as np
import pytest

from lib.palette import PALETTES
from lib.records import Outcome, PlaceKind

SEEN_AS = {
    "usual vision": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
"""Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB."""

TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
"""Oklab (Ottosson 2020); a difference of 0.02 is about the least that can be seen side by side."""


def linear(colour):
    values = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def difference(one, other, matrix):
    labs = [TO_LAB @ np.cbrt(TO_CONES @ np.clip(matrix @ linear(c), 0, 1)) for c in (one, other)]
    return float(np.linalg.norm(labs[0] - labs[1]))


def contrast(one, other):
    """Contrast ratio of WCAG 2."""
    lights = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) + 0.05 for c in (one, other))
    return lights[1] / lights[0]


themes = pytest.mark.parametrize("theme", ["light", "dark"])


@themes
@pytest.mark.parametrize("vision", SEEN_AS)
@pytest.mark.parametrize("which", ["kinds", "outcomes"])
def test_the_colours_of_markers_can_be_told_apart(theme, vision, which):
    colours = getattr(PALETTES[theme], which)
    for (one, a), (other, b) in itertools.combinations(colours.items(), 2):
        assert difference(a, b, SEEN_AS[vision]) > 0.09, f"{one} and {other}"


@themes
def test_markers_stand_out_from_land_and_water(theme):
    palette = PALETTES[theme]
    for colour in (*palette.kinds.values(), *palette.outcomes.values(), palette.casualty):
        assert contrast(colour, palette.land) >= 3
        assert contrast(colour, palette.water) >= 2.5


@themes
def test_text_can_be_read(theme):
    palette = PALETTES[theme]
    for colour in (palette.text, palette.muted):
        assert contrast(colour, palette.ground) >= 4.5
        assert contrast(colour, palette.halo) >= 4.5
    for colour in (palette.land_label, palette.city_label):
        assert contrast(colour, palette.land) >= 4.5
    assert contrast(palette.sea_label, palette.water) >= 3.5


@themes
def test_every_kind_and_outcome_has_a_colour(theme):
    assert set(PALETTES[theme].kinds) == set(typing.get_args(PlaceKind))
    assert set(PALETTES[theme].outcomes) == {*typing.get_args(Outcome), None}
