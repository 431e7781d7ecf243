"""Changes a real board from a process of its own, as another server process or a person elsewhere would.

    python -m tests.board_script start          -> {"topic": 1, "open_topic": 2, "board": 1, "session": "..."}
    python -m tests.board_script reply TOPIC [NAME]-> {"post": 5}
    python -m tests.board_script hide BOARD | sign-out SESSION

Run with the environment of the board (RealServer.environment). What has an action is done by it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")


def start() -> dict[str, Any]:
    """The small cast on this board, a topic on each board, and two who are signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tests.cast import Cast
    from threadkeep.members.models import Member

    cast = Cast()

    def session_of(member: Member) -> str:
        session = SessionStore()
        session[SESSION_KEY] = str(member.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = member.get_session_auth_hash()
        session.create()
        return str(session.session_key)

    return {
        "open_topic": cast.topic("yusuf", board=cast.open_board),
        "topic": cast.topic("yusuf", board=cast.members_board),
        "staff_topic": cast.topic("moderator", board=cast.staff_board),
        "board": cast.members_board.pk,
        "session": session_of(cast.marta),
        "moderator_session": session_of(cast.moderator),
    }


def reply(topic_id: str, name: str = "Yusuf") -> dict[str, Any]:
    """A reply of somebody of the cast."""
    from django.utils import timezone

    from threadkeep.members.models import Member
    from threadkeep.members.viewer import viewer_for
    from threadkeep.topics.actions.post_reply import post_reply
    from threadkeep.topics.writing import prepare

    actor = viewer_for(Member.objects.get(name=name))
    writing = prepare(text="At half past six.", syntax="markdown")
    return {"post": post_reply(actor=actor, topic_id=int(topic_id), writing=writing, now=timezone.now())}


def hide(board_id: str) -> dict[str, Any]:
    """Make the board the staff's."""
    from django.db.models import F

    from threadkeep.boards.models import Board, Tree

    Board.objects.filter(pk=int(board_id)).update(permission_set=Board.objects.get(name="Bridge").permission_set)
    Tree.objects.update(version=F("version") + 1)
    return {}


def sign_out(session_key: str) -> dict[str, Any]:
    """End a session, as another browser of the member can."""
    from django.contrib.sessions.backends.db import SessionStore

    SessionStore(session_key).delete()
    return {}


COMMANDS: dict[str, Callable[..., dict[str, Any]]] = {
    "start": start,
    "reply": reply,
    "hide": hide,
    "sign-out": sign_out,
}

if __name__ == "__main__":
    import django

    django.setup()
    print(json.dumps(COMMANDS[sys.argv[1]](*sys.argv[2:])))
