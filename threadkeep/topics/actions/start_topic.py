from __future__ import annotations

from datetime import datetime

from threadkeep.boards import permissions as may_be
from threadkeep.boards.models import Board
from threadkeep.boards.rules import may
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.polls.events import PollMade
from threadkeep.polls.plan import PollPlan, check_plan
from threadkeep.polls.rules import check_start_with_poll
from threadkeep.polls.steps import put_poll
from threadkeep.tags.events import TopicLabelled
from threadkeep.tags.rules import check_not_template
from threadkeep.tags.steps import NO_LABELS, Labels, write_labels
from threadkeep.topics.events import TopicStarted
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import check_start_topic
from threadkeep.topics.steps import write_post
from threadkeep.topics.writing import Writing, check_title


@action
def start_topic(
    *,
    actor: Viewer,
    board_id: int,
    title: str,
    writing: Writing,
    now: datetime,
    is_pinned: bool = False,
    labels: Labels = NO_LABELS,
    poll: PollPlan | None = None,
) -> int:
    """Start a topic on a board with its first post. Returns the topic's id.

    Refused: no right to start topics there, a link board, a title that is empty or too long, prefix or tags that the
    board does not take (see `write_labels`), the board's own template and not a word more, a poll without the
    right to add one, or one that cannot be (polls.plan.check_plan). `is_pinned` needs the right to pin and is ignored
    without it.
    """
    check_start_topic(actor, board_id)
    if poll is not None:
        check_start_with_poll(actor, board_id)
        poll = check_plan(poll, now=now)
    board = Board.objects.get(pk=board_id)
    check_not_template(board, writing.text)
    topic = Topic.objects.create(
        board_id=board_id,
        title=check_title(title),
        starter_id=actor.id,
        starter_name=actor.name,
        started_at=now,
        last_post_at=now,
        is_pinned=is_pinned and may(actor, may_be.PIN, board_id),
    )
    post = write_post(actor, topic, writing, now)
    tell(TopicStarted(board_id=board_id, topic_id=topic.pk, post_id=post.pk, actor_id=actor.id or 0))
    if poll is not None:
        poll_id = put_poll(topic.pk, actor, poll, now)
        tell(PollMade(board_id=board_id, topic_id=topic.pk, poll_id=poll_id, actor_id=actor.id or 0))
    tag_ids = write_labels(topic, board, labels, is_new=True)
    if tag_ids is not None:
        tell(TopicLabelled(board_id=board_id, topic_id=topic.pk, tag_ids=tag_ids, actor_id=actor.id or 0))
    return topic.pk
