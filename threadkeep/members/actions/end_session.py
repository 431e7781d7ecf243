"""Sign out somewhere else."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from threadkeep.kernel.action import action
from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer


@action
def end_session(*, actor: Viewer, session_id: int, now: datetime) -> int:
    """End one of the actor's own sessions; returns its number. NotThere for anybody else's."""
    row = UserSession.objects.filter(pk=session_id, user_id=actor.id).first() if actor.is_member else None
    if row is None:
        raise NotThere
    Session.objects.filter(session_key=row.session_key).delete()
    row.delete()
    return session_id
