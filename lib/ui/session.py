"""What one visitor has before them: their workspace, what they ask of it, what is open, what to tell them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

import streamlit as st

from lib.errors import SearchError
from lib.explorer import Explorer
from lib.filters import FACETS, Facet, FacetValue, Filters, View
from lib.query import parse
from lib.records import Analysis, Article
from lib.tables import CasualtyRow, PlaceSummary, StatementRow, place_summaries
from lib.workspace import Workspace, sample

ListName = Literal["statements", "casualties", "places", "reports"]
LISTS: tuple[ListName, ...] = ("statements", "casualties", "places", "reports")
PlaceList = Literal["placed", "review", "unplaced", "metonyms"]
Result = TypeVar("Result")


@dataclass
class Session:
    """The state of one visitor's page; nothing in it is shared with another visitor.

    Attributes:
        showing_sample: Whether the workspace holds the sample, which the first added report replaces.
        search_error: What is wrong with what is in the search box; empty when it was understood.
        page: Of the open list, from 1.
        opened: Key of the record, or id of the article, in the reader; ``None`` for the first in the list.
        centred: Id of the place that the map is centred on, or ``None`` to fit all.
        search_reset: Whether the search box is to be emptied before it is drawn again.
        on_the_map: Ids of the places that the map shows.
        dialog: A dialog to be drawn at the end of this run, and the id of the article it is about.
        messages: In Markdown, to be shown above the panels until they are closed.
        map_turn: Grows when the map must forget what was picked on it.
    """

    workspace: Workspace = field(default_factory=Workspace)
    showing_sample: bool = False
    filters: Filters = field(default_factory=Filters)
    search_error: str = ""
    search_reset: bool = False
    list_name: ListName = "statements"
    place_list: PlaceList = "placed"
    page: int = 1
    opened: str | None = None
    centred: str | None = None
    on_the_map: frozenset[str] = frozenset()
    map_turn: int = 0
    dialog: tuple[Literal["date", "remove", "remove all"], str] | None = None
    messages: list[str] = field(default_factory=list)
    _memory: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def remember(self, name: str, key: Any, make: Callable[[], Result]) -> Result:
        """What ``make`` returned the last time, when that was under the same key."""
        if name not in self._memory or self._memory[name][0] != key:
            self._memory[name] = (key, make())
        result: Result = self._memory[name][1]
        return result

    @property
    def explorer(self) -> Explorer:
        """Answers filters over the workspace as it is now."""
        return self.workspace.derived("explorer", lambda: Explorer(self.workspace))

    def view(self) -> View:
        """What the lists show."""
        return self.remember(
            "view", (self.workspace.version, self.filters), lambda: self.explorer.view(self.filters)
        )

    def map_view(self) -> View:
        """What the map shows: the same without what was picked on the map."""
        filters = replace(self.filters, on_map=())
        return self.remember(
            "map view", (self.workspace.version, filters), lambda: self.explorer.view(filters)
        )

    def everything(self) -> View:
        """What there is without any filter."""
        return self.remember("everything", self.workspace.version, lambda: self.explorer.view(Filters()))

    def places(self) -> list[PlaceSummary]:
        """The places in the lists, the most mentioned first."""
        return self.remember(
            "places", (self.workspace.version, self.filters), lambda: _summaries(self.view())
        )

    def map_places(self) -> list[PlaceSummary]:
        """The places on the map, the most mentioned first."""
        filters = replace(self.filters, on_map=())
        return self.remember(
            "map places", (self.workspace.version, filters), lambda: _summaries(self.map_view())
        )

    def all_places(self) -> list[PlaceSummary]:
        """The places there are without any filter."""
        return self.remember("all places", self.workspace.version, lambda: _summaries(self.everything()))

    def facets(self) -> dict[Facet, list[FacetValue]]:
        """The values to filter by, with their counts."""
        return self.remember(
            "facets", (self.workspace.version, self.filters), lambda: self.explorer.facets(self.filters)
        )

    def show_sample(self) -> None:
        """Put the sample reports into the workspace, in the place of all that is there.

        Raises:
            DataError: when the sample is missing or damaged.
        """
        analyses = _sample()
        self.workspace.clear()
        self.workspace.add(analyses)
        self.showing_sample = True
        self._start_over()
        self.messages.clear()

    def add(self, analyses: Iterable[Analysis]) -> None:
        """Add reports, after putting the sample away if it is still there."""
        if self.showing_sample:
            self.workspace.clear()
            self.showing_sample = False
            self.tell("The sample reports were put away. Remove all reports to see them again.")
        self.workspace.add(analyses)
        self._start_over()
        view = self.everything()
        self.list_name = "statements" if view.statements else "casualties" if view.casualties else "reports"

    def remove(self, *article_ids: str) -> None:
        """Remove reports."""
        self.workspace.remove(article_ids)
        self.showing_sample = self.showing_sample and len(self.workspace) > 0
        if not all(self.explorer.knows("place", id) for id in self.filters.on_map):
            self.clear_map()
        self.ask(self._still_there(self.filters))
        if self.opened and self.article_of(self.opened) is None:
            self.opened = None

    def ask_to_remove_all(self) -> None:
        """Open the dialog that removes all reports."""
        self.dialog = ("remove all", "")

    def ask(self, filters: Filters) -> None:
        """Filter by these from now on."""
        self.filters = filters
        self.page = 1

    def search(self, query: str) -> None:
        """Search from now on, or keep the last good search and say what is wrong with this one."""
        try:
            parse(query)
        except SearchError as error:
            self.search_error = str(error)
            return
        self.search_error = ""
        if query != self.filters.query:
            self.ask(replace(self.filters, query=query))

    def clear_search(self) -> None:
        """Take the search off and empty its box."""
        self.search_error = ""
        self.search_reset = True
        self.ask(replace(self.filters, query=""))

    def clear_filters(self) -> None:
        """Take off the search and every filter."""
        if self.filters.on_map:
            self.map_turn += 1
        self.clear_search()
        self.ask(Filters())

    def pick_on_map(self, place_ids: Iterable[str]) -> None:
        """Show in the lists only what is about these places; all when there are none."""
        self.ask(replace(self.filters, on_map=tuple(place_ids)))

    def clear_map(self) -> None:
        """Take off what was picked on the map, there too."""
        self.map_turn += 1
        self.ask(replace(self.filters, on_map=()))

    def show_on_map(self, place_id: str) -> None:
        """Centre the map on a place."""
        self.centred = place_id

    def show_all_on_map(self) -> None:
        """Let the map show all its places again."""
        self.centred = None

    def place_of(self, key: str) -> str | None:
        """The id of the first place that a record is about, or ``None``."""
        everything = self.everything()
        rows: list[StatementRow | CasualtyRow] = [*everything.statements, *everything.casualties]
        if row := next((row for row in rows if row.key == key), None):
            return row.places[0].id if row.places else None
        mention = next((row.mention for row in everything.mentions if row.key == key), None)
        return mention.place.id if mention and mention.place and mention.role == "literal" else None

    def article_of(self, key: str) -> Analysis | None:
        """The report that a record's key, or an article's id, belongs to."""
        return self.workspace.get(key) or self.workspace.get(key.rpartition(":")[0])

    def twin(self, article: Article) -> Article | None:
        """The visitor's own report with the same id or the same text, or ``None``."""
        if self.showing_sample:
            return None
        articles = (analysis.article for analysis in self.workspace)
        return next((a for a in articles if a.id == article.id or a.text == article.text), None)

    def tell(self, message: str) -> None:
        """Show a message (Markdown: see ``text.plain``) above the panels until it is closed."""
        if message not in self.messages:
            self.messages.append(message)

    def close(self, message: str) -> None:
        """Take a message off."""
        self.messages = [other for other in self.messages if other != message]

    def _start_over(self) -> None:
        self.ask(Filters())
        self.search_error = ""
        self.opened = self.centred = None
        self.search_reset = True

    def _still_there(self, filters: Filters) -> Filters:
        """The filters without the values that no report has any more."""
        kept: dict[str, Any] = {
            facet: tuple(v for v in filters.values(facet) if self.explorer.knows(facet, v))
            for facet in FACETS
        }
        return replace(filters, **kept)


def current() -> Session:
    """The session of the visitor whose page is being drawn; a new one begins with the sample.

    Raises:
        DataError: when the sample or the gazetteer is missing or damaged.
    """
    session = st.session_state.get("session")
    if not isinstance(session, Session):
        session = Session()
        session.show_sample()
        session.search_reset = False
        st.session_state["session"] = session
    return session


def _summaries(view: View) -> list[PlaceSummary]:
    return place_summaries(view.mentions, view.statements, view.casualties)


@st.cache_resource(show_spinner=False)
def _sample() -> list[Analysis]:
    """The sample, read once a process; its records are frozen, so visitors can share them."""
    return sample()
