"""The inline markup that other tests are written in."""

import pytest

from tests import markup


def test_tags_become_spans_of_the_plain_text():
    text, marks = markup.read(
        'He <cue act=says>said</cue> <content who="the mayor">1 &lt; <b>2</b></content>.'
    )
    assert text == "He said 1 < 2."
    assert [(m.name, text[m.start : m.end], m.attributes) for m in marks] == [
        ("cue", "said", {"act": "says"}),
        ("content", "1 < 2", {"who": "the mayor"}),
        ("b", "2", {}),
    ]


@pytest.mark.parametrize("wrong", ["<a>open", "closed</a>", "<a><b></a></b>"])
def test_unbalanced_tags_are_refused(wrong):
    with pytest.raises(ValueError, match="clos"):
        markup.read(wrong)
