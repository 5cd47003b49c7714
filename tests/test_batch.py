"""Many reports into a workspace file: passed over, resumed, by several processes, one of them killed."""

import hashlib
import json
import logging
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time

import distributed
import pytest

from lib import batch, cluster, progress
from lib.__main__ import main
from lib.batch import Intake, Outcome
from lib.errors import DataError, ReportError
from lib.installed import MODEL
from lib.provenance import MadeBy
from lib.readers import Problem
from lib.records import Analysis, Article
from lib.storage.database import Database
from lib.storage.store import DatabaseStore
from tests.browser.server import ROOT

READER = MadeBy("0.1.0", "a_model 1.0", "aaaa", "bbbb")
TEXT = (
    "Shells hit a school in Kharkiv on day {0} of the siege. At least {0} people were killed, the mayor said."
)


def article(number, **fields):
    values = {"id": f"r{number}", "title": None, "source": None, "url": None, "published": "2026-03-14"}
    return Article(**{**values, "text": TEXT.format(number), **fields})


def untouched(batches):
    """Reads nothing out of reports, so that a test is about the intake alone."""
    return (Outcome(READER, tuple(Analysis(article) for article in batch)) for batch in batches)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "kept.db"


@pytest.fixture
def store(path):
    return DatabaseStore(Database.file(path))


def kept(path):
    return [(one.analysis, one.made_by) for one in DatabaseStore(Database.file(path)).load()]


def test_reports_that_are_there_are_passed_over(store, path):
    intake = Intake(store, untouched)
    assert list(intake.add(article(number) for number in range(40))) == []
    again = Intake(store, untouched)
    assert list(again.add(article(number) for number in range(45))) == []
    assert (intake.tally.kept, again.tally.kept, again.tally.passed_over) == (40, 5, 40)
    assert [analysis.article.id for analysis, _ in kept(path)] == [f"r{number}" for number in range(45)]
    assert {made_by for _, made_by in kept(path)} == {READER}


@pytest.mark.parametrize("between", [0, 100])
@pytest.mark.parametrize(
    ("second", "passed_over", "problems"),
    [
        pytest.param({}, 1, 0, id="the same report"),
        pytest.param({"id": "other"}, 1, 0, id="the same text under another id"),
        pytest.param({"id": "other", "source": "B"}, 0, 0, id="the same text in another outlet"),
        pytest.param({"text": "Another text."}, 0, 1, id="another text under the same id"),
    ],
)
def test_a_report_that_comes_twice_is_kept_once_whether_the_first_is_kept_yet_or_not(
    store, between, second, passed_over, problems
):
    first = {"id": "same", "source": "A"}
    items = [
        article(1_000, **first),
        *(article(number) for number in range(between)),
        article(1_000, **{**first, **second}),
    ]
    intake = Intake(store, untouched)
    told = list(intake.add(items))
    assert [problem.reason for problem in told] == [
        "Its id “same” is that of another report that is there."
    ] * problems
    assert intake.tally.passed_over == passed_over
    assert intake.tally.done == len(items)


def test_problems_of_the_readers_are_told_and_the_rest_goes_on(store):
    items = [article(1), Problem("scan.pdf", "It is encrypted."), article(2)]
    intake = Intake(store, untouched)
    assert list(intake.add(items)) == [Problem("scan.pdf", "It is encrypted.")]
    assert (intake.tally.kept, intake.tally.problems) == (2, 1)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        pytest.param(ReportError("It is too long."), "It is too long.", id="a report that cannot be read"),
        pytest.param(KeyError("x"), r"a fault in Dateline \(KeyError\)", id="a fault of our own"),
    ],
)
def test_a_report_that_cannot_be_read_takes_no_other_with_it(monkeypatch, error, reason):
    def analyze(articles, *, model):
        for one in articles:
            if one.id == "r2":
                raise error
            yield Analysis(one)

    monkeypatch.setattr("lib.analysis.analyze", analyze)
    outcome = batch.read_batch(tuple(article(number) for number in range(4)), MODEL)
    results = [
        result.article.id if isinstance(result, Analysis) else result.where for result in outcome.results
    ]
    assert results == ["r0", "r1", "r2", "r3"]
    with pytest.raises(AssertionError, match=reason):
        raise AssertionError(outcome.results[2].reason)


