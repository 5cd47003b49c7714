"""Occasions: to whom, where and when a statement was made. All names and words are invented."""

import pytest

from lib import language, lexicon
from lib.layout import read_layout
from lib.occasions import OccasionWord, with_occasions
from lib.records import Occasion
from lib.statements import find_statements
from tests import markup

WORDS = lexicon.load("occasions", OccasionWord)
TITLE = "Notes from the harbour\n\n"
THURSDAY = "2024-05-02"


def occasions(text: str, published: str | None = THURSDAY) -> list[Occasion | None]:
    doc = next(language.parse([text]))
    found = tuple(find_statements(doc, read_layout(text)))
    return [s.occasion for s in with_occasions(found, doc, published=published)]


# In each case <to>, <at> and <on> mark the addressee, the venue and the date of every statement.
CASES = [
    pytest.param("Rohova told <to>Harbour Wire</to> that the road was shut.", id="told an agency"),
    pytest.param("The envoy warned <to>Kyiv</to> that the road was shut.", id="a capital is warned"),
    pytest.param("“We stay,” the mayor told <to>parliament</to>.", id="a body that listens"),
    pytest.param("“We stay,” the mayor said to <to>the guards</to>.", id="said to"),
    pytest.param("The mayor urged <to>residents</to> to leave.", id="those who are urged"),
    pytest.param("The army told <to>residents</to> to leave the town.", id="those who are ordered"),
    pytest.param(
        "In <at>a letter</at> to <to>the council</to>, the mayor said that the road was shut.",
        id="whom a letter is for",
    ),
    pytest.param(
        "“We stay,” Rohova said in <at>an interview</at> with <to>Harbour Wire</to>.", id="an interview"
    ),
    pytest.param(
        "Speaking to <to>reporters</to> in <at>Geneva</at> on <on>Tuesday</on>, Rohova said the road was shut.",
        id="speaking to, in and on",
    ),
    pytest.param("“We stay,” Rohova said in <at>Kyiv</at>.", id="a place after a quotation"),
    pytest.param(
        "The mayor told <at>a news conference in Ankara</at> on <on>Monday</on> that the road was shut.",
        id="an event with its place",
    ),
    pytest.param("“We stay,” Rohova wrote on <at>Telegram</at>.", id="a medium"),
    pytest.param(
        "“We stay,” Rohova told <to>Harbour Wire</to> by phone from <at>Goma</at>.",
        id="a place before a medium",
    ),
    pytest.param("On <on>Tuesday</on>, the army said that the road was shut.", id="a date at the start"),
    pytest.param("The mayor said <on>Tuesday</on> that the road was shut.", id="a date without on"),
    pytest.param("In Kharkiv, the mayor said the road was shut.", id="a place that opens the sentence"),
    pytest.param(
        "Across the lake in Rwanda, the mayor said the road was shut.", id="a place within the opening"
    ),
    pytest.param("The mayor said in Kharkiv two people died.", id="a place that may be the content's"),
    pytest.param("The mayor said two people died in Kharkiv on Tuesday.", id="a place and date spoken of"),
    pytest.param("The mayor condemned the raid in Kyiv on Tuesday.", id="a date that may be the raid's"),
    pytest.param("The doctor told her that the ward was full.", id="a pronoun is nobody"),
    pytest.param("The road is shut, according to the ministry.", id="according to is not said to"),
    pytest.param("Rohova believes that the road was shut on Tuesday.", id="thoughts have no occasion"),
]


@pytest.mark.parametrize("marked", CASES)
def test_the_occasion_of_a_statement(marked):
    text, marks = markup.read(TITLE + marked)
    (found,) = occasions(text)
    said = found or Occasion()
    spans = {"to": said.addressee, "at": said.venue, "on": said.date}
    assert {name: (s.start, s.end, s.text) for name, s in spans.items() if s} == {
        mark.name: (mark.start, mark.end, mark.text) for mark in marks
    }


def test_a_further_clause_has_the_occasion_of_the_first():
    first, second = occasions(
        TITLE + "Rohova told Harbour Wire that the road was shut, adding that it was mined."
    )
    assert first.addressee.text == "Harbour Wire"
    assert second == first


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        pytest.param("on Tuesday", THURSDAY, "2024-04-30", id="the last such day"),
        pytest.param("on Thursday", THURSDAY, THURSDAY, id="the day of publication"),
        pytest.param("on Tuesday", None, None, id="a report without a date"),
        pytest.param("on 3 March 2023", None, "2023-03-03", id="a full date"),
        pytest.param("last month", THURSDAY, "2024-04", id="a month is no day"),
        pytest.param("last year", THURSDAY, "2023", id="a year is no day"),
        pytest.param("last week", THURSDAY, None, id="a week is no day"),
    ],
)
def test_the_day_of_a_statement(words, published, value):
    (found,) = occasions(TITLE + f"“We stay,” Rohova said {words}.", published)
    assert found.date.value == value


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row.word)
def test_every_word_is_read_in_its_example(row):
    (found,) = occasions(row.example)
    if row.sort in ("saying", "telling"):
        assert found.addressee.text == "the guards"
    else:
        assert row.word in found.venue.text.lower().replace("remarks", "remark").replace("talks", "talk")


def test_a_word_is_there_once():
    assert len({row.word for row in WORDS}) == len(WORDS)
