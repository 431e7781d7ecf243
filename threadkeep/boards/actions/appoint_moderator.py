from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.boards.events import ModeratorAppointed
from threadkeep.boards.models import BoardModerator
from threadkeep.boards.rules import check_administer
from threadkeep.boards.steps import board_for_change, raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer


@action
def appoint_moderator(*, actor: Viewer, board_id: int, member_id: int, now: datetime) -> None:
    """Make a member a moderator of a board and of every board in it.

    Refused: a link board, a banned member, a member who moderates this board already.
    """
    check_administer(actor)
    raise_version()
    board = board_for_change(board_id)
    if board.link_url:
        raise Refused(_("“%(name)s” leads to another site; there is nothing to moderate.") % {"name": board.name})
    member = Member.objects.filter(pk=member_id).first()
    if member is None:
        raise NotThere
    if member.banned_at is not None:
        raise Refused(_("%(name)s is banned. Lift the ban first.") % {"name": member.name}, field="member", status=422)
    if not BoardModerator.objects.get_or_create(board=board, member=member)[1]:
        raise Refused(_("%(name)s moderates this board already.") % {"name": member.name}, field="member", status=422)
    tell(ModeratorAppointed(board_id=board.pk, member_id=member.pk, actor_id=actor.id or 0))
