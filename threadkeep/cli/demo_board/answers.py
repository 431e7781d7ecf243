"""What the people of the demo answer without words: they vote, and they react."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer
from threadkeep.polls.actions.cast_vote import cast_vote
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.actions.make_poll import make_poll
from threadkeep.polls.models import Option, Poll
from threadkeep.polls.plan import PollPlan
from threadkeep.reactions.actions.give_reaction import give_reaction
from threadkeep.reactions.models import Kind
from threadkeep.topics.models import Post, Topic


def answer(talk: dict[str, Any], people: dict[str, Viewer], now: datetime) -> None:
    """Make the polls of a talk, let everybody vote, and give the reactions."""
    for poll in talk["polls"]:
        _poll(poll, people, now)
    kinds = dict(Kind.objects.values_list("emoji", "pk"))
    for reacted in talk["reactions"]:
        post_id = Post.objects.get(topic=_topic(reacted), number=reacted["post"]).pk
        for who, emoji in reacted["given"].items():
            # Nobody reacts to what they wrote, and who wrote what in the long topic was left to chance.
            with suppress(Refused):
                give_reaction(actor=people[who], post_id=post_id, kind_id=kinds[emoji], now=now)


def _topic(said: dict[str, Any]) -> Topic:
    return Topic.objects.get(title__startswith=said["topic"])


def _poll(poll: dict[str, Any], people: dict[str, Viewer], now: datetime) -> None:
    topic = _topic(poll)
    at = topic.started_at + timedelta(minutes=5)
    plan = PollPlan(
        question=poll["question"],
        options=tuple(poll["options"]),
        max_choices=poll.get("choices", 1),
        results=poll.get("results", Poll.ALWAYS),
        is_secret=poll.get("secret", False),
    )
    make_poll(actor=people[poll["who"]], topic_id=topic.pk, plan=plan, now=at)
    options = list(Option.objects.filter(poll__topic=topic).order_by("position").values_list("pk", flat=True))
    for who, places in poll["votes"].items():
        at = min(at + timedelta(hours=2), now)
        cast_vote(actor=people[who], topic_id=topic.pk, option_ids=[options[place] for place in places], now=at)
    if poll.get("closed"):
        close_poll(actor=people[poll["who"]], topic_id=topic.pk, now=min(at + timedelta(hours=1), now))
