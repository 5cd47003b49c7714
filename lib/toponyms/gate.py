"""Judges how likely a proposed stretch is a toponym at all, from the words and labels around it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token

from lib.gazetteer import Candidate, Gazetteer, name_key
from lib.toponyms.bearers import POSSESSIVE, given_names_in_use
from lib.toponyms.company import Company, in_lists
from lib.toponyms.positions import Tokens
from lib.toponyms.spans import PLACE_LABELS, NameSpan, trimmed
from lib.toponyms.words import cues, demonyms, kind_words, metonyms, organisation_words, peoples_named, senses

_LABELS = ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP", "other", "none")
_FITS = ("exact", "start", "end", "inside", "across")
_SORTS = (
    *("street", "university", "hospital", "school", "church", "media"),
    *("sport", "party", "company", "public", "community"),
)
_FEATURES = ("country", "admin1", "admin2", "admin3", "city", "region", "area", "water", "site", "continent")
NAMES: tuple[str, ...] = (
    *(f"label {label}" for label in _LABELS),
    *(f"fit {fit}" for fit in _FITS),
    *(f"in organisation {sort}" for sort in _SORTS),
    *(f"next word {sort}" for sort in _SORTS),
    *("in named country", "fits named country", "countries named", "curated", "before in"),
    *("alone and fitting", "metonym"),
    *("known", "importance", "country importance", "alternate name only", "abbreviation", "candidates"),
    *(f"best is {feature}" for feature in _FEATURES),
    *(
        "region abbreviation",
        "words",
        "letters",
        "capitals",
        "not capital",
        "shouted line",
        "heading",
        "caption",
    ),
    *("proper noun", "proper noun share", "plain in vocabulary", "demonym"),
    *("after preposition", "after direction", "after title", "after capital", "after comma name", "after of"),
    *("before capital", "before comma name", "before bracket", "possessive", "hyphen before", "hyphen after"),
    *("kind word", "sentence start", "line start", "before dash at line start"),
    *("elsewhere place share", "elsewhere surname", "elsewhere organisation", "mentions", "title repeats"),
    *("beside place before", "beside place after", "number before", "the before"),
    *("ordinary words", "bears a full name"),
    *("elsewhere placed", "before said", "listed", "listed places", "listed near"),
)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is read once for all stretches of a report."""

    text: str
    tokens: Tokens
    spans: Sequence[NameSpan]
    as_place: Counter[str]
    as_surname: Counter[str]
    bearers: frozenset[str]
    as_organisation: Counter[str]
    mentions: Counter[str]
    lower_words: frozenset[str]
    countries: Mapping[str, int]
    placed: Counter[str]
    company: Sequence[Company]


def survey(
    doc: Doc, text: str, tokens: Tokens, spans: Sequence[NameSpan], gazetteer: Gazetteer
) -> Surroundings:
    """Count how the model labels each name over the whole report, and which countries it names."""
    as_place: Counter[str] = Counter()
    as_surname: Counter[str] = Counter()
    as_organisation: Counter[str] = Counter()
    for entity in doc.ents:
        start, end = trimmed(text, entity.start_char, entity.end_char)
        if start >= end:
            continue
        name = text[start:end]
        if entity.label_ in PLACE_LABELS:
            as_place[name_key(name)] += 1
        elif entity.label_ == "PERSON" and " " in name:
            for word in name.split():
                as_surname[name_key(word)] += 1
        elif entity.label_ in {"ORG", "PRODUCT", "EVENT", "WORK_OF_ART"}:
            as_organisation[name_key(name)] += 1
    return Surroundings(
        text,
        tokens,
        spans,
        as_place,
        as_surname,
        given_names_in_use(doc, text, spans, gazetteer),
        as_organisation,
        Counter(name_key(span.text) for span in spans),
        frozenset(re.findall(r"\b[a-z]+\b", text)),
        _countries_named(text, spans, gazetteer),
        Counter(name_key(span.text) for span in spans if _is_placed(text, span)),
        in_lists(text, spans, gazetteer),
    )


def _is_placed(text: str, span: NameSpan) -> bool:
    """Whether the word before a name puts something there ("in", "near")."""
    words = text[max(span.segment.start, span.start - 20) : span.start].split()
    if len(words) > 1 and words[-1] == "the":
        del words[-1]
    return bool(words) and words[-1].casefold() in cues("preposition")


