"""Turns are given one at a time, in the order in which they were asked for."""

import threading
import time

import pytest

from lib.turns import Turns


def started(turns, done, name):
    """A thread that waits for its turn, once it is known to wait."""

    def wait():
        with turns.take():
            done.append(name)

    before = turns.ahead()
    thread = threading.Thread(target=wait)
    thread.start()
    while turns.ahead() == before:
        time.sleep(0.001)
    return thread


def test_who_came_first_goes_first():
    turns, done = Turns(), []
    with turns.take():
        assert turns.ahead() == 1
        threads = [started(turns, done, name) for name in "abc"]
        assert turns.ahead() == 4
        assert done == []
    for thread in threads:
        thread.join()
    assert done == ["a", "b", "c"]
    assert turns.ahead() == 0


def test_one_at_a_time():
    turns = Turns()
    within = 0
    most = []

    def work():
        nonlocal within
        for _ in range(200):
            with turns.take():
                within += 1
                most.append(within)
                within -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert max(most) == 1


def test_a_turn_that_fails_is_given_on():
    turns = Turns()
    with pytest.raises(ValueError, match="no"), turns.take():
        raise ValueError("no")
    with turns.take():
        assert turns.ahead() == 1
