"""Parts of the page that Streamlit has no widget for: evidence cards, the report reader, filter chips.

Each is a function that draws the part and returns what the visitor just did with it, or ``None``. The
browser side is one plain JavaScript module and one stylesheet a part, beside the Python that calls it.
Text travels as data and is inserted as text: nothing in a report can become markup.
"""

from lib.ui.components.announcer import announcer
from lib.ui.components.cards import Action, Badge, Card, CardEvent, CardPlace, cards
from lib.ui.components.chips import Chip, chips
from lib.ui.components.choice import choice
from lib.ui.components.jumps import jumps
from lib.ui.components.keep_view import keep_view
from lib.ui.components.marks import Mark, marks_of
from lib.ui.components.picture_of_map import picture_of_map
from lib.ui.components.places_here import places_here
from lib.ui.components.reader import ReaderEvent, reader
from lib.ui.components.table import Cell, Column, Row, table

__all__ = [
    "Action",
    "Badge",
    "Card",
    "CardEvent",
    "CardPlace",
    "Cell",
    "Chip",
    "Column",
    "Mark",
    "ReaderEvent",
    "Row",
    "announcer",
    "cards",
    "chips",
    "choice",
    "jumps",
    "keep_view",
    "marks_of",
    "picture_of_map",
    "places_here",
    "reader",
    "table",
]
