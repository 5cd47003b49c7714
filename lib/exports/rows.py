"""The flat rows of an export, one a record, with the same columns in every format of tables and maps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Literal

from lib import days
from lib.citations import day_of
from lib.duplicates import Repeats, Row, Stories
from lib.exports.entries import About, Entry
from lib.records import Amendment, Analysis, CasualtyMention, Occasion, Place, PlaceMention, Statement
from lib.tables import CasualtyRow, StatementRow, casualty_rows, place_rows, speaker_name, statement_rows

Record = Literal["place", "statement", "casualty mention"]
Kind = Literal["text", "whole number", "number", "truth", "day", "texts", "places"]

COLUMNS: dict[str, Kind] = {
    "record": "text",
    "report_id": "text",
    "id": "text",
    "report": "text",
    "outlet": "text",
    "author": "text",
    "published": "text",
    "published_day": "day",
    "url": "text",
    "guessed": "texts",
    "sentence": "text",
    "text": "text",
    "start": "whole number",
    "end": "whole number",
    "speaker": "text",
    "resolved_by": "text",
    "via": "text",
    "kind": "text",
    "act": "text",
    "cue": "text",
    "addressee": "text",
    "venue": "text",
    "said_on": "text",
    "said_day": "day",
    "outcome": "text",
    "count": "text",
    "low": "whole number",
    "high": "whole number",
    "qualifier": "text",
    "victims": "text",
    "victim_group": "text",
    "cause": "text",
    "scope": "text",
    "polarity": "text",
    "source": "text",
    "date": "text",
    "event_day": "day",
    "event_first_day": "day",
    "event_last_day": "day",
    "place": "text",
    "place_id": "text",
    "place_kind": "text",
    "country_code": "text",
    "latitude": "number",
    "longitude": "number",
    "places": "places",
    "role": "text",
    "place_words": "text",
    "confidence": "number",
    "reason": "text",
    "corrected": "truth",
    "corrections": "texts",
    "checked": "truth",
    "story": "text",
    "repeats": "text",
    "selection": "text",
    "version": "text",
    "model": "text",
    "lexicons": "text",
    "gazetteer": "text",
}
"""The columns of an export and what they hold; a row leaves those empty that its record has no value for."""


def rows(
    entries: Iterable[Entry], about: About, *, only: Record | None = None, stories: Stories | None = None
) -> Iterator[dict[str, Any]]:
    """Every place mention, statement and casualty mention as a row with all ``COLUMNS``.

    Args:
        only: The one kind of record to give; all of them by default.
        stories: Where the reports are grouped; for who goes through the entries more than once.

    ``confidence`` is that of the place, or of the speaker in the row of a statement, 0 to 1; ``places`` is a
    tuple of ``Place``; days are ``datetime.date``. ``story`` is the first report of those that print the same copy, and
    ``repeats`` the id of the row of the same file that prints the same record, so that it is counted once.
    """
    stories = Stories() if stories is None else stories
    ids: dict[str, str] = {}
    repeats = Repeats(stories.story_of)
    for entry in entries:
        article = entry.analysis.article
        story = stories.story_of(article.id) if article.id in stories else stories.add(article)
        taken: Counter[str] = Counter()
        for row in _rows(entry.analysis, only):
            original = repeats.original(row)
            id = ids[row.key] = _id(row, taken)
            yield {
                **dict.fromkeys(COLUMNS),
                **_report(entry),
                **_record(row, entry.analysis),
                "id": id,
                "story": story,
                "repeats": ids[original] if original != row.key else None,
                "selection": about.selection,
            }


def _rows(analysis: Analysis, only: Record | None) -> Iterator[Row]:
    if only in (None, "place"):
        yield from place_rows(analysis)
    if only in (None, "statement"):
        yield from statement_rows(analysis)
    if only in (None, "casualty mention"):
        yield from casualty_rows(analysis)


def _id(row: Row, taken: Counter[str]) -> str:
    """An id that is the same in an export of all and in one of what filters show."""
    record = _record_of(row)
    id = f"{row.article.id}:{type(record).__name__[0].lower()}{record.start}-{record.end}"
    taken[id] += 1
    return id if taken[id] == 1 else f"{id}.{taken[id]}"


def _record_of(row: Row) -> Statement | CasualtyMention | PlaceMention:
    if isinstance(row, StatementRow):
        return row.statement
    return row.casualty if isinstance(row, CasualtyRow) else row.mention


def _report(entry: Entry) -> dict[str, Any]:
    article, made_by = entry.analysis.article, entry.made_by
    return {
        "report_id": article.id,
        "report": article.title,
        "outlet": article.source,
        "author": article.author,
        "published": article.published,
        "published_day": day_of(article.published),
        "url": article.url,
        "guessed": article.guessed,
        "version": made_by.dateline if made_by else None,
        "model": made_by.model if made_by else None,
        "lexicons": made_by.lexicons if made_by else None,
        "gazetteer": made_by.gazetteer if made_by else None,
    }


def _record(row: Row, analysis: Analysis) -> dict[str, Any]:
    record = _record_of(row)
    shared = {
        "sentence": row.sentence,
        "text": record.text,
        "start": record.start,
        "end": record.end,
        "corrected": bool(row.amendments),
        "corrections": tuple(map(_in_words, row.amendments)),
        "checked": record.checked,
    }
    if isinstance(row, StatementRow):
        return {"record": "statement", **shared, **_statement(row)}
    if isinstance(row, CasualtyRow):
        return {"record": "casualty mention", **shared, **_casualty(row, analysis)}
    mention = row.mention
    return {
        "record": "place",
        **shared,
        **_place((mention.place,) if mention.place else ()),
        "role": mention.role,
        "place_words": mention.text,
        "qualifier": mention.qualifier,
        "confidence": round(mention.confidence, 3),
        "reason": mention.reason,
    }


def _statement(row: StatementRow) -> dict[str, Any]:
    statement, speaker = row.statement, row.statement.speaker
    said = statement.occasion or Occasion()
    return {
        **_place(row.places),
        "speaker": speaker_name(speaker),
        "resolved_by": speaker.resolved_by if speaker else None,
        "via": speaker.via if speaker else None,
        "confidence": round(speaker.confidence, 3) if speaker else None,
        "kind": statement.kind,
        "act": statement.act,
        "cue": statement.cue.text if statement.cue else None,
        "addressee": said.addressee.text if said.addressee else None,
        "venue": said.venue.text if said.venue else None,
        "said_on": said.date.text if said.date else None,
        "said_day": day_of(said.date.value) if said.date else None,
    }


def _casualty(row: CasualtyRow, analysis: Analysis) -> dict[str, Any]:
    casualty, count, victims = row.casualty, row.casualty.count, row.casualty.victims
    where = analysis.places[casualty.place] if casualty.place is not None else None
    when = days.stretch(casualty.date.value) if casualty.date else None
    return {
        "confidence": round(where.confidence, 3) if where and where.place else None,
        **_place(row.places),
        "place_words": row.place_text,
        "outcome": casualty.outcome,
        "count": count.text,
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier,
        "victims": victims.text if victims else None,
        "victim_group": victims.group if victims else None,
        "cause": casualty.cause.text if casualty.cause else None,
        "scope": casualty.scope,
        "polarity": casualty.polarity,
        "source": casualty.source.name if casualty.source else None,
        "date": casualty.date.text if casualty.date else None,
        "event_day": when[0] if when and when[0] == when[1] else None,
        "event_first_day": when[0] if when else None,
        "event_last_day": when[1] if when else None,
        "reason": casualty.reason,
    }


def _place(places: tuple[Place, ...]) -> dict[str, Any]:
    """The places of a row; one that has a single place has its attributes too."""
    (only,) = places if len(places) == 1 else (None,)
    return {
        "places": places,
        "place": "; ".join(place.name for place in places) or None,
        "place_id": only.id if only else None,
        "place_kind": only.kind if only else None,
        "country_code": only.country_code if only else None,
        "latitude": only.latitude if only else None,
        "longitude": only.longitude if only else None,
    }


def _in_words(amendment: Amendment) -> str:
    return f"{amendment.field}: was {amendment.was} ({amendment.made_at})"
