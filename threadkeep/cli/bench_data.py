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
    from threadkeep.cli.progress import Progress

    prepare(click.echo)
    try:
        from bench.data import make_board
    except ImportError as error:
        raise NotReady(_("This command needs a checkout: the measurements are not part of the package.")) from error
    from threadkeep.topics.models import Topic

    if Topic.objects.exists():
        raise NotReady(_("This board has topics already. Choose an empty data folder for the measurements."))
    start_again = _("What was written stays. To start again, choose an empty data folder.")
    with Progress(_("Posts"), total=posts, resume=start_again) as progress:
        made = make_board(posts, seed, progress.advance)
    words = {"posts": posts, "topics": len(made.topic_lengths), "boards": made.boards, "members": made.members}
    click.echo(_("%(posts)d posts in %(topics)d topics on %(boards)d boards by %(members)d members.") % words)
