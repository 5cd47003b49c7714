"""Texts, files and patterns that would break a careless reader: analysis goes on, and its work stays linear."""

import ast
import json
import re
import subprocess
import sys
import threading
import time
import tomllib

import pytest

from lib import language
from lib.analysis import analyze, analyze_doc
from lib.gazetteer import Gazetteer
from lib.harm import headings
from lib.records import Article, spans_of
from tests import patterns


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer()


def repeated(part, length):
    """``part`` over and over, ``length`` characters in all."""
    return (part * (length // len(part) + 1))[:length]


HOSTILE = [
    pytest.param("".join(map(chr, range(1, 32))), id="control characters"),
    pytest.param("قتل ثلاثة أشخاص في غزة، وقال وزير الصحة. ", id="right to left"),
    pytest.param("\u202eKyiv\u202c \u200f3 killed\u200e ", id="changes of direction"),
    pytest.param("👩‍👩‍👧‍👦🇺🇦💥 killed 3️⃣ in Kyiv ", id="emoji"),
    pytest.param("Z̷̢̛͓a̸l̵g̶o̷ said ", id="combining marks"),
    pytest.param("KyivKharkivOdesa", id="no spaces"),
    pytest.param("“", id="opening marks"),
    pytest.param('"', id="straight marks"),
    pytest.param("'“\"«", id="nested marks"),
    pytest.param("”", id="closing marks"),
    pytest.param("“a ", id="quotations never closed"),
    pytest.param("([{", id="brackets"),
    pytest.param("a\n", id="lines of one letter"),
    pytest.param("\n", id="nothing but line breaks"),
    pytest.param("Odesa, ", id="a list of places"),
    pytest.param("said ", id="cues alone"),
    pytest.param("killed 3 and ", id="a toll without end"),
    pytest.param("he said that ", id="clauses in clauses"),
    pytest.param("12,000,", id="digits"),
    pytest.param("-", id="dashes"),
    pytest.param("...", id="dots"),
    pytest.param("http://a.b/c?d=e&", id="an address without end"),
    pytest.param(
        "At least three people were killed in Kherson, the mayor said. ", id="one sentence again and again"
    ),
]


@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_texts_are_analysed_and_their_spans_are_slices(gazetteer, part):
    text = repeated(part, 3_000)
    (analysis,) = analyze([Article("hostile", None, None, None, "2026-03-14", text)], gazetteer=gazetteer)
    for span in spans_of(analysis):
        assert text[span.start : span.end] == span.text


@pytest.mark.parametrize("part", HOSTILE)
def test_work_grows_with_the_length_and_not_with_its_square(gazetteer, part):
    shorter, longer = (work(repeated(part, length), gazetteer) for length in (4_000, 8_000))
    assert longer <= 2.6 * shorter + 5_000


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("The monitors said that the road was closed. ", id="one group of speakers"),
        pytest.param("She said so. He denied it. ", id="pronouns of speakers"),
        pytest.param("Nine were killed there, it said. ", id="tolls of nowhere, by it"),
        pytest.param("Three of the dead were children. ", id="shares of the dead"),
        pytest.param("Otto Winter came. Winter said no. ", id="family names at the heads of sentences"),
        pytest.param("Sena Okoro left early. ", id="given names at the heads of sentences"),
    ],
)
def test_who_spoke_before_is_not_gone_through_anew_for_each_who_speaks(gazetteer, part):
    shorter, longer = (work(repeated(part, length), gazetteer) for length in (8_000, 32_000))
    assert longer <= 4.5 * shorter


def test_each_name_of_a_list_is_not_compared_with_all_others(gazetteer):
    def listed(number):
        return "The dead are " + ", ".join(f"Ivan Petrov{i} ({i % 60 + 10})" for i in range(number)) + "."

    shorter, longer = (work(listed(number), gazetteer) for number in (500, 2_000))
    assert longer <= 4.5 * shorter


