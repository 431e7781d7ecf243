"""Prepares the demo board for who looks at it, beside the server that serves it; prints what they need as JSON.

    run_beside(server, "tests.browser.folk")           # people and places
    run_beside(server, "tests.browser.stories")        # and a topic for each story that writes in one

Sessions are made here, because signing in by form again and again proves nothing and costs an Argon2 hash each time.
"""

from __future__ import annotations

import json
import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")
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
from threadkeep.reading.actions.save_draft import save_draft  # noqa: E402
from threadkeep.reading.draft_fields import Place, Token  # noqa: E402
from threadkeep.reading.models import Floor  # noqa: E402
from threadkeep.topics.models import Post, Topic  # noqa: E402

MEMBERS = ("marta", "yusuf", "ines", "tomasz", "mei")


def _administrator() -> Member:
    # Without a password nobody counts as the owner, so the owner's link still works for its own story.
    pk = make_member(username="ada", name="Ada", group_keys=[Group.ADMINISTRATORS], now=timezone.now())
    return Member.objects.get(pk=pk)


def _let_something_be_new() -> None:
    """Marta has not been here for a week: what was said since is unread, as on the index of anybody who comes back."""
    seen = Post.objects.filter(topic__title__startswith="Mantel clock").order_by("-id").values_list("id", flat=True)[0]
    Floor.objects.create(member=Member.objects.get(username="marta"), board=None, post_id=seen)


def _places() -> dict[str, str]:
    """Addresses of the demo's places, by what they are."""
    boats = Board.objects.get(name="Boats and ropes")
    front = Board.objects.get(name="The front door")
    ferry = Topic.objects.get(title__startswith="The old ferry")
    knot = Topic.objects.get(title__startswith="Is a bowline")
    first = Post.objects.get(topic=ferry, number=1)
    long = Topic.objects.order_by("-last_number")[0]
    mei = Member.objects.get(username="mei")
    place, fields = Place("topic", boats.pk), {"title": ["Knots for cold hands"], "text": ["A bowline, to begin with."]}
    unsent = save_draft(actor=viewer_for(mei), place=place, fields=fields, token=Token(), now=timezone.now())
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
        "draft": addresses.draft(unsent.draft_id),
        "delete post": addresses.post_act(edited.pk, "delete"),
        "history sides": addresses.post_version(edited.pk, 2) + "&view=sides",
        "put back": addresses.post_version(edited.pk, 1, "restore-version"),
        "hide version": addresses.post_version(edited.pk, 1, "hide-version"),
        "profile": addresses.member(marta.pk, marta.name),
        "vote": addresses.topic_act(ferry.pk, "poll/vote"),
        "votes": addresses.topic_act(ferry.pk, "poll/votes"),
        "edit poll": addresses.topic_act(ferry.pk, "poll/edit"),
        "new poll": addresses.topic_act(long.pk, "poll/new"),
        "closed poll": addresses.topic(knot.pk, knot.title),
        "react": addresses.post_act(first.pk, "react"),
        "who reacted": addresses.post_act(first.pk, "reactions"),
    }


def people_and_places() -> dict[str, object]:
    """Sessions by login name (cookie name and value), and addresses."""
    _let_something_be_new()
    password = make_password(PASSWORD)
    Member.objects.filter(username__in=("yusuf", "mei")).update(password=password)
    people = [Member.objects.get(username=name) for name in MEMBERS] + [_administrator()]
    sessions = {member.username: cookie_of(member).split("=", 1) for member in people}
    return {"sessions": sessions, "places": _places()}


if __name__ == "__main__":
    print(json.dumps(people_and_places()))
