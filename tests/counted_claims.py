"""Sentences, each with the claims that it makes about casualties as outcome, least and most, in the order of the text."""

from collections.abc import Mapping
from typing import Any

import pytest

from lib.analysis import analyze
from lib.records import Article, Outcome

Counted = list[tuple[Outcome, int | None, int | None]]
Kinds = Mapping[str, Mapping[str, Counted]]


def cases(kinds: Kinds) -> list[Any]:
    """Sentences by kind as the parameters of a test."""
    return [
        pytest.param(text, counted, id=f"{kind}: {text}")
        for kind, texts in kinds.items()
        for text, counted in texts.items()
    ]


def read(kinds: Kinds) -> dict[str, Counted]:
    """The claims read in each sentence, without those that are parts of others."""
    texts = [text for sentences in kinds.values() for text in sentences]
    articles = [Article(text, None, None, None, "2025-06-01", text) for text in texts]
    return {
        text: [(m.outcome, m.count.low, m.count.high) for m in analysis.casualties if m.subset_of is None]
        for text, analysis in zip(texts, analyze(articles), strict=True)
    }