def test_processes_of_different_versions_are_refused(store):
    def reader(batches):
        for number, one in enumerate(batches):
            made_by = MadeBy("0.1.0", "a_model 1.0", "aaaa", f"gazetteer {number}")
            yield Outcome(made_by, tuple(Analysis(article) for article in one))

    with pytest.raises(DataError, match="not have the same versions: gazetteer"):
        list(Intake(store, reader).add(article(number) for number in range(40)))


def test_a_batch_holds_no_more_than_a_worker_can_bear(store):
    sizes = []

    def reader(batches):
        for one in batches:
            sizes.append(len(one))
            yield Outcome(READER, ())

    long = "word " * (batch.CHARACTERS_AT_ONCE // 10)
    texts = [long, long, long, *["short"] * 40]
    list(Intake(store, reader).add(article(n, text=f"{text} {n}") for n, text in enumerate(texts)))
    assert sizes == [2, 16, 16, 9]


def corpus(tmp_path, size):
    path = tmp_path / "corpus.jsonl"
    rows = ({"id": f"r{n}", "text": TEXT.format(n), "published": "2026-03-14"} for n in range(size))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_command_line_adds_to_a_workspace_and_writes_it_out(tmp_path, path, capsys):
    source, out = corpus(tmp_path, 3), tmp_path / "out.jsonl"
    assert main(["--workspace", str(path), str(source)]) == 0
    assert (
        "3 reports read and kept, 0 there already, 0 problems; 3 reports in kept.db"
        in capsys.readouterr().err
    )
    assert main(["--workspace", str(path), str(source), "-o", str(out)]) == 0
    assert "0 reports read and kept, 3 there already" in capsys.readouterr().err
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [row["article"]["id"] for row in rows] == ["r0", "r1", "r2"]
    assert rows[0]["places"][0]["place"]["name"] == "Kharkiv"
    assert all(made_by.model.startswith(MODEL) for _, made_by in kept(path))


def test_the_command_line_reads_again_what_another_version_read(tmp_path, path, store, capsys):
    store.save([])
    list(Intake(store, untouched).add(article(number) for number in range(2)))
    assert main(["--workspace", str(path), "--read-again"]) == 0
    assert "2 reports read and kept" in capsys.readouterr().err
    assert all(analysis.places and made_by != READER for analysis, made_by in kept(path))
    assert main(["--workspace", str(path), "--read-again"]) == 0
    assert "0 reports read and kept" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param([], id="nothing"),
        pytest.param(["--workspace", "w.db"], id="nothing to do"),
        pytest.param(["a.txt", "--processes", "2"], id="processes without a workspace"),
        pytest.param(["a.txt", "--read-again"], id="read again without a workspace"),
        pytest.param(["a.txt", "--workspace", "w.db", "--processes", "0"], id="no process"),
    ],
)
def test_options_that_do_not_go_together_are_refused(arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: python -m lib" in capsys.readouterr().err


def test_a_run_that_was_killed_goes_on_where_it_stopped(tmp_path, path):
    source = corpus(tmp_path, 120)
    command = [sys.executable, "-m", "lib", "--workspace", str(path), str(source)]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    while process.poll() is None and not (path.exists() and _count(path) >= 2 * batch.AT_ONCE):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = _count(path)
    assert 0 < before < 120
    assert main(command[3:]) == 0
    whole = tmp_path / "whole.db"
    assert main(["--workspace", str(whole), str(source)]) == 0
    assert kept(path) == kept(whole)


def _count(path):
    database = Database.file(path)
    try:
        return DatabaseStore(database).count()
    finally:
        database.close()


def test_with_several_processes_one_of_them_killed_the_result_is_the_same(path, tmp_path):
    articles = [article(number) for number in range(160)]
    killed = []

    def watched():
        for number, one in enumerate(articles):
            if number == 120:
                killed.append(_kill_a_worker())
            yield one

    with cluster.readers(MODEL, processes=2) as reader:
        intake = Intake(DatabaseStore(Database.file(path)), reader)
        assert list(intake.add(watched())) == []
    assert len(killed) == 1
    assert intake.tally.kept == len(articles)
    alone = tmp_path / "alone.db"
    list(Intake(DatabaseStore(Database.file(alone)), batch.in_this_process(MODEL)).add(articles))
    assert kept(path) == kept(alone)


@pytest.fixture(scope="module")
def scheduler():
    """The address of a Dask scheduler with three workers, each a process of its own."""
    with distributed.LocalCluster(
        n_workers=3,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address=None,
        memory_limit=None,
        silence_logs=logging.CRITICAL,
    ) as running:
        yield running.scheduler_address


def test_with_the_workers_of_a_scheduler_one_of_them_killed_the_result_is_the_same(path, tmp_path, scheduler):
    source = corpus(tmp_path, 160)
    kept_then = []

    def kill_one_on_the_way():
        while not (path.exists() and _count(path)):
            time.sleep(0.02)
        _kill_a_worker()
        kept_then.append(_count(path))

    killer = threading.Thread(target=kill_one_on_the_way, daemon=True)
    killer.start()
    assert main(["--workspace", str(path), str(source), "--scheduler", scheduler]) == 0
    killer.join(10)
    assert 0 < kept_then[0] < 160
    alone = tmp_path / "alone.db"
    assert main(["--workspace", str(alone), str(source)]) == 0
    assert kept(path) == kept(alone)


def test_a_scheduler_that_does_not_answer_is_told(path, tmp_path, monkeypatch, capsys):
    def no_answer(*_, **__):
        raise OSError("Timed out trying to connect")

    monkeypatch.setattr(distributed, "Client", no_answer)
    arguments = ["--workspace", str(path), str(corpus(tmp_path, 1)), "--scheduler", "tcp://127.0.0.1:1"]
    assert main(arguments) == 2
    assert "The scheduler tcp://127.0.0.1:1 cannot be reached. Check its address." in capsys.readouterr().err


def _kill_a_worker():
    """Kill a worker on this machine; its guard will start another."""
    worker = next(child for child in multiprocessing.active_children() if "Dask Worker" in child.name)
    os.kill(worker.pid, signal.SIGKILL)
    return worker.pid


def test_without_dask_the_command_says_what_to_install(tmp_path, path, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["--workspace", str(path), str(corpus(tmp_path, 1)), "--processes", "2"]) == 2
    assert "Several processes need Dask. Run: pip install --group batch" in capsys.readouterr().err


def test_progress_tells_rate_and_time_left_without_what_took_no_time():
    now = [0.0]
    line = progress.Progress(sys.stderr, 1_000, clock=lambda: now[0])
    now[0] = 50.0
    assert line.line(300, 200) == "300 of about 1,000 reports, 2.0 a second, about 0:05:50 left"
    assert line.line(1_200, 0) == "1,200 reports, 24.0 a second"


def test_how_many_reports_there_are_is_counted_without_reading_them(tmp_path):
    corpus(tmp_path, 7)
    (tmp_path / "rows.csv").write_text('text\n"one\nline"\ntwo\n', encoding="utf-8")
    (tmp_path / "letter.txt").write_text("Text.", encoding="utf-8")
    (tmp_path / "broken.zip").write_bytes(b"PK")
    assert progress.expected([tmp_path, tmp_path / "not there.txt"]) == 7 + 2 + 1 + 1 + 1


def test_the_hash_of_a_text_is_that_of_the_store(store):
    list(Intake(store, untouched).add([article(1)]))
    assert store.text_hash_of("r1") == hashlib.sha256(TEXT.format(1).encode()).hexdigest()
    assert store.text_hash_of("r2") is None
