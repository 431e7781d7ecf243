"""What tests/browser/folk.py prepares, and a topic for each story that writes in one: none reads another's posts."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.browser.folk import people_and_places  # first: it sets Django up

# isort: split
from django.utils import timezone

from threadkeep.boards.models import Board
from threadkeep.kernel import addresses
from threadkeep.members.models import Member
from threadkeep.members.viewer import viewer_for
from threadkeep.topics.actions.post_reply import post_reply
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.writing import prepare

STORIES = ("refused", "signed out", "guard", "twice", "meanwhile", "reading")
STORIES += ("devices", "tabs", "two texts", "no script draft", "session draft", "locked draft", "put away")
STORIES += ("outbox", "outbox elsewhere", "outbox refused", "lost answer", "somebody else")
STORIES += ("taken back", "taken back by hand", "too late", "versions", "advice")
STORIES += ("writing", "quoted one", "quoted two", "no script writing", "keys writing", "phone")
STORIES += ("poll", "poll rows", "reactions", "reactions refused")
# The last to be made stands first on its board: the walk there with Tab is short.
STORIES += ("keyboard",)


def topic_of(story: str) -> str:
    """Start the story's topic, with three replies; its address."""
    board = Board.objects.get(name="The front door")
    marta, tomasz = (viewer_for(Member.objects.get(username=name)) for name in ("marta", "tomasz"))
    now = timezone.now() - timedelta(hours=2)
    writing = prepare(text="Somebody left a **blue** rope on the quay.\n\n> Whose is it?", syntax="markdown")
    title = f"Found on the quay: {story}"
    pk = start_topic(actor=marta, board_id=board.pk, title=title, writing=writing, now=now)
    for number in range(3):
        reply = prepare(text=f"Not mine. That makes {number + 1} of us.", syntax="markdown")
        post_reply(actor=tomasz, topic_id=pk, writing=reply, now=now + timedelta(minutes=number + 1))
    return addresses.topic(pk, title)


if __name__ == "__main__":
    print(json.dumps({**people_and_places(), "stories": {story: topic_of(story) for story in STORIES}}))
