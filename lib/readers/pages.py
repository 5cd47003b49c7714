"""Web pages: the report on a page with its metadata, the rest of the page's article marked as furniture.

trafilatura tells the main text from the rest. What stands between its parts (links to other stories,
sign-ups, bylines) is kept and marked; menus, footers and scripts around them are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from lib.documents import clean, make_article
from lib.errors import ReportError
from lib.readers import encoding, metadata
from lib.readers.blocks import Block, BlockKind, block_of, join
from lib.readers.items import Problem, Reading, Source
from lib.readers.texts import title_of
from lib.records import Article, Stretch

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CAPTIONS = frozenset({"figcaption", "caption"})
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "menu", "dialog"})
_SKIPPED = frozenset({
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas",
    "audio", "video", "map", "button", "select", "option", "textarea", "input", "datalist",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "meter", "q", "ruby", "rt", "rp", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_LONG_ENOUGH = 30
"""Characters from which a paragraph may also be a part of one of trafilatura's paragraphs."""
_SEARCHES = 2_000
"""Paragraphs that are looked for within those of trafilatura, so that no page takes endless time."""
_ABOVE = 30
"""Blocks above the main text among which the page's own heading is looked for."""
_DATE_NAMES = ("article:published_time", "og:published_time", "datepublished", "pubdate", "publishdate",
               "parsely-pub-date", "sailthru.date", "dc.date.issued", "dcterms.issued", "dc.date")  # fmt: skip
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class _Given:
    """What a page says of itself in fields made for it."""

    published: str | None
    outlet: str | None
    language: str | None


def read_page(source: Source, reading: Reading) -> Iterator[Article | Problem]:
    """Read a web page as one report.

    Raises:
        ReportError: when there is no text on it.
    """
    content, guessed_encoding = encoding.decode(source.read(reading.limits.page))
    yield article_of(content, source, notes=encoding.note(guessed_encoding))


