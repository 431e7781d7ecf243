"""Who has read marks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from threadkeep.kernel.refused import Refused
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer


def check_has_marks(actor: Viewer) -> Member:
    """Only members have read marks; gives the member."""
    if actor.member is None:
        raise Refused(_("Only members have read marks. Sign in, and the board remembers how far you have read."))
    return actor.member
