"""Citations: what they say, and that reference managers read them back whatever a title holds."""

from dataclasses import replace

import bibtexparser
import pytest
import rispy

from lib import citations
from lib.records import Speaker
from tests import build

REPORT = build.analysis(url="https://example.org/a_b?x=1&y=2#z")
STATEMENT, CLAIM, PLACE = REPORT.statements[0], REPORT.casualties[0], REPORT.places[0]


def article(**fields):
    return build.analysis(**fields).article


def test_a_statement_is_cited_with_its_words_speaker_report_and_offsets():
    assert citations.cite(STATEMENT, REPORT.article) == (
        "“At least 12 people were killed in Harbour,”, the mayor, in “A title”, An outlet, 14 March 2026, "
        "https://example.org/a_b?x=1&y=2#z, characters 0–44"
    )


@pytest.mark.parametrize(
    ("record", "by"),
    [
        pytest.param(STATEMENT, "the mayor", id="a statement"),
        pytest.param(CLAIM, "the mayor", id="a claim"),
        pytest.param(PLACE, "", id="a place is nobody's"),
        pytest.param(replace(STATEMENT, speaker=None), "unattributed", id="nobody"),
        pytest.param(
            replace(STATEMENT, speaker=Speaker("Ann", None, None, None, "named", via="her aide")),
            "Ann (passed on by her aide)",
            id="second hand",
        ),
        pytest.param(replace(CLAIM, source=None), "", id="the report's own claim"),
    ],
)
def test_who_is_named_for_a_record(record, by):
    assert citations.said_by(record) == by


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2026-03-14", "14 March 2026"),
        ("2026-03-14T09:30:00+02:00", "14 March 2026"),
        (None, "undated"),
        ("spring", "spring"),
        ("2026-13-41", "2026-13-41"),
    ],
)
def test_days_in_words(published, words):
    assert citations.day_in_words(published) == words


def test_a_report_without_a_title_is_cited_by_its_first_words():
    assert citations.title_of(article(title=None)) == "“At least 12 people were killed in Harbour,” the…"


AWKWARD = [
    pytest.param("Fire & smoke: 50% of $5 #1 a_b", id="LaTeX marks"),
    pytest.param("An open { brace", id="an open brace"),
    pytest.param("} closed @article{evil, title={x}}", id="an entry of its own"),
    pytest.param(r"\input{/etc/passwd} ~ ^", id="a LaTeX command"),
    pytest.param('Говорить "Київ" — “Kyiv”', id="other scripts"),
    pytest.param("One\nER  - \nTY  - NEWS", id="line breaks that begin a record"),
    pytest.param("One\u202eowT\u0007", id="hidden characters"),
]


def plain_latex(text):
    for mark, latex in citations._LATEX.items():
        text = text.replace(latex, mark) if mark != "\\" else text
    return text.replace(r"\textbackslash{}", "\\")


@pytest.mark.parametrize("words", AWKWARD)
def test_bibtex_is_read_back(words):
    report = article(title=words, source=words, url="https://example.org/{a}\\b c")
    library = bibtexparser.parse_string(citations.bibtex(report, note=words) + citations.bibtex(article()))
    assert not library.failed_blocks
    entry, other = library.entries
    assert entry.key == citations.key_of(report)
    assert plain_latex(entry["title"].removeprefix("{").removesuffix("}")) == citations.one_line(words)
    assert plain_latex(entry["journal"]) == plain_latex(entry["note"]) == citations.one_line(words)
    assert entry["url"] == "https://example.org/%7Ba%7D%5Cb%20c"
    assert (entry["year"], entry["month"], entry["day"]) == ("2026", "3", "14")
    assert other["title"] == "{A title}"


@pytest.mark.parametrize("words", AWKWARD)
def test_ris_is_read_back(words):
    report = article(title=words, source=words, url="https://example.org/a")
    first, other = rispy.loads(citations.ris(report, note=words) + citations.ris(article()))
    line = citations.one_line(words)
    assert (first["title"], first["secondary_title"], first["notes"]) == (line, line, [line])
    assert (first["type_of_reference"], first["year"], first["date"]) == ("NEWS", "2026", "2026/03/14")
    assert first["urls"] == ["https://example.org/a"]
    assert other["title"] == "A title"


def test_an_undated_report_without_outlet_or_address_has_no_empty_fields():
    report = article(source=None, published=None)
    assert citations.bibtex(report).startswith("@misc{report-")
    assert "{}" not in citations.bibtex(report)
    assert "DA" not in citations.ris(report)
    assert citations.reference(report) == "“A title”, undated"


def test_what_was_guessed_is_cited_as_guessed():
    report = article(author="Ann Lee", guessed=("published", "source"))
    assert citations.reference(report) == ("Ann Lee, “A title”, An outlet (guessed), 14 March 2026 (guessed)")


@pytest.mark.parametrize(
    ("author", "latex", "names"),
    [
        pytest.param("Ann Lee", "Ann Lee", ["Ann Lee"], id="one"),
        pytest.param("Ann Lee and Bo Ek", "Ann Lee and Bo Ek", ["Ann Lee", "Bo Ek"], id="two"),
        pytest.param("Wire, Harbour desk", "{Wire, Harbour desk}", ["Wire, Harbour desk"], id="an agency"),
    ],
)
def test_authors(author, latex, names):
    report = article(author=author)
    assert bibtexparser.parse_string(citations.bibtex(report)).entries[0]["author"] == latex
    assert rispy.loads(citations.ris(report))[0]["authors"] == names


def test_keys_are_the_same_in_every_export_and_differ_by_report():
    keys = {citations.key_of(article(id=id, source="Ľudové noviny")) for id in ("a", "b", "a")}
    assert len(keys) == 2
    assert all(key.startswith("ludovenoviny2026-") for key in keys)
