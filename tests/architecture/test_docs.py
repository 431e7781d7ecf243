"""What the code offers stands in docs/: settings, commands, events, permissions. Every link there leads somewhere."""

import re

import pytest

from scripts.write_docs import PAGES, all_commands, commands_page, settings_page
from tests.architecture import sources
from tests.services import ROOT

LINK = re.compile(r"\]\((?!https?:|mailto:|attachment:|post:|topic:|#)([^)#\s]+)")


@pytest.mark.parametrize("path", PAGES)
def test_the_page_says_what_the_code_says(path: str) -> None:
    written = (ROOT / path).read_text(encoding="utf-8") if (ROOT / path).is_file() else ""
    assert written == PAGES[path](), f"{path} is not up to date. Run: make docs"


def test_every_setting_has_a_heading_and_no_default_secret() -> None:
    from threadkeep.site.config_table import all_settings

    page = settings_page()
    for name, row in all_settings().items():
        assert f"### `{name}`" in page
        assert row.about.endswith(".")
        assert not (row.secret and row.default)


def test_every_command_has_help_an_example_and_exit_codes() -> None:
    page = commands_page()
    for name, command in all_commands():
        assert f"## `threadkeep {name}`" in page
        assert (command.help or "").endswith("."), name
        assert any(f"threadkeep {name}" in line for line in command.examples), f"{name} needs an example that calls it"
        assert 0 in command.exit_codes, name


@pytest.mark.parametrize("page", [one.path for one in sources.text_files() if one.path.endswith(".md")])
def test_every_link_to_a_file_leads_to_one(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    base = (ROOT / page).parent
    lost = [target for target in LINK.findall(text) if not (base / target).exists()]
    assert not lost, f"{page} links to files that are not there"


def test_every_decision_has_a_number_of_its_own_and_says_why() -> None:
    decisions = [one for one in sources.text_files() if one.path.startswith("docs/decisions/")]
    assert decisions
    numbers = [one.name[:4] for one in decisions]
    assert len(set(numbers)) == len(numbers)
    for one in decisions:
        assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", one.name), one.name
        assert re.search(r"^## Why", one.text, re.MULTILINE), f"{one.path} needs a section that begins with: ## Why"
