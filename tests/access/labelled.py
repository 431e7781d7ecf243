"""Prefixes, tags and bookmarks of the world: a word used only behind a closed door is heard only behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from threadkeep.boards.actions.edit_board_writing import edit_board_writing
from threadkeep.boards.models import Board
from threadkeep.reading.actions.bookmark_post import bookmark_post
from threadkeep.tags.actions.make_prefix import make_prefix
from threadkeep.tags.models import Tag
from threadkeep.tags.steps import Labels
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.writing import prepare

if TYPE_CHECKING:
    from tests.access.world import World


def label(world: World, board: Board, kind: str, readers: frozenset[str], staff: frozenset[str], writer: str) -> None:
    """A topic of the board with a prefix and tags, and a deleted one with a tag of its own."""
    cast, owner = world.cast, world.cast.viewer("administrator")
    prefix_id = make_prefix(actor=owner, name=world.canary(f"{kind} prefix", readers), colour="teal", now=cast.now)
    listed = world.canary(f"{kind} listed tag", readers)
    edit_board_writing(
        actor=owner,
        board_id=board.pk,
        prefix_ids=[prefix_id],
        needs_prefix=False,
        tag_rule="free",
        listed_tags=[listed],
        min_tags=0,
        max_tags=5,
        template_title="",
        template_text="",
        now=cast.now,
    )
    for what, roles, is_deleted in ((f"{kind} tag", readers, False), (f"{kind} deleted tag", staff, True)):
        topic_id = start_topic(
            actor=cast.viewer(writer),
            board_id=board.pk,
            title=world.canary(f"{what} title", roles),
            writing=prepare(text=world.canary(f"{what} text", roles), syntax="markdown"),
            labels=Labels(prefix_id, (world.canary(what, roles), listed)),
            now=cast.now,
        )
        world.topics.append(topic_id)
        world.posts.append(Post.objects.get(topic_id=topic_id).pk)
        if is_deleted:
            delete_topic(actor=cast.viewer("moderator"), topic_id=topic_id, reason="Off it goes", now=cast.now)
    world.tags = list(Tag.objects.order_by("pk").values_list("pk", flat=True))


def keep(world: World) -> None:
    """Marta's bookmarks: of a post everybody may read, and of one that was hidden from her since."""
    only = frozenset({"marta"})
    cast, topic_id = world.cast, world.topics[0]
    moved = Topic.objects.create(
        board=cast.open_board, title="Moved later", starter_name="Moderator", started_at=cast.now, last_post_at=cast.now
    )
    hidden = cast.reply(
        "moderator", moved.pk, world.canary("moved away text", frozenset({"moderator", "administrator"}))
    )
    for what, post_id in (("kept", Post.objects.filter(topic_id=topic_id)[0].pk), ("kept hidden", hidden)):
        note = world.canary(f"{what} note", only)
        world.bookmarks.append(bookmark_post(actor=cast.viewer("marta"), post_id=post_id, note=note, now=cast.now))
    Topic.objects.filter(pk=moved.pk).update(board=cast.staff_board)
    world.topics.append(moved.pk)
    world.posts.append(hidden)
