"""Change how a member's own pages look."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from threadkeep.kernel.action import action
from threadkeep.members.models import Member
from threadkeep.members.rules import check_own, check_preferences
from threadkeep.members.viewer import Viewer


@dataclass(frozen=True)
class Preferences:
    """Everything a member can set for their own pages. Names are those of Member's columns."""

    language: str = ""
    time_zone: str = ""
    theme: str = "system"
    density: str = "normal"
    posts_per_page: int = 20
    show_signatures: bool = True
    show_avatars: bool = True
    shortcuts: bool = True
    is_hidden_online: bool = False


@action
def edit_preferences(*, actor: Viewer, member_id: int, preferences: Preferences, now: datetime) -> int:
    """Keep the preferences; returns the member's id. Refused: languages, time zones or page sizes there are not."""
    check_own(actor, member_id)
    check_preferences(
        language=preferences.language, time_zone=preferences.time_zone, posts_per_page=preferences.posts_per_page
    )
    Member.objects.filter(pk=member_id).update(**asdict(preferences))
    return member_id
