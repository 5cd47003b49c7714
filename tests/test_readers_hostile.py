"""Three hundred mixed files, damaged and hostile ones among them: each report is read, each reason told."""

import io
import os
import zipfile
from collections import Counter

import pytest
from hypothesis import HealthCheck, example, given, settings
from streamlit.testing.v1 import AppTest

from lib.__main__ import main
from lib.readers import Limits, Problem, Reading, read_files, read_paths, read_source, split
from lib.readers.items import source_of_bytes
from lib.records import Analysis, Article
from tests import files
from tests.fuzz_readers import check
from tests.fuzz_readers import damaged as damaged_at_random

DAMAGED = files.damaged()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mixed")
    files.fill(folder)
    return folder


@pytest.fixture
def no_model(monkeypatch):
    """Analyses without a model, for flows in which the reading of texts is not the point."""
    monkeypatch.setattr("lib.__main__.analyze", lambda articles, model: map(Analysis, articles))
    monkeypatch.setattr("lib.ui.model.read", Analysis)


def test_three_hundred_mixed_files_give_270_reports_and_30_reasons(folder):
    assert len(list(folder.iterdir())) == 300
    articles, problems = split(read_paths([folder]))
    assert Counter(article.title for article in articles) == Counter(map(files.title, range(270)))
    named = Counter(
        problem.where.removeprefix(f"{folder}/").split("/")[0].split(",")[0] for problem in problems
    )
    assert named == Counter(DAMAGED.keys())


def test_so_does_the_command_line(folder, no_model, tmp_path, capsys):
    assert main([str(folder), "-o", str(tmp_path / "out.jsonl")]) == 1
    said = capsys.readouterr().err
    assert "270 reports analysed, 30 problems" in said
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 270
    assert all(f"{folder}/{name}" in said for name in DAMAGED)


@pytest.mark.parametrize(
    ("name", "content", "words"), [pytest.param(n, *c, id=n) for n, c in DAMAGED.items()]
)
def test_a_file_that_cannot_be_read_is_named_with_its_reason(name, content, words):
    (problem,) = read_source(source_of_bytes(name, name, content))
    assert isinstance(problem, Problem)
    assert problem.where.startswith(name)
    assert words in problem.reason
    assert "/etc" not in problem.reason


def reasons(name, content, **limits):
    """What is said of a file that goes beyond these limits, and how many reports are read all the same."""
    articles, problems = split(read_source(source_of_bytes(name, name, content), Reading(Limits(**limits))))
    return len(articles), [problem.reason for problem in problems]


MANY = [(f"{number}.txt", files.text(number)) for number in range(5)]


@pytest.mark.parametrize(
    ("name", "content", "limits", "read", "words"),
    [
        ("a.docx", files.word(1), {"file": 1_000}, 0, "more than 1,000 bytes"),
        ("a.html", files.page(1), {"page": 100}, 0, "more than 100 bytes"),
        ("a.csv", files.table(1) * 3, {"corpus": 500}, 0, "more than 500 bytes"),
        ("a.zip", files.archive(*MANY), {"archive": 100}, 0, "The archive has more than 100 bytes"),
        ("a.zip", files.archive(*MANY), {"unpacked": 1_000}, 2, "unpack to more than 1,000 bytes"),
        ("a.zip", files.archive(*MANY), {"files": 4}, 3, "4 files have been read"),
        ("a.zip", files.archive(*MANY), {"reports": 3}, 3, "3 reports have been read"),
        ("a.zip", files.nested(2), {"depth": 2}, 0, "It lies in 2 other archives"),
        ("a.zip", files.archive(("b.txt", b"a b " * 600_000)), {}, 0, "times its size"),
        ("a.zip", files.archive(("b.jsonl", b"\n" * 9_000_000)), {}, 0, "times its size"),
        ("a.pdf", files.pdf(1, pages=4), {"pages": 3}, 0, "It has 4 pages; at most 3 are read"),
        ("a.pdf", files.pdf(1, pages=4), {"text": 500}, 0, "longer than 500 characters"),
        ("a.pdf", files.pdf(1), {"seconds": -1}, 0, "takes longer"),
    ],
)
def test_each_limit_has_its_message(name, content, limits, read, words):
    found, said = reasons(name, content, **limits)
    assert found == read
    assert len(said) == 1
    assert words in said[0]


