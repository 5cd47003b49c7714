"""The command line that the scorers of the gold share: a half, and what went wrong in it."""

import argparse
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from tests.eval import gold


class Scored(Protocol):
    """The scores of a half, with what went wrong in words."""

    errors: list[str]


Scores = TypeVar("Scores", bound=Scored)


def run(
    arguments: list[str], scores_of: Callable[[str], Scores], lines: Callable[[Scores], Iterable[str]]
) -> int:
    """Print the scores of a half; return the exit status."""
    parser = argparse.ArgumentParser()
    parser.add_argument("half", choices=gold.HALVES)
    parser.add_argument("--errors", action="store_true", help="say what went wrong; of dev only")
    options = parser.parse_args(arguments)
    scores = scores_of(options.half)
    print("\n".join(lines(scores)))
    if options.errors and options.half == "dev":
        print("\n".join(scores.errors))
    return 0
