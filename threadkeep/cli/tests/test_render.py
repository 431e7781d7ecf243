"""`threadkeep render` answers every line, bad ones too, and goes on."""

import json
from pathlib import Path

import pytest

from threadkeep.cli import render as command_file
from threadkeep.cli.render import BadLine, _lines, _read
from threadkeep.cli.tests.real_command import run


def lines(*values: object) -> bytes:
    return b"".join(json.dumps(value).encode() + b"\n" for value in values)


def test_lines_are_rendered_in_order(tmp_path: Path) -> None:
    texts = lines({"id": 7, "text": "**bold**"}, {"id": "b", "text": "plain & <i>"})
    done = run(tmp_path, "render", "--format", "markdown", stdin=texts)
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [7, "b"]
    assert "<strong>bold</strong>" in answers[0]["html"]
    assert "<i>" not in answers[1]["html"]


def test_plain_text_can_be_asked_for(tmp_path: Path) -> None:
    done = run(tmp_path, "render", "--format", "bbcode", "--to", "text", stdin=lines({"id": 1, "text": "[b]bold[/b]"}))
    assert json.loads(done.stdout) == {"id": 1, "text": "bold"}


@pytest.mark.parametrize(
    ("syntax", "target", "source", "written"),
    [
        ("bbcode", "markdown", "[b]bold[/b]", "**bold**"),
        ("markdown", "bbcode", "**bold**", "[b]bold[/b]"),
        ("bbcode", "bbcode", "[B]bold", "[b]bold[/b]"),
    ],
)
def test_source_in_either_syntax_can_be_asked_for(
    tmp_path: Path, syntax: str, target: str, source: str, written: str
) -> None:
    done = run(tmp_path, "render", "--format", syntax, "--to", target, stdin=lines({"id": 1, "text": source}))
    assert json.loads(done.stdout) == {"id": 1, target: written}


def test_bad_lines_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    bad = b'not json\n\xff\xfe\n[1]\n{"text": "no id"}\n{"id": 4}\n{"id": NaN, "text": ""}\n' + b"[" * 100_000 + b"\n\n"
    done = run(tmp_path, "render", "--format", "bbcode", stdin=bad + lines({"id": 9, "text": "still here"}))
    assert done.returncode == 1
    errors = [json.loads(line) for line in done.stderr.splitlines()]
    assert [error["id"] for error in errors] == [None, None, None, None, 4, None, None]
    assert [error["line"] for error in errors] == [1, 2, 3, 4, 5, 6, 7]
    assert all(error["error"] for error in errors)
    assert json.loads(done.stdout)["id"] == 9


def test_a_lone_surrogate_comes_back_as_json(tmp_path: Path) -> None:
    done = run(tmp_path, "render", "--format", "bbcode", stdin=b'{"id": "\\ud800", "text": "x \\udfff y"}\n')
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["id"] == "\ud800"


def test_a_line_that_is_too_long_is_refused_and_skipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(command_file, "LONGEST_LINE", 40)
    file = tmp_path / "in"
    file.write_bytes(b'{"id": 1, "text": "' + b"x" * 200 + b'"}\n{"id": 2, "text": "y"}\n')
    with file.open("rb") as stream:
        (_, first), (number, second) = list(_lines(stream))
    assert number == 2
    with pytest.raises(BadLine, match="longer than 40 bytes"):
        _read(first)
    assert _read(second) == (2, "y")


def test_without_a_format_it_is_refused(tmp_path: Path) -> None:
    done = run(tmp_path, "render", stdin=b"")
    assert done.returncode == 2
    assert b"--format" in done.stderr