def test_entities_are_never_resolved(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret word", encoding="utf-8")
    entity = f"<!DOCTYPE d [<!ENTITY x SYSTEM '{secret.as_uri()}'>]>"
    page = f"{entity}<html><body><p>Shells fell. &x; Three were hurt in the harbour.</p></body></html>"
    feed = f"{entity}<rss version='2.0'><channel><item><description>Two hurt &x;</description></item></channel></rss>"
    for name, content in (
        ("a.html", page.encode()),
        ("a.xml", feed.encode()),
        ("b.xml", feed.encode("utf-16")),
        ("a.docx", files.word_with(feed.encode())),
    ):
        for item in read_source(source_of_bytes(name, name, content)):
            assert "secret word" not in str(item)


def test_nothing_is_unpacked_to_the_disk(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    content = files.archive(
        ("../out.txt", b"x"), ("/abs.txt", b"x"), ("c:\\x.txt", b"x"), ("in.txt", b"Two were hurt.")
    )
    articles, problems = split(read_files([("a.zip", io.BytesIO(content))]))
    assert [article.text for article in articles] == ["Two were hurt."]
    assert ["leads out" in problem.reason for problem in problems] == [True] * 3
    assert list(tmp_path.iterdir()) == []
    assert not (tmp_path.parent / "out.txt").exists()


def test_an_archive_whose_directory_lies_about_sizes_is_stopped_all_the_same():
    content = bytearray(files.archive(("bomb.txt", files.BOMB)))
    at = content.index(b"PK\x01\x02") + 24
    content[at : at + 4] = (100).to_bytes(4, "little")
    articles, problems = split(read_files([("a.zip", io.BytesIO(bytes(content)))]))
    assert articles == []
    assert len(problems) == 1


def test_a_word_document_that_unpacks_to_too_much_is_refused():
    whole = io.BytesIO(files.word(1))
    with zipfile.ZipFile(whole, "a", zipfile.ZIP_DEFLATED) as document:
        document.writestr("word/footnotes.xml", b" " * 31_000_000)
    (problem,) = read_files([("a.docx", io.BytesIO(whole.getvalue()))])
    assert "unpacks to more than 30,000,000 bytes" in problem.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (problem,) = read_paths([tmp_path])
    assert "device" in problem.reason


def test_a_disk_that_fails_loses_one_file(tmp_path):
    class Failing(io.RawIOBase):
        def readable(self):
            return True

        def read(self, size=-1):
            raise OSError(5, "Input/output error")

    found = list(read_files([("a.txt", Failing()), ("b.txt", io.BytesIO(b"Two were hurt."))]))
    assert "cannot be read to its end (Input/output error)" in found[0].reason
    assert isinstance(found[1], Article)


@given(damaged_at_random())
@example(("deep.html", b"<div>" * 5_000 + b"Two were hurt."))
@example(("a.zip", files.archive(("a.zip", b"PK\x05\x06"))))
@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_whatever_is_in_a_file_it_gives_reports_or_reasons(file):
    check(*file)


def test_the_app_reads_the_same_from_an_upload(folder, no_model):
    def dialog():
        from lib.ui import add
        from lib.ui.session import current

        add.draw(current())

    page = AppTest.from_function(dialog, default_timeout=120).run()
    chosen = [(path.name, path.read_bytes(), "") for path in sorted(folder.iterdir())]
    page.file_uploader(key="upload_files").set_value(chosen).run()
    page.button(key="upload_add").click().run()
    while not page.success:
        page.run()
    assert page.success[0].value == "270 reports added."
    assert len(page.session_state["session"].workspace) == 270
    assert len(page.dataframe[0].value) == 30
