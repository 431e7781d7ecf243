from __future__ import annotations

from datetime import datetime

from threadkeep.boards.rules import check_administer
from threadkeep.kernel.action import action, tell
from threadkeep.markup.vocabulary import OwnTag
from threadkeep.members.viewer import Viewer
from threadkeep.vocabulary.events import BBCodeEdited
from threadkeep.vocabulary.models import OwnBBCode
from threadkeep.vocabulary.rules import check_bbcode
from threadkeep.vocabulary.steps import bbcode_for_change, columns_of, raise_version


@action
def edit_bbcode(
    *, actor: Viewer, bbcode_id: int, tag: OwnTag, now: datetime, description: str = "", example: str = ""
) -> int:
    """Let one of the board's own BBCodes mean something else, in old posts too; every field as in `make_bbcode`.

    Under another name, posts that have the old one show it as it was typed. Returns its id. Refused: see
    `check_bbcode`.
    """
    check_administer(actor)
    raise_version()
    row = bbcode_for_change(bbcode_id)
    check_bbcode(tag, description=description, example=example, bbcode_id=bbcode_id)
    OwnBBCode.objects.filter(pk=row.pk).update(**columns_of(tag, description, example))
    tell(BBCodeEdited(bbcode_id=row.pk, actor_id=actor.id or 0))
    return row.pk
