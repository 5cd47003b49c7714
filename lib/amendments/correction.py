"""One correction: what a person says a record should be, checked, and its JSON form."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from lib.amendments.values import (
    Field,
    MissedClaim,
    MissedStatement,
    Persons,
    Value,
    check_value,
    current,
    in_words,
    records_of,
)
from lib.errors import CorrectionError
from lib.records import (
    Analysis,
    Layer,
    Outcome,
    Place,
    PlaceRole,
    Polarity,
    Scope,
    Span,
    StatementKind,
    record_from_json,
)
from lib.tables import Sentences

Reach = Literal["here", "report", "everywhere"]


_KINDS: dict[Layer, dict[Field, Any]] = {
    "place": {"place": Place | None, "role": PlaceRole, "added": Place, "rejected": bool, "checked": bool},
    "statement": {
        "speaker": str | None, "kind": StatementKind,
        "added": MissedStatement, "rejected": bool, "checked": bool,
    },
    "casualty": {
        "count": Persons, "outcome": Outcome, "place": Span | None, "date": str | None,
        "source": str | None, "scope": Scope, "polarity": Polarity,
        "added": MissedClaim, "rejected": bool, "checked": bool,
    },
}  # fmt: skip
"""The fields of each layer that can be corrected, and the type of their values."""
_NAMES: dict[Layer, str] = {"place": "place", "statement": "statement", "casualty": "casualty mention"}
_EXCERPT = 80
_WIDE: frozenset[tuple[Layer, Field]] = frozenset(
    {
        ("place", "place"),
        ("place", "role"),
        ("place", "rejected"),
        ("statement", "speaker"),
        ("casualty", "source"),
    }
)
"""What can be corrected beyond the one record: names, which mean the same wherever they are read alike."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says about one record, or about all that were read alike.

    It names the record by its report, layer, span and words, so that it finds it again after another
    analysis of the report.

    Attributes:
        report: Id of the article.
        start, end, text: The span of the record that was corrected.
        sentence: The sentences around it, to find it again when the report's text has changed.
        field, value: What is to be changed, and to what. A ``Place`` for a place mention's "place", ``None`` where
            it cannot be told which place it is; for
            "added", what the record says that was missed; the ``Span`` of a place mention for a casualty mention's;
            ``Persons`` for "count"; a name for "speaker" and "source"; an ISO 8601 day for "date"; ``True``
            for "rejected" (it is no such record); the record's own words for the others.
        was: What was read there before, like ``value``; for a place's "rejected" the place.
        reach: ``here`` for this record; ``report`` and ``everywhere`` for all with the same words that
            were read as ``was``, in its report or in all.
        made_at, undone_at: ISO 8601 in UTC; the second is ``None`` while the correction is in force.
    """

    id: str
    report: str
    layer: Layer
    start: int
    end: int
    text: str
    sentence: str
    field: Field
    value: Value
    was: Value
    reach: Reach
    made_at: str
    undone_at: str | None = None

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            CorrectionError: when it cannot be made; the message says what to change.
        """
        _check_field(self.layer, self.field)
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise CorrectionError("A correction needs the words of the report that it is about.")
        if self.reach != "here" and (self.layer, self.field) not in _WIDE:
            raise CorrectionError(
                f"The {self.field} of a {self.layer} is corrected for one record at a time."
            )
        if self.reach != "here" and self.field in ("speaker", "source") and self.was is None:
            raise CorrectionError("Who is not named cannot be corrected for all at once; choose “here”.")
        check_value(self.field, self.value)
        for moment in (self.made_at, self.undone_at):
            _check_moment(moment)

    @property
    def in_force(self) -> bool:
        """Whether it has not been undone."""
        return self.undone_at is None


def make(
    analysis: Analysis, layer: Layer, index: int, field: Field, value: Value, *, reach: Reach = "here"
) -> Correction:
    """A correction of the record at ``index`` in a layer of an analysis as it is shown, made now.

    Raises:
        CorrectionError: when the value will not do.
    """
    record = records_of(analysis, layer)[index]
    was = current(record, "place" if (layer, field) == ("place", "rejected") else field, analysis.places)
    return new_correction(analysis, layer, record, field, value, was=was, reach=reach)


