"""Writes the pages of docs/ that are made from code, so that they cannot say anything else than the code does.

Run it as ``make docs``. A test (tests/architecture/test_docs.py) compares the pages with what this writes.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from scripts.markup_tables import markup_page  # noqa: E402 - found once the checkout is on the path

SETTINGS = """# Settings

<!-- Made from `threadkeep/site/config_table.py` by `make docs`; change it there. -->

A setting stands in `threadkeep.toml` or in an environment variable; the variable wins. The file is the one that
`THREADKEEP_CONFIG` names, else `threadkeep.toml` in the current folder, else the one in the data folder.
`threadkeep config check` names every mistake at once, with its line.

```toml
[board]
name = "The Old Maps"
time_zone = "Europe/Lisbon"

[server]
public_url = "https://maps.example"
trusted_proxies = ["127.0.0.1"]
```

In a variable a list is separated by commas. A size is a number of bytes, or has a unit: `20 MiB`. Secrets are never
printed; keep the file that holds one from being read by others."""

COMMANDS = """# Commands

<!-- Made from the commands in `threadkeep/cli/` by `make docs`; change it there. -->

Every command has `--help`. `threadkeep --config FILE COMMAND` takes another `threadkeep.toml`. Long work shows how far
it is on standard error and can be stopped with Ctrl-C."""

EVENTS = """# Events

<!-- Made from the facts in `threadkeep/*/events.py` by `make docs`; change it there. -->

An action tells a fact in its own transaction; effects hear it afterwards, at least once. Facts carry ids, never texts
or addresses: who hears one reads what is true now. What hears a fact: `grep -rn NAME threadkeep/`."""

PERMISSION_GRID = """# Permissions

<!-- Made from `threadkeep/boards/permissions.py` by `make docs`; change it there. -->

A group has each permission of a board's permission set as *allow*, *never* or *unset*. Of all the groups somebody is
in, one *never* decides; else one *allow* does; else the answer is no. Boards share sets: a board without one takes its
parent's. `threadkeep explain MEMBER PERMISSION BOARD` says which group and which set decided."""


def settings_page() -> str:
    """docs/settings.md, from threadkeep/site/config_table.py."""
    from threadkeep.site.config_table import all_settings, sections

    lines = [SETTINGS]
    table = ""
    for name, row in all_settings().items():
        section = name.rpartition(".")[0]
        if section != table or name == "data_dir":
            table = section
            title = (sections()[section].__doc__ or "").strip() if section else "At the top of the file"
            lines += ["", f"## {title.replace('[', '`[').replace(']', ']`')}"]
        default = "`" + _toml(row.default) + "`"
        lines += ["", f"### `{name}`", "", row.about, ""]
        lines += [f"- takes: {row.kind.allowed()}", f"- default: {default}", f"- variable: `{row.variable}`"]
        if row.secret:
            lines += ["- a secret: never shown"]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    return str(value) if isinstance(value, int) else f'"{value}"'


def commands_page() -> str:
    """docs/commands.md, from the commands themselves."""
    lines = [COMMANDS]
    for name, one in all_commands():
        parameters = [parameter for parameter in one.params if parameter.name != "help"]
        usage = " ".join(click.Context(one, info_name=f"threadkeep {name}").command_path.split())
        arguments = " ".join(one.collect_usage_pieces(click.Context(one)))
        lines += ["", f"## `threadkeep {name}`", "", one.help or "", "", "```", f"{usage} {arguments}".rstrip(), "```"]
        options = [option for option in parameters if isinstance(option, click.Option)]
        if options:
            lines += ["", "| option | |", "|---|---|", *map(_option_row, options)]
        lines += ["", "Examples:", "", "```", *one.examples, "```", "", "Exit codes:", ""]
        lines += [f"- `{code}` {meaning}" for code, meaning in one.exit_codes.items()]
    return "\n".join(lines) + "\n"


def _option_row(option: click.Option) -> str:
    names = ", ".join(f"`{name}`" for name in [*option.opts, *option.secondary_opts])
    about = (option.help or "").replace("|", "\\|")
    takes = "" if option.is_flag else f" {option.make_metavar(click.Context(click.Command('x')))}".replace("|", "\\|")
    default = f" Default: {option.default}." if option.show_default and not option.is_flag else ""
    return f"| {names}{takes} | {about}{default} |"


def all_commands() -> Iterator[tuple[str, Any]]:
    """Every command by its whole name ("files check"), in the order of --help."""
    from threadkeep.cli import main

    def below(group: click.Group, before: str) -> Iterator[tuple[str, Any]]:
        context = click.Context(group)
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if isinstance(command, click.Group):
                yield from below(command, f"{before}{name} ")
            else:
                yield f"{before}{name}", command

    return below(main, "")


def events_page() -> str:
    """docs/events.md, from the facts of every feature's events.py. Needs Django set up."""
    from dataclasses import fields
    from importlib import import_module

    from threadkeep.kernel.facts import Fact

    for path in sorted((ROOT / "threadkeep").glob("*/events.py")):
        import_module(f"threadkeep.{path.parent.name}.events")
    lines = [EVENTS]
    feature = ""
    kinds = [kind for kind in Fact.kinds.values() if kind.__module__.endswith(".events")]
    for kind in sorted(kinds, key=lambda one: one.__module__):  # stable: within a feature, in the order of its file
        if kind.__module__.split(".")[1] != feature:
            feature = kind.__module__.split(".")[1]
            lines += ["", f"## {feature}"]
        names = ", ".join(f"`{one.name}`" for one in fields(kind)) or "nothing"
        lines += ["", f"### `{kind.__name__}`", "", " ".join((kind.__doc__ or "").split()), "", f"Carries: {names}."]
    return "\n".join(lines) + "\n"


def permissions_page() -> str:
    """docs/permissions.md, from threadkeep/boards/permissions.py. Needs Django set up."""
    from threadkeep.boards.permissions import PERMISSIONS, STARTING_SETS

    lines = [PERMISSION_GRID, "", "| permission | lets a group |", "|---|---|"]
    lines += [f"| `{one.key}` | {one.label} |" for one in PERMISSIONS]
    lines += ["", "## The sets a new board starts with"]
    for name, cells in STARTING_SETS.items():
        lines += ["", f"### {name}", ""]
        for group, values in cells.items():
            for value, keys in values.items():
                lines.append(f"- {group}: {value} " + ", ".join(f"`{key}`" for key in keys))
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "docs/settings.md": settings_page,
    "docs/commands.md": commands_page,
    "docs/events.md": events_page,
    "docs/permissions.md": permissions_page,
    "docs/markup.md": markup_page,
}


def main() -> None:
    """Write every page that differs."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")
    # Only names are read, but the settings want a data folder; the developer's own is none of our business.
    with tempfile.TemporaryDirectory() as folder:
        os.environ["THREADKEEP_DATA_DIR"] = folder
        import django

        django.setup()
        for path, page in PAGES.items():
            text = page()
            if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text:
                (ROOT / path).write_text(text, encoding="utf-8")
                sys.stdout.write(f"Wrote {path}.\n")


if __name__ == "__main__":
    main()
