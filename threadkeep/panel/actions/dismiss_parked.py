from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.kernel.models import ParkedEvent
from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.panel.events import ParkedDismissed


@action
def dismiss_parked(*, actor: Viewer, parked_id: int, now: datetime) -> None:
    """Give a parked fact up: the effect that stumbled over it will not hear it again.

    What is derived may differ from the tables after that; `threadkeep rebuild` puts it right.
    """
    check_administer(actor)
    parked = ParkedEvent.objects.filter(pk=parked_id).first()
    if parked is None:
        raise NotThere
    parked.delete()
    tell(ParkedDismissed(effect=parked.effect, event_id=parked.event_id, actor_id=actor.id or 0))
