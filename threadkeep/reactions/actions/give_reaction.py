from __future__ import annotations

from datetime import datetime

from django.conf import settings

from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.events import ReactionGiven, ReactionTaken
from threadkeep.reactions.models import Reaction
from threadkeep.reactions.rules import check_offered, check_react, check_room_for_more, get_kind
from threadkeep.reactions.steps import add_reaction, remove_reaction
from threadkeep.topics.steps import post_for_change, touch


@action
def give_reaction(*, actor: Viewer, post_id: int, kind_id: int, now: datetime) -> int:
    """Give a post a reaction. Returns the post's id. Giving the same one twice is giving it once.

    Where a member has one reaction for each post (reactions.per_post), another one takes the place of the first.
    Refused: a guest, no right, an own post, a deleted one, a kind that is not offered, more than reactions.per_post.
    """
    post = post_for_change(post_id)
    check_react(actor, post)
    kind = get_kind(kind_id)
    member_id = actor.id or 0
    had = list(Reaction.objects.filter(post_id=post_id, member_id=member_id).values_list("kind_id", flat=True))
    if kind_id in had:
        return post_id
    check_offered(kind)
    where = {"board_id": post.topic.board_id, "topic_id": post.topic_id, "post_id": post_id, "actor_id": member_id}
    most = settings.THREADKEEP.reactions.per_post
    if most == 1:
        for before in had:
            remove_reaction(post_id, before, member_id)
            tell(ReactionTaken(**where, kind_id=before))
    else:
        check_room_for_more(len(had), most=most)
    add_reaction(post_id, kind_id, member_id, now)
    touch(post.topic_id)
    tell(ReactionGiven(**where, kind_id=kind_id))
    return post_id
