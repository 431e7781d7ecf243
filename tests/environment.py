"""Where a test run happens: its own data folder, its database, nothing of the developer's board.

pytest loads this before anything else (`-p tests.environment` in pyproject.toml), because Django's settings read the
configuration when they are first imported, which is before any conftest.py.
"""

import atexit
import os
import shutil
import tempfile
from collections import Counter
from pathlib import Path

import pytest

from tests.services import POSTGRES_URL, requires

ON_POSTGRES = os.environ.get("THREADKEEP_TEST_DATABASE") == "postgres"
_DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client", "django_db_setup"}
_SERVICES_OF_MARKS = {"postgres": "postgres", "browser": "chromium"}


def _own_environment() -> None:
    for name in list(os.environ):
        if name.startswith("THREADKEEP_") and not name.startswith("THREADKEEP_TEST_"):
            del os.environ[name]
    folder = tempfile.mkdtemp(prefix="threadkeep-test-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["THREADKEEP_DATA_DIR"] = folder
    # A threadkeep.toml in the developer's checkout must not colour the tests.
    empty = Path(folder) / "threadkeep.toml"
    empty.touch()
    os.environ["THREADKEEP_CONFIG"] = str(empty)
    # Its presence is how the settings know that this is a test run.
    os.environ.setdefault("THREADKEEP_TEST_DATABASE", "sqlite")
    if ON_POSTGRES:
        os.environ["THREADKEEP_DATABASE_URL"] = POSTGRES_URL


_own_environment()


def _touches_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    marks = {mark.name for mark in item.iter_markers()}
    return bool(names & _DATABASE_FIXTURES or marks & {"django_db", "postgres", "processes"})


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches the database, though not through a browser, which shows the same on both.

    On SQLite leave out what is marked `postgres`, and the other way.
    """
    wanted, other = [], []
    for item in items:
        if ON_POSTGRES:
            elsewhere = item.get_closest_marker("sqlite") or item.get_closest_marker("browser")
            fits = _touches_database(item) and not elsewhere
        else:
            fits = not item.get_closest_marker("postgres")
        (wanted if fits else other).append(item)
    # What starts processes takes longest: begun first, it does not keep one core busy at the end while the other waits.
    wanted.sort(key=lambda item: item.get_closest_marker("processes") is None)
    items[:] = wanted
    if other:
        config.hook.pytest_deselected(items=other)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip or fail what needs a service that is not here."""
    for mark in item.iter_markers("needs"):
        requires(*mark.args)
    for mark, service in _SERVICES_OF_MARKS.items():
        if item.get_closest_marker(mark):
            requires(service)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was not run, and why: a skipped test proves nothing."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", ()))
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"not run: {count} x {reason}", yellow=True)
    if terminalreporter.stats.get("deselected") and not ON_POSTGRES:
        count = len(terminalreporter.stats["deselected"])
        terminalreporter.write_line(f"left to the run on PostgreSQL (THREADKEEP_TEST_DATABASE=postgres): {count}")


def _reason(report: pytest.TestReport) -> str:
    # For a skip, longrepr is (file, line, "Skipped: the reason").
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return told.removeprefix("Skipped: ")
