"""The parts of the HTML report: claims side by side, places, statements by speaker, sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from lib.amounts import count_words, figure_words
from lib.citations import day_in_words, one_line, reference
from lib.claims import Claim
from lib.exports.contents import Contents
from lib.exports.text import shown
from lib.plurals import plural
from lib.records import Article, CasualtyMention, PlaceMention, Statement
from lib.tables import UNCERTAIN_BELOW, CasualtyRow, StatementRow, country_name, occasion_words
from lib.tolls import ClaimGroup, days_in_words, range_in_words

_CLAIM_HEAD = ("Figure", "Who claims it", "Sentence", "Source")


def claim_groups(contents: Contents) -> Iterator[str]:
    """The claims that are compared: a table for each group with several, one for all that stand alone."""
    together = [group for group in contents.groups if len(group.claims) > 1]
    for group in together:
        yield f"<h3>{shown(_event(group))}</h3>{_range(group)}"
        yield from _table(_CLAIM_HEAD, (_claim(contents, claim) for claim in group.claims))
        yield from _changes(group)
    alone = [group for group in contents.groups if len(group.claims) == 1 and group.doubt is None]
    if alone:
        yield f"<h3>Events with one claim ({len(alone)})</h3>"
        rows = ((_words(_event(group)), *_claim(contents, group.claims[0])) for group in alone)
        yield from _table(("Event", *_CLAIM_HEAD), rows)
    unsure = [group for group in contents.groups if len(group.claims) == 1 and group.doubt is not None]
    if unsure:
        yield f"<h3>Claims of which place or day is not known ({len(unsure)})</h3>"
        rows = ((*_claim(contents, group.claims[0]), _words(group.doubt)) for group in unsure)
        yield from _table((*_CLAIM_HEAD, "Why it stands alone"), rows)
    if not contents.groups:
        yield "<p>No casualty mention was found.</p>\n"


def other_claims(contents: Contents) -> Iterator[str]:
    """Casualty mentions that are parts of another figure, or only feared."""
    rows = contents.other_claims()
    if rows:
        yield f"<h3>Parts of other figures, and what is only feared ({len(rows)})</h3>"
        yield from _table(_CLAIM_HEAD, (_claim_cells(contents, row) for row in rows))


def place_table(contents: Contents) -> Iterator[str]:
    """The places with where they are, how often they are named and how sure the reading is."""
    head = ("Place", "Kind", "Country", "Latitude, longitude", "Mentions", "Claims", "Confidence", "Why")
    yield '<div class="scroll"><table><thead><tr>' + "".join(f"<th>{name}</th>" for name in head)
    yield "</tr></thead><tbody>\n"
    for summary in contents.places:
        place = summary.place
        surest = max(summary.mentions, key=lambda row: row.mention.confidence).mention
        unsure = ' <span class="tag warn">unsure</span>' if summary.uncertain else ""
        country = country_name(place.country_code) if place.country_code else ""
        cells = (
            f"<td>{shown(place.name)}{unsure}{_hand(surest)}</td>",
            _words(place.kind),
            _words(country),
            f'<td class="number">{place.latitude:.4f}, {place.longitude:.4f}</td>',
            f'<td class="number">{len(summary.mentions)}</td>',
            f'<td class="number">{len(summary.casualties)}</td>',
            f'<td class="number">{summary.confidence:.2f}</td>',
            f'<td class="words">{shown(surest.reason)}</td>',
        )
        yield f'<tr id="{contents.anchors[place.id]}">{"".join(cells)}</tr>\n'
    yield "</tbody></table></div>\n"


def unplaced(contents: Contents) -> Iterator[str]:
    """The names that no place was found for, each with its sentence."""
    rows = contents.unplaced()
    if rows:
        yield f"<h3>Names without a place ({len(rows)})</h3>"
        yield from _table(
            ("Name", "Sentence", "Why", "Source"),
            (
                (
                    _words(row.mention.text),
                    f'<td class="words">{_marked(row.sentence, row.mention.text)}</td>',
                    _words(row.mention.reason),
                    f"<td>{_source(contents, row.article, row.key)}</td>",
                )
                for row in rows
            ),
        )


def statements_by_speaker(contents: Contents, speaker: str, rows: Sequence[StatementRow]) -> Iterator[str]:
    """What one speaker says, in the order of the reports."""
    yield f"<h3>{shown(speaker)} ({len(rows)})</h3>\n"
    for row in rows:
        statement = row.statement
        tags: list[str] = [statement.kind]
        tags += [statement.act] * (statement.act != "says")
        by = statement.speaker
        unsure = (
            ' <span class="tag warn">speaker unsure</span>' if by and by.confidence < UNCERTAIN_BELOW else ""
        )
        via = f" Passed on by {shown(by.via)}." if by and by.via else ""
        occasion = occasion_words(statement.occasion)
        said = f" Said {shown(occasion)}." if occasion else ""
        tagged = " ".join(f'<span class="tag">{shown(tag)}</span>' for tag in tags)
        yield (
            f"<blockquote><p>{shown(statement.text)}</p>"
            f'<p class="quiet">{tagged}{unsure}{_hand(statement)} {_places(contents, row)}{via}{said} '
            f"{_source(contents, row.article, row.key)}, characters {statement.start}–{statement.end}</p>"
            "</blockquote>\n"
        )


def sources(contents: Contents) -> Iterator[str]:
    """The reports as a numbered list, with their address, their copies and what is to be known of them."""
    yield '<ol class="sources">\n'
    for entry in contents.entries:
        analysis, article = entry.analysis, entry.analysis.article
        lines = [*article.notes, *analysis.notices]
        copies = contents.copies(article)
        if copies:
            lines.append(f"The same copy as {_numbers(copies)}; what it repeats is listed once.")
        if analysis.rejected:
            lines.append(f"{plural(len(analysis.rejected), 'reading')} of it rejected by hand.")
        notes = "".join(f'<br><span class="quiet">{shown(line)}</span>' for line in lines)
        yield f'<li id="source-{contents.number(article)}">{_reference(article)}{notes}</li>\n'
    yield "</ol>\n"


def _event(group: ClaimGroup) -> str:
    where = group.place.name if group.place else "place not known"
    several = group.doubt and len(group.claims) > 1
    scope = (
        "running total" if group.scope == "cumulative" else "one event or several" if several else "one event"
    )
    return " · ".join(part for part in (where, days_in_words(group), group.outcome, scope) if part)


def _range(group: ClaimGroup) -> str:
    if len(group.claims) < 2 or group.range == (None, None):
        return ""
    span = f', <span class="range">{range_in_words(group.claims)}</span>' if group.in_common else ""
    doubt = f" {shown(group.doubt)}" if group.doubt else ""
    return f"<p>{len(group.claims)} claims{span}.{doubt}</p>"


def _changes(group: ClaimGroup) -> Iterator[str]:
    for change in group.changes:
        before, after = (count_words(claim.mention) for claim in (change.before, change.after))
        if (None, None) not in (change.before.figure, change.after.figure):
            yield f"<p>{shown(change.claimant)} changed it from {shown(before)} to {shown(after)}.</p>\n"


def _claim(contents: Contents, claim: Claim) -> tuple[str, ...]:
    return _claim_cells(contents, contents.row_of(claim.article_id, claim.index))


def _claim_cells(contents: Contents, row: CasualtyRow) -> tuple[str, ...]:
    casualty = row.casualty
    figure = figure_words(casualty)
    tags: list[str] = [casualty.outcome]
    tags += [casualty.polarity] * (casualty.polarity != "asserted")
    tags += ["running total"] * (casualty.scope == "cumulative")
    tags += ["part of another figure"] * (casualty.subset_of is not None)
    tagged = " ".join(f'<span class="tag">{shown(tag)}</span>' for tag in tags)
    return (
        f'<td class="figure">{shown(figure)}<br>{tagged}{_hand(casualty)}</td>',
        _words(casualty.source.name if casualty.source else "the report itself"),
        f'<td class="words">{_marked(row.sentence, casualty.text)} {_places(contents, row)}</td>',
        f"<td>{_source(contents, row.article, row.key)}, characters {casualty.start}–{casualty.end}</td>",
    )


def _table(head: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    names = "".join(f"<th>{name}</th>" for name in head)
    yield f'<div class="scroll"><table><thead><tr>{names}</tr></thead><tbody>\n'
    for cells in rows:
        yield f"<tr>{''.join(cells)}</tr>\n"
    yield "</tbody></table></div>\n"


def _words(text: str | None) -> str:
    return f"<td>{shown(text or '')}</td>"


def _marked(sentence: str, words: str) -> str:
    """The sentence with the words marked, where it is plain which of its words they are."""
    sentence, words = one_line(sentence), one_line(words)
    if sentence.count(words) != 1:
        return escape(sentence)
    before, _, after = sentence.partition(words)
    return f"{escape(before)}<mark>{escape(words)}</mark>{escape(after)}"


def _places(contents: Contents, row: StatementRow | CasualtyRow) -> str:
    anchors = ((contents.anchors.get(place.id), shown(place.name)) for place in row.places)
    return ", ".join(f'<a href="#{anchor}">{name}</a>' if anchor else name for anchor, name in anchors)


def _source(contents: Contents, article: Article, key: str) -> str:
    """The report of a row, by outlet and day, with its number and those of the others that print the row."""
    number = contents.number(article)
    name = ", ".join(part for part in (article.source, day_in_words(article.published)) if part)
    also = contents.also_in.get(key)
    others = f" (also {_numbers(also)})" if also else ""
    return f'{shown(name)} <a href="#source-{number}">[{number}]</a>{shown(others)}'


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(f"[{number}]" for number in numbers)


def _reference(article: Article) -> str:
    """The report as a citation, its address a link where that is one of the web."""
    words = shown(reference(article))
    url = article.url or ""
    if _is_web(url):
        address = shown(url)
        return words.replace(address, f'<a href="{address}" rel="noreferrer noopener">{address}</a>', 1)
    return words


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def _hand(record: PlaceMention | Statement | CasualtyMention) -> str:
    """What persons did to a record, as tags."""
    tags = [f"corrected: {', '.join(a.field for a in record.corrected)}"] if record.corrected else []
    tags += ["checked"] * record.checked
    return "".join(f' <span class="tag">{shown(tag)}</span>' for tag in tags)
