"""`threadkeep init`: make the data folder and the database, or bring them up to date."""

import click

from threadkeep.cli.command import answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, NOT_READY
from threadkeep.site.operator_language import _


@declare(
    "init",
    about=_(
        "Make what a board needs and does not have yet: the data folder, the secret key, the tables, the built-in "
        "groups. On a board that has them it brings the tables up to date. It can be repeated and stopped at any time."
    ),
    examples=("threadkeep init", "THREADKEEP_DATA_DIR=/srv/board threadkeep init"),
    exit_codes=(DONE, NOT_READY),
)
@json_option
def command(as_json: bool) -> None:
    """Prepare the board."""
    from threadkeep.cli.preparing import prepare

    done: list[str] = []
    config = prepare(done.append if as_json else click.echo)
    if as_json:
        answer_json({"data_dir": str(config.data_dir), "done": done})
    else:
        click.echo(_("The board in %(folder)s is ready. Open it with: threadkeep serve") % {"folder": config.data_dir})
