"""Which names of speakers name nobody."""

import pytest

from lib.profiles import is_description


@pytest.mark.parametrize(
    ("name", "described"),
    [
        ("the mayor", True),
        ("A doctor in Goma", True),
        ("residents", True),
        ("The UN refugee agency", False),
        ("", True),
        ("Ana Ruiz", False),
        ("M23", False),
    ],
)
def test_a_description_is_no_name(name, described):
    assert is_description(name) is described
