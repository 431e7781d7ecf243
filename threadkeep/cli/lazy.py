"""Groups whose commands are imported only when they run, and the one way a command ends when Ctrl-C is pressed."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import click

from threadkeep.cli.exit_codes import INTERRUPTED
from threadkeep.site.operator_language import _


@dataclass(frozen=True)
class Entry:
    """A command: the module whose `command` it is, its line of help, and its own commands if it is a group."""

    module: str
    about: str
    entries: "Mapping[str, Entry] | None" = None


class LazyGroup(click.Group):
    """A group that knows its commands by name and line of help, and imports the one that is called."""

    def __init__(self, *args: Any, entries: Mapping[str, Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the table."""
        return list(self.entries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now."""
        entry = self.entries.get(cmd_name)
        if entry is None:
            return None
        if entry.entries is not None:
            return LazyGroup(name=cmd_name, entries=entry.entries, help=entry.about)
        command = import_module(entry.module).command
        assert isinstance(command, click.Command)  # noqa: S101 - for whoever writes the next command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands for --help, from the table alone."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, entry.about) for name, entry in self.entries.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run; Ctrl-C ends with 130, as shells expect, and without click's "Aborted!"."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo(_("Stopped."), err=True)
            ctx.exit(INTERRUPTED)
