"""A command as we write them: help, an example, and exit codes that are part of the promise.

    @declare("render", examples=(...), exit_codes={0: ..., 1: ...}, help=_("..."))
    def command(...): ...

`threadkeep COMMAND --help` and docs/commands.md are both made from these.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

import click

from threadkeep.cli.exit_codes import MEANINGS, NOT_READY
from threadkeep.site.operator_language import _


class Command(click.Command):
    """A click command that also knows its examples and its exit codes."""

    def __init__(
        self, *args: Any, examples: tuple[str, ...] = (), exit_codes: Mapping[int, str] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.examples = examples
        self.exit_codes = dict(exit_codes or {})

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples and exit codes, below the options."""
        if self.examples:
            with formatter.section(_("Examples")):
                for line in self.examples:
                    formatter.write(f"  {line}\n")
        with formatter.section(_("Exit codes")):
            formatter.write_dl([(str(code), meaning) for code, meaning in self.exit_codes.items()])


def declare(
    name: str, *, about: str, examples: tuple[str, ...], exit_codes: tuple[int, ...] | Mapping[int, str]
) -> Callable[[Callable[..., None]], Command]:
    """Declare a command. `exit_codes` are those of `exit_codes.MEANINGS`, or a mapping with words of its own."""
    words = dict(exit_codes) if isinstance(exit_codes, Mapping) else {code: MEANINGS[code] for code in exit_codes}
    return click.command(name, cls=Command, help=about, examples=examples, exit_codes=words)


class NotReady(click.ClickException):
    """The command cannot begin. The message says why and what to do."""

    exit_code = NOT_READY

    def show(self, file: Any = None) -> None:
        """The sentence alone; it needs no "Error:" in front."""
        click.echo(self.format_message(), file=file, err=file is None)


json_option = click.option("--json", "as_json", is_flag=True, help=_("Answer in JSON, for machines."))


def answer_json(value: object) -> None:
    """Write one JSON document to standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
