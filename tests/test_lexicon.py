"""How lexicons are read, and what is said of a wrong one."""

from dataclasses import dataclass
from typing import Literal

import pytest

from lib import lexicon
from lib.errors import DataError


@dataclass(frozen=True)
class Row:
    lemma: str
    act: Literal["says", "asks"]
    forms: tuple[str, ...]
    weight: int | None
    loud: bool
    example: str


HEADER = "lemma,act,forms,weight,loud,example\n"


def load(folder, text):
    (folder / "cues.csv").write_text(text, encoding="utf-8")
    return lexicon.load("cues", Row, folder)


def test_cells_become_the_types_of_the_row_class(tmp_path):
    rows = load(tmp_path, HEADER + "ask,asks,asked|asking,3,no,She asked.\nsay,says,,,yes,He said.\n")
    assert rows == (
        Row("ask", "asks", ("asked", "asking"), 3, False, "She asked."),
        Row("say", "says", (), None, True, "He said."),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("lemma,act\n", "line 1: the columns must be lemma,act,forms", id="wrong header"),
        pytest.param(HEADER + "say,says\n", "line 2: 6 cells were expected, 2 found", id="too few cells"),
        pytest.param(
            HEADER + "say,shouts,,,no,x\n", "line 2, act: 'shouts' is none of says, asks", id="no such value"
        ),
        pytest.param(HEADER + "say,says,,many,no,x\n", "line 2, weight: 'many' is no number", id="no number"),
        pytest.param(
            HEADER + "say,says,,,maybe,x\n", "line 2, loud: 'maybe' must be yes or no", id="no yes or no"
        ),
        pytest.param(HEADER + "say,says,,,no,\n", "line 2, example: the cell is empty", id="no example"),
        pytest.param(
            HEADER + "say,says,,,no,x\nask,asks,,,no,x\n",
            "line 3: 'ask' must come before 'say'",
            id="unsorted",
        ),
        pytest.param(
            HEADER + "say,says,,,no,x\nsay,says,,,no,x\n", "line 3: 'say' is there twice", id="twice"
        ),
    ],
)
def test_a_wrong_row_is_named_with_its_line(tmp_path, text, message):
    with pytest.raises(DataError, match=message):
        load(tmp_path, text)


def test_a_missing_lexicon_says_how_to_get_it_back(tmp_path):
    with pytest.raises(DataError, match="git checkout"):
        lexicon.load("cues", Row, tmp_path)
