from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.tags.events import TagMerged
from threadkeep.tags.models import BoardTag, Tag, TopicTag
from threadkeep.tags.rules import check_change_tag, check_merge
from threadkeep.tags.steps import tag_for_change, touch_topics_with_tag


@action
def merge_tag(*, actor: Viewer, tag_id: int, into: str, now: datetime) -> int:
    """Let every topic with this tag carry the one called `into` instead; its page and its name lead there from now on.

    Returns the id of the tag that stays. Refused: no right to change either, (field "into") no tag of that name, or
    the very same.
    """
    tag = tag_for_change(tag_id)
    check_change_tag(actor, tag)
    goal = check_merge(actor, tag, into)
    touch_topics_with_tag(tag.pk)
    for rows in (TopicTag.objects.filter(tag=tag), BoardTag.objects.filter(tag=tag)):
        holder = "topic_id" if rows.model is TopicTag else "board_id"
        doubled = rows.model._default_manager.filter(tag=goal).values(holder)
        rows.filter(**{f"{holder}__in": doubled}).delete()
        rows.update(tag=goal)
    Tag.objects.filter(merged_into=tag).update(merged_into=goal)
    tag.merged_into = goal
    tag.save(update_fields=["merged_into"])
    tell(TagMerged(tag_id=tag.pk, into_id=goal.pk, actor_id=actor.id or 0))
    return goal.pk
