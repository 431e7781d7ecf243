from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading import marks
from threadkeep.reading.floors import newest_post_id
from threadkeep.reading.rules import check_has_marks
from threadkeep.reading.steps import forget_board_floors, forget_marks, set_floor


@action
def mark_everything_read(*, actor: Viewer, now: datetime) -> None:
    """Say that the actor has read everything there is. Refused: guests."""
    member = check_has_marks(actor)
    marks.forget(member.pk)
    set_floor(member.pk, None, newest_post_id())
    forget_board_floors(member.pk)
    forget_marks(member.pk)
