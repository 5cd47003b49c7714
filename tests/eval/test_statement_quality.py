"""The gate on statements: a change may not lower what is right on Dateline's own gold."""

from dataclasses import replace

import pytest

from lib.records import Speaker, Statement
from tests.eval import command, gold
from tests.eval import statement_scores as scorer

MARKED = """=== one
{w1 Ada Ode} {c1 said} {s1 the road was shut}. Lorries waited at the ferry. {s2 “We wait,”} {w2 one} {c2 said}.
---
1 indirect | speaker=Ada Ode
2 direct | by=unattributed
"""
(ROW,) = gold.read(MARKED, "statements")
ROAD = Statement(13, 30, "the road was shut", "indirect", Speaker("Ada Ode", 0, 7, "Ada Ode", "named"), None)
WAIT = Statement(59, 69, "“We wait,”", "direct", None, None)
FERRY = Statement(32, 57, "Lorries waited at the ferry", "indirect", None, None)


def scored(*statements):
    return scorer.score([ROW], [statements])


def figures(scores):
    return scores.right, scores.found, scores.credited, scores.wrong


def test_right_words_and_speakers_score():
    scores = scored(ROAD, WAIT)
    assert (scores.f1, scores.f1_with_speaker, scores.kinds) == (1.0, 1.0, 2)
    assert not scores.errors


def test_either_of_two_names_is_right():
    marked = MARKED.replace("speaker=Ada Ode", "speaker=the mayor | or=Eva Umm, Ada Ode")
    (row,) = gold.read(marked, "statements")
    assert scorer.score([row], [[ROAD, WAIT]]).credited == 2


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        pytest.param([ROAD], (1, 1, 1, 0), id="one is missed"),
        pytest.param([ROAD, WAIT, FERRY], (2, 3, 2, 0), id="one too many"),
        pytest.param([replace(ROAD, end=20, text="the roa"), WAIT], (1, 2, 1, 0), id="too few words"),
        pytest.param([replace(ROAD, speaker=None), WAIT], (2, 2, 1, 0), id="nobody is credited"),
        pytest.param(
            [replace(ROAD, speaker=Speaker("Eda Ode", None, None, None, "named")), WAIT],
            (2, 2, 1, 1),
            id="somebody of the same family name",
        ),
        pytest.param([ROAD, replace(WAIT, speaker=ROAD.speaker)], (2, 2, 1, 1), id="the nearest name"),
    ],
)
def test_what_is_wrong_is_counted(statements, expected):
    assert figures(scored(*statements)) == expected


# Held passages are nobody's to look at: their floors keep the dev half from being learned by heart.
FLOORS = {
    "dev": {"words": 0.963, "with speaker": 0.936, "wrong": 24, "other kind": 0},
    "held": {"words": 0.938, "with speaker": 0.839, "wrong": 44, "other kind": 8},
}


@pytest.mark.parametrize("half", gold.HALVES)
def test_no_change_lowers_what_is_read_right(half):
    scores, floors = scorer.scores_of(half), FLOORS[half]
    told = scores.errors if half == "dev" else "held"
    assert scores.f1 >= floors["words"], told
    assert scores.f1_with_speaker >= floors["with speaker"], told
    assert scores.wrong <= floors["wrong"], told
    assert scores.right - scores.kinds <= floors["other kind"], told


def test_command_line_prints_the_scores(capsys):
    assert command.run(["dev", "--errors"], scorer.scores_of, scorer.lines) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("words F1 0.9")
    assert f"credited to the wrong speaker {scorer.scores_of('dev').wrong} of" in printed
