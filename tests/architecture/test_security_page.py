"""docs/security.md says the truth: every requirement has a row, every test named there exists."""

import re

import pytest

from tests.architecture import sources
from tests.services import ROOT

PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")
ROWS = {row[1]: row[0] for row in re.finditer(r"^\| (R\d+) \|.*\|$", PAGE, re.MULTILINE)}
NAMED = sorted(set(re.findall(r"`((?:tests|threadkeep)/[\w/]+\.py)`", PAGE)))


def test_every_requirement_has_a_row() -> None:
    assert list(ROWS) == [f"R{number}" for number in range(1, 23)]


@pytest.mark.parametrize("name", ROWS)
def test_a_requirement_is_held_by_a_test_or_says_what_it_waits_for(name: str) -> None:
    _none, _name, what, held, not_yet, _end = (cell.strip() for cell in ROWS[name].split("|"))
    assert what
    assert "test_" in held or "needs" in not_yet, f"{name} is neither held by a test nor waits for a feature"


@pytest.mark.parametrize("path", NAMED)
def test_a_file_named_there_exists_and_holds_tests(path: str) -> None:
    assert sources.exists(path), f"docs/security.md names {path}, which is not there"
    assert re.search(r"^def test_", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE)
