"""What is due by the clock for accounts."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from threadkeep.kernel import writer
from threadkeep.kernel.worker import chore
from threadkeep.members import sessions
from threadkeep.members.models import OwnerLink
from threadkeep.members.owner import LINK_LIVES

AT_ONCE = 1000


@chore(timedelta(minutes=1), everywhere=True)
def write_down_sessions(now: datetime) -> None:
    """When sessions were last used."""
    sessions.flush()


@chore(timedelta(hours=1))
def forget_past_sessions(now: datetime) -> None:
    """Sessions that have run out, what is listed of them, and owner links nobody can use any more."""
    with writer.background():
        past = list(Session.objects.filter(expire_date__lt=now).values_list("pk", flat=True)[:AT_ONCE])
        Session.objects.filter(pk__in=past).delete()
        UserSession.objects.filter(session_key__in=past).delete()
    with writer.background():
        OwnerLink.objects.filter(made_at__lt=now - LINK_LIVES).delete()
