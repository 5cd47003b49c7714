"""The layout of a report: prose, headings, captions, credits, furniture."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import lexicon
from lib.layout import Furniture, read_layout
from tests import markup

RULES = lexicon.load("furniture", Furniture)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_pattern_matches_its_own_example(rule):
    segments = read_layout("Before it came a first sentence.\n" + rule.example).segments[1:]
    assert rule.kind in {segment.kind for segment in segments}
    assert ("caption" in {segment.kind for segment in segments}) == rule.captions
    assert re.search(rule.pattern, rule.example)


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            "<heading>Shells fall on harbour town</heading>\n\n<prose>Shells fell on Monday.</prose>",
            id="a first line without a stop is the heading",
        ),
        pytest.param(
            "<prose>One line ends here.</prose>\n<caption>Smoke over the docks (</caption>\n<credit>Image:</credit>\n"
            "<credit>REUTERS)</credit>\n<prose>The next line is prose.</prose>",
            id="a caption that runs into its credit",
        ),
        pytest.param(
            "<prose>It was quiet.</prose>\n<caption>A man walks past a crater. </caption><credit>(AP Photo/A. Person)</credit>",
            id="a caption with its credit in brackets",
        ),
        pytest.param(
            "<prose>It was quiet.</prose>\n<furniture>Read More</furniture>\n<furniture>Read More</furniture>"
            "<prose>The two sides met again.</prose>",
            id="a link run into the text",
        ),
        pytest.param(
            "<prose>It was quiet.</prose>\n<heading>What Happens Next</heading>\n<prose>Nobody knows.</prose>",
            id="a heading between paragraphs",
        ),
        pytest.param(
            "<prose>They came to read more about the talks and the reporting by the agency.</prose>",
            id="the same words within a sentence are prose",
        ),
        pytest.param(
            "<dateline>PORT HARBOUR, Ukraine (AP) — </dateline><prose>Shells fell - again - on Monday.</prose>",
            id="a dateline before the first sentence",
        ),
        pytest.param(
            "<dateline>HARBOUR, Ukraine, 12 May 2023 (Own Desk) - </dateline><prose>Shells fell on Monday.</prose>",
            id="a dateline with day, month and year",
        ),
        pytest.param(
            "<prose>NATO - which met on Monday - said no.</prose>", id="capitals that go on are no dateline"
        ),
        pytest.param("<prose>“Leave at once,” he said</prose>", id="a quotation is no heading"),
        pytest.param("<prose>- 12 killed in the market</prose>", id="a list item is no heading"),
    ],
)
def test_segments(marked):
    text, marks = markup.read(marked)
    found = [(s.kind, text[s.start : s.end]) for s in read_layout(text).segments]
    assert found == [(mark.name, mark.text) for mark in marks]


@given(st.text(alphabet=st.sampled_from("ab .\n\t(“:REImage"), max_size=400))
def test_segments_are_in_order_and_cover_every_letter(text):
    layout = read_layout(text)
    position = 0
    for segment in layout.segments:
        assert not text[position : segment.start].strip()
        assert segment.start < segment.end
        assert layout.kind_at(segment.start) == layout.kind_at(segment.end - 1) == segment.kind
        position = segment.end
    assert not text[position:].strip()
