"""Reports in: what is read, what is refused, and in which words."""

import json

import pytest

from lib import documents
from lib.documents import Problem, make_article, read, read_bytes, split
from lib.errors import ReportError
from lib.records import Article

ENGLISH = "Shells fell on the harbour on Monday and three people were hurt, the mayor of the town said. " * 3
UKRAINIAN = "Сьогодні в місті загинули двадцять дві людини внаслідок удару, повідомив мер міста. " * 3
GERMAN = "Bei dem Angriff auf den Hafen wurden am Montag drei Menschen verletzt, sagte der Bürgermeister der Stadt, der am Abend vor die Presse trat und um Hilfe für die Stadt bat."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "There is no text in it. Paste", id="empty"),
        pytest.param(" \n\t ", "There is no text in it. Paste", id="white space only"),
        pytest.param("12 + 30 = 42 !!!", "There are no words in it", id="no words"),
        pytest.param("a" * 1_000_001, "longer than 1,000,000 bytes. Split it", id="over 1 MB"),
        pytest.param("He said " + "“" * 5_000, "Most of it is no words", id="marks without end"),
        pytest.param("\ud800 broken", "broken characters", id="lone surrogate"),
        pytest.param(UKRAINIAN, "seems to be in Ukrainian; Dateline reads English only", id="Ukrainian"),
        pytest.param(GERMAN, "seems to be in German; Dateline reads English only", id="German"),
    ],
)
def test_a_text_that_cannot_be_read_is_refused_in_words(text, message):
    with pytest.raises(ReportError, match=message):
        make_article(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(ENGLISH, id="plain English"),
        pytest.param("22 killed in Chernihiv", id="a short note"),
        pytest.param(
            "Men on motorcycles burned houses in Kidal, Gossi, Talataye and Ansongo, and families fled from Tessit "
            "to Gao, where the mayor of Bourem, Ould Mahamadou Ag Almahmoud, said that roads to Labbezanga, "
            "Ouattagouna, Fafa and Tassiga were cut and that nobody had come from Bamako to help them.",
            id="English full of foreign names",
        ),
        pytest.param("Kherson, Kharkiv, Mariupol, Zaporizhzhia, Vuhledar, Lyman", id="names alone"),
    ],
)
def test_an_english_text_is_taken_as_it_is(text):
    assert make_article(text).text == text


def test_line_ends_and_control_characters_are_cleaned_and_nothing_else():
    assert make_article("\ufeffOne\r\ntwo\rthree\u2028four\x07 five\tsix ﬁ é e\u0301").text == (
        "One\ntwo\nthree\nfour  five\tsix ﬁ é e\u0301"
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("2026-03-14", "2026-03-14"),
        ("2026-3-4", "2026-03-04"),
        ("2026-03-14T09:30:00Z", "2026-03-14T09:30:00+00:00"),
        ("  ", None),
    ],
)
def test_dates_are_kept_as_iso(given, kept):
    assert make_article(ENGLISH, published=given).published == kept


@pytest.mark.parametrize("wrong", ["yesterday", "14.03.2026", "2026-02-30"])
def test_a_date_that_is_none_is_refused(wrong):
    with pytest.raises(ReportError, match=f"“{wrong}” is no date. Write it as year-month-day"):
        make_article(ENGLISH, published=wrong)


def test_the_same_report_has_the_same_id_and_another_title_another():
    assert make_article(ENGLISH, title="A").id == make_article(ENGLISH, title="A").id
    assert make_article(ENGLISH, title="A").id != make_article(ENGLISH, title="B").id


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        pytest.param(
            "photo.txt",
            b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00" + bytes(range(256)) * 9,
            "not a text file",
            id="a picture named .txt",
        ),
        pytest.param(
            "report.pdf",
            b"%PDF-1.7",
            r"Files of this kind \(.pdf\) cannot be read. Save it as .txt",
            id="a PDF",
        ),
        pytest.param("report", b"text", "no ending", id="no ending"),
        pytest.param("empty.txt", b"", "There is no text in it", id="empty file"),
        pytest.param("long.txt", b"a" * 1_000_001, "1,000,001 bytes", id="too large"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_reason(name, content, message):
    (problem,) = read_bytes(name, content)
    assert isinstance(problem, Problem)
    assert problem.where == name
    with pytest.raises(ValueError, match=message):
        raise ValueError(problem.reason)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding):
    text = "The café’s owner said “no” to the soldiers, and the café was closed for the rest of the week."
    (article,) = read_bytes("note.txt", text.encode(encoding))
    assert article.text == text


