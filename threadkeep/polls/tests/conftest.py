"""Polls for tests, and short ways to vote."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from tests.cast import Cast
from threadkeep.polls.actions.cast_vote import cast_vote
from threadkeep.polls.actions.make_poll import make_poll
from threadkeep.polls.models import Option, Poll
from threadkeep.polls.plan import PollPlan

OPTIONS = ("At six", "At half past six", "Never")


class Polls:
    """`polls.plan(...)`, `polls.make("marta", topic_id)`, `polls.vote("yusuf", topic_id, "At six")`."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def plan(self, **changes: Any) -> PollPlan:
        """A plan that can be, with changes."""
        return PollPlan(**{"question": "When does it turn?", "options": OPTIONS, **changes})

    def make(self, who: str, topic_id: int, **changes: Any) -> int:
        """Let somebody give a topic a poll; its id."""
        plan, now = self.plan(**changes), self.cast.now
        return make_poll(actor=self.cast.viewer(who), topic_id=topic_id, plan=plan, now=now)

    def vote(self, who: str, topic_id: int, *texts: str, at: datetime | None = None) -> int:
        """Let somebody vote for the options with these texts."""
        ids = Option.objects.filter(poll__topic_id=topic_id, poll__deleted_at=None, text__in=texts)
        chosen = tuple(ids.values_list("pk", flat=True))
        return cast_vote(actor=self.cast.viewer(who), topic_id=topic_id, option_ids=chosen, now=at or self.cast.now)

    def counts(self, topic_id: int) -> dict[str, int]:
        """Votes by option, as they are kept."""
        options = Option.objects.filter(poll__topic_id=topic_id, poll__deleted_at=None)
        return dict(options.values_list("text", "vote_count"))

    def of(self, topic_id: int) -> Poll:
        """The newest poll of a topic."""
        return Poll.objects.filter(topic_id=topic_id).latest("id")


@pytest.fixture
def polls(cast: Cast) -> Polls:
    """What tests do with polls."""
    return Polls(cast)


@pytest.fixture
def topic_id(cast: Cast) -> int:
    """A topic of marta's."""
    return cast.topic("marta")


@pytest.fixture
def poll_topic(polls: Polls, topic_id: int) -> int:
    """A topic of marta's with a poll in which votes can be changed."""
    polls.make("marta", topic_id)
    return topic_id
