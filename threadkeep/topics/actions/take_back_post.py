from __future__ import annotations

from datetime import datetime

from threadkeep.attachments.steps import take_off_post
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.reading.steps import open_again
from threadkeep.topics.afterwards import check_take_back
from threadkeep.topics.again import form_again
from threadkeep.topics.events import PostDeleted, TopicDeleted
from threadkeep.topics.models import Post
from threadkeep.topics.steps import post_for_change, recount


@action
def take_back_post(*, actor: Viewer, post_id: int, now: datetime, device: str = "") -> int:
    """Undo the sending of a post right after it: of a reply, or of a whole topic by its first post. Returns its id.

    The newest post of a topic goes without a trace for readers; one that others have written below leaves a tombstone,
    so that what they wrote still makes sense. Either way its number is never given again, and what it said, its files
    and its sources wait in a draft for the same form again. Those who may read deleted posts can read what it said.
    `device` says in words where that was, for the draft. Refused: somebody else's post, too late, deleted already, a
    locked topic, a topic with replies.
    """
    post = post_for_change(post_id)
    check_take_back(actor, post, now=now)
    ids = {"board_id": post.topic.board_id, "topic_id": post.topic_id, "actor_id": actor.id or 0}
    again = form_again(post)
    take_off_post(post_id=post.pk, uploader_id=actor.id or 0)
    open_again(actor.id or 0, again.place, again.fields, now, device)
    if post.number == 1:
        topic = post.topic
        topic.deleted_at, topic.deleted_by_id, topic.is_taken_back = now, actor.id, True
        topic.version += 1
        topic.save(update_fields=["deleted_at", "deleted_by", "is_taken_back", "version"])
        tell(TopicDeleted(**ids))
    else:
        post.is_taken_back = not _has_later(post)
        post.deleted_at, post.deleted_by_id = now, actor.id
        post.save(update_fields=["deleted_at", "deleted_by", "is_taken_back"])
        recount(post.topic, -1)
        tell(PostDeleted(post_id=post.pk, **ids))
    return post.pk


def _has_later(post: Post) -> bool:
    return post.topic.posts.filter(number__gt=post.number, is_taken_back=False).exists()