def new_correction(
    analysis: Analysis,
    layer: Layer,
    span: Span,
    field: Field,
    value: Value,
    *,
    was: Value = None,
    reach: Reach = "here",
) -> Correction:
    """A correction of a span of an analysis, made now.

    Raises:
        CorrectionError: when the value will not do.
    """
    return Correction(
        id=uuid.uuid4().hex,
        report=analysis.article.id,
        layer=layer,
        start=span.start,
        end=span.end,
        text=span.text,
        sentence=Sentences(analysis).around(span.start, span.end),
        field=field,
        value=value,
        was=was,
        reach=reach,
        made_at=now(),
    )


def described(correction: Correction) -> str:
    """A correction in words: "“Odessa” is Odesa, Ukraine, not Odessa, United States"."""
    words = " ".join(correction.text.split())
    quoted = f"“{words[:_EXCERPT]}…”" if len(words) > _EXCERPT else f"“{words}”"
    field, value = correction.field, in_words(correction.field, correction.value)
    match field:
        case "rejected":
            return f"{quoted} is no {_NAMES[correction.layer]}"
        case "checked":
            return f"{quoted} is checked" if correction.value else f"{quoted} is not checked"
        case "added":
            return f"{quoted} is {value}, which had been missed"
        case "place" if correction.layer == "place":
            was = in_words(field, correction.was)
            if correction.value is None:
                return f"{quoted} is a place that cannot be told, not {was}"
            if value == was:  # two places of one name in one country
                value, was = _with_position(correction.value), _with_position(correction.was)
            return f"{quoted} is {value}, not {was}"
    return f"{field} of {quoted} is {value}, not {in_words(field, correction.was)}"


def _with_position(place: Value) -> str:
    """A place with its position in degrees, for one of two that their names do not tell apart."""
    words = in_words("place", place)
    return f"{words} ({place.latitude:.2f}, {place.longitude:.2f})" if isinstance(place, Place) else words


def now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def correction_from_json(row: Mapping[str, Any]) -> Correction:
    """Read back what ``records.to_json`` made of a correction.

    Raises:
        CorrectionError: when a key is missing, a value has the wrong type or will not do.
    """
    try:
        what = record_from_json(_What, row, "correction")
        _check_field(what.layer, what.field)
        if "value" not in row:
            raise CorrectionError("This is no correction: it has no value.")
        value = record_from_json(_KINDS[what.layer][what.field], row["value"], "correction.value")
        was = record_from_json(_kind_of_was(what.layer, what.field), row.get("was"), "correction.was")
    except CorrectionError:
        raise
    except ValueError as error:
        raise CorrectionError(f"This is no correction: {error}.") from error
    plain = {field.name: getattr(what, field.name) for field in dataclasses.fields(what)}
    return Correction(value=value, was=was, **plain)


@dataclass(frozen=True, slots=True)
class _What:
    """The attributes of a correction whose types do not depend on its field."""

    id: str
    report: str
    layer: Layer
    start: int
    end: int
    text: str
    sentence: str
    field: Field
    reach: Reach
    made_at: str
    undone_at: str | None = None


def _check_moment(moment: str | None) -> None:
    try:
        moved = datetime.fromisoformat(moment).utcoffset() if moment is not None else timedelta()
    except ValueError as error:
        raise CorrectionError(f"{moment!r} is no moment; write it like 2026-03-17T09:30:00+00:00.") from error
    if moved != timedelta():
        raise CorrectionError(f"{moment!r} is not in UTC.")


def _check_field(layer: Layer, field: Field) -> None:
    if field not in _KINDS[layer]:
        raise CorrectionError(f"A {layer} has no {field} that could be corrected.")


def _kind_of_was(layer: Layer, field: Field) -> Any:
    if (layer, field) == ("place", "rejected"):
        return Place | None
    kind = _KINDS[layer][field]
    return kind if kind in (str | None, Span | None, Place | None) else kind | None
