"""What holds for every test: in CI none may be skipped."""

import os
import sys

import pytest


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if os.environ.get("CI") and skipped:
        terminalreporter.write_line(f"{len(skipped)} tests were skipped; in CI none may be.", red=True)


def pytest_sessionfinish(session, exitstatus):
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and exitstatus == pytest.ExitCode.OK and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def main_module():
    """AppTest leaves its script as the main module, which a process that a later test starts would run."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