@pytest.mark.parametrize(
    "pattern", [headings._DATELINE_BELOW, headings._IN_BRACKETS], ids=["town", "brackets"]
)
def test_blank_lines_below_a_title_are_gone_through_once(pattern):
    text = "Fighting goes on\n" + " \n" * 2_000 + "nine were killed in Kherson"
    begun = time.process_time()
    assert pattern.match(text) is None
    assert time.process_time() - begun < 2


def test_names_given_later_are_looked_for_near_those_told_of(gazetteer):
    def told(number):
        names = (f"Vor{chr(97 + i // 26)}{chr(97 + i % 26)}o" for i in range(number))
        return "".join(f"A widow said she fled. The widow, Anna {name}, said it was bad. " for name in names)

    shorter, longer = (work(told(number), gazetteer) for number in (100, 400))
    assert longer <= 4.5 * shorter


def work(text, gazetteer):
    """How many functions are called to read a parsed text, those of C among them."""
    article = Article("hostile", None, None, None, "2026-03-14", text)
    (doc,) = language.parse([text])
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        analyze_doc(doc, article, gazetteer)
    finally:
        sys.setprofile(before)
    return calls


def test_a_long_text_is_parsed_in_pieces_and_reads_as_if_it_were_whole(monkeypatch):
    text = "\n".join(
        f"Report {n}. A shell hit Odesa, the mayor said; {n} people were hurt." for n in range(40)
    )
    (whole,) = language.parse([text])
    monkeypatch.setattr(language, "LONGEST_PIECE", 500)
    (doc,) = language.parse([text])
    assert doc.text == text
    assert [(t.text, t.idx, t.dep_, t.head.i) for t in doc] == [
        (t.text, t.idx, t.dep_, t.head.i) for t in whole
    ]
    assert [s.start_char for s in doc.sents] == [s.start_char for s in whole.sents]


@pytest.mark.parametrize(
    "part", [pytest.param("a shell hit ", id="words"), pytest.param("shell", id="no spaces")]
)
def test_no_piece_is_longer_than_allowed_and_none_is_lost(part):
    text = repeated(part, 3 * language.LONGEST_PIECE)
    pieces = list(language._pieces(text))
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= language.LONGEST_PIECE


def test_texts_read_together_are_bounded():
    lengths = [9_000, 9_000, 9_000, 50_000, 10, 10]
    assert list(language.batches(lengths, lambda length: length)) == [
        [9_000, 9_000],
        [9_000],
        [50_000],
        [10, 10],
    ]


def test_words_of_reports_are_forgotten(gazetteer):
    nlp = language.load()

    def known(first):
        articles = [
            Article(str(n), None, None, None, None, f"Mr Qx{chr(97 + n % 26)}zv{n} was hurt in Kyiv.")
            for n in range(first, first + 50)
        ]
        list(analyze(articles, gazetteer=gazetteer))
        return len(nlp.vocab.strings)

    assert known(0) == known(1_000) == known(2_000)


