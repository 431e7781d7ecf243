"""A short run of the fuzz target, the same each time."""

import pytest
from click.testing import CliRunner

from tests.fuzz import __main__ as target
from tests.fuzz.hostile import Hostile
from tests.fuzz.promises import SYNTAXES, broken
from threadkeep.markup.render import Syntax


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_hostile_texts_break_no_promise(syntax: Syntax) -> None:
    assert {text: wrong for text in Hostile(2).texts(400) if (wrong := broken(text, syntax))} == {}


def test_the_same_seed_gives_the_same_texts() -> None:
    assert list(Hostile(3).texts(20)) == list(Hostile(3).texts(20)) != list(Hostile(4).texts(20))


def test_a_broken_promise_ends_the_run_with_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(target, "broken", lambda text, syntax: ["something is wrong"])
    done = CliRunner().invoke(target.main, ["--runs", "1"])
    assert done.exit_code == 1
    assert "something is wrong" in done.output


def test_a_run_without_findings_ends_well() -> None:
    assert CliRunner().invoke(target.main, ["--runs", "3", "--seed", "9"]).exit_code == 0
