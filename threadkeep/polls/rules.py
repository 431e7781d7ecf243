"""Who sees a poll and its results, who votes, who looks after it. A poll belongs to its topic and is seen with it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import may
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.polls.models import Poll
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import check_see_topic, get_topic, visible_topics


def visible_polls(viewer: Viewer) -> QuerySet[Poll]:
    """The polls that stand, on topics this viewer may read."""
    return Poll.objects.filter(deleted_at__isnull=True, topic__in=visible_topics(viewer))


def check_see_poll(viewer: Viewer, poll: Poll) -> None:
    """NotThere or Gone as for its topic; Gone if the poll itself was deleted."""
    check_see_topic(viewer, poll.topic)
    if poll.deleted_at is not None:
        raise Gone(_("This poll was deleted."))


def get_poll(viewer: Viewer, topic_id: int) -> Poll:
    """The poll that stands on a topic; NotThere or Gone otherwise."""
    topic = get_topic(viewer, topic_id)
    poll = Poll.objects.select_related("made_by").filter(topic=topic).order_by("-id")
    found = poll.filter(deleted_at__isnull=True).first() or poll.first()
    if found is None:
        raise NotThere
    found.topic = topic
    check_see_poll(viewer, found)
    return found


def is_closed(poll: Poll, now: datetime) -> bool:
    """Whether votes are not taken any more: it was closed, or its time has come."""
    return poll.closed_at is not None or (poll.closes_at is not None and poll.closes_at <= now)


def may_see_results(poll: Poll, *, has_voted: bool, now: datetime) -> bool:
    """Whether the votes for each option are told to somebody who has voted or not. The same for moderators: whoever
    knows how it stands while others do not could steer it.
    """
    if is_closed(poll, now) or poll.results == Poll.ALWAYS:
        return True
    return poll.results == Poll.AFTER_VOTE and has_voted


def check_see_votes(poll: Poll, *, has_voted: bool, now: datetime) -> None:
    """Who voted for what is told with the results, and never of a secret poll."""
    if poll.is_secret:
        raise Refused(_("This is a secret poll: who voted for what is shown to nobody, not to administrators either."))
    if not may_see_results(poll, has_voted=has_voted, now=now):
        raise Refused(_("Who voted for what is shown together with the results, and they are still hidden."))


def check_start_with_poll(actor: Viewer, board_id: int) -> None:
    """Who starts a topic there may add a poll only with the right to."""
    if not actor.is_member or not may(actor, may_be.MAKE_POLL, board_id):
        raise Refused(
            _("You may start topics here, but not add polls. Empty the fields of the poll to go on."),
            field="poll_question",
        )


def has_poll(topic: Topic) -> bool:
    """Whether a poll stands on this topic. One query."""
    return Poll.objects.filter(topic=topic, deleted_at__isnull=True).exists()


def check_make_poll(actor: Viewer, topic: Topic, *, has_one: bool) -> None:
    """Its starter with the right to while the topic is open, and moderators. One poll stands at a time (`has_one`)."""
    check_see_topic(actor, topic)
    if not may(actor, may_be.MAKE_POLL, topic.board_id) or not actor.is_member:
        raise Refused(_("You may not add polls on this board."))
    _check_looks_after(actor, topic, _("Only the one who started this topic and the moderators can add a poll to it."))
    if has_one:
        raise Refused(_("This topic has a poll already."), status=409)


def check_edit_poll(actor: Viewer, poll: Poll) -> None:
    """Who started the topic, while it is open, and moderators."""
    check_see_poll(actor, poll)
    _check_looks_after(actor, poll.topic, _("Only the one who started this topic and the moderators can do that."))


def check_delete_poll(actor: Viewer, poll: Poll) -> None:
    """Moderators; the topic's starter as long as nobody has voted: what others said is not theirs to take away."""
    check_see_poll(actor, poll)
    if may(actor, may_be.DELETE_ANY, poll.topic.board_id):
        return
    _check_looks_after(actor, poll.topic, _("Only the one who started this topic and the moderators can do that."))
    if poll.voter_count:
        raise Refused(
            _("Somebody has voted already, so only moderators can delete this poll. You can close it instead.")
        )


def check_restore_poll(actor: Viewer, poll: Poll) -> None:
    """Moderators, and whoever deleted it. Not while another one stands on the topic."""
    check_see_topic(actor, poll.topic)
    own = actor.id is not None and poll.deleted_by_id == actor.id
    if not own and not may(actor, may_be.DELETE_ANY, poll.topic.board_id):
        raise Refused(_("Only the moderators can put this poll back."))
    _check_open(actor, poll.topic)
    if poll.deleted_at is None:
        raise Refused(_("This poll is not deleted."))
    if has_poll(poll.topic):
        raise Refused(_("The topic has another poll by now. Delete that one first."), status=409)


def check_vote(actor: Viewer, poll: Poll, *, now: datetime) -> None:
    """Members with the right, in polls that are open, on topics that are open. A locked topic takes nobody's vote."""
    check_see_poll(actor, poll)
    if not actor.is_member:
        raise Refused(_("Please sign in first; guests cannot vote."))
    if not may(actor, may_be.VOTE, poll.topic.board_id):
        raise Refused(_("You may read this board, but not vote in its polls."))
    if poll.topic.deleted_at is not None:
        raise Refused(_("This topic is deleted, so nobody can vote in its poll."))
    if poll.topic.is_locked:
        raise Refused(_("This topic is locked, so its poll takes no votes."))
    if is_closed(poll, now):
        raise Refused(_("This poll is closed; it takes no votes any more."))


def check_change_vote(poll: Poll) -> None:
    """Whether a vote that was given can be changed or taken back."""
    if not poll.may_change:
        raise Refused(_("You have voted. In this poll a vote is final: it can neither be changed nor taken back."))


def _check_looks_after(actor: Viewer, topic: Topic, sentence: str) -> None:
    if topic.deleted_at is not None:
        raise Refused(_("This topic is deleted. Restore it first, then its poll can be changed."))
    if may(actor, may_be.EDIT_ANY, topic.board_id):
        return
    if actor.id is None or topic.starter_id != actor.id or not may(actor, may_be.EDIT_OWN, topic.board_id):
        raise Refused(sentence)
    _check_open(actor, topic)


def _check_open(actor: Viewer, topic: Topic) -> None:
    if topic.is_locked and not may(actor, may_be.LOCK, topic.board_id):
        raise Refused(_("This topic was locked by a moderator, so its poll cannot be changed."))
