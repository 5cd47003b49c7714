"""Small hand-made records for tests that need no model."""

from lib.records import (
    Analysis,
    Article,
    CasualtyMention,
    ClaimSource,
    Count,
    Occasion,
    Place,
    PlaceMention,
    Span,
    Speaker,
    SpeechDate,
    Statement,
    Victims,
)

HARBOUR = Place("geonames:1", "Harbour", "settlement", "NL", 52.1, 4.3)


def span(text: str, words: str) -> tuple[int, int, str]:
    """Start, end and text of ``words`` at their first place in ``text``."""
    start = text.index(words)
    return start, start + len(words), words


def article(text: str, **fields: str) -> Article:
    values = {"id": "one", "title": "A title", "source": "An outlet", "url": None, "published": "2026-03-14"}
    return Article(**{**values, **fields}, text=text)


def occasion(text: str, *, addressee: str, venue: str, date: str, value: str | None) -> Occasion:
    """To whom, where and when, each by the words that say so in ``text``."""
    return Occasion(
        Span(*span(text, addressee)), Span(*span(text, venue)), SpeechDate(*span(text, date), value)
    )


TEXT = "“At least 12 people were killed in Harbour,” the mayor said. Nothing was heard from Nowhere."


def analysis(**fields: str) -> Analysis:
    """An analysis with one record of each kind, and an unplaced mention."""
    return Analysis(
        article=article(TEXT, **fields),
        places=(
            PlaceMention(*span(TEXT, "Harbour"), HARBOUR, "literal", 0.9, "the only Harbour"),
            PlaceMention(*span(TEXT, "Nowhere"), None, "literal", 0.0, "no place of this name"),
        ),
        statements=(
            Statement(
                *span(TEXT, "“At least 12 people were killed in Harbour,”"),
                "direct",
                Speaker("the mayor", *span(TEXT, "the mayor"), "named", 0.8),
                Span(*span(TEXT, "said")),
                (0,),
            ),
        ),
        sentences=(0, TEXT.index("Nothing")),
        casualties=(
            CasualtyMention(
                *span(TEXT, "At least 12 people were killed"),
                Span(*span(TEXT, "killed")),
                "killed",
                Count(*span(TEXT, "At least 12"), 12, None, "at_least"),
                Victims("people", None),
                0,
                None,
                None,
                ClaimSource(*span(TEXT, "the mayor"), "the mayor"),
                "incident",
                "asserted",
                None,
                "passive of kill",
            ),
        ),
    )
