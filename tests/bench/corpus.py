"""Reports to measure with: paragraphs of the sample reports, mixed, with other figures; no two are alike."""

import json
import random
import re
from collections.abc import Iterator
from dataclasses import replace

from lib.documents import make_article
from lib.records import Analysis, Article, analysis_from_json
from tests.patterns import ROOT

SAMPLES = ROOT / "data" / "samples"
_FIGURE = re.compile(r"\b(?:[2-9]|[1-9]\d)\b(?![:,.]\d)")


def reports(count: int, seed: int = 1) -> Iterator[Article]:
    """``count`` reports of three to nine paragraphs; the same ones for the same seed."""
    chance = random.Random(seed)
    lines = (SAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    paragraphs = [paragraph for text in texts for paragraph in text.split("\n") if len(paragraph) > 80]
    for number in range(count):
        text = "\n\n".join(chance.sample(paragraphs, chance.randint(3, 9)))
        text = _FIGURE.sub(lambda _: str(chance.randint(2, 99)), text)
        day = f"2024-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield make_article(text, title=f"Report {number}", source=f"Outlet {number % 40}", published=day)


def analyses(count: int) -> Iterator[Analysis]:
    """``count`` analyses, those of the sample under other ids, outlets and texts; they share no record."""
    lines = (SAMPLES / "analyses.jsonl").read_text(encoding="utf-8").splitlines()
    for number in range(count):
        analysis = analysis_from_json(json.loads(lines[number % len(lines)]))
        article = analysis.article
        changed = replace(
            article,
            id=f"{article.id}-{number}",
            title=f"{article.title} ({number})",
            source=f"Outlet {number % 40}",
            text=f"{article.text}\nCopy {number}.",
        )
        yield replace(analysis, article=changed)
