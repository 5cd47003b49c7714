"""What a card shows of a row: where its words stand in the sentence, what can be done with it."""

from dataclasses import replace

import pytest

from lib.records import Analysis, Occasion, Span
from lib.tables import casualty_rows, place_rows, statement_rows
from lib.ui import evidence, tabular
from tests import build


@pytest.mark.parametrize(
    ("text", "sentence", "start", "found"),
    [
        pytest.param("Two died. Two died.", "Two died.", 0, (0, 8), id="the first of two equal sentences"),
        pytest.param("Two died. Two died.", "Two died.", 10, (0, 8), id="the second of them"),
        pytest.param("So two died, two died.", "So two died, two died.", 13, (13, 21), id="twice in one"),
        pytest.param("Long ago two died there", "…ago two died…", 9, (5, 13), id="a sentence that was cut"),
        pytest.param("Two died.", "Another sentence.", 0, None, id="not in the sentence"),
    ],
)
def test_where_words_stand_in_their_sentence(text, sentence, start, found):
    article = build.article(text)
    span = Span(start, start + 8, text[start : start + 8])
    assert evidence.within(article, sentence, span) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("All is well.", "All is well.", id="all of it"),
        pytest.param("Ten words\n" * 30, ("Ten words " * 22).strip() + "…", id="its first 220 characters"),
        pytest.param("a title\n" + "x" * 219, "x" * 219, id="all of it after its title"),
        pytest.param("All is\n\n" + " " * 300 + "\n\nwell.", "All is well.", id="all of it without its gaps"),
        pytest.param("All is" + " " * 1000 + "well.", "All is…", id="what follows a very wide gap"),
        pytest.param("x" * 220 + "\n", "x" * 220, id="just all of it"),
        pytest.param("x" * 221, "x" * 220 + "…", id="all but one character"),
    ],
)
def test_a_report_shows_its_beginning_and_whether_more_follows(text, shown):
    assert evidence.report_card(Analysis(build.article(text))).text == shown


def test_a_claim_leads_to_its_source_and_to_the_claims_about_its_place():
    (row,) = casualty_rows(build.analysis())
    assert [action.name for action in evidence.casualty_card(row).actions][:2] == ["speaker", "claims"]
    nobody = replace(row, place=None, casualty=replace(row.casualty, source=None))
    assert not {"speaker", "claims"} & {action.name for action in evidence.casualty_card(nobody).actions}


def test_a_statement_leads_to_its_speaker_when_there_is_one():
    (row,) = statement_rows(build.analysis())
    assert "speaker" in [action.name for action in evidence.statement_card(row).actions]
    nobody = replace(row, statement=replace(row.statement, speaker=None))
    assert "speaker" not in [action.name for action in evidence.statement_card(nobody).actions]


def test_a_statement_tells_its_occasion_with_a_speaker_and_without():
    occasion = Occasion(addressee=Span(0, 1, "Harbour Wire"))
    (row,) = statement_rows(build.analysis())
    said = replace(row, statement=replace(row.statement, occasion=occasion))
    nobody = replace(row, statement=replace(row.statement, occasion=occasion, speaker=None))
    assert evidence.statement_card(said).note == "said to Harbour Wire"
    assert evidence.statement_card(nobody).note == (
        "The report does not decide who said it; said to Harbour Wire."
    )


def test_a_name_from_the_table_of_offices_is_told_as_such():
    (row,) = statement_rows(build.analysis())
    speaker = replace(row.statement.speaker, name="Ada Ode", resolved_by="role by date")
    note = evidence.statement_card(replace(row, statement=replace(row.statement, speaker=speaker))).note
    assert note == (
        "“the mayor” in the report, which gives no name: Ada Ode held the office that day by a table that "
        "comes with Dateline"
    )


@pytest.mark.parametrize(
    ("polarity", "figure", "cell", "note"),
    [
        pytest.param("asserted", 12, "the mayor", "Claimed by the mayor", id="claimed"),
        pytest.param("hypothetical", 12, "the mayor", "Claimed by the mayor", id="feared"),
        pytest.param("denied", 12, "denied by the mayor", "Denied by the mayor", id="denied"),
        pytest.param("negated", 12, "denied by the mayor", "Denied by the mayor", id="not so many"),
        pytest.param(
            "negated", 0, "none according to the mayor", "None according to the mayor", id="no casualties"
        ),
    ],
)
def test_who_denies_a_figure_does_not_claim_it(polarity, figure, cell, note):
    (row,) = casualty_rows(build.analysis())
    count = replace(row.casualty.count, low=figure, high=figure)
    row = replace(row, casualty=replace(row.casualty, polarity=polarity, count=count))
    assert tabular.claim_cells(row)["Claimed by"] == cell
    assert evidence.casualty_card(row).note == note


def test_every_row_can_be_cited():
    analysis = build.analysis()
    cards = [
        *map(evidence.statement_card, statement_rows(analysis)),
        *map(evidence.casualty_card, casualty_rows(analysis)),
        *map(evidence.mention_card, place_rows(analysis)),
    ]
    assert all("A title" in card.citation for card in cards)
