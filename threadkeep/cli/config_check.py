"""`threadkeep config check`: every mistake at once, each with its line."""

from dataclasses import asdict

import click

from threadkeep.cli.command import answer_json, declare, json_option
from threadkeep.cli.exit_codes import FOUND
from threadkeep.site.config import ConfigError, load
from threadkeep.site.operator_language import _, ngettext


@declare(
    "check",
    about=_(
        "Read threadkeep.toml and the THREADKEEP_* variables and name every mistake at once, each with the line of "
        "the file or the name of the variable. Starts nothing and changes nothing."
    ),
    examples=("threadkeep config check", "threadkeep --config /etc/threadkeep.toml config check --json"),
    exit_codes={0: _("the configuration is right"), 1: _("it has mistakes; all of them were named")},
)
@json_option
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Check the configuration."""
    try:
        config = load()
    except ConfigError as error:
        if as_json:
            answer_json({"ok": False, "mistakes": [asdict(mistake) for mistake in error.mistakes]})
        else:
            count = len(error.mistakes)
            head = ngettext("There is %(count)d mistake:", "There are %(count)d mistakes:", count) % {"count": count}
            click.echo("\n".join([head, *(f"  {mistake}" for mistake in error.mistakes)]), err=True)
        ctx.exit(FOUND)
    source = str(config.source) if config.source else None
    if as_json:
        answer_json({"ok": True, "file": source, "data_dir": str(config.data_dir), "mistakes": []})
        return
    click.echo(_("The configuration is right."))
    click.echo(_("  read from: %(file)s") % {"file": source or _("no file; defaults and variables only")})
    click.echo(_("  data folder: %(folder)s") % {"folder": config.data_dir})