def _countries_named(text: str, spans: Sequence[NameSpan], gazetteer: Gazetteer) -> Counter[str]:
    """How often each country is named, by its name or by its demonym."""
    named: Counter[str] = Counter()
    for span in spans:
        if span.known and not span.region:
            best = senses(span.text, gazetteer)[0]
            if best.feature == "country" and best.place.country_code:
                named[best.place.country_code] += 1
    named.update(code for _, code in peoples_named(text))
    return named


_SAID = re.compile(r",? (?:said|says|told|added|asked|wrote|adds|tells)\b")
_IN_WHAT = re.compile(r",? (?:in|of) (?:the )?(?:[a-z-]+ ){0,2}(?:of )?(?:the )?[A-Z]")


def features(index: int, around: Surroundings, gazetteer: Gazetteer) -> list[float]:
    """The figures of the stretch ``around.spans[index]``, in the order of ``NAMES``."""
    span = around.spans[index]
    text = around.text
    found = senses(span.text, gazetteer) if span.known and not span.region else ()
    values: dict[str, float] = {}
    _of_label(span, text, values)
    _of_gazetteer(span, found, around.countries, values)
    _of_form(span, around, values)
    _of_neighbours(span, text, values)
    _of_report(index, around, values)
    values["alone and fitting"] = float(_alone_and_fitting(values))
    return [values.get(name, 0.0) for name in NAMES]


def _alone_and_fitting(values: Mapping[str, float]) -> bool:
    """Whether a name that the model takes for a person or body is rather a town of a country in the report.

    It stands alone, nobody in the report bears it, and it has few senses, the first of them a place of weight
    in a country that the report names.
    """
    return (
        values.get("fits named country", 0.0) == values.get("importance", 0.0) >= _WEIGHTY
        and values["in named country"] == 1
        and values["candidates"] <= _FEW
        and values.get("fit exact", values.get("label none", 0.0)) == 1
        and not any(values.get(name) for name in _AGAINST)
    )


_WEIGHTY, _FEW = 0.8, 0.6  # on the scales of "importance" and "candidates"
_AGAINST = ("elsewhere surname", "after title", "after capital", "before capital", "shouted line", "demonym")


def _of_label(span: NameSpan, text: str, values: dict[str, float]) -> None:
    entity = span.entity
    if entity is None:
        values["label none"] = 1
        return
    label = entity.label_ if entity.label_ in _LABELS else "other"
    values[f"label {label}"] = 1
    start, end = trimmed(text, entity.start_char, entity.end_char)
    if span.start < start or span.end > end:
        fit = "exact" if span.start <= start and span.end >= end else "across"
    elif span.start == start:
        fit = "exact" if span.end == end else "start"
    else:
        fit = "end" if span.end == end else "inside"
    values[f"fit {fit}"] = 1
    if fit in {"start", "end", "inside"}:
        words = organisation_words()
        for word in re.findall(r"[^\W\d_]+", text[start : span.start] + " " + text[span.end : end]):
            if word.casefold() in words:
                values[f"in organisation {words[word.casefold()]}"] = 1


def _of_gazetteer(
    span: NameSpan, found: Sequence[Candidate], countries: Mapping[str, int], values: dict[str, float]
) -> None:
    values["known"] = float(span.known)
    values["region abbreviation"] = float(bool(span.region))
    if found:
        best = found[0]
        values["importance"] = best.weight / 5
        values["country importance"] = float(best.feature in {"country", "continent"})
        values["alternate name only"] = float(all(c.match == "alternate" for c in found))
        values["abbreviation"] = float(best.match == "abbreviation")
        values["candidates"] = min(len(found), 20) / 10
        values[f"best is {best.feature}"] = 1
        values["curated"] = float(not best.place.id.startswith("geonames:"))
        values["metonym"] = float(name_key(span.text) in metonyms())
        values["countries named"] = min(len(countries), 10) / 5
        if best.feature != "country":
            values["in named country"] = float(best.place.country_code in countries)
            fitting = [c.weight for c in found if c.place.country_code in countries]
            values["fits named country"] = max(fitting, default=0.0) / 5


def _of_form(span: NameSpan, around: Surroundings, values: dict[str, float]) -> None:
    tokens = around.tokens.span(span.start, span.end)
    letters = [c for c in span.text if c.isalpha()]
    values["words"] = min(len(span.text.split()), 4) / 2
    values["letters"] = min(len(letters), 12) / 6
    values["capitals"] = float(len(letters) > 1 and all(c.isupper() for c in letters))
    values["not capital"] = float(not any(c.isupper() for c in letters))
    values["shouted line"] = float(span.shouted)
    values["heading"] = float(span.segment.kind == "heading")
    values["caption"] = float(span.segment.kind == "caption")
    share = sum(token.pos_ == "PROPN" for token in tokens) / len(tokens)
    values["proper noun share"] = share
    values["proper noun"] = float(share == 1)
    values["plain in vocabulary"] = float(span.text.casefold() in around.lower_words)
    values["demonym"] = float(span.text.casefold() in demonyms())
    values["ordinary words"] = sum(map(_is_ordinary, tokens)) / len(tokens)
    values["sentence start"] = float(bool(tokens[0].is_sent_start))
    values["line start"] = float(span.start == span.segment.start)


