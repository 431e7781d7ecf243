from __future__ import annotations

from datetime import datetime

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.tags.events import TagRenamed
from threadkeep.tags.models import Tag
from threadkeep.tags.names import check_tag_name, key_of
from threadkeep.tags.rules import check_change_tag, check_tag_name_free
from threadkeep.tags.steps import tag_for_change, touch_topics_with_tag


@action
def rename_tag(*, actor: Viewer, tag_id: int, name: str, now: datetime) -> int:
    """Call a tag something else on every topic that carries it. Returns its id.

    Who types the old name gets the new one. The same name changes nothing. Refused: no right (see `check_change_tag`),
    a name that is none, or (field "tags") one that another tag has: then the two can be merged.
    """
    tag = tag_for_change(tag_id)
    check_change_tag(actor, tag)
    name = check_tag_name(name)
    check_tag_name_free(name, tag)
    if name == tag.name:
        return tag.pk
    old_name, old_key = tag.name, tag.key
    # A signpost may have the name: it led here already.
    Tag.objects.filter(key=key_of(name), merged_into=tag).delete()
    tag.name, tag.key = name, key_of(name)
    tag.save(update_fields=["name", "key"])
    if old_key != tag.key:
        Tag.objects.create(name=old_name, key=old_key, merged_into=tag)
    touch_topics_with_tag(tag.pk)
    tell(TagRenamed(tag_id=tag.pk, actor_id=actor.id or 0))
    return tag.pk
