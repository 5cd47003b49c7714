"""What one visitor has before them: their workspace, what they ask of it, what is open, what to tell them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeVar

import streamlit as st

from lib import provenance
from lib.corrections import Correction, Extent, affected
from lib.errors import SearchError
from lib.explorer import Beside, Explorer, Unsettled
from lib.filters import FACETS, Facet, FacetValue, Filters, View
from lib.found import Found
from lib.matches import asks_for_places
from lib.query import Term, parse
from lib.records import Analysis, Article
from lib.summaries import PlaceInView
from lib.tables import CasualtyRow, PlaceRow, StatementRow
from lib.ui import opening
from lib.ui.components.facets import LONGEST
from lib.ui.looks import MapLooks
from lib.workspace import Workspace, sample

ListName = Literal["statements", "casualties", "places", "reports"]
LISTS: tuple[ListName, ...] = ("statements", "casualties", "places", "reports")
PlaceList = Literal["placed", "review", "unplaced", "metonyms"]
PLACE_LISTS: tuple[PlaceList, ...] = ("placed", "review", "unplaced", "metonyms")
Stage = Literal["map", "claims", "time", "speakers"]
STAGES: tuple[Stage, ...] = ("map", "claims", "time", "speakers")
Result = TypeVar("Result")


@dataclass(eq=False)
class Session:
    """The state of one visitor's page; nothing in it is shared with another visitor.

    Attributes:
        showing_sample: Whether the workspace holds the sample, which the first added report replaces.
        search_error: What is wrong with what is in the search box; empty when it was understood.
        page: Of the open list, from 1.
        page_turn: Grows when the page was set by something else than the choice of a page.
        opened: Key of the record, or id of the article, in the reader; ``None`` for the first in the list.
        turn: Grows when the opened record is to be brought into view.
        stage: What stands in the middle of the page.
        claims_of: Id of the place whose claims are compared, or ``None`` for the one with the most.
        who: The speaker whose page is open, or ``None`` for the list of speakers.
        as_table: Whether lists are tables, not cards.
        sort: The order of each list, where it was changed.
        map_looks: How markers of the map are drawn, and whether tiles come from the network.
        picture_only: Whether the visitor's browser cannot draw the map and is shown a picture of it.
        centred: Id of the place that the map is centred on, or ``None`` to fit all.
        search_reset: Whether the search box is to be emptied before it is drawn again.
        on_the_map: Ids of the places that the map shows.
        dialog: A dialog to be drawn at the end of this run, and the id of the article it is about.
        messages: In Markdown, the newest last, to be shown above the panels until they are closed.
        all_notices: Whether all of them are shown, not the newest alone.
        told: How many messages there ever were.
        map_turn: Grows when the map must forget what was picked on it.
        map_view_turn: Grows when the map is to be moved to its places, or the one it is centred on, again.
    """

    workspace: Workspace = field(default_factory=Workspace)
    showing_sample: bool = False
    filters: Filters = field(default_factory=Filters)
    search_error: str = ""
    search_reset: bool = False
    list_name: ListName = "statements"
    place_list: PlaceList = "placed"
    page: int = 1
    page_turn: int = 0
    opened: str | None = None
    turn: int = 0
    stage: Stage = "map"
    claims_of: str | None = None
    who: str | None = None
    as_table: bool = False
    sort: dict[ListName, str] = field(default_factory=dict)
    map_looks: MapLooks = field(default_factory=MapLooks)
    picture_only: bool = False
    centred: str | None = None
    on_the_map: frozenset[str] = frozenset()
    map_turn: int = 0
    map_view_turn: int = 0
    dialog: tuple[Literal["date", "remove", "remove all", "edit all"], str] | None = None
    messages: list[str] = field(default_factory=list)
    all_notices: bool = False
    told: int = 0
    _told_as: dict[str, int] = field(default_factory=dict)
    _seen: int = -1
    _memory: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def remember(self, name: str, key: Any, make: Callable[[], Result]) -> Result:
        """What ``make`` returned the last time, when that was under the same key."""
        return _remembered(self._memory, name, key, make)

    def derive(self, name: str, key: Any, make: Callable[[], Result]) -> Result:
        """The same of what is computed from the workspace; it is forgotten when that changes."""
        return _remembered(self.workspace.notes(self), name, key, make)

    @property
    def explorer(self) -> Explorer:
        """Answers filters over the workspace as it is now."""
        return self.workspace.derived("explorer", lambda: Explorer(self.workspace))

    def view(self) -> View:
        """What the lists show."""
        return self.derive("view", self.filters, lambda: self.explorer.view(self.filters))

    def map_view(self) -> View:
        """What the map shows: the same without what was picked on the map."""
        if not self.filters.on_map:
            return self.view()
        filters = replace(self.filters, on_map=())
        return self.derive("map view", filters, lambda: self.explorer.view(filters))

    def everything(self) -> View:
        """What there is without any filter."""
        return self.workspace.derived("everything", lambda: self.explorer.view(Filters()))

    def unsettled(self) -> dict[Unsettled, Found[PlaceRow]]:
        """The place mentions in the lists that are off the map or to be reviewed."""
        return self.derive(
            "unsettled",
            self.filters,
            lambda: self.explorer.unsettled(self.filters),
        )

    def map_unsettled(self) -> dict[Unsettled, Found[PlaceRow]]:
        """The same without what was picked on the map."""
        if not self.filters.on_map:
            return self.unsettled()
        filters = replace(self.filters, on_map=())
        return self.derive("map unsettled", filters, lambda: self.explorer.unsettled(filters))

    def places(self) -> list[PlaceInView]:
        """The places in the lists, the most mentioned first."""
        return self.derive("places", self.filters, lambda: self.explorer.places(self.filters))

    def map_places(self) -> list[PlaceInView]:
        """The places on the map, the most mentioned first."""
        if not self.filters.on_map:
            return self.places()
        filters = replace(self.filters, on_map=())
        return self.derive("map places", filters, lambda: self.explorer.places(filters))

    def all_places(self) -> list[PlaceInView]:
        """The places there are without any filter."""
        return self.workspace.derived("all places", lambda: self.explorer.places(Filters()))

    def facets(self) -> dict[Facet, tuple[list[FacetValue], int]]:
        """The first values to filter by, with their counts, and how many more there are."""
        return self.derive(
            "facets",
            self.filters,
            lambda: self.explorer.leading_facets(self.filters, LONGEST),
        )

    def beside(self) -> Beside | None:
        """How much names no place and stands near one that is asked for; ``None`` when no place is."""
        return self.derive(
            "beside",
            replace(self.filters, placeless=""),
            lambda: self.explorer.without_place(self.filters),
        )

    def other_fields(self) -> dict[str, int]:
        """Searches with another field for a place that find more, and how many statements and claims."""
        return self.derive("other fields", self.filters, lambda: self.explorer.other_fields(self.filters))

    def terms(self) -> tuple[Term, ...]:
        """What to mark in the words of reports: what the search looks for."""
        return self.derive(
            "terms",
            self.filters.query,
            lambda: self.explorer.terms(self.filters.query),
        )

    def show_sample(self) -> None:
        """Put the sample reports into the workspace, in the place of all that is there.

        Raises:
            DataError: when the sample is missing or damaged.
        """
        analyses = _sample()
        self.workspace.clear()
        self.workspace.add(analyses, provenance.current())
        self.showing_sample = True
        self._start_over()
        self.messages.clear()

    def add(self, analyses: Iterable[Analysis]) -> None:
        """Add reports that were read just now, after putting the sample away if it is still there.

        Raises:
            WorkspaceError: when the workspace cannot keep them.
        """
        self.put_sample_away()
        self.workspace.add(analyses, provenance.current())
        self.show_all()

    def put_sample_away(self) -> None:
        """Remove the sample, if it is still there."""
        if self.showing_sample:
            self.workspace.clear()
            self.showing_sample = False
            self.tell("The sample reports were put away. Remove all reports to see them again.")

    def show_all(self) -> None:
        """Show all reports, in the first list that has something in it."""
        self._start_over()
        view = self.everything()
        self.list_name = "statements" if view.statements else "casualties" if view.casualties else "reports"

    def remove(self, *article_ids: str) -> None:
        """Remove reports."""
        self.workspace.remove(article_ids)
        self.showing_sample = self.showing_sample and len(self.workspace) > 0
        self.let_go()

    def catch_up(self) -> None:
        """Take over what other windows and processes did to the workspace since the page was last drawn.

        Raises:
            WorkspaceError: when its file cannot be read any more.
        """
        self.workspace.refresh()
        if self.workspace.version != self._seen:
            self._seen = self.workspace.version
            self.let_go()

    def let_go(self) -> None:
        """Take off the filters that no report meets any more, and close what is not there any more."""
        if not all(self.explorer.knows("place", id) for id in self.filters.on_map):
            self.clear_map()
        kept = self._still_there(self.filters)
        if kept != self.filters:
            self.ask(kept)
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
        """Search from now on, or keep the last good search and say what is wrong with this one.

        What names no place is shown no longer than a place is asked for.
        """
        try:
            parse(query)
        except SearchError as error:
            self.search_error = str(error)
        else:
            self.search_error = ""
            if query != self.filters.query:
                self.ask(replace(self.filters, query=query))
        if self.filters.placeless and not asks_for_places(self.filters):
            self.ask(replace(self.filters, placeless=""))

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
        """Show in the lists only what is about these places; all when there are none.

        Where nothing is said or claimed about them, the list of places opens, and the reader where they are named.
        """
        self.ask(replace(self.filters, on_map=tuple(place_ids)))
        view = self.view()
        if not self.filters.on_map or len(view.statements) or len(view.casualties):
            return
        self.list_name, self.place_list = "places", "placed"
        for place in (one for one in self.places() if one.place.id in self.filters.on_map):
            self.open(place.mentions[0].key)
            break

    def show_claims(self, place_id: str | None) -> None:
        """Compare the claims about a place, or about the one with the most claims."""
        self.stage, self.claims_of = "claims", place_id

    def show_speaker(self, name: str | None) -> None:
        """Open the page of a speaker, or the list of speakers."""
        self.stage, self.who = "speakers", name

    def clear_map(self) -> None:
        """Take off what was picked on the map, there too."""
        self.map_turn += 1
        self.ask(replace(self.filters, on_map=()))

    def show_on_map(self, place_id: str) -> None:
        """Centre the map on a place, though it was moved away from it since."""
        self.centred = place_id
        self.map_view_turn += 1

    def row(self, key: str) -> StatementRow | CasualtyRow | PlaceRow | None:
        """The row with this key, or ``None``."""
        id = key.rpartition(":")[0]
        rows: tuple[StatementRow | CasualtyRow | PlaceRow, ...] = (
            *self.workspace.statements_of(id),
            *self.workspace.casualties_of(id),
            *self.workspace.places_of(id),
        )
        return next((row for row in rows if row.key == key), None)

    def place_of(self, key: str) -> str | None:
        """The id of the first place that a record is about, or ``None``."""
        row = self.row(key)
        if isinstance(row, PlaceRow):
            mention = row.mention
            return mention.place.id if mention.place and mention.role == "literal" else None
        return row.places[0].id if row and row.places else None

    def open(self, key: str) -> None:
        """Show a record, or a report, in the reader."""
        self.opened = key
        self.turn += 1

    def extent(self, correction: Correction) -> Extent:
        """How many records in how many reports a correction would change."""
        if correction.reach == "everywhere":
            return self.explorer.extent(correction)
        analysis = self.workspace.get(correction.report)
        return affected([analysis] if analysis else [], correction)

    def article_of(self, key: str) -> Analysis | None:
        """The report that a record's key, or an article's id, belongs to."""
        return self.workspace.get(key) or self.workspace.get(key.rpartition(":")[0])

    def twin(self, article: Article) -> Article | None:
        """The visitor's own report that is the same (see ``Workspace.twin``), or ``None``."""
        if self.showing_sample:
            return None
        return self.workspace.twin(article)

    def tell(self, message: str) -> None:
        """Show a message (Markdown: see ``text.plain``) above the panels until it is closed."""
        self.close(message)
        self.messages.append(message)
        self.told += 1
        self._told_as[message] = self.told

    def newer(self, told: int) -> int:
        """How many of the messages that are shown came when there had been so many already."""
        return sum(self._told_as[message] > told for message in self.messages)

    def close(self, message: str) -> None:
        """Take a message off."""
        self.messages = [other for other in self.messages if other != message]

    def _start_over(self) -> None:
        self.ask(Filters())
        self.search_error = ""
        self.opened = self.centred = self.claims_of = self.who = None
        self.search_reset = True

    def _still_there(self, filters: Filters) -> Filters:
        """The filters without the values that no report has any more."""
        kept: dict[str, Any] = {
            facet: tuple(v for v in filters.values(facet) if self.explorer.knows(facet, v))
            for facet in FACETS
        }
        return replace(filters, **kept)


def _remembered(memory: dict[str, Any], name: str, key: Any, make: Callable[[], Result]) -> Result:
    if name not in memory or memory[name][0] != key:
        memory[name] = (key, make())
    result: Result = memory[name][1]
    return result


def current() -> Session:
    """The session of the visitor whose page is being drawn.

    A new one begins with the sample, or with what is in the file that the app was started with.

    Raises:
        DataError: when the sample or the gazetteer is missing or damaged.
        WorkspaceError: when the file cannot be opened.
    """
    session = st.session_state.get("session")
    if not isinstance(session, Session):
        session = Session(opening.workspace())
        if session.workspace.kept_in is None:
            session.show_sample()
            session.search_reset = False
        st.session_state["session"] = session
    session.catch_up()
    return session


@st.cache_resource(show_spinner=False)
def _sample() -> list[Analysis]:
    """The sample, read once a process; its records are frozen, so visitors can share them."""
    return sample()