def test_the_title_is_the_heading_or_else_the_name_of_the_file():
    (with_heading,) = read_bytes("a.txt", b"Shells fall on harbour\n\nShells fell on the harbour on Monday.")
    (without,) = read_bytes("field_report 7.txt", b"Shells fell on the harbour on Monday.")
    assert (with_heading.title, without.title) == ("Shells fall on harbour", "field report 7")


def test_a_folder_gives_its_reports_in_order_and_names_the_rest(tmp_path):
    (tmp_path / "b.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Three people were hurt.", encoding="utf-8")
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    (tmp_path / "none").mkdir()
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    articles, problems = split(read(tmp_path))
    assert [article.text for article in articles] == ["Three people were hurt.", ENGLISH]
    assert [(problem.where.rsplit("/", 1)[-1], problem.reason.split(".")[0]) for problem in problems] == [
        ("link.txt", "It is a symbolic link"),
        ("map.png", "Files of this kind ("),
        ("none", "The folder is empty"),
    ]


def test_a_path_that_is_not_there_is_named(tmp_path):
    for name in ("gone.txt", "gone"):
        (problem,) = read(tmp_path / name)
        assert "There is no such file" in problem.reason


def test_a_json_lines_corpus():
    rows = [
        json.dumps(
            {"id": 7, "text": "One was hurt.", "title": "T", "source": "S", "published": "2026-03-14"}
        ),
        "",
        json.dumps(
            {"article": {"id": "8", "text": "Two were hurt.", "url": "https://example.org/8"}, "places": []}
        ),
        "{broken",
        json.dumps(["no object"]),
        json.dumps({"id": 9}),
        json.dumps({"id": 10, "text": "Three were hurt.", "published": "last week"}),
    ]
    articles, problems = split(read_bytes("corpus.jsonl", "\n".join(rows).encode()))
    assert articles == [
        Article("7", "T", "S", None, "2026-03-14", "One was hurt."),
        Article("8", None, None, "https://example.org/8", None, "Two were hurt."),
        Article("10", None, None, None, None, "Three were hurt."),
    ]
    assert [problem.where for problem in problems] == [f"corpus.jsonl, line {n}" for n in (4, 5, 6, 7)]
    assert "no JSON" in problems[0].reason
    assert 'no "text"' in problems[1].reason
    assert "read without a date" in problems[3].reason


def test_a_csv_corpus():
    content = 'ID,Text,Published\r\na,"One was hurt,\nhe said.",2026-03-14\r\nb,,\r\n'.encode("utf-8-sig")
    articles, problems = split(read_bytes("corpus.csv", content))
    assert [(a.id, a.text, a.published) for a in articles] == [("a", "One was hurt,\nhe said.", "2026-03-14")]
    assert [problem.where for problem in problems] == ["corpus.csv, line 4"]


def test_one_row_too_long_or_too_deep_loses_no_other():
    texts = [ENGLISH * 1_000, "a" * 1_000_001, "One was hurt."]
    table = "text\r\n" + "".join(f'"{text}"\r\n' for text in texts)
    articles, problems = split(read_bytes("corpus.csv", table.encode()))
    assert [article.text for article in articles] == [texts[0], texts[2]]
    assert [problem.where for problem in problems] == ["corpus.csv, line 3"]
    articles, problems = split(read_bytes("a.jsonl", b"[" * 200_000 + b'\n{"text": "One was hurt."}'))
    assert [article.text for article in articles] == ["One was hurt."]
    assert [problem.where for problem in problems] == ["a.jsonl, line 1"]


def test_an_empty_or_wrongly_encoded_corpus_says_so():
    assert "no reports in it" in next(read_bytes("a.jsonl", b"\n")).reason
    assert "not UTF-8" in next(read_bytes("a.csv", b"text\n\xff\xfe")).reason


@pytest.mark.parametrize(
    ("text", "published", "asks"),
    [
        ("Today three were hurt.", None, True),
        ("Today three were hurt.", "2026-03-14", False),
        ("On 3 May three were hurt.", None, False),
    ],
)
def test_a_report_that_says_today_asks_for_its_date(text, published, asks):
    notices = documents.notices(make_article(text, published=published))
    assert bool(notices) == asks
    assert all("“today” but has no date of publication" in notice for notice in notices)
