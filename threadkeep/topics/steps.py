"""What several of the actions on topics do alike, inside their transactions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db.models import F

from threadkeep.attachments.steps import put_on_post
from threadkeep.boards import permissions as may_be
from threadkeep.boards.rules import may
from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.reading.steps import end_sent_draft
from threadkeep.sources.steps import write_sources
from threadkeep.topics.models import Post, Revision, Topic
from threadkeep.topics.writing import Writing


def topic_for_change(topic_id: int) -> Topic:
    """The topic's row, locked until the transaction ends: who writes in a topic does so one after the other."""
    topic = Topic.objects.select_for_update(of=("self",)).select_related("board").filter(pk=topic_id).first()
    if topic is None:
        raise NotThere
    return topic


def post_for_change(post_id: int) -> Post:
    """The post with its topic's row locked (the topic is what serialises changes)."""
    topic_id = Post.objects.filter(pk=post_id).values_list("topic_id", flat=True).first()
    if topic_id is None:
        raise NotThere
    topic = topic_for_change(topic_id)
    post = Post.objects.select_related("author").get(pk=post_id)
    post.topic = topic
    return post


def write_post(actor: Viewer, topic: Topic, writing: Writing, now: datetime) -> Post:
    """Give the topic its next post, with files and sources, and count it on the topic. The caller has checked."""
    before = Post.objects.filter(topic=topic, number=topic.last_number).values_list("posted_at", flat=True).first()
    # The moment was taken before the topic's row was locked, and clocks jump: within a topic time never goes back.
    now = max(now, before) if before else now
    topic.last_number += 1
    post = Post.objects.create(
        topic=topic,
        number=topic.last_number,
        author_id=actor.id,
        author_name=actor.name,
        posted_at=now,
        source=writing.text,
        syntax=writing.syntax,
        rendered=writing.rendered.to_json(),
        renderer_version=writing.rendered.version,
    )
    attach(actor, topic.board_id, post.pk, writing)
    end_sent_draft(actor.id or 0, writing.draft, writing.text, now)
    topic.reply_count += 1 if post.number > 1 else 0
    topic.last_post, topic.last_post_at, topic.last_author_name = post, now, actor.name
    topic.version += 1
    topic.save(update_fields=["last_number", "reply_count", "last_post", "last_post_at", "last_author_name", "version"])
    return post


def attach(actor: Viewer, board_id: int, post_id: int, writing: Writing) -> None:
    """Put the writing's files and sources on the post."""
    if writing.files:
        is_checked = may(actor, may_be.ATTACH_UNCHECKED, board_id)
        put_on_post(post_id=post_id, actor_id=actor.id or 0, notes=writing.files, is_checked=is_checked)
    write_sources(post_id, writing.sources)


def rewrite(
    post: Post, actor_id: int | None, writing: Writing, *, now: datetime, reason: str, is_silent: bool = False
) -> None:
    """Let a post say something else: what it said becomes a revision. `is_silent`: no edited mark comes of it.

    The caller has checked, holds the topic's row, and tells the fact. Files and sources are the caller's business.
    """
    if (post.source, post.syntax) != (writing.text, writing.syntax):
        _keep_revision(post, is_silent=is_silent)
        post.source, post.syntax = writing.text, writing.syntax
        post.rendered, post.renderer_version = writing.rendered.to_json(), writing.rendered.version
        post.revision_count += 1
    post.edited_at, post.edited_by_id, post.edit_reason = now, actor_id, reason
    post.is_edit_silent = is_silent
    post.save()
    touch(post.topic_id)


def _keep_revision(post: Post, *, is_silent: bool) -> None:
    """What the post says now becomes a revision, with who wrote that and why."""
    Revision.objects.create(
        post=post,
        number=post.revision_count + 1,
        source=post.source,
        syntax=post.syntax,
        written_at=post.edited_at or post.posted_at,
        written_by_id=post.edited_by_id or post.author_id,
        reason=post.edit_reason,
        is_silent=is_silent,
    )


def revision_for_change(post: Post, number: int) -> Revision:
    """One earlier version of a post whose topic's row is held; NotThere if there is none of that number."""
    revision = post.revisions.filter(number=number).first()
    if revision is None:
        raise NotThere
    return revision


def recount(topic: Topic, reply_difference: int) -> None:
    """After a reply went or came back: the count, and which post is the newest that stands. The row is locked."""
    newest = topic.posts.filter(deleted_at__isnull=True).order_by("-number").only("id", "posted_at", "author_name")[0]
    topic.reply_count += reply_difference
    topic.last_post, topic.last_post_at, topic.last_author_name = newest, newest.posted_at, newest.author_name
    topic.version += 1
    topic.save(update_fields=["reply_count", "last_post", "last_post_at", "last_author_name", "version"])


def touch(topic_id: int) -> None:
    """Say that the topic's pages show something else now."""
    Topic.objects.filter(pk=topic_id).update(version=F("version") + 1)


def add_views(counts: Mapping[int, int]) -> None:
    """Add views that readers had: topic id -> how many more. Not a change of the topic: its version stays."""
    for topic_id, count in sorted(counts.items()):
        Topic.objects.filter(pk=topic_id).update(view_count=F("view_count") + count)
