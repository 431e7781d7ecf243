"""`threadkeep explain`: which group and which permission set decided."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from threadkeep.cli.command import NotReady, answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, FOUND, NOT_READY
from threadkeep.site.operator_language import _

if TYPE_CHECKING:
    from threadkeep.members.viewer import Viewer


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
@click.pass_context
def command(ctx: click.Context, member: str, permission: str, board: str, as_json: bool) -> None:
    """Explain a permission."""
    from threadkeep.cli.opening import open_prepared_board

    open_prepared_board()
    from threadkeep.boards.explain import explain
    from threadkeep.boards.permissions import KEYS

    if permission not in KEYS:
        raise click.UsageError(
            _("There is no permission %(name)s. There are: %(names)s") % {"name": permission, "names": ", ".join(KEYS)}
        )
    viewer, called = _viewer_called(member)
    explanation = explain(viewer, permission, _board_called(board), name=called)
    if as_json:
        answer_json(asdict(explanation))
    else:
        click.echo(explanation.sentence)
        for says in explanation.groups:
            mark = " *" if says.decided else "  "
            click.echo(f"{mark} {says.group}: {says.value or _('unset')}")
    if not explanation.allowed:
        ctx.exit(FOUND)


def _viewer_called(name: str) -> tuple[Viewer, str]:
    """The member of this name as a viewer, and what to call them; "guest" is a guest."""
    from threadkeep.members.models import Member
    from threadkeep.members.names import name_key, username_key
    from threadkeep.members.viewer import GUEST, viewer_for

    if name.casefold() == "guest":
        return GUEST, ""
    by_name = Member.objects.filter(name_key=name_key(name))
    member = by_name.first() or Member.objects.filter(username_key=username_key(name)).first()
    if member is None:
        raise NotReady(_("Nobody here is called %(name)s.") % {"name": name})
    if member.banned_at is not None:
        return viewer_for(member), _("%(name)s (banned, so answered as a guest)") % {"name": member.name}
    return viewer_for(member), ""


def _board_called(name: str) -> int:
    """The id of the board of this name or number."""
    from threadkeep.boards.models import Board

    if name.isdecimal() and Board.objects.filter(pk=int(name)).exists():
        return int(name)
    found = list(Board.objects.filter(name__iexact=name).values_list("pk", flat=True))
    if not found:
        raise NotReady(_("There is no board called %(name)s.") % {"name": name})
    if len(found) > 1:
        numbers = ", ".join(str(pk) for pk in found)
        raise NotReady(
            _("Several boards are called %(name)s. Give its number: %(numbers)s") % {"name": name, "numbers": numbers}
        )
    return found[0]
