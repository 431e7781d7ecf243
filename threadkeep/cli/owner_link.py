"""`threadkeep owner-link`: the way in for whoever runs the machine."""

import click

from threadkeep.cli.command import NotReady, declare
from threadkeep.cli.exit_codes import DONE, NOT_READY
from threadkeep.site.operator_language import _


@declare(
    "owner-link",
    about=_(
        "Print a one-time link; whoever opens it first becomes the owner of the board. For a board that has no owner "
        "yet. The link is a key: hand it to nobody else."
    ),
    examples=("threadkeep owner-link",),
    exit_codes=(DONE, NOT_READY),
)
def command() -> None:
    """Print the link."""
    from threadkeep.cli.opening import open_prepared_board

    open_prepared_board()
    link = fresh_owner_link()
    if link is None:
        raise NotReady(_("This board has an owner already. Owners make other members administrators in the panel."))
    click.echo(link)


def fresh_owner_link() -> str | None:
    """A new one-time link, or None when the board has an owner. Needs an open board."""
    from threadkeep.members.owner import owner_link

    return owner_link()
