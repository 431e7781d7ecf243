"""`threadkeep explain`: which group and which permission set decided."""

import click

from threadkeep.cli.command import NotReady, declare, json_option
from threadkeep.cli.exit_codes import DONE, FOUND, NOT_READY
from threadkeep.site.operator_language import _


@declare(
    "explain",
    about=_(
        "Say whether a member may do something on a board, and why: which groups count, what each says in the board's "
        'permission set, and which one decided. MEMBER is a name, or "guest"; PERMISSION one of docs/permissions.md; '
        "BOARD a name or number."
    ),
    examples=("threadkeep explain marta reply Announcements", "threadkeep explain guest see 3 --json"),
    exit_codes={DONE: _("the member may"), FOUND: _("the member may not"), NOT_READY: _("no such member or board")},
)
@click.argument("member")
@click.argument("permission")
@click.argument("board")
@json_option
def command(member: str, permission: str, board: str, as_json: bool) -> None:
    """Explain a permission."""
    from threadkeep.cli.opening import open_prepared_board

    open_prepared_board()
    raise NotReady(_("This command is not built yet."))
