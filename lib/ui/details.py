"""The dialogs that put right what is known about reports: title, outlet, author, date, address; one or many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from lib import documents, provenance
from lib.citations import title_of
from lib.errors import DatelineError
from lib.records import Analysis, Article
from lib.storage.interface import Kept
from lib.ui import model
from lib.ui.session import Session
from lib.ui.text import plain, plural

FIELDS = {
    "title": "Title",
    "source": "Outlet",
    "author": "Author",
    "published": "Published",
    "url": "Address",
}
"""Attribute of an article that a person can put right -> what it is called."""
MOST_TOGETHER = 1_000
"""So many reports can be put right together."""
_TOGETHER = 20
"""Reports that are kept together while many are read again."""


def draw_one(session: Session, analysis: Analysis) -> None:
    """Ask for the details of a report, what was guessed marked as such, and keep them."""
    article = analysis.article
    st.caption("What is marked as guessed counts as checked once it is saved.")
    values: dict[str, str] = {}
    for name, limit in (("title", 300), ("source", 200), ("author", 200)):
        values[name] = st.text_input(
            _label(article, name),
            getattr(article, name) or "",
            key=f"detail_{name}_{article.id}",
            max_chars=limit,
        )
    left, right = st.columns(2)
    known = date.fromisoformat(article.published[:10]) if article.published else None
    day = left.date_input(
        _label(article, "published", "Published on"),
        value=known,
        key=f"date_of_{article.id}",
        min_value=date(1, 1, 1),
        max_value=max(date.today(), known or date.min),
        format="YYYY-MM-DD",
    )
    hour = right.text_input(
        "Time and zone (optional)",
        article.published[11:] if article.published else "",
        key=f"time_of_{article.id}",
        max_chars=30,
        placeholder="21:30+02:00",
    )
    values["published"] = (
        f"{day.isoformat()}T{hour.strip()}" if day and hour.strip() else day.isoformat() if day else ""
    )
    values["url"] = st.text_input(
        _label(article, "url"), article.url or "", key=f"detail_url_{article.id}", max_chars=2000
    )
    if article.language:
        guessed = ", as its words tell" if "language" in article.guessed else ""
        st.caption(f"Language: {plain(documents.language_name(article.language))}{guessed}.")
    checked = bool(article.notes) and st.checkbox(
        f"Checked: {plain(' '.join(article.notes))}", key=f"noted_{article.id}"
    )
    if st.button("Save", key="save_details", type="primary"):
        try:
            changed = with_details(article, values, confirmed=True)
            _keep(session, [replace(changed, notes=()) if checked else changed])
        except DatelineError as error:
            st.error(plain(str(error)))
            return
        st.rerun()


def draw_many(session: Session) -> None:
    """Ask for the details of all reports that the lists show, in a table, and keep what was changed."""
    number = len(session.view().reports)
    articles = [analysis.article for analysis in session.view().reports[:MOST_TOGETHER]]
    first = f"The first {len(articles):,} of {plural(number, 'report')}" if number > len(articles) else ""
    st.caption(
        f"{first or plural(number, 'report')}, as the lists show them. A report with another title or date is read "
        "again."
    )
    left, right = st.columns(2)
    outlet = left.text_input(
        "Outlet of all of them (empty: as in the table)", key="many_source", max_chars=200
    )
    day = right.date_input(
        "Date of all of them (none: as in the table)",
        value=None,
        key="many_published",
        min_value=date(1, 1, 1),
        format="YYYY-MM-DD",
    )
    rows = st.data_editor(
        [
            {"Report": title_of(article)}
            | {label: getattr(article, name) or "" for name, label in FIELDS.items()}
            for article in articles
        ],
        key="many_rows",
        hide_index=True,
        height=320,
        num_rows="fixed",
        disabled=["Report"],
        column_config={
            "Published": st.column_config.TextColumn(
                help="Year-month-day, with time and zone if they matter"
            ),
            **{
                label: st.column_config.TextColumn(max_chars=2000)
                for label in FIELDS.values()
                if label != "Published"
            },
        },
    )
    if st.button("Save", key="save_many", type="primary", disabled=not articles):
        for_all = {"source": outlet.strip(), "published": day.isoformat() if day else ""}
        try:
            _keep(session, list(_changed(articles, rows, {name: v for name, v in for_all.items() if v})))
        except DatelineError as error:
            st.error(plain(str(error)))
            return
        st.rerun()


def with_details(article: Article, values: Mapping[str, str], *, confirmed: bool = False) -> Article:
    """The article with these details; an empty one is unknown from then on.

    What is given is no guess any more where it differs, and everywhere when it was ``confirmed``.

    Raises:
        ReportError: when the date is none.
    """
    new: dict[str, Any] = {name: " ".join(value.split()) or None for name, value in values.items()}
    if "published" in new:
        new["published"] = documents.iso_date(new["published"])
    sure = {name for name in new if confirmed or new[name] != getattr(article, name)}
    return replace(article, guessed=tuple(name for name in article.guessed if name not in sure), **new)


def _label(article: Article, name: str, label: str = "") -> str:
    return (label or FIELDS[name]) + (" (guessed)" if name in article.guessed else "")


def _changed(
    articles: Sequence[Article], rows: Iterable[Mapping[str, Any]], for_all: Mapping[str, str]
) -> Iterator[Article]:
    """The articles that the table, or what is given for all, changes."""
    for article, row in zip(articles, rows, strict=True):
        values = {name: str(row[label] or "") for name, label in FIELDS.items()} | dict(for_all)
        try:
            changed = with_details(article, values)
        except DatelineError as error:
            raise type(error)(f"{title_of(article)}: {error}") from error
        if changed != article:
            yield changed


def _keep(session: Session, articles: Sequence[Article]) -> None:
    """Keep articles with other details than before, and read again those in which that may change something.

    Raises:
        DatelineError: when one cannot be read or kept; those before it are kept.
    """
    before = {
        one.analysis.article.id: one for one in session.workspace.kept([article.id for article in articles])
    }
    again = [a for a in articles if a.id in before and _reads_differently(before[a.id].analysis.article, a)]
    rest = [a for a in articles if a.id in before and a not in again]
    session.workspace.put(_relabelled(before[article.id], article) for article in rest)
    if not again:
        return
    bar = st.progress(0.0, "Reading again…")
    for start in range(0, len(again), _TOGETHER):
        read = []
        for number, article in enumerate(again[start : start + _TOGETHER], start=start):
            bar.progress(number / len(again), f"Reading {number + 1:,} of {len(again):,} again")
            read.append(model.read(article))
        session.workspace.add(read, provenance.current())


def _reads_differently(before: Article, after: Article) -> bool:
    """Whether the places and days of a report may be others under its new details."""
    return documents.is_english(after) and (before.title, before.published) != (after.title, after.published)


def _relabelled(kept: Kept, article: Article) -> Kept:
    analysis = replace(kept.analysis, article=article, notices=documents.notices(article))
    return replace(kept, analysis=analysis)
