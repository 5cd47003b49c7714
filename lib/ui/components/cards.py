"""The list of statements, casualty mentions, places or reports, each as a card with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from lib.ui.components.assets import Component
from lib.ui.components.runs import cut

CardKind = Literal["statement", "casualty", "place", "report"]
Tone = Literal["plain", "quiet", "harm", "speech", "place", "warn", "ok"]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short label on a card. ``hint`` explains it when pointed at; ``tone`` picks colour and sign."""

    label: str
    tone: Tone = "plain"
    hint: str = ""


@dataclass(frozen=True, slots=True)
class CardPlace:
    """A place named on a card; choosing it returns the action "place" with its ``id``."""

    id: str
    name: str
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Action:
    """A button on a card beside "In the report" and "Copy citation": ``name`` comes back in the event."""

    name: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One row of a list.

    Attributes:
        key: Comes back in the event; unique in the list.
        heading: The speaker, the count and harm, the place or the title.
        text: The words of the report, set as a quotation for statements and casualty mentions.
        matches: What a search found in ``text``, as (start, end) in characters.
        heading_matches: The same in ``heading``.
        strong: The words of ``text`` that the row is about, likewise.
        meta: Title, outlet and date of the report.
        citation: Plain text that "Copy citation" copies; without it there is no such button.
        note: A line that says how the row was read ("he" read as the last person named).
        actions: Further buttons.
    """

    key: str
    kind: CardKind
    heading: str
    text: str = ""
    matches: tuple[tuple[int, int], ...] = ()
    heading_matches: tuple[tuple[int, int], ...] = ()
    strong: tuple[tuple[int, int], ...] = ()
    badges: tuple[Badge, ...] = ()
    places: tuple[CardPlace, ...] = ()
    meta: str = ""
    citation: str = ""
    note: str = ""
    actions: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class CardEvent:
    """What was done with a card.

    Attributes:
        key: The card's.
        action: "open", "place" or the name of one of its actions.
        value: The id of the place for "place"; otherwise empty.
    """

    key: str
    action: str
    value: str = ""


_CARDS = Component("cards")


def cards(
    items: Sequence[Card], *, selected: str | None, key: str, height: int | None, label: str = "Results"
) -> CardEvent | None:
    """Draw a list of cards and return what was just done with one of them.

    Args:
        items: One page of rows.
        selected: The key of the card that is open; it is marked and scrolled into view.
        key: Of the list, unique on the page.
        height: In pixels, with a scroll bar of its own; ``None`` for as high as the cards are.
        label: What the list holds, for screen readers.
    """
    data = {
        "key": key,
        "label": label,
        "selected": selected,
        "height": height,
        "cards": [_card_data(card) for card in items],
    }
    event = _CARDS.draw(key, data)
    known = {card.key for card in items}
    return CardEvent(event["key"], event["action"], event["value"]) if _known(event, known) else None


def _card_data(card: Card) -> dict[str, Any]:
    found = len(card.matches)
    return {
        "key": card.key,
        "kind": card.kind,
        "heading": [[run.text, bool(run.covers)] for run in cut(card.heading, card.heading_matches)],
        "runs": [
            [run.text, any(i < found for i in run.covers), any(i >= found for i in run.covers)]
            for run in cut(card.text, (*card.matches, *card.strong))
        ],
        "badges": [[badge.label, badge.tone, badge.hint] for badge in card.badges],
        "places": [[place.id, place.name, place.uncertain] for place in card.places],
        "meta": card.meta,
        "citation": card.citation,
        "note": card.note,
        "actions": [[action.name, action.label, action.hint] for action in card.actions],
    }


def _known(event: Any, keys: set[str]) -> bool:
    """Whether an event from the browser is well-formed and about a card that is in the list."""
    return (
        isinstance(event, dict)
        and all(isinstance(event.get(name), str) for name in ("key", "action", "value"))
        and event["key"] in keys
    )
