"""`threadkeep bench-data`: a large, believable board for measurements."""

import click

from threadkeep.cli.command import NotReady, declare
from threadkeep.cli.exit_codes import DONE, INTERRUPTED, NOT_READY
from threadkeep.site.operator_language import _


@declare(
    "bench-data",
    about=_(
        "Make a board of many posts for measurements, in an empty data folder: topic lengths with a long tail, one "
        "topic of 5 % of all posts, texts as people write them. Refuses on a board that has topics."
    ),
    examples=("THREADKEEP_DATA_DIR=/tmp/bench threadkeep bench-data --posts 60000",),
    exit_codes=(DONE, NOT_READY, INTERRUPTED),
)
@click.option("--posts", type=click.IntRange(1), default=60_000, show_default=True, help=_("How many posts to make."))
@click.option("--seed", type=int, default=1, show_default=True, help=_("The same seed makes the same board."))
def command(posts: int, seed: int) -> None:
    """Make the board."""
    from threadkeep.cli.preparing import prepare

    prepare(click.echo)
    raise NotReady(_("This command is not built yet."))
