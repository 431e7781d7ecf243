"""Who has read marks and drafts, and whose they are."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer
from threadkeep.reading.models import Draft

# Open ones of one member. More than anybody writes at once; a program that saves without end stops here.
MOST_DRAFTS = 100


def check_has_marks(actor: Viewer) -> Member:
    """Only members have read marks; gives the member."""
    if actor.member is None:
        raise Refused(_("Only members have read marks. Sign in, and the board remembers how far you have read."))
    return actor.member


def check_has_drafts(actor: Viewer) -> Member:
    """Only members have drafts on the board; gives the member."""
    if actor.member is None:
        raise Refused(
            _("You are not signed in, so this is kept in your browser only. Sign in, and it is saved on the board too.")
        )
    return actor.member


def own_drafts(viewer: Viewer) -> QuerySet[Draft]:
    """The viewer's drafts, also those that were sent or discarded lately. Nobody else's, whoever the viewer is."""
    return Draft.objects.filter(member_id=viewer.id) if viewer.id is not None else Draft.objects.none()


def get_draft(viewer: Viewer, draft_id: int) -> Draft:
    """The viewer's own draft. NotThere: somebody else's, or none."""
    draft = own_drafts(viewer).filter(pk=draft_id).first()
    if draft is None:
        raise NotThere
    return draft
