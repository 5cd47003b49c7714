"""A corpus that follows a workspace is the one that would be made of it anew, whatever was done to it.

So is that of a workspace in a store, which answers like one in memory.
"""

import random
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from lib import block_reader, corrections
from lib.corpus import Corpus
from lib.explorer import Explorer
from lib.filters import FACETS, Filters
from lib.records import Speaker
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from lib.workspace import Workspace
from tests import build, generated

QUERIES = (
    "",
    "shells",
    "convoy NOT kyiv",
    "speaker:kral",
    "place:kiev OR country:syria",
    "night of shelling",
)
MADE = list(generated.analyses(6))


def named(analysis, name):
    """The analysis with its first statement said by somebody else."""
    first, *others = analysis.statements
    speaker = Speaker(name, first.cue.start, first.cue.end, first.cue.text, "named", 0.9)
    return replace(analysis, statements=(replace(first, speaker=speaker), *others))


def retitled(analysis, words):
    return replace(analysis, article=replace(analysis.article, title=words, source=words, published=None))


def copied(analysis, id):
    """The same report in another outlet."""
    return replace(analysis, article=replace(analysis.article, id=id, source="A third outlet"))


def correct(workspace, which):
    """Correct a record of some report, everywhere or there alone."""
    reports = list(workspace)
    if reports:
        analysis = reports[which % len(reports)]
        if analysis.statements and which % 2:
            made = corrections.make(analysis, "statement", 0, "speaker", "Ada Vos", reach="everywhere")
        else:
            made = corrections.make(analysis, "casualty", which % len(analysis.casualties), "rejected", True)
        workspace.correct(made)


def misplace(workspace, which):
    """Put a name elsewhere in all reports, or say that it is none."""
    reports = list(workspace)
    if reports and reports[which % len(reports)].places:
        analysis = reports[which % len(reports)]
        made = ("place", build.HARBOUR) if which % 2 else ("rejected", True)
        workspace.correct(corrections.make(analysis, "place", 0, *made, reach="everywhere"))


def undo(workspace, which):
    if workspace.log:
        workspace.undo(workspace.log[which % len(workspace.log)].id)


def redo(workspace, which):
    if workspace.log:
        workspace.redo(workspace.log[which % len(workspace.log)].id)


EDITS = {
    "add": lambda workspace, which: workspace.add([MADE[which % 6]]),
    "add two": lambda workspace, which: workspace.add([MADE[which % 6], build.analysis(id=f"small{which}")]),
    "remove": lambda workspace, which: workspace.remove([f"made-{which % 6}"]),
    "remove all": lambda workspace, which: workspace.clear(),
    "rename": lambda workspace, which: workspace.add([named(MADE[which % 6], f"Kral {which}")]),
    "retitle": lambda workspace, which: workspace.add([retitled(MADE[which % 6], f"shelling {which}")]),
    "copy": lambda workspace, which: workspace.add([copied(MADE[which % 6], f"copy{which}")]),
    "correct": correct,
    "misplace": misplace,
    "redo": redo,
    "undo": undo,
}


def told(explorer):
    """All that an explorer says of a workspace."""
    found = [explorer.view(Filters(query=query)) for query in QUERIES]
    speakers = [value.value for value in explorer.facets(Filters())["speaker"]]
    some = Filters(speaker=tuple(speakers[:2]), outlet=("The Harbour Wire", "shelling 1"))
    near = [
        Filters(country=("UA", "SY"), placeless="report"),
        Filters(query="place:kyiv OR country:syria", kind=("settlement",), placeless="last"),
    ]
    return (
        found,
        [explorer.facets(filters) for filters in (Filters(), some, Filters(query="convoy"))],
        explorer.view(some),
        {name: set(explorer.spellings(name)) for name in speakers},
        explorer.terms("kral"),
        explorer.days(),
        explorer.by_day(some),
        explorer.voices(Filters(query="convoy")),
        [
            (one.place, one.mentions, one.statements, one.casualties, one.told, one.highest)
            for one in explorer.places(Filters())
        ],
        explorer.ordered(found[0].statements, "speaker"),
        [(explorer.without_place(one), explorer.view(one)) for one in near],
        [explorer.settings(one, [row.key for row in found[0].statements]) for one in near],
        [explorer.knows(facet, value) for facet in FACETS for value in ("geonames:1", "Ada Vos", "UA")],
    )


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(EDITS)), st.integers(0, 11)), max_size=8))
def test_what_follows_any_edits_is_what_would_be_made_anew(edits):
    for workspace in (Workspace(), Workspace(DatabaseStore(Database.memory("stored")))):
        workspace.add(MADE[:4])
        explorer = Explorer(workspace)
        for edit, which in edits:
            EDITS[edit](workspace, which)
            explorer = Explorer(workspace)
        anew = Workspace()
        anew.put(workspace.kept())
        for correction in workspace.log:
            anew.correct(correction)
        assert told(explorer) == told(Explorer(anew))


def test_only_what_changed_is_read_again(monkeypatch):
    workspace = Workspace()
    workspace.add(MADE)
    before = Corpus(workspace)
    workspace.add([named(MADE[2], "Ada Vos"), build.analysis(id="new")])
    read, read_all = [], block_reader.read

    def reading(reports, vocabulary):
        return read_all([report for report in reports if not read.append(report)], vocabulary)

    monkeypatch.setattr(block_reader, "read", reading)
    Corpus(workspace, before)
    assert [report.shown.article.id for report in read] == ["made-2", "new"]


def test_an_explorer_of_an_earlier_version_goes_on_answering():
    workspace = Workspace()
    workspace.add(MADE[:3])
    earlier = Explorer(workspace)
    before = told(earlier)
    workspace.add([named(MADE[5], "Ada Vos")])
    workspace.add([retitled(MADE[4], "shells")])
    assert told(Explorer(workspace)) != before
    assert told(earlier)[1:] == before[1:]


def test_records_of_a_followed_corpus_are_numbered_as_in_one_made_anew():
    workspace = Workspace()
    workspace.add(MADE)
    followed = Corpus(workspace)
    dice = random.Random(1)
    for _ in range(10):
        workspace.remove([f"made-{dice.randrange(6)}"])
        workspace.add(dice.sample(MADE, 2))
        followed = Corpus(workspace, followed)
    anew = Corpus(workspace)
    for name in ("counts", "first", "last"):
        assert np.array_equal(getattr(followed.block, name), getattr(anew.block, name))
    assert np.array_equal(followed.links.records, anew.links.records)
    assert np.array_equal(followed.links.numbers, anew.links.numbers)
