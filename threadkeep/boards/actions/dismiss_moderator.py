from __future__ import annotations

from datetime import datetime

from threadkeep.boards.events import ModeratorDismissed
from threadkeep.boards.models import BoardModerator
from threadkeep.boards.rules import check_administer
from threadkeep.boards.steps import raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer


@action
def dismiss_moderator(*, actor: Viewer, board_id: int, member_id: int, now: datetime) -> None:
    """End that a member moderates this board. NotThere if they do not."""
    check_administer(actor)
    raise_version()
    if not BoardModerator.objects.filter(board_id=board_id, member_id=member_id).delete()[0]:
        raise NotThere
    tell(ModeratorDismissed(board_id=board_id, member_id=member_id, actor_id=actor.id or 0))
