"""Prepares the demo board for the journeys, beside the server that serves it; prints what they need as JSON.

    run_beside(server, "tests.browser.folk")

Sessions are made here, because signing in by form again and again proves nothing and costs an Argon2 hash each time.
"""

from __future__ import annotations

import json
from datetime import timedelta

import django

django.setup()

from django.contrib.auth.hashers import make_password  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.pages import cookie_of  # noqa: E402
from tests.cast import PASSWORD  # noqa: E402
from threadkeep.boards.models import Board  # noqa: E402
from threadkeep.kernel import addresses  # noqa: E402
from threadkeep.members.actions.make_member import make_member  # noqa: E402
from threadkeep.members.models import Group, Member  # noqa: E402
from threadkeep.members.viewer import viewer_for  # noqa: E402
from threadkeep.topics.actions.post_reply import post_reply  # noqa: E402
from threadkeep.topics.actions.start_topic import start_topic  # noqa: E402
from threadkeep.topics.models import Post, Topic  # noqa: E402
from threadkeep.topics.writing import prepare  # noqa: E402

# A topic for each story that writes in one, so that no story reads another's posts.
STORIES = ("refused", "signed out", "guard", "twice", "meanwhile", "keyboard", "reading")
MEMBERS = ("marta", "yusuf", "ines", "tomasz", "mei")


def _administrator() -> Member:
    # Without a password nobody counts as the owner, so the owner's link still works for its own story.
    pk = make_member(username="ada", name="Ada", group_keys=[Group.ADMINISTRATORS], now=timezone.now())
    return Member.objects.get(pk=pk)


def _topic_of(story: str) -> str:
    board = Board.objects.get(name="The front door")
    marta, tomasz = (viewer_for(Member.objects.get(username=name)) for name in ("marta", "tomasz"))
    now = timezone.now() - timedelta(hours=2)
    writing = prepare(text="Somebody left a **blue** rope on the quay.\n\n> Whose is it?", syntax="markdown")
    title = f"Found on the quay: {story}"
    pk = start_topic(actor=marta, board_id=board.pk, title=title, writing=writing, now=now)
    for number in range(3):
        text = prepare(text=f"Not mine. That makes {number + 1} of us.", syntax="markdown")
        post_reply(actor=tomasz, topic_id=pk, writing=text, now=now + timedelta(minutes=number + 1))
    return addresses.topic(pk, title)


def _places() -> dict[str, str]:
    """Addresses of the demo's places, by what they are."""
    boats = Board.objects.get(name="Boats and ropes")
    front = Board.objects.get(name="The front door")
    ferry = Topic.objects.get(title__startswith="The old ferry")
    long = Topic.objects.order_by("-last_number")[0]
    edited = Post.objects.filter(edited_at__isnull=False)[0]
    marta = Member.objects.get(username="marta")
    return {
        "index": addresses.home(),
        "board": addresses.board(boats.pk, boats.name),
        "front door": addresses.board(front.pk, front.name),
        "topic": addresses.topic(ferry.pk, ferry.title),
        "long topic": addresses.topic(long.pk, long.title),
        "start": addresses.new_topic(boats.pk),
        "reply": addresses.topic_act(ferry.pk, "reply"),
        "print": addresses.topic_act(ferry.pk, "print"),
        "rename": addresses.topic_act(ferry.pk, "rename"),
        "delete topic": addresses.topic_act(ferry.pk, "delete"),
        "edit": addresses.post_act(edited.pk, "edit"),
        "history": addresses.post_act(edited.pk, "history"),
        "delete post": addresses.post_act(edited.pk, "delete"),
        "profile": addresses.member(marta.pk, marta.name),
    }


def main() -> None:
    """Everything the journeys take for granted."""
    password = make_password(PASSWORD)
    Member.objects.filter(username__in=("yusuf", "mei")).update(password=password)
    people = [Member.objects.get(username=name) for name in MEMBERS] + [_administrator()]
    # They have long been here: what they attach need not be looked at first.
    Member.objects.filter(username__in=MEMBERS).update(post_count=50)
    sessions = {member.username: cookie_of(member).split("=", 1) for member in people}
    stories = {story: _topic_of(story) for story in STORIES}
    print(json.dumps({"sessions": sessions, "places": _places(), "stories": stories}))


main()
