from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import PollMade
from threadkeep.polls.plan import PollPlan, check_plan
from threadkeep.polls.rules import check_make_poll, has_poll
from threadkeep.polls.steps import put_poll
from threadkeep.topics.steps import topic_for_change, touch


@action
def make_poll(*, actor: Viewer, topic_id: int, plan: PollPlan, now: datetime) -> int:
    """Give a topic a poll. Returns the poll's id.

    Refused: neither the topic's starter nor a moderator, no right to add polls there, a locked topic, a poll that
    stands already, a plan that cannot be (plan.check_plan).
    """
    topic = topic_for_change(topic_id)
    check_make_poll(actor, topic, has_one=has_poll(topic))
    poll_id = put_poll(topic_id, actor, check_plan(plan, now=now), now)
    touch(topic_id)
    tell(PollMade(board_id=topic.board_id, topic_id=topic_id, poll_id=poll_id, actor_id=actor.id or 0))
    return poll_id
