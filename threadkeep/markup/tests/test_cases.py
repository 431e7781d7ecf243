"""The cases of cases/*.txt. Anyone can add one: a title, a dot, the input, a dot, the page, a dot.

The file's name begins with the syntax. Between blocks the page may be broken into lines.
"""

import re
from pathlib import Path

import pytest

from threadkeep.markup.tests.page_check import faults
from threadkeep.markup.tests.shown import page

BETWEEN_BLOCKS = re.compile(
    r">\n(?=</?(?:p|h\d|blockquote|[uo]l|li|table|thead|tbody|tr|t[hd]|pre|div|details|summary|hr)\b)"
)
FOLDER = Path(__file__).parent / "cases"


def cases():
    for path in sorted(FOLDER.glob("*.txt")):
        parts = path.read_text(encoding="utf-8").split("\n.\n")
        # Title, input, page; title, input, page; and what stands after the last dot.
        for at in range(0, len(parts) - 2, 3):
            title, source, html = (part.removeprefix("\n") for part in parts[at : at + 3])
            yield pytest.param(
                path.name.partition("_")[0].removesuffix(".txt"), source, html, id=f"{path.stem}: {title.strip()}"
            )


@pytest.mark.parametrize(("syntax", "source", "html"), list(cases()))
def test_a_case_reads_as_its_file_says(syntax, source, html):
    assert page(source, syntax) == BETWEEN_BLOCKS.sub(">", html)
    assert faults(page(source, syntax)) == []


def test_there_are_cases_for_both_syntaxes():
    assert {case.values[0] for case in cases()} == {"markdown", "bbcode"}
