"""Change what a member tells about themselves."""

from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.events import ProfileEdited
from threadkeep.members.models import Member
from threadkeep.members.rules import check_edit_profile
from threadkeep.members.viewer import Viewer


@action
def edit_profile(
    *,
    actor: Viewer,
    member_id: int,
    about: str,
    website: str,
    signature: str,
    signature_html: str,
    now: datetime,
) -> int:
    """Keep the text about oneself (plain), the website and the signature; returns the member's id.

    `signature_html` is the signature as markup renders it, worked out before. Members their own, administrators
    everybody's. Refused: texts that are too long, a website that is no web address.
    """
    check_edit_profile(actor, member_id, about=about, website=website)
    Member.objects.filter(pk=member_id).update(
        about=about.strip(), website=website.strip(), signature=signature.strip(), signature_html=signature_html
    )
    tell(ProfileEdited(member_id=member_id))
    return member_id
