"""The quotation scanner: every style of mark, apostrophes, nesting, missing marks, paragraphs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.layout import read_layout
from lib.quotations import find_quotations

TITLE = "Notes from the harbour\n\n"


def quotations(body: str) -> list[str]:
    text = TITLE + body
    return [text[q.start : q.end] for q in find_quotations(text, read_layout(text))]


CASES = [
    pytest.param("“We stay,” he said.", ["“We stay,”"], id="curly double"),
    pytest.param("‘We stay,’ he said.", ["‘We stay,’"], id="curly single"),
    pytest.param('"We stay," he said.', ['"We stay,"'], id="straight double"),
    pytest.param("'We stay,' he said.", ["'We stay,'"], id="straight single"),
    pytest.param("«We stay», he said.", ["«We stay»"], id="guillemets"),
    pytest.param("He said »We stay« to them.", ["»We stay«"], id="guillemets turned"),
    pytest.param("He said „We stay“ to them.", ["„We stay“"], id="low opening mark"),
    pytest.param("``We stay,'' he said.", ["``We stay,''"], id="doubled single marks"),
    pytest.param("''We stay,'' he said.", ["''We stay,''"], id="two apostrophes for a double mark"),
    pytest.param("It’s the pilots’ ship, isn't it?", [], id="apostrophes and possessives"),
    pytest.param("The '90s came, and 'em with it.", [], id="elisions"),
    pytest.param("The wall was 5'10\" high.", [], id="feet and inches"),
    pytest.param(
        "‘The sailors’ wives don’t know,’ he said.",
        ["‘The sailors’ wives don’t know,’"],
        id="possessive inside",
    ),
    pytest.param("“She said ‘run’ and ran,” he said.", ["“She said ‘run’ and ran,”"], id="nested single"),
    pytest.param('He said "she said "run" and ran" twice.', ['"she said "run" and ran"'], id="nested alike"),
    pytest.param('“We stay," he said.', ['“We stay,"'], id="curly opens, straight closes"),
    pytest.param('‘We stay," he said.', ['‘We stay,"'], id="single opens, double closes"),
    pytest.param('"We stay, he said. "We fight."', ['"We fight."'], id="closing mark forgotten"),
    pytest.param("He called it “a mess and left.", [], id="mark opened in mid sentence and never closed"),
    pytest.param("The “corridor” and the ‘zone’ closed.", ["“corridor”", "‘zone’"], id="labels"),
    pytest.param(
        "He said: “We stay here for now.\n\n“We fight.”",
        ["“We stay here for now.", "“We fight.”"],
        id="left open over a paragraph",
    ),
    pytest.param(
        '"We stay here for now.\n\nWe fight on."',
        ['"We stay here for now.', 'We fight on."'],
        id="not reopened",
    ),
    pytest.param(
        '‘We stay here for now.\n\n"We said ‘no’."',
        ["‘We stay here for now.", '"We said ‘no’."'],
        id="style changes between paragraphs",
    ),
]


@pytest.mark.parametrize(("body", "expected"), CASES)
def test_quotations_of_a_paragraph(body, expected):
    assert quotations(body) == expected


def test_left_open_and_not_opened_are_told():
    text = TITLE + "He said: “We stay here for now.\n\n“We fight.”"
    first, second = find_quotations(text, read_layout(text))
    assert (first.opened, first.closed) == (True, False)
    assert (second.opened, second.closed) == (True, True)


def test_a_caption_between_paragraphs_holds_no_quotation():
    body = (
        "“We stay here for now.\n\nThe quay at noon, ‘empty’ (Photo by A Person/Harbour Wire)\n\n“We fight.”"
    )
    assert quotations(body) == ["“We stay here for now.", "“We fight.”"]


@given(st.text(alphabet="“”‘’\"'«»„`‚‹›as ,.!\n", max_size=80))
def test_never_raises_and_yields_in_order_without_overlap(text):
    reach = 0
    for quotation in find_quotations(text, read_layout(text)):
        assert reach <= quotation.start < quotation.end <= len(text)
        reach = quotation.end


@pytest.mark.parametrize("marks", ['"', "“", "‘", "'", "«", "“a ", "' a", "''"])
def test_tens_of_thousands_of_marks_are_read(marks):
    text = TITLE + marks * 20_000
    assert all(q.end <= len(text) for q in find_quotations(text, read_layout(text)))
