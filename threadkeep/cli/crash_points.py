"""`threadkeep crash-points`: the table the crash test checks itself against."""

import click

from threadkeep.cli.command import answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, NOT_READY
from threadkeep.site.operator_language import _


@declare(
    "crash-points",
    about=_(
        "List the named points at which a test can make the program kill itself: THREADKEEP_CRASH_AT=before-commit, or "
        "before-commit:3 for the third time it gets there. For testing durability; never set it on a real board."
    ),
    examples=("threadkeep crash-points", "THREADKEEP_CRASH_AT=before-commit threadkeep serve"),
    exit_codes=(DONE, NOT_READY),
)
@json_option
def command(as_json: bool) -> None:
    """List them."""
    from threadkeep.kernel.crash import POINTS

    if as_json:
        answer_json([{"name": name, "where": where} for name, where in POINTS.items()])
        return
    width = max(map(len, POINTS))
    for name, where in POINTS.items():
        click.echo(f"{name:{width}}  {where}")
