"""Nothing that is committed names somebody's machine or the place its packages came from."""

import re

import pytest

from tests.architecture import sources

# Written in pieces, so that this file does not find itself.
PATTERNS = {
    "a home directory": re.compile(r"(?<![\w.-])/(ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/"),
    "a working folder": re.compile("/wo" + r"rk/(main|shared|\w+-\d+)"),
    "the host of a package registry": re.compile(
        "registry" + r"\.npmjs|registry" + r"\.yarnpkg|files\." + r"pythonhosted|pypi" + r"\.org/simple|/opt/" + "pypi"
    ),
    "a package index of its own": re.compile(r"--(extra-)?index" + "-url|--find" + r"-links|\"resolved" + r"\":"),
}


@pytest.mark.parametrize("what", PATTERNS)
def test_no_committed_file_names(what: str) -> None:
    found = [
        f"{source.path}, line {number}: {line.strip()[:80]}"
        for source in sources.text_files()
        for number, line in enumerate(source.text.splitlines(), start=1)
        if PATTERNS[what].search(line)
    ]
    assert not found, f"These lines name {what}; write it so that it is true on every machine:\n" + "\n".join(found)


def test_the_patterns_find_what_they_are_for() -> None:
    lines = {
        "a home directory": "/ro" + "ot/board",
        "a working folder": "/wo" + "rk/main/docs",
        "the host of a package registry": "https://registry" + ".npmjs.org/x",
        "a package index of its own": "--index" + "-url=x",
    }
    assert all(PATTERNS[what].search(line) for what, line in lines.items())


def test_every_dependency_is_locked_by_hash() -> None:
    text = next(one.text for one in sources.text_files() if one.path == "requirements.lock")
    pins = re.split(r"\n(?=[a-z0-9])", "\n" + "\n".join(line for line in text.splitlines() if not line.startswith("#")))
    pins = [pin for pin in pins if pin.strip()]
    assert len(pins) > 50
    assert all(re.match(r"[a-z0-9._\[\],-]+==\S+", pin.strip()) and "--hash=sha256:" in pin for pin in pins)