def test_no_pattern_backtracks_without_end():
    """In a process of its own, where each module compiles its patterns under watch."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.patterns"],
        cwd=patterns.ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(run.stdout)
    assert found["patterns"] > 100
    assert found["slow"] == {}


@pytest.mark.parametrize(
    ("pattern", "slow"),
    [
        pytest.param(r"(?:a+)+b", True, id="a repetition of a repetition"),
        pytest.param(r"\s*\s*\s*\s*\s*x", True, id="many ways to share white space"),
        pytest.param(r"(?:<!--.*?-->|\s)*<html", True, id="comments that may hold others"),
        pytest.param(r"(?:a+b)+c", False, id="a repetition that says where it ends"),
    ],
)
def test_a_bad_pattern_is_found_out(pattern, slow):
    assert (patterns.hard_text(pattern, re.DOTALL, ceiling=1) is not None) == slow


# What the code may not use


_REFUSED = {"pickle", "shelve", "marshal", "dill", "joblib", "cloudpickle"}


def _tree(path):
    return ast.parse(path.read_text(encoding="utf-8"))


RUNTIME = [patterns.ROOT / "streamlit_app.py", *sorted(patterns.ROOT.glob("lib/**/*.py"))]


@pytest.mark.parametrize("path", RUNTIME, ids=lambda path: str(path.relative_to(patterns.ROOT)))
def test_the_code_that_runs_has_no_pickle_eval_or_shell(path):
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            assert not _REFUSED & {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").split(".")[0] not in _REFUSED
        elif isinstance(node, ast.Call):
            assert ast.unparse(node.func) not in {"eval", "exec", "os.system", "__import__"}
            assert not any(keyword.arg in ("shell", "unsafe_allow_html") for keyword in node.keywords)


_LOGS = {"debug", "info", "warning", "error", "exception", "critical"}
_WORDS_OF_A_REPORT = re.compile(r"\.(?:text|title|query)\b|\bcontent\b")
_COMMAND_LINE = {"__main__.py", "workspace_command.py", "progress.py"}


@pytest.mark.parametrize("path", RUNTIME, ids=lambda path: str(path.relative_to(patterns.ROOT)))
def test_no_words_of_a_report_are_logged(path):
    for node in ast.walk(_tree(path)):
        if not isinstance(node, ast.Call):
            continue
        called = ast.unparse(node.func)
        assert called != "print" or path.name in _COMMAND_LINE
        if called.split(".")[0] in ("_log", "logging") and called.split(".")[-1] in _LOGS:
            for argument in node.args:
                assert not _WORDS_OF_A_REPORT.search(ast.unparse(argument))


def test_the_settings_are_those_for_strangers():
    settings = tomllib.loads((patterns.ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["enableXsrfProtection"] is True
    assert settings["server"]["enableCORS"] is True
    assert settings["server"]["maxUploadSize"] <= 200
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"


def test_requirements_are_pinned():
    lines = (patterns.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    packages = [line for line in lines if line and not line.startswith("#")]
    assert packages
    assert all(re.fullmatch(r"[a-z0-9-]+(?:\[[a-z0-9,-]+\])?==[\d.]+", line) for line in packages)


# Many at once


def test_threads_that_read_at_once_read_what_one_would(gazetteer):
    reports = [f"Shells hit {town} on Monday, killing {n} people, Mayor {name} said. “We will stay,” he said."
               for n, (town, name) in enumerate([("Odesa", "Abel"), ("Kharkiv", "Baker"), ("Sumy", "Cole")], 2)]  # fmt: skip
    articles = [Article(str(n), None, None, None, "2026-03-14", text) for n, text in enumerate(reports)]
    alone = {article.id: next(analyze([article], gazetteer=gazetteer)) for article in articles}
    together: list[tuple[str, object]] = []

    def read(article):
        for _ in range(5):
            together.append((article.id, next(analyze([article], gazetteer=gazetteer))))

    threads = [threading.Thread(target=read, args=(article,)) for article in articles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(together) == 15
    assert all(analysis == alone[id] for id, analysis in together)


def test_a_stream_that_is_left_halfway_keeps_nobody_waiting(gazetteer):
    articles = [Article(str(n), None, None, None, None, "Shells hit Odesa. " * 900) for n in range(4)]
    stream = analyze(articles, gazetteer=gazetteer)
    next(stream)
    assert language.ahead() == 0
    assert not language.load().vocab.in_memory_zone


def test_one_report_that_fails_leaves_the_reader_fit_for_the_next(gazetteer, monkeypatch):
    article = Article("one", None, None, None, None, "Shells hit Odesa.")

    def fail(*_):
        raise RuntimeError("unforeseen")

    with monkeypatch.context() as broken:
        broken.setattr("lib.analysis.analyze_doc", fail)
        with pytest.raises(RuntimeError, match="unforeseen"):
            list(analyze([article], gazetteer=gazetteer))
    assert language.ahead() == 0
    assert [m.text for m in next(analyze([article], gazetteer=gazetteer)).places] == ["Odesa"]
