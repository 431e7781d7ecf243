from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.kernel.action import action, tell
from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import PollEdited
from threadkeep.polls.models import Poll
from threadkeep.polls.plan import PollPlan, check_plan
from threadkeep.polls.rules import check_edit_poll
from threadkeep.polls.steps import add_options, poll_for_change
from threadkeep.topics.steps import touch


@action
def edit_poll(*, actor: Viewer, topic_id: int, plan: PollPlan, now: datetime) -> int:
    """Make a topic's poll be what the plan says. Returns the poll's id.

    As long as nobody has voted, everything can be changed. Afterwards a vote must go on meaning what it meant: options
    can be added at the end, and the closing time can be another one. Refused: anything else then, no right, a locked
    topic, a plan that cannot be.
    """
    poll = poll_for_change(topic_id)
    check_edit_poll(actor, poll)
    plan = check_plan(plan, now=now, closes_at_before=poll.closes_at)
    if poll.voter_count:
        _add(poll, plan)
    else:
        _change(poll, plan)
    touch(topic_id)
    tell(PollEdited(board_id=poll.topic.board_id, topic_id=topic_id, poll_id=poll.pk, actor_id=actor.id or 0))
    return poll.pk


def _change(poll: Poll, plan: PollPlan) -> None:
    poll.question, poll.max_choices, poll.may_change = plan.question, plan.max_choices, plan.may_change
    poll.results, poll.is_secret = plan.results, plan.is_secret
    _close_later(poll, plan)
    poll.save()
    poll.options.all().delete()
    add_options(poll, plan.options)


def _add(poll: Poll, plan: PollPlan) -> None:
    before = tuple(poll.options.values_list("text", flat=True))
    as_it_is = PollPlan(poll.question, before, poll.max_choices, poll.may_change, poll.results, poll.is_secret)
    if plan.options[: len(before)] != before or replace(plan, options=before, closes_at=None) != as_it_is:
        raise Refused(
            _(
                "Somebody has voted meanwhile. From then on options can only be added and the closing time changed, so "
                "that every vote goes on meaning what it meant. Nothing was changed."
            ),
            field="poll_question",
            status=409,
        )
    _close_later(poll, plan)
    poll.save(update_fields=["closes_at", "closed_at"])
    add_options(poll, plan.options[len(before) :])


def _close_later(poll: Poll, plan: PollPlan) -> None:
    """Another closing time; a poll that had closed by its time and has a later one now is open again."""
    if poll.closed_at is not None and poll.closed_at == poll.closes_at and plan.closes_at != poll.closes_at:
        poll.closed_at = None
    poll.closes_at = plan.closes_at
