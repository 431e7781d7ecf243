from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.vocabulary.events import SmileysChanged
from threadkeep.vocabulary.models import Smiley, Words
from threadkeep.vocabulary.rules import check_smileys
from threadkeep.vocabulary.steps import raise_version


@action
def set_smileys(*, actor: Viewer, has_usual: bool, smileys: Sequence[tuple[str, str]], now: datetime) -> None:
    """Say which smileys the board shows: the usual ones or not, and its own as (typed, shown), all of them at once.

    One of its own takes the place of a usual one that is typed alike. Refused: see `check_smileys`.
    """
    check_administer(actor)
    raise_version()
    checked = check_smileys(smileys)
    Words.objects.update(has_usual_smileys=has_usual)
    Smiley.objects.all().delete()
    Smiley.objects.bulk_create(Smiley(typed=typed, shown=shown) for typed, shown in checked)
    tell(SmileysChanged(actor_id=actor.id or 0))
