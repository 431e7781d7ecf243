from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.markup.vocabulary import OwnTag
from threadkeep.members.viewer import Viewer
from threadkeep.vocabulary.events import BBCodeMade
from threadkeep.vocabulary.models import OwnBBCode
from threadkeep.vocabulary.rules import check_bbcode
from threadkeep.vocabulary.steps import columns_of, raise_version


@action
def make_bbcode(*, actor: Viewer, tag: OwnTag, now: datetime, description: str = "", example: str = "") -> int:
    """Give the board a BBCode of its own; `description` and `example` are for its writers. Returns its id.

    Texts that have it already, from another board or by chance, are read with it from now on. Refused: see
    `check_bbcode`.
    """
    check_administer(actor)
    raise_version()
    check_bbcode(tag, description=description, example=example)
    row = OwnBBCode.objects.create(**columns_of(tag, description, example))
    tell(BBCodeMade(bbcode_id=row.pk, actor_id=actor.id or 0))
    return row.pk
