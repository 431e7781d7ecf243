"""What a viewer may do with each post and topic of a page: the rules, asked all at once. Makes no query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from threadkeep.kernel.refused import Refused
from threadkeep.members.viewer import Viewer
from threadkeep.topics import afterwards, rules
from threadkeep.topics.look import PostMay, TopicMay
from threadkeep.topics.models import Post, Topic


def passes(check: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
    """Whether a rule lets this through: the `may` form of any `check`."""
    try:
        check(*args, **kwargs)
    except Refused:
        return False
    return True


def topic_may(viewer: Viewer, topic: Topic) -> TopicMay:
    """What this viewer may do with this topic."""
    return TopicMay(
        reply=passes(rules.check_reply, viewer, topic),
        rename=passes(rules.check_rename_topic, viewer, topic),
        lock=passes(rules.check_lock_topic, viewer, topic),
        pin=passes(rules.check_pin_topic, viewer, topic),
        delete=passes(rules.check_delete_topic, viewer, topic),
        restore=passes(rules.check_restore_topic, viewer, topic),
    )


def post_may(viewer: Viewer, post: Post, *, may_reply: bool, now: datetime) -> PostMay:
    """What this viewer may do with this post, whose topic was read with it. `may_reply`: in its topic."""
    stands = post.deleted_at is None
    return PostMay(
        reply=may_reply and stands,
        quote=may_reply and stands,
        bookmark=viewer.is_member and stands,
        edit=passes(rules.check_edit_post, viewer, post, now=now),
        delete=passes(rules.check_delete_post, viewer, post),
        restore=passes(rules.check_restore_post, viewer, post),
        see_history=passes(rules.check_see_history, viewer, post),
        see_silent=passes(afterwards.check_see_silent, viewer, post),
    )
