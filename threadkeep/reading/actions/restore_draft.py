from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.kernel.action import action
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer
from threadkeep.reading.models import Draft
from threadkeep.reading.rules import MOST_DRAFTS, check_has_drafts, get_draft


@action
def restore_draft(*, actor: Viewer, draft_id: int, now: datetime) -> int:
    """Bring a discarded draft back, as the newest of its place. Returns its id.

    Refused: guests, drafts that are not the actor's own, those that were sent, more than MOST_DRAFTS open ones.
    """
    member = check_has_drafts(actor)
    draft = get_draft(actor, draft_id)
    if draft.end == Draft.SENT:
        raise Refused(_("This draft has been posted, so there is nothing to bring back: its words stand in your post."))
    if draft.ended_at is None:
        return draft.pk
    if Draft.objects.filter(member=member, ended_at=None).count() >= MOST_DRAFTS:
        raise Refused(
            _("You have %(most)d drafts, the most there can be. Discard another one first.") % {"most": MOST_DRAFTS}
        )
    draft.ended_at, draft.end, draft.saved_at = None, "", now
    draft.save(update_fields=["ended_at", "end", "saved_at"])
    return draft.pk
