"""What a workspace holds as columns: each record with the values that filters and searches ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np

from lib.blocks import (
    CLAIM,
    MENTION,
    REPORT,
    STATEMENT,
    SpokenPlace,
    Vocabulary,
)
from lib.columns import NONE, Column, LongNumbers, Mask, Numbers, ReportColumn, as_numbers, met
from lib.copies import originals
from lib.filters import FACETS, Facet
from lib.following import State, followed
from lib.found import Found
from lib.records import Place
from lib.saved import Told
from lib.search import NameIndex
from lib.shelf import Report
from lib.speech.names import merge_speakers
from lib.tables import POLARITIES, SCOPES, country_name, speaker_name
from lib.workspace import Workspace

_IN_WORDS: Mapping[str, Mapping[Any, str]] = {"scope": SCOPES, "polarity": POLARITIES}
OF_CLAIMS: tuple[Facet, ...] = ("outcome", "victims", "scope", "polarity")
OF_PLACES: tuple[Facet, ...] = ("place", "country", "kind")
NOBODY = speaker_name(None)
_LETTERS = {"s": STATEMENT, "c": CLAIM, "p": MENTION}
"""The letters by which keys of rows tell what they are of."""
_LETTER = {kind: letter for letter, kind in _LETTERS.items()}
_ROW: tuple[Callable[[Report, int], Any], ...] = (
    lambda report, place: report.statements[place],
    lambda report, place: report.casualties[place],
    lambda report, place: report.places[place],
    lambda report, _: report.shown,
)
"""What stands for a record, by its kind."""
_AT_A_TIME = 100
_CORPORA: WeakKeyDictionary[Workspace, Corpus] = WeakKeyDictionary()
"""What was read of each workspace outlives its versions, so that only what has changed is read again."""


class Corpus:
    """The records of a workspace in the order of reports and text, after those of each report the report.

    A place mention has the speakers and the claims' traits of what it is linked to: the statements that it
    stands in and the claims about it. A statement has the traits of the claims that stand in it.

    Attributes:
        state: The reports at that moment, and their records as numbers.
        ids: Of the reports, in the order of the workspace.
        block: The records.
        vocabulary: What the numbers stand for; shared with the corpora that this one follows.
        columns: By facet, and "via" for who passed a statement on. Speakers and traits of claims are those
            of statements and claims; to have them of place mentions, spread a mask over ``links``.
        links: From place mentions to what they are linked to.
        kind, report_of: Of each record: what it is, and the number of its report.
        leader: For each report the number of the one that leads its story: see ``copies.led``.
        original: For each record the number of the one that it repeats, or its own: what several outlets
            print of one copy counts once. ``None`` when no report prints another's copy.
        labels: Values of a column in words, where these differ.
        spelt: The words by which reports call a speaker, by the name that stands for all of them.
    """

    def __init__(self, workspace: Workspace, before: Corpus | None = None, told: Told | None = None) -> None:
        """Read a workspace; of what was read ``before`` only what has changed since.

        Args:
            before: A corpus of an earlier version of the same workspace; it stays as it is.
            told: Is told how far it has come with a store.
        """
        self.vocabulary: Vocabulary = before.vocabulary if before else Vocabulary()
        self._indexes: dict[str, NameIndex] = before._indexes if before else {}
        self.state: State = followed(workspace, before.state if before else None, self.vocabulary, told)
        self.block, self.ids = self.state.block, self.state.snapshot.ids
        indexed = workspace.sentences.numbers()
        self._indexed = as_numbers([indexed.get(id, NONE) for id in self.ids])
        counts = self.block.counts
        self._starts = self.block.starts()
        self._firsts = self._starts[:-1, None] + np.cumsum(counts, axis=1) - counts
        self.report_of = np.repeat(np.arange(len(counts), dtype=np.int32), counts.sum(axis=1))
        self.kind = np.repeat(np.tile(np.arange(4, dtype=np.int8), len(counts)), counts.ravel())
        self.links = self.block.pairs["links"]
        self._shown: dict[str, SpokenPlace] = {}
        self.labels: dict[str, dict[str, str]] = {name: dict(_IN_WORDS.get(name, {})) for name in FACETS}
        self._names, self._leader = self._merged(before)
        self.spelt = self._spelt()
        self.columns = self._columns()
        self.leader = self.state.leader
        self.original = originals(self.block, self.report_of, self.kind, self.leader)

    @property
    def day(self) -> Numbers:
        """Of each record the day on which its report was published; see ``blocks.FACTS``."""
        days: Numbers = self.block.facts["day"][self.report_of]
        return days

    def __len__(self) -> int:
        return len(self.report_of)

    def speaker(self, name: str) -> str:
        """The name that stands for a speaker in every report: the fullest spelling of it."""
        return self._leader.get(name, name)

    def reports_with(self, mask: Mask) -> Mask:
        """Which reports have a record in ``mask``."""
        reports: Mask = np.zeros(len(self.ids), bool)
        reports[self.report_of[mask]] = True
        return reports

    def found(self, mask: Mask, kind: int) -> Found[Any]:
        """The records of one kind in ``mask``, in the order of reports and text."""
        return self.taken(np.flatnonzero(mask & (self.kind == kind)).astype(np.int32))

    def taken(self, numbers: Numbers | LongNumbers) -> Found[Any]:
        """What stands under some numbers: rows, and for a report its analysis as it is shown."""
        return Found(numbers, self._rows)

    def _rows(self, numbers: Numbers | LongNumbers) -> Iterator[Any]:
        for begin in range(0, len(numbers), _AT_A_TIME):
            some = numbers[begin : begin + _AT_A_TIME]
            report_of, kinds = self.report_of[some], self.kind[some]
            places = some - self._firsts[report_of, kinds]
            loaded = self.state.snapshot.load(np.unique(report_of).tolist())
            for report, kind, place in zip(report_of.tolist(), kinds.tolist(), places.tolist(), strict=True):
                if report in loaded:
                    yield _ROW[kind](loaded[report], place)

    def key(self, number: int) -> str:
        """The key of the record with a number, of a report its id."""
        report, kind = int(self.report_of[number]), int(self.kind[number])
        id = self.ids[report]
        return id if kind == REPORT else f"{id}:{_LETTER[kind]}{number - self._firsts[report, kind]}"

    def number(self, key: str) -> int | None:
        """The number of the record with a key of a row; ``None`` when there is none."""
        id, _, place = key.rpartition(":")
        report, kind = self._place_of.get(id), _LETTERS.get(place[:1])
        if report is None or kind is None or not place[1:].isdecimal():
            return None
        index = int(place[1:])
        there = index < self.block.counts[report, kind]
        return int(self._firsts[report, kind]) + index if there else None

    def places_of(self, report_ids: Iterable[str]) -> list[int]:
        """The numbers of reports; unknown ids are passed over."""
        return [self._place_of[id] for id in report_ids if id in self._place_of]

    @cached_property
    def _place_of(self) -> dict[str, int]:
        return {id: place for place, id in enumerate(self.ids)}

    def place(self, code: int) -> Place:
        """The place with this code in the column of places."""
        return self._shown[self.columns["place"].values[code]].place()

    def claim_numbers(self, records: Numbers) -> LongNumbers:
        """The numbers that some claims have among all claims."""
        return self._numbers_among(CLAIM, records)

    def mention_numbers(self, records: Numbers) -> LongNumbers:
        """The numbers that some place mentions have among all place mentions."""
        return self._numbers_among(MENTION, records)

    def _numbers_among(self, kind: int, records: Numbers) -> LongNumbers:
        report_of = self.report_of[records]
        numbers: LongNumbers = self.block.starts_of(kind)[report_of] + (
            records - self._firsts[report_of, kind]
        )
        return numbers

    def of_claims(self, name: str) -> Numbers:
        """The codes of what every claim has one of, such as its outcome, of all claims."""
        pairs = self.block.pairs[name]
        return pairs.numbers[self.kind[pairs.records] == CLAIM]

    def name_index(self, name: str) -> NameIndex:
        """The values of a column in every spelling that reports have, under the numbers of the vocabulary."""
        speakers, places, titles = self.vocabulary.speakers, self.vocabulary.places, self.vocabulary.titles
        names: dict[str, Callable[[int], Iterable[Sequence[str]]]] = {
            "speaker": lambda size: (tuple(filter(None, one)) for one in speakers.since(size)),
            "place": lambda size: ((one.name, one.words) for one in places.since(size)),
            "report": lambda size: ((title,) for _, title in titles.since(size)),
        }
        index = self._indexes.setdefault(name, NameIndex())
        index.follow(
            names.get(name) or (lambda size: ((one,) for one in self.vocabulary.plain[name].since(size)))
        )
        return index

    def sentences(self, found: tuple[LongNumbers, LongNumbers]) -> Mask:
        """The records that touch one of some sentences, given as ``workspace.sentences`` finds them."""
        numbers, places = found
        begins, report_of, first, end = self._touched
        known = numbers < len(report_of) - 1
        reports, places = report_of[numbers[known]], places[known]
        there = (reports != NONE) & (places < self.block.facts["sentences"][reports])
        met = np.zeros(begins[-1] + 1, np.int32)
        met[begins[reports[there]] + places[there] + 1] = 1
        up_to = np.cumsum(met)
        touched: Mask = up_to[end] > up_to[first]
        return touched

    @cached_property
    def _touched(self) -> tuple[Numbers, Numbers, Numbers, Numbers]:
        """Where the sentences of each report begin in a row of them all; the report under each number of the
        index; and for each record where the sentences that it touches begin and end in that row."""
        begins = np.zeros(len(self.ids) + 1, np.int32)
        begins[1:] = np.cumsum(self.block.facts["sentences"])
        report_of = np.full(self._indexed.max(initial=0) + 2, NONE, np.int32)
        report_of[self._indexed] = np.arange(len(self._indexed))
        # The last element is that of reports which are not indexed.
        report_of[NONE] = NONE
        first = begins[self.report_of]
        return begins, report_of, first + self.block.first, first + self.block.last + np.int32(1)

    def _merged(self, before: Corpus | None) -> tuple[frozenset[str], Mapping[str, str]]:
        """The names of all who speak or are credited with a claim, and those that stand for them."""
        speakers = self.vocabulary.speakers
        names = frozenset(speakers[code].name for code in self._met("speaker")) - {NOBODY}
        if before and before._names == names:
            return names, before._leader
        return names, merge_speakers(names)

    def _met(self, name: str) -> list[int]:
        """The values that some record has, by their codes, in the order in which they are met."""
        numbers = self.block.pairs[name].numbers
        return met(numbers, int(numbers.max(initial=0)) + 1)

    def _spelt(self) -> dict[str, tuple[str, ...]]:
        spelt: dict[str, dict[str, None]] = {}
        for code in self._met("speaker"):
            name, words = self.vocabulary.speakers[code]
            leader = self.speaker(name)
            spelt.setdefault(leader, {leader: None}).update(dict.fromkeys(filter(None, (name, words))))
        return {leader: tuple(words) for leader, words in spelt.items()}

    def _columns(self) -> dict[str, Column]:
        pairs, facts = self.block.pairs, self.block.facts
        plain, titles = self.vocabulary.plain, self.vocabulary.titles
        columns = {
            name: Column(len(self), pairs[name], *plain[name].named(self._met(name), str))
            for name in ("via", "act", *OF_CLAIMS)
        }
        speakers = self.vocabulary.speakers.named(self._met("speaker"), lambda one: self.speaker(one.name))
        columns["speaker"] = Column(len(self), pairs["speaker"], *speakers)
        columns |= self._columns_of_places()
        outlets = plain["outlet"].named(met(facts["outlet"], len(plain["outlet"])), str)
        columns["outlet"] = ReportColumn(self.report_of, facts["outlet"], *outlets)
        reports = titles.named(facts["title"].tolist(), lambda title: title[0])
        columns["report"] = ReportColumn(self.report_of, facts["title"], *reports)
        self.labels["report"] = dict(titles[code] for code in facts["title"].tolist())
        return columns

    def _columns_of_places(self) -> dict[str, Column]:
        """The columns of what places have; a metonym's words find the place that it names elsewhere."""
        pairs, places = self.block.pairs["place"], self.vocabulary.places
        named = self._met("place")
        shown = self._shown
        for code in named:
            shown.setdefault(places[code].id, places[code])
        self.labels["place"] = _told_apart(shown)
        codes = {place.country_code for place in shown.values()}
        self.labels["country"] = {code: country_name(code) for code in codes if code}
        spoken = [*named, *(code for code in self._met("metonym") if places[code].id in shown)]
        return {
            "place": Column(len(self), pairs, *places.named(spoken, lambda place: place.id)),
            "country": Column(len(self), pairs, *places.named(named, lambda place: place.country_code)),
            "kind": Column(len(self), pairs, *places.named(named, lambda place: place.kind)),
        }


def corpus_of(workspace: Workspace, told: Told | None = None) -> Corpus:
    """The corpus of a workspace as it is now; the first of a store takes long, and ``told`` hears how far it is."""

    def follow() -> Corpus:
        _CORPORA[workspace] = Corpus(workspace, _CORPORA.get(workspace), told)
        return _CORPORA[workspace]

    return workspace.derived("corpus", follow)


def _told_apart(places: Mapping[str, SpokenPlace]) -> dict[str, str]:
    """Names of places by their ids; country and kind are added where places share one."""
    labels = {id: place.name for id, place in places.items()}
    for describe in (lambda place: country_name(place.country_code or ""), lambda place: place.kind):
        shared: dict[str, list[str]] = {}
        for id, label in labels.items():
            shared.setdefault(label, []).append(id)
        for ids in shared.values():
            if len({describe(places[id]) for id in ids}) > 1:
                labels.update({id: f"{labels[id]}, {describe(places[id])}" for id in ids})
    return labels
