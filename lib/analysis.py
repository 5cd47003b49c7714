"""The whole flow: articles in, analyses out. spaCy objects never leave this module."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from lib import casualties, documents, language, occasions, places, resolution, speakers, statements
from lib.gazetteer import Gazetteer, shipped
from lib.layout import read_layout
from lib.records import Analysis, Article, CasualtyMention, PlaceMention, Span, Statement


def analyze(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, model: str = language.MODEL
) -> Iterator[Analysis]:
    """Analyse articles, in their order.

    Args:
        gazetteer: Where toponyms are looked up; the one shipped with Dateline by default.
        model: Name of an installed spaCy pipeline.

    Raises:
        DataError: when the model or the gazetteer is missing.
        ReportError: when a text is too long to be parsed.
    """
    gazetteer = gazetteer or shipped()
    for batch in language.batches(articles, lambda article: len(article.text)):
        texts = [article.text if documents.is_english(article) else "" for article in batch]
        with language.parsed(texts, model=model) as docs:
            analyses = [
                analyze_doc(doc, article, gazetteer) for doc, article in zip(docs, batch, strict=True)
            ]
        yield from analyses


def analyze_doc(doc: Doc, article: Article, gazetteer: Gazetteer) -> Analysis:
    """Analyse one article whose text has been parsed; one in another language is kept as it is."""
    if not documents.is_english(article):
        return Analysis(article=article, notices=documents.notices(article))
    layout = read_layout(article.text, article.stretches)
    toponyms = tuple(places.find_toponyms(doc, layout, gazetteer))
    mentions = resolution.resolve(toponyms, doc, gazetteer, title=article.title)
    said = tuple(statements.find_statements(doc, layout))
    said = speakers.attribute(said, doc, layout, published=article.published)
    said = tuple(occasions.with_occasions(said, doc, published=article.published))
    said = tuple(_with_places(said, mentions))
    harmed = tuple(
        casualties.find_casualties(doc, layout, places=mentions, statements=said, published=article.published)
    )
    return Analysis(
        article=article,
        places=mentions,
        statements=tuple(_with_places_of_claims(said, harmed)),
        casualties=harmed,
        notices=documents.notices(article),
        sentences=tuple(sentence.start_char for sentence in doc.sents),
    )


def _with_places(said: Sequence[Statement], mentions: Sequence[PlaceMention]) -> Iterator[Statement]:
    """The statements, each with the indices of the places named in its own words."""
    for statement in said:
        yield replace(statement, places=tuple(_within(statement, mentions)))


def _with_places_of_claims(
    said: Sequence[Statement], harmed: Sequence[CasualtyMention]
) -> Iterator[Statement]:
    """The statements, each with the places of the claims that it makes as well, wherever these are named."""
    for statement in said:
        claimed = (harmed[index].place for index in _within(statement, harmed))
        places = dict.fromkeys((*statement.places, *(place for place in claimed if place is not None)))
        yield replace(statement, places=tuple(places)) if len(places) > len(statement.places) else statement


def _within(statement: Statement, spans: Sequence[Span]) -> Iterator[int]:
    """The indices of the spans, in text order, that begin in the words of a statement."""
    for start, end in statement.parts or ((statement.start, statement.end),):
        first = bisect_left(spans, start, key=lambda span: span.start)
        yield from range(first, bisect_left(spans, end, key=lambda span: span.start))
