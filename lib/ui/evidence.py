"""Rows as evidence cards: what is said or claimed, in the report's words, by whom, where; and citations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lib.amounts import figure_words
from lib.citations import cite, reference, title_of
from lib.name_keys import name_key
from lib.records import Analysis, Article, Place, Span
from lib.summaries import PlaceInView
from lib.tables import (
    POLARITIES,
    UNCERTAIN_BELOW,
    CasualtyRow,
    PlaceRow,
    StatementRow,
    claimed_by,
    country_name,
    occasion_words,
    when_words,
)
from lib.ui import correct_marks
from lib.ui.components import Action, Badge, Card, CardPlace
from lib.ui.text import plural

_EXCERPT = 220


def statement_card(row: StatementRow) -> Card:
    """A statement as a card: its speaker, its words, how the speaker was found."""
    statement, speaker = row.statement, row.statement.speaker
    badges = [Badge(statement.kind, "speech", _KINDS[statement.kind])]
    if statement.act != "says":
        badges.append(Badge(statement.act, "quiet"))
    if speaker and speaker.confidence < UNCERTAIN_BELOW:
        badges.append(Badge("speaker unsure", "warn", "Check who said it in the report"))
    badges.extend(correct_marks.badges(row))
    return Card(
        key=row.key,
        kind="statement",
        heading=row.speaker,
        text=statement.text,
        badges=tuple(badges),
        places=_places(row.places),
        meta=source_line(row.article),
        citation=cite(statement, row.article),
        note=_speaker_note(row),
        actions=(
            *([Action("speaker", "Speaker", "All that this speaker says")] if speaker else []),
            correct_marks.CORRECT,
        ),
    )


_KINDS = {
    "direct": "In quotation marks in the report",
    "mixed": "Partly in quotation marks in the report",
    "indirect": "Reported without quotation marks",
}


def _speaker_note(row: StatementRow) -> str:
    speaker, occasion = row.statement.speaker, occasion_words(row.statement.occasion)
    said = [f"said {occasion}"] if occasion else []
    if speaker is None:
        return "; ".join(["The report does not decide who said it", *said]) + "."
    notes = []
    if speaker.resolved_by == "pronoun" and speaker.text:
        notes.append(f"“{speaker.text}” read as {speaker.name}")
    elif speaker.resolved_by == "role by date" and speaker.text:
        notes.append(
            f"“{speaker.text}” in the report, which gives no name: {speaker.name} held the office that day "
            "by a table that comes with Dateline"
        )
    elif speaker.text and speaker.text != speaker.name:
        notes.append(f"“{speaker.text}” in the report")
    if speaker.via:
        notes.append(f"passed on by {speaker.via}")
    return "; ".join([*notes, *said])


def casualty_card(row: CasualtyRow) -> Card:
    """A casualty mention as a card: the count as worded, the outcome, and who claims it."""
    casualty = row.casualty
    badges = [Badge(casualty.outcome, "harm")]
    if casualty.scope == "cumulative":
        badges.append(Badge("running total", "plain", "A total up to then, not of one event"))
    if casualty.polarity != "asserted":
        badges.append(Badge(POLARITIES[casualty.polarity], "warn"))
    if casualty.subset_of is not None:
        badges.append(Badge("part of another figure", "plain"))
    badges.extend(correct_marks.badges(row))
    notes = [claimed_by(casualty)]
    if when := when_words(casualty):
        notes.append(f"happened {when}")
    if row.place is None and row.place_text:
        notes.append(f"in {row.place_text}, which is not on the map")
    actions = []
    if casualty.source:
        actions.append(Action("speaker", "Source", "All that this source says"))
    if row.place:
        actions.append(Action("claims", "Compare", f"The claims about {row.place.name} side by side"))
    actions.append(correct_marks.CORRECT)
    return Card(
        key=row.key,
        kind="casualty",
        heading=figure_words(casualty),
        text=row.sentence,
        strong=(clause,) if (clause := within(row.article, row.sentence, casualty)) else (),
        badges=tuple(badges),
        places=_places(row.places),
        meta=source_line(row.article),
        citation=cite(casualty, row.article),
        note=" · ".join(notes),
        actions=tuple(actions),
    )


def within(article: Article, sentence: str, span: Span) -> tuple[int, int] | None:
    """Where a span stands within its sentence as it is shown, in characters; ``None`` when it does not.

    The sentence may have been cut, with "…" at the cut; words that it has twice are told apart by where they
    stand in the article.
    """
    shown = sentence.removeprefix("…").removesuffix("…")
    begin = article.text.find(shown, max(0, span.end - len(shown)))
    if not shown or not 0 <= begin <= span.start:
        return None
    start = span.start - begin + (1 if sentence.startswith("…") else 0)
    return start, start + span.end - span.start


def place_card(summary: PlaceInView, reason: str) -> Card:
    """A place as a card: what is said of it, by numbers, and the ``reason`` of the surest reading of its name."""
    place = summary.place
    badges = [Badge(place.kind, "place")]
    if summary.uncertain:
        badges.append(Badge("to review", "warn", "The place is uncertain: check it in the report"))
    badges.extend(correct_marks.badges_of_place(summary))
    parts = [plural(len(summary.mentions), "mention"), plural(summary.reports, "report")]
    if summary.statements:
        parts.append(plural(len(summary.statements), "statement"))
    if summary.casualties:
        parts.append(plural(len(summary.casualties), "casualty mention"))
    where = country_name(place.country_code) if place.country_code and place.kind != "country" else ""
    return Card(
        key=place.id,
        kind="place",
        heading=f"{place.name}, {where}" if where else place.name,
        text=" · ".join(parts),
        badges=tuple(badges),
        note=reason,
        actions=(
            Action("only", "Only this place", "Filter by this place"),
            *([Action("claims", "Compare claims", "Claims side by side")] if summary.casualties else []),
            correct_marks.FIX_PLACE,
        ),
    )


def mention_card(row: PlaceRow) -> Card:
    """A mention that is off the map or to be reviewed, with its sentence and the reason."""
    mention = row.mention
    place = mention.place
    read_as = f"read as {place.name}, {place.country_code or place.kind}: " if place else ""
    return Card(
        key=row.key,
        kind="place",
        heading=mention.text,
        text=row.sentence,
        places=_places((place,)) if place and mention.role == "literal" else (),
        meta=source_line(row.article),
        note=f"{read_as}{mention.reason}",
        strong=(name,) if (name := within(row.article, row.sentence, mention)) else (),
        citation=cite(mention, row.article),
        badges=tuple(correct_marks.badges(row)),
        actions=(correct_marks.FIX_PLACE,),
    )


def report_card(analysis: Analysis, copies: Sequence[Article] = ()) -> Card:
    """A report as a card: its title, its beginning, and how much was read out of it.

    ``copies`` are the other reports that print the same copy.
    """
    article = analysis.article
    named = {m.place.id for m in analysis.places if m.place and m.role == "literal"}
    title = title_of(article)
    first, _, rest = article.text.strip().partition("\n")
    # A report that begins with its title would tell that twice.
    text = rest if name_key(first) == name_key(title) else article.text
    badges = [] if named else [Badge("no place found", "warn", "Nothing of it is on the map")]
    if copies:
        story = f"one story, {plural(len(copies) + 1, 'report')}"
        badges.append(Badge(story, "plain", "They print the same copy: what it repeats counts once"))
    others = ", ".join(copy.source or title_of(copy) for copy in copies)
    return Card(
        key=article.id,
        kind="report",
        heading=title,
        text=_beginning(text),
        badges=tuple(badges),
        meta=source_line(article, with_title=False),
        note=" · ".join(
            (
                plural(len(named), "place"),
                plural(len(analysis.statements), "statement"),
                plural(len(analysis.casualties), "casualty mention"),
                *([f"same copy as {others}"] if copies else []),
            )
        ),
        citation=reference(article),
        actions=(
            Action("date", "Edit details", "Title, outlet, author, date, address"),
            Action("remove", "Remove"),
        ),
    )


def _beginning(text: str) -> str:
    """The first words of a text on one line, with "…" where more follow."""
    begun = " ".join(text[: 2 * _EXCERPT].split())
    cut = len(begun) > _EXCERPT or bool(text[2 * _EXCERPT :].strip())
    return begun[:_EXCERPT].strip() + ("…" if cut else "")


def source_line(article: Article, *, with_title: bool = True) -> str:
    """Outlet, date and title of a report on one line; the title, which may be long, at its end."""
    date = article.published[:10] if article.published else "undated"
    return " · ".join(
        part for part in (article.source, date, title_of(article) if with_title else "") if part
    )


def _places(places: Iterable[Place]) -> tuple[CardPlace, ...]:
    return tuple(CardPlace(place.id, place.name) for place in places)
