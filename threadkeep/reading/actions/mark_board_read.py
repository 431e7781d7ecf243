from __future__ import annotations

from datetime import datetime

from threadkeep.boards.access import access_of
from threadkeep.boards.rules import get_board, visible_board_ids
from threadkeep.kernel.action import action
from threadkeep.members.viewer import Viewer
from threadkeep.reading import marks
from threadkeep.reading.floors import newest_post_id
from threadkeep.reading.rules import check_has_marks
from threadkeep.reading.steps import forget_marks, set_floor
from threadkeep.topics.models import Topic


@action
def mark_board_read(*, actor: Viewer, board_id: int, now: datetime) -> int:
    """Say that the actor has read everything on a board and on the boards inside it that they may see.

    Returns the board's id. Refused: guests, and boards the actor may not see.
    """
    member = check_has_marks(actor)
    get_board(actor, board_id)
    tree = access_of(actor).grid
    board_ids = [
        inner for inner in sorted(visible_board_ids(actor)) if any(b.pk == board_id for b in tree.ancestors(inner))
    ]
    noted = marks.noted(member.pk)
    marks.forget(member.pk, Topic.objects.filter(pk__in=noted, board_id__in=board_ids).values_list("pk", flat=True))
    newest = newest_post_id()
    for each in board_ids:
        set_floor(member.pk, each, newest)
    forget_marks(member.pk, board_ids)
    return board_id