def article_of(content: str, source: Source, notes: Sequence[str] = ()) -> Article:
    """The report on a page, given as HTML.

    Raises:
        ReportError: when there is no text on it.
    """
    # Slow to import, and only web pages need it.
    from trafilatura.core import bare_extraction

    content = _XML_DECLARATION.sub("", clean(content), count=1)
    root = _parse(content)
    found: Any = bare_extraction(
        content,
        url=source.url,
        with_metadata=True,
        include_comments=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    blocks = list(_blocks(root))
    blocks = [_without_byline(block, found.author if found else None) for block in blocks]
    report = _report(blocks, found.text or "" if found else "")
    if report is None:
        report = [block for block in blocks if block.kind != "furniture"]
        notes = (*notes, "The report could not be told from the rest of its page: all the text is read.")
    text, stretches = join(report)
    given = _given(root)
    address = source.url or (found.url if found else None)
    title = (found.title if found else None) or title_of(source.name)
    guessed_date = (found.date if found else None) or metadata.guess_date(text, name=source.name, url=address)
    return make_article(
        text,
        title=title,
        source=given.outlet or (found.sitename if found else None),
        url=address if address and address.startswith(("http://", "https://")) else None,
        author=found.author if found else None,
        language=given.language,
        published=given.published or guessed_date,
        guessed=[
            *([] if given.published else ["published"]),
            *([] if given.outlet else ["source"]),
            *([] if found and found.title else ["title"]),
        ],
        notes=notes,
        stretches=stretches,
    )


def blocks_of(content: str) -> tuple[str, tuple[Stretch, ...]]:
    """The text of a piece of HTML that is all report (of a feed, an e-mail), and what is set apart in it."""
    if not content.strip():
        return "", ()
    return join(_blocks(_parse(_XML_DECLARATION.sub("", clean(content), count=1))))


def _parse(content: str) -> Any:
    # Slow to import, and only documents with markup need it.
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        root = etree.fromstring(content.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise ReportError("There is no text on this page. Open it, and save it again.") from error
    if root is None:
        raise ReportError("There is no text on this page. Open it, and save it again.")
    if any("depth" in entry.message for entry in parser.error_log):
        raise ReportError("Its markup is nested too deeply to be read. Save the report's text as .txt.")
    return root


def _blocks(root: Any) -> Iterator[Block]:
    """The paragraphs of a page in order, scripts and what is hidden left out."""
    words: list[str] = []
    kinds: list[BlockKind] = ["prose"]
    element, entering = root, True
    while element is not None:
        name = element.tag if isinstance(element.tag, str) else ""
        skipped = entering and _is_skipped(element, name)
        if name not in _INLINE and not (words and name in ("td", "th")):
            yield from _flush(words, kinds[-1])
        if entering and not skipped:
            kinds.append(_kind(name, kinds[-1]))
            words.append(element.text or "")
            if len(element):
                element = element[0]
                continue
        if not skipped:
            if name in ("td", "th"):
                words.append(" | ")
            elif name not in _INLINE:
                yield from _flush(words, kinds[-1])
            kinds.pop()
        if element is root:
            return
        words.append(element.tail or "")
        following = element.getnext()
        element, entering = (element.getparent(), False) if following is None else (following, True)


def _is_skipped(element: Any, name: str) -> bool:
    return (
        name in _SKIPPED
        or not name
        or element.get("hidden") is not None
        or _HIDDEN_STYLE.search(element.get("style") or "") is not None
    )


def _kind(name: str, around: BlockKind) -> BlockKind:
    if around == "furniture" or name in _FURNITURE:
        return "furniture"
    if name in _HEADINGS:
        return "heading"
    return "caption" if name in _CAPTIONS else around


def _flush(words: list[str], kind: BlockKind) -> Iterator[Block]:
    text = "".join(words).strip(" |\n\t")
    words.clear()
    if block := block_of(text, kind):
        yield block


def _report(blocks: Sequence[Block], main: str) -> list[Block] | None:
    """The blocks of the report: from the page's heading to the end of the main text, the rest marked."""
    lines = {_bare(line) for line in main.split("\n")} - {""}
    whole = "\n".join(lines)
    searches = _SEARCHES
    belongs = []
    for block in blocks:
        bare = _bare(block.text)
        mine = bare in lines
        if not mine and len(bare) >= _LONG_ENOUGH and searches:
            searches -= 1
            mine = bare in whole
        belongs.append(mine)
    if True not in belongs:
        return None
    first = belongs.index(True)
    last = len(belongs) - 1 - belongs[::-1].index(True)
    above = next(
        (
            n
            for n in range(first, max(first - _ABOVE, -1), -1)
            if blocks[n].kind == "heading" and _before_article(blocks, n, first)
        ),
        first,
    )
    return [
        block if mine or block.kind == "caption" or number == above else Block(block.text, "furniture")
        for number, (block, mine) in enumerate(
            zip(blocks[above : last + 1], belongs[above : last + 1], strict=True), start=above
        )
    ]


def _without_byline(block: Block, author: str | None) -> Block:
    """The block, as furniture when it is a line with nothing but the author's name or a date."""
    words = block.text.casefold()
    byline = author is not None and words in (author.casefold(), f"by {author.casefold()}")
    return Block(block.text, "furniture") if byline or metadata.date_line(block.text) else block


def _before_article(blocks: Sequence[Block], heading: int, first: int) -> bool:
    """Whether nothing but short lines stands between a heading and the main text's first paragraph."""
    return all(len(block.text) < 300 for block in blocks[heading + 1 : first])


def _bare(line: str) -> str:
    """A line without the marks of lists and tables that trafilatura adds."""
    return " ".join(line.replace("|", " ").split()).removeprefix("- ")


def _given(root: Any) -> _Given:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        if name and meta.get("content"):
            metas.setdefault(name, meta.get("content").strip())
    linked = list(_linked_data(root))
    dates = [
        *(str(item["datePublished"]) for item in linked if item.get("datePublished")),
        *(metas[name] for name in _DATE_NAMES if name in metas),
    ]
    publishers = (item.get("publisher") for item in linked)
    outlets = [
        metas.get("og:site_name"),
        *(p.get("name") for p in publishers if isinstance(p, dict) and isinstance(p.get("name"), str)),
    ]
    return _Given(
        published=next((found for value in dates if (found := metadata.stamp(value))), None),
        outlet=next((outlet for outlet in outlets if outlet and outlet.strip()), None),
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"),
    )


def _linked_data(root: Any) -> Iterator[dict[str, Any]]:
    """The objects of a page's JSON-LD, outermost first."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            waiting = [(json.loads(script.text or ""), 0)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value, depth = waiting.pop(0)
            if isinstance(value, dict):
                yield value
            inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
            if depth < _DEEPEST:
                waiting.extend((item, depth + 1) for item in inner if isinstance(item, dict | list))
