"""The HTML report: one page with map, claims, statements and sources, which asks no network for anything.

Every word of a report is escaped, only http and https addresses become links, and the page's policy allows
its own style sheet and nothing else: no script, no image, no request.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from lib.basemap import ATTRIBUTION, DISCLAIMER
from lib.exports.contents import Contents
from lib.exports.entries import About, Entry
from lib.exports.report_parts import (
    claim_groups,
    other_claims,
    place_table,
    sources,
    statements_by_speaker,
    unplaced,
)
from lib.exports.svg_map import colours, svg
from lib.exports.text import shown
from lib.palette import PALETTES, Theme
from lib.plurals import plural

_STYLE = Path(__file__).with_name("report.css")
_KINDS = ("settlement", "site", "region", "country", "water", "area")


def write(entries: Iterable[Entry], about: About) -> Iterator[bytes]:
    """A page of HTML in pieces; in the reader's light or dark theme, and black on white on paper."""
    contents = Contents(list(entries))
    style = _style()
    yield _head(style).encode()
    for part in (_summary(contents, about), *_map(contents), *_sections(contents), _method(contents)):
        yield part.encode()
    yield b"</main></body></html>\n"


def _head(style: str) -> str:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>Dateline report</title><style>{style}</style></head><body><main>\n"
    )


def _style() -> str:
    """The style sheet, with the colours of the palette for each theme; on paper those of the light one."""
    light, dark = _variables("light"), _variables("dark")
    kinds = "".join(
        f".kind-{kind} {{ fill: var(--kind-{kind}); }} "
        f".kind-{kind}.unsure, .kind-{kind}.imprecise {{ stroke: var(--kind-{kind}); }}\n"
        for kind in _KINDS
    )
    dark_screen = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n"
    return f"\n:root {{ {light} }}\n{dark_screen}{kinds}{_STYLE.read_text(encoding='utf-8')}"


def _variables(theme: Theme) -> str:
    palette = PALETTES[theme]
    values = {
        "page": palette.ground,
        "ink": palette.text,
        "quiet": palette.muted,
        "rule": palette.grid,
        "link": palette.kinds["settlement"] if theme == "light" else palette.statement,
        "warn": palette.casualty,
        "target": palette.mentioned,
        "mark": palette.mentioned,
        **colours(theme),
    }
    return " ".join(f"--{name}: {value};" for name, value in values.items())


def _summary(contents: Contents, about: About) -> str:
    counts = " · ".join(
        (
            plural(len(contents.entries), "report"),
            plural(contents.story_count, "story", "stories"),
            plural(len(contents.places), "place"),
            plural(len(contents.statements), "statement"),
            plural(len(contents.casualties), "casualty mention"),
        )
    )
    links = (
        ("#map", "Map"),
        ("#claims", "Claims"),
        ("#places", "Places"),
        ("#statements", "Statements"),
        ("#sources", "Sources"),
        ("#method", "How it was read"),
    )
    items = "".join(f'<li><a href="{target}">{name}</a></li>' for target, name in links)
    made = f" Made on {shown(about.made_on)}." if about.made_on else ""
    note = f'<p class="note">{shown(about.note)}</p>' if about.note else ""
    holds = "everything" if about.complete else f"what filters show ({about.selection})"
    return (
        f"<h1>What the reports say</h1><p>{counts}</p>"
        f'<p class="quiet">Holds {shown(holds)}.{made} Check every row against its sentence and its source '
        f'before you quote it.</p>{note}<nav aria-label="Contents"><ul>{items}</ul></nav>\n'
    )


def _map(contents: Contents) -> Iterator[str]:
    yield '<h2 id="map">Map</h2>'
    if not contents.places:
        yield "<p>No place in these reports could be put on a map.</p>\n"
        return
    markers = contents.markers()
    used = {marker.kind for marker in markers}
    key = [_key(f"kind-{kind}", kind) for kind in _KINDS if kind in used]
    key += [_key("ring", "casualties reported")] * any(marker.casualties for marker in markers)
    key += [_key("kind-settlement unsure", "not sure which place")] * any(m.uncertain for m in markers)
    yield (
        f'<figure><div class="scroll">{svg(markers, contents.anchors)}</div><ul class="key">{"".join(key)}</ul>'
        f"<figcaption>Each marker leads to its place in the list; its size is the number of mentions. "
        f"{shown(ATTRIBUTION)}. {shown(DISCLAIMER)}</figcaption></figure>\n"
    )


def _key(look: str, words: str) -> str:
    circle = f'<circle class="{look}" cx="8" cy="8" r="5.5"/>'
    return f'<li><svg viewBox="0 0 16 16" aria-hidden="true">{circle}</svg>{shown(words)}</li>'


def _sections(contents: Contents) -> Iterator[str]:
    yield '<h2 id="claims">Claims of casualties</h2>'
    yield (
        "<p>Claims about one event stand side by side and are never added up, since reports repeat one "
        "another. What several outlets print of one copy is one claim.</p>\n"
    )
    yield from claim_groups(contents)
    yield from other_claims(contents)
    yield f'<h2 id="places">Places ({len(contents.places)})</h2>'
    yield from place_table(contents)
    yield from unplaced(contents)
    yield f'<h2 id="statements">Statements ({len(contents.statements)})</h2>'
    for speaker, rows in groupby(contents.by_speaker(), key=lambda row: row.speaker):
        yield from statements_by_speaker(contents, speaker, list(rows))
    yield f'<h2 id="sources">Sources ({len(contents.entries)})</h2>'
    yield from sources(contents)


def _method(contents: Contents) -> str:
    made_by = {entry.made_by for entry in contents.entries if entry.made_by}
    readers = "".join(
        f"<p>Read by Dateline {shown(m.dateline)}, language model {shown(m.model)}, word lists "
        f"{shown(m.lexicons)}, gazetteer {shown(m.gazetteer)}.</p>"
        for m in sorted(made_by, key=str)
    )
    return (
        '<h2 id="method">How it was read</h2><p>Places, statements and casualty mentions were read out of the '
        "reports by rules and a language model, without a person, unless a row says that it was corrected or "
        "checked. They can be wrong or missing. Confidence is that of the place or the speaker, from 0 to 1. "
        "Offsets count characters of the report’s text.</p>"
        f"{readers}\n"
    )
