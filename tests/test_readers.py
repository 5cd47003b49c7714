"""Reports in, file by file: what each kind gives, and what is told of what a file does not say."""

import io
import json
import logging
from dataclasses import replace

import pytest
from docx import Document

from lib.readers import Limits, Problem, Reading, read_files, read_paths, read_source, split
from lib.readers.corpora import columns_of, preview
from lib.readers.items import source_of_bytes
from lib.readers.metadata import date_line, guess_date, stamp
from lib.readers.pdf import Line, paragraphs
from lib.records import Article, to_json
from tests import build, files

ENGLISH = "Shells fell on the harbour on Monday and three people were hurt, the mayor of the town said. " * 3


def read(name, content, reading=None):
    """The articles and the problems in a file."""
    return split(read_source(source_of_bytes(name, name, content), reading))


def one(name, content):
    """The only thing in a file, an article."""
    articles, problems = read(name, content)
    assert problems == []
    (article,) = articles
    return article


def marked(article):
    return [(stretch.kind, article.text[stretch.start : stretch.end]) for stretch in article.stretches]


PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Shells fall on market | Harbour Wire</title>
<meta property="og:site_name" content="Harbour Wire"><meta name="author" content="Olena Marsh">
<link rel="canonical" href="https://wire.example/2026/03/14/shells">
<script type="application/ld+json">[{"@graph": [{"@type": "NewsArticle",
"datePublished": "2026-03-14T21:30:00+02:00"}]}]</script><style>p {color: red}</style></head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><div class="cookie">We use cookies.</div>
<article><h1>Shells fall on market</h1><p>By Olena Marsh</p>
<figure><img src="x.jpg"><figcaption>A burnt stall in Kharkiv. (Photo: agency)</figcaption></figure>
<p>Shells fell on a market in Kharkiv on Saturday morning, kill<b>ing</b> four people and wounding at least eleven,
the regional prosecutor said in a statement to reporters.</p>
<div class="related"><h3>Related stories</h3><ul><li><a href="/a">Drone strike on Odesa kills two</a></li></ul></div>
<p style="display: none">Nobody was hurt at all, and ninety-nine people were paid to say that they had been.</p>
<h2>Rescue goes on</h2>
<p>“We carried the wounded out before the roof came down,” a dispatcher told reporters. The ministry denied that
any of its citizens were among the dead, and said that it was looking into it.</p>
<p>Power was cut in two districts of the city, and the mayor asked people to stay in the shelters until the
morning because more attacks were to be expected.</p></article>
<aside><p>Most read: Goma falls to rebels</p></aside><footer>© 2026 All rights reserved.</footer></body></html>"""


def test_a_page_gives_its_report_and_what_it_says_of_itself():
    article = one("saved.html", PAGE.encode())
    assert replace(article, id="", text="", stretches=()) == Article(
        id="",
        title="Shells fall on market",
        source="Harbour Wire",
        url="https://wire.example/2026/03/14/shells",
        published="2026-03-14T21:30:00+02:00",
        text="",
        author="Olena Marsh",
        language="en",
    )
    assert "killing four people and wounding at least eleven, the regional" in article.text
    assert not any(words in article.text for words in ("cookies", "Home", "Goma", "rights", "paid", "color"))


def test_what_stands_between_the_parts_of_a_report_is_marked_and_kept():
    assert marked(one("saved.html", PAGE.encode())) == [
        ("heading", "Shells fall on market"),
        ("furniture", "By Olena Marsh"),
        ("caption", "A burnt stall in Kharkiv. (Photo: agency)"),
        ("furniture", "Related stories"),
        ("furniture", "Drone strike on Odesa kills two"),
        ("heading", "Rescue goes on"),
    ]


def test_a_page_that_says_nothing_of_itself_has_guesses_that_are_marked():
    page = f"<html><body><p>Published Saturday, 14 March 2026, 10:30 GMT</p><p>{ENGLISH}</p></body></html>"
    article = one("field report.html", page.encode())
    assert (article.title, article.published) == ("field report", "2026-03-14")
    assert article.guessed == ("language", "published", "title")


def test_an_old_page_is_read_in_the_encoding_that_it_names():
    page = f"<html><head><meta charset=windows-1251></head><body><p>Шостка. {ENGLISH}</p></body></html>"
    assert one("a.html", page.encode("cp1251")).text.startswith("Шостка.")


def test_markdown_loses_its_marks_and_gives_its_front_matter():
    content = (
        "---\ntitle: 'On the harbour'\nauthor: O. Marsh\ndate: 14 March 2026\noutlet: Wire\n---\n"
        "# Shells *fall*\n\nThree people were [hurt](https://wire.example) in **Odesa**,\nhe said.\n\n- one\n- two\n"
    )
    article = one("a.md", content.encode())
    assert article.text == "Shells fall\n\nThree people were hurt in Odesa, he said.\n\none\n\ntwo"
    assert (article.title, article.author, article.published, article.source) == (
        "On the harbour",
        "O. Marsh",
        "2026-03-14",
        "Wire",
    )
    assert article.guessed == ()
    assert marked(article) == [("heading", "Shells fall")]


def test_a_word_document_keeps_headings_captions_and_tables():
    document = Document()
    document.core_properties.author = "Olena Marsh"
    document.add_heading("Shells fall on market", 1)
    document.add_paragraph("Four people were hurt.")
    document.add_paragraph("A burnt stall", style="Caption")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["District", "Hurt", "Saltivka", "4"], strict=True):
        cell.text = words
    out = io.BytesIO()
    document.save(out)
    article = one("a.docx", out.getvalue())
    assert article.text == (
        "Shells fall on market\n\nFour people were hurt.\n\nA burnt stall\n\nDistrict | Hurt\n\nSaltivka | 4"
    )
    assert (article.title, article.author) == ("Shells fall on market", "Olena Marsh")
    assert marked(article) == [("heading", "Shells fall on market"), ("caption", "A burnt stall")]


def test_the_lines_of_a_pdf_become_paragraphs_again():
    article = one("a.pdf", files.pdf(7))
    first, second = files.body(7).split("\n\n")
    assert article.text.split("\n\n") == [files.title(7), first, second.replace("“", "").replace("”", "")]
    assert marked(article) == [("heading", files.title(7))]
    assert article.title == files.title(7)
    assert "may not be the date of publication" in article.notes[0]


def lines(*rows):
    """Lines of print, from the top of a page down, 14 points apart; a number before the text lowers it."""
    found, height = [], 800
    for row in rows:
        gap, text = row if isinstance(row, tuple) else (14, row)
        height -= gap
        found.append(Line(text, 50, height, 11))
    return found


LONG = "the regional prosecutor said in a statement to"


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        pytest.param([lines(LONG, "reporters.", (28, LONG))], [f"{LONG} reporters.", LONG], id="a gap"),
        pytest.param(
            [lines(LONG, LONG, (20, "reporters."))],
            [f"{LONG} {LONG} reporters."],
            id="a small gap in a sentence",
        ),
        pytest.param(
            [lines(LONG, LONG, (60, "reporters."))], [f"{LONG} {LONG}", "reporters."], id="a large gap"
        ),
        pytest.param(
            [lines(f"{LONG} repor-", "ters today.")], [f"{LONG} reporters today."], id="a divided word"
        ),
        pytest.param([lines(f"{LONG} Baden-", "Baden.")], [f"{LONG} Baden- Baden."], id="no divided word"),
        pytest.param(
            [lines("It was over.", LONG, "reporters.")],
            ["It was over.", f"{LONG} reporters."],
            id="a short last line",
        ),
        pytest.param([lines(LONG), lines("reporters.")], [f"{LONG} reporters."], id="over a page break"),
        pytest.param(
            [
                lines("Harbour Wire 1", LONG),
                lines("Harbour Wire 2", LONG),
                lines("Harbour Wire 3", "reporters."),
            ],
            [f"{LONG} {LONG} reporters.", "Harbour Wire 1", "Harbour Wire 2", "Harbour Wire 3"],
            id="running heads",
        ),
        pytest.param(
            [lines(LONG, "12"), lines("reporters.")], [f"{LONG} reporters.", "12"], id="a page number"
        ),
    ],
)
def test_paragraphs_of_print(pages, expected):
    blocks = list(paragraphs(pages))
    assert sorted(block.text for block in blocks) == sorted(expected)
    assert all((block.kind == "furniture") == (block.text[-2:].strip().isdigit()) for block in blocks)


def test_an_e_mail_gives_the_letter_its_sender_and_what_is_attached():
    articles, problems = read("a.eml", files.mail(3, attached=("picture.png", b"\x89PNG" + bytes(50))))
    (article,) = articles
    assert (article.title, article.author, article.published) == (
        files.title(3),
        "Olena Marsh",
        "2026-03-14T21:30:00+02:00",
    )
    assert (article.source, article.guessed) == ("Olena Marsh", ("language", "source"))
    assert article.text == files.body(3)
    assert [problem.where for problem in problems] == ["a.eml/picture.png"]
    articles, problems = read("a.eml", files.mail(3, attached=("report.pdf", files.pdf(4))))
    assert [article.title for article in articles] == [files.title(3), files.title(4)]
    assert problems == []


def test_quotations_and_signature_of_an_e_mail_are_marked():
    letter = f"Subject: Note\nMIME-Version: 1.0\n\n{ENGLISH}\n\nOn Monday somebody wrote:\n> Four were hurt.\n\n-- \nOlena\n"
    assert marked(one("a.eml", letter.encode())) == [
        ("furniture", "On Monday somebody wrote:"),
        ("furniture", "> Four were hurt."),
        ("furniture", "--"),
        ("furniture", "Olena"),
    ]


def test_a_feed_gives_an_article_an_entry_and_says_when_it_is_a_summary():
    articles, problems = read("feed", files.rss(2))
    assert problems == []
    (article,) = articles
    assert (article.title, article.source, article.url, article.published) == (
        files.title(2),
        "Harbour Wire",
        "https://wire.example/2",
        "2026-03-14T21:30:00+02:00",
    )
    assert "Only the feed's summary" in article.notes[0]
    assert one("feed", files.atom(2)).notes == ()


def test_json_lines_of_others_and_of_dateline_itself():
    own = one("x.html", PAGE.encode())
    rows = [
        json.dumps(
            {"id": 7, "text": "One was hurt.", "title": "T", "source": "S", "published": "2026-03-14"}
        ),
        "",
        json.dumps({"article": to_json(own), "places": []}),
        "{broken",
        json.dumps(["no object"]),
        json.dumps({"id": 9}),
        json.dumps(
            {"id": 10, "body": "Three were hurt.", "date": "last week", "authors": ["A. B.", "C. D."]}
        ),
    ]
    articles, problems = read("corpus.jsonl", "\n".join(rows).encode())
    assert articles == [
        Article("7", "T", "S", None, "2026-03-14", "One was hurt."),
        own,
        Article("10", None, None, None, None, "Three were hurt.", author="A. B., C. D."),
    ]
    assert [problem.where for problem in problems] == [f"corpus.jsonl, line {n}" for n in (4, 5, 6, 7)]
    assert "no JSON" in problems[0].reason
    assert 'no "text". Columns or keys: id' in problems[2].reason
    assert "read without a date" in problems[3].reason


@pytest.mark.parametrize("name", ["bare.jsonl", "bare.json"])
def test_a_bare_text_in_json_is_no_report_and_no_reason(name):
    articles, problems = read(name, b'""' if name == "bare.jsonl" else b'["", "Shells hit the town."]')
    assert articles == []
    assert problems
    assert all(problem.reason.startswith("It has no") for problem in problems)


def test_its_own_row_that_was_changed_by_hand_keeps_what_fits():
    row = to_json(build.article("Shells fell.", id="a"))
    row |= {"stretches": [{"start": 5, "end": 900, "kind": "heading"}]}
    assert one("a.jsonl", json.dumps({"article": row}).encode()).stretches == ()
    row |= {"stretches": "none", "guessed": 7}
    assert one("a.jsonl", json.dumps({"article": row}).encode()).title == "A title"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param('ID,Text,Published\r\na,"One was hurt,\nhe said.",2026-03-14\r\nb,,\r\n', id="comma"),
        pytest.param('id;text;date\na;"One was hurt,\nhe said.";14 March 2026\nb;;\n', id="semicolon"),
        pytest.param('id\tBody\tpub date\na\t"One was hurt,\nhe said."\t2026-03-14\nb\t\t\n', id="tab"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_corpus(content, encoding):
    articles, problems = read("corpus.csv", content.encode(encoding))
    assert [(a.id, a.text, a.published) for a in articles] == [("a", "One was hurt,\nhe said.", "2026-03-14")]
    assert [problem.where for problem in problems] == ["corpus.csv, line 4"]


def test_columns_of_a_corpus_are_found_named_and_previewed():
    assert columns_of(["Headline", "Full Text", "Date", "Mood"]) == {
        "title": "Headline",
        "text": "Full Text",
        "published": "Date",
    }
    assert columns_of(["text", "note"], {"text": "note", "title": "gone"}) == {"text": "note"}
    assert columns_of(["text", "title"], {"text": "body", "title": ""}) == {"text": "text"}
    content = b"what,who,when\nOne was hurt.,Wire,2026-03-14\n"
    seen = preview(source_of_bytes("a.csv", "a.csv", content), Reading())
    assert (seen.names, seen.columns) == (("what", "who", "when"), {})
    assert seen.rows == ({"what": "One was hurt.", "who": "Wire", "when": "2026-03-14"},)
    reading = Reading(columns={"text": "what", "source": "who", "published": "when"})
    articles, problems = read("a.csv", content, reading)
    assert [(a.text, a.source, a.published) for a in articles] == [("One was hurt.", "Wire", "2026-03-14")]
    assert problems == []


def test_one_row_too_long_too_deep_or_in_another_encoding_loses_no_other():
    texts = [ENGLISH * 1_000, "a" * 1_000_001, "One was hurt."]
    table = "text\r\n" + "".join(f'"{text}"\r\n' for text in texts)
    articles, problems = read("corpus.csv", table.encode())
    assert [len(article.text) for article in articles] == [len(texts[0]), len(texts[2])]
    assert [problem.where for problem in problems] == ["corpus.csv, line 3"]
    deep = b"[" * 200_000 + b'\n{"text": "One was hurt."}'
    articles, problems = read("a.jsonl", deep)
    assert [article.text for article in articles] == ["One was hurt."]
    assert [problem.where for problem in problems] == ["a.jsonl, line 1"]
    rows = b"text\n" + b"One was hurt.\n" * 3_000 + b"Caf\xe9.\nTwo were hurt.\n"
    articles, problems = read("a.csv", rows)
    assert len(articles) == 3_001
    assert "broken characters" in problems[0].reason


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart_and_a_guess_is_told(encoding):
    text = "The café’s owner said “no” to the soldiers, and the café was closed for the rest of the week."
    article = one("note.txt", text.encode(encoding))
    assert article.text == text
    assert any("encoding" in note for note in article.notes) == (encoding == "cp1252")


def test_the_title_is_the_heading_or_else_the_name_of_the_file():
    with_heading = one("a.txt", b"Shells fall on harbour\n\nShells fell on the harbour on Monday.")
    without = one("field_report 7.txt", b"Shells fell on the harbour on Monday.")
    assert (with_heading.title, with_heading.guessed) == ("Shells fall on harbour", ())
    assert (without.title, without.guessed) == ("field report 7", ("title",))


@pytest.mark.parametrize(
    ("text", "name", "url", "found"),
    [
        pytest.param("Title\n\n14 March 2026\n\nText.", "", None, "2026-03-14", id="a line of its own"),
        pytest.param(
            "Published: Sat, March 14th, 2026 at 9:30 p.m. GMT+2\nText.",
            "",
            None,
            "2026-03-14",
            id="with time",
        ),
        pytest.param("By Olena Marsh, 14 Mar 2026\nText.", "", None, "2026-03-14", id="byline"),
        pytest.param("Shells fell on 14 March 2022 in Kharkiv.", "", None, None, id="a date in a sentence"),
        pytest.param(
            "Title\n\nHARBOUR CITY, Ukraine, 14 March 2026 (Own Desk) - Shells fell.",
            "",
            None,
            "2026-03-14",
            id="dateline",
        ),
        pytest.param(
            "Shells fell on 14 March 2022 - no one was hurt.", "", None, None, id="a dash in a sentence"
        ),
        pytest.param("Text.", "2026-03-14_wire.txt", None, "2026-03-14", id="file name"),
        pytest.param("Text.", "1320260314.txt", None, None, id="a number in the file name"),
        pytest.param("Text.", "", "https://wire.example/2026/mar/14/shells", "2026-03-14", id="address"),
        pytest.param("03/04/2026\nText.", "", None, None, id="day or month first: nobody knows"),
        pytest.param("31 February 2026\nText.", "", None, None, id="no such day"),
        pytest.param("14 March 2999\nText.", "", None, None, id="the future"),
    ],
)
def test_guesses_at_the_date_of_publication(text, name, url, found):
    assert guess_date(text, name=name, url=url) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("Sat, 14 Mar 2026 21:30:00 +0200", "2026-03-14T21:30:00+02:00"),
        ("2026-03-14T21:30:00Z", "2026-03-14T21:30:00+00:00"),
        ("2026-03-14", "2026-03-14"),
        ("last week", None),
        ("", None),
    ],
)
def test_time_stamps_keep_their_zone(value, found):
    assert stamp(value) == found
    assert date_line(value) == (found if value == "2026-03-14" else None)


def test_a_folder_gives_its_reports_in_order_and_names_the_rest(tmp_path):
    (tmp_path / "b.txt").write_text(ENGLISH, encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "deep.txt").write_text("Three people were hurt.", encoding="utf-8")
    (tmp_path / "map.png").write_bytes(b"\x89PNG")
    (tmp_path / "link.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "none").mkdir()
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    (tmp_path / ".DS_Store").write_text("x", encoding="utf-8")
    articles, problems = split(read_paths([tmp_path]))
    assert [article.text for article in articles] == ["Three people were hurt.", ENGLISH]
    assert sorted((p.where.rsplit("/", 1)[-1], p.reason.split(".")[0]) for p in problems) == [
        (".hidden.txt", "It is hidden (its name begins with a dot)"),
        ("link.txt", "It is a symbolic link"),
        ("loop", "It is a symbolic link"),
        ("map.png", "It is a picture, and no words are read out of pictures"),
        ("none", "The folder is empty"),
    ]


def test_an_uploaded_folder_is_read_like_one_on_the_disk():
    names = ["folder/a.txt", "folder/.DS_Store", "folder/.git/config", "folder/deep/b.txt"]
    found = list(read_files((name, io.BytesIO(b"Two were hurt.")) for name in names))
    articles, problems = split(found)
    assert [article.title for article in articles] == ["a", "b"]
    assert [(problem.where, "hidden" in problem.reason) for problem in problems] == [
        ("folder/.git/config", True)
    ]


def test_a_path_that_is_not_there_or_not_to_be_opened_is_named(tmp_path):
    (problem,) = read_paths([tmp_path / "gone.txt"])
    assert "There is no such file" in problem.reason


def test_a_reader_that_fails_loses_one_file_and_tells_nothing_of_the_machine(monkeypatch, caplog):
    def fail(source, reading):
        yield from ()
        raise ZeroDivisionError("/home/somebody/secret.txt: “a secret”")

    monkeypatch.setattr("lib.readers.texts.read_markdown", fail)
    caplog.set_level(logging.WARNING)
    found = list(read_files([("a.md", io.BytesIO(b"x")), ("b.txt", io.BytesIO(b"Two were hurt."))]))
    assert isinstance(found[0], Problem)
    assert "secret" not in found[0].reason
    assert "ZeroDivisionError" not in found[0].reason
    assert found[1].text == "Two were hurt."
    assert "ZeroDivisionError in test_readers.py" in caplog.text
    assert "secret" not in caplog.text


def test_reports_come_one_at_a_time():
    def endless():
        number = 0
        while True:
            number += 1
            yield f"{number}.txt", io.BytesIO(b"Two were hurt.")

    found = read_files(endless())
    assert [next(found).title for _ in range(3)] == ["1", "2", "3"]


def test_a_long_corpus_is_not_held_in_memory():
    class Endless(io.RawIOBase):
        given = 0

        def readable(self):
            return True

        def read(self, size=-1):
            self.given += size
            row = b'{"text": "Two were hurt."}\n'
            return (row * (size // len(row) + 2))[self.given % len(row) :][:size]

    stream = Endless()
    found = read_files([("a.jsonl", stream)], Reading(Limits(corpus=10**12, reports=10**9)))
    for _ in range(5_000):
        next(found)
    assert stream.given < 400_000