def _is_ordinary(token: Token) -> bool:
    """Whether the model knows the word in small letters: "light", but hardly "izium"; all are, if it knows none."""
    vocab = token.vocab
    return not vocab.vectors.n_keys or vocab.has_vector(token.lower_)


def _of_neighbours(span: NameSpan, text: str, values: dict[str, float]) -> None:
    before = text[max(span.segment.start, span.start - 40) : span.start]
    after = text[span.end : min(span.segment.end, span.end + 40)]
    words_before = re.findall(r"[\w.'’-]+", before)
    last = words_before[-1] if words_before and not re.search(r"[,;:()\"“”]\s*$", before) else ""
    lower = last.casefold().strip(".")
    values["the before"] = float(lower == "the")
    if lower == "the" and len(words_before) > 1:
        lower = words_before[-2].casefold()
    values["after preposition"] = float(lower in cues("preposition"))
    values["after direction"] = float(lower in cues("direction"))
    values["after title"] = float(lower in cues("title") and last[:1].isupper())
    values["after of"] = float(lower == "of")
    values["after capital"] = float(last[:1].isupper() and before.endswith((" ", "-")))
    values["number before"] = float(lower.isdigit())
    values["after comma name"] = float(bool(re.search(r"\b[A-Z][\w.'’-]+, $", before)))
    values["hyphen before"] = float(before.endswith("-"))
    values["hyphen after"] = float(after.startswith("-"))
    values["possessive"] = float(bool(POSSESSIVE.match(after)))
    values["before in"] = float(bool(_IN_WHAT.match(after)))
    values["before bracket"] = float(after.startswith(" ("))
    values["before comma name"] = float(bool(re.match(r", [A-Z]", after)))
    values["before capital"] = float(bool(re.match(r" [A-Z]", after)))
    values["before dash at line start"] = float(
        span.start - span.segment.start < 60
        and bool(re.match(r"[^.!?]{0,40}?(?:\)\s*[-–—]|\s[-–—]{1,2}\s?)", after))
    )
    values["before said"] = float(bool(_SAID.match(after)))
    following = re.match(r" (?:[A-Z][\w'’.]* )?([A-Za-z]+)", after)
    if following:
        word = following.group(1).casefold()
        sort = organisation_words().get(word)
        if sort and following.group(1)[0].isupper():
            values[f"next word {sort}"] = 1
        values["kind word"] = float(word in kind_words("after") and after[1:].casefold().startswith(word))
    if _kinds_of().search(before) or (
        span.known and span.text.split()[-1].islower() and not span.text.islower()
    ):
        values["kind word"] = 1


def _of_report(index: int, around: Surroundings, values: dict[str, float]) -> None:
    span = around.spans[index]
    key = name_key(span.text)
    mentions = around.mentions[key]
    values["elsewhere place share"] = min(1.0, around.as_place[key] / mentions)
    values["elsewhere surname"] = float(around.as_surname[key] > 0)
    values["bears a full name"] = float(key in around.bearers)
    values["elsewhere organisation"] = float(around.as_organisation[key] > 0)
    values["mentions"] = min(mentions, 6) / 3
    values["elsewhere placed"] = min(2, around.placed[key] - _is_placed(around.text, span)) / 2
    company = around.company[index]
    values["listed"] = company.names / 6
    values["listed places"] = company.places
    values["listed near"] = company.near
    for name, other in (("before", index - 1), ("after", index + 1)):
        if 0 <= other < len(around.spans):
            neighbour = around.spans[other]
            gap = around.text[min(span.end, neighbour.end) : max(span.start, neighbour.start)]
            beside = re.fullmatch(r",? ?(?:and|or|,|&|/|-|\() ?(?:the )?", gap) is not None
            labelled = neighbour.entity is not None and neighbour.entity.label_ in PLACE_LABELS
            values[f"beside place {name}"] = float(beside and labelled)


@cache
def _kinds_of() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in kind_words("of"))
    return re.compile(rf"\b(?:{words}) of (?:the )?$", re.IGNORECASE)
