"""`threadkeep demo`: a board to look at."""

import click

from threadkeep.cli.command import NotReady, declare
from threadkeep.cli.exit_codes import DONE, NOT_READY
from threadkeep.site.operator_language import _


@declare(
    "demo",
    about=_(
        "Fill an empty board with a small, lively demo community: boards, members, topics with pictures and sources. "
        "Refuses on a board that has topics."
    ),
    examples=("threadkeep demo", "THREADKEEP_DATA_DIR=/tmp/look threadkeep demo"),
    exit_codes=(DONE, NOT_READY),
)
@click.option("--seed", type=int, default=1, show_default=True, help=_("The same seed makes the same community."))
def command(seed: int) -> None:
    """Make the demo community."""
    from threadkeep.cli.preparing import prepare

    prepare(click.echo)
    from threadkeep.topics.models import Topic

    if Topic.objects.exists():
        raise NotReady(_("This board has topics already, so the demo was left out. Choose another data folder for it."))
    if not fill_if_empty(seed):
        raise NotReady(_("The demo is not built yet."))


def fill_if_empty(seed: int = 1) -> bool:
    """Fill the board if it has no topics. True when it did. Needs an open board."""
    from threadkeep.cli.demo_board.play import Play
    from threadkeep.kernel import effect
    from threadkeep.topics.models import Topic

    if Topic.objects.exists():
        return False
    Play(seed).perform()
    # Counters are right at the first look; pictures in sizes are made by the server's worker meanwhile.
    while effect.run_once():
        pass
    return True
