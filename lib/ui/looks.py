"""How a visitor wants the map to look."""

from __future__ import annotations

from dataclasses import dataclass

from lib.markers import ColourBy, SizeBy


@dataclass(frozen=True, slots=True)
class MapLooks:
    """How the map is drawn: what size and colour of a marker mean, and whether tiles come from the network."""

    size_by: SizeBy = "mentions"
    colour_by: ColourBy = "kind"
    online: bool = False
