"""Posts made ready for a page: people, files, quotations and sources, each read once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import FETCH_RAISE, QuerySet
from django.utils.translation import gettext as _
from markupsafe import Markup

from threadkeep.attachments.queries import PostFiles, files_for_posts
from threadkeep.markup.render import Rendered, Slot
from threadkeep.members.queries import people
from threadkeep.members.viewer import Viewer
from threadkeep.reactions.queries import for_posts as reactions_for_posts
from threadkeep.sources.queries import for_posts as sources_for_posts
from threadkeep.topics.look import PostLook, author_look, deleted_look, edited_look
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.references import References, references_in
from threadkeep.topics.rendering import rendered_of
from threadkeep.topics.rights import passes, post_may
from threadkeep.topics.rules import check_see_post


def posts_to_show(posts: QuerySet[Post]) -> QuerySet[Post]:
    """The query a page reads posts with: without their sources, and refusing to fetch anything later one by one."""
    names = ("edited_by__name", "deleted_by__name")
    return (
        posts.select_related("edited_by", "deleted_by")
        .only(*(field.name for field in Post._meta.concrete_fields if field.name != "source"), *names)
        .order_by("number")
        .fetch_mode(FETCH_RAISE)
    )


def looks_of(
    viewer: Viewer,
    topic: Topic,
    posts: Sequence[Post],
    *,
    now: datetime,
    may_reply: bool,
    first_unread: int | None = None,
) -> tuple[list[PostLook], dict[int, Rendered]]:
    """Posts of one topic as this viewer sees them, and the rendered form of those whose words they may read.

    `posts` come from `posts_to_show`. The number of queries does not depend on how many there are.
    """
    for post in posts:
        post.topic = topic
    readable = [post for post in posts if passes(check_see_post, viewer, post)]
    rendered = rendered_of(readable)
    standing = {post.pk: rendered[post.pk] for post in readable if post.deleted_at is None}
    persons = people({post.author_id for post in posts if post.author_id})
    files = files_for_posts(viewer, standing)
    references = references_in(viewer, standing, {post.pk: post for post in readable})
    sources = sources_for_posts(list(standing))
    reactions = reactions_for_posts(viewer, topic, [post for post in posts if post.pk in standing])
    unread_first = next((post.number for post in posts if first_unread and post.number >= first_unread), None)
    looks = []
    for post in posts:
        shown = standing.get(post.pk)
        may = post_may(viewer, post, may_reply=may_reply, now=now)
        person = persons.get(post.author_id) if post.author_id else None
        looks.append(
            PostLook(
                id=post.pk,
                number=post.number,
                author=author_look(post, person),
                posted_at=post.posted_at,
                may=may,
                body_html=body(shown, files[post.pk], references, post.pk) if shown else Markup(),
                files=files[post.pk].below if shown else (),
                sources=sources.get(post.pk, ()) if shown else (),
                signature_html=Markup(person.signature_html) if person and shown else Markup(),  # noqa: S704 - made by markup
                edited=edited_look(post, may_see_history=may.see_history, may_see_silent=may.see_silent),
                deleted=deleted_look(post, may_read=post.pk in rendered, somebody=_("Somebody")),
                is_own=viewer.id is not None and viewer.id == post.author_id,
                is_wiki=post.is_wiki,
                is_unread_first=post.number == unread_first,
                extra_html=reactions.get(post.pk, Markup()),
            )
        )
    return looks, standing


def body(rendered: Rendered, files: PostFiles, references: References, post_id: int = 0) -> Markup:
    """The HTML of a post for this viewer: safe pieces, and slots filled by templates that escape."""
    refer = references.filler(post_id)

    def fill(slot: Slot) -> str:
        return str(files.fill(slot)) if slot.kind in ("file", "remote") else refer(slot)

    return Markup(rendered.html(fill))  # noqa: S704 - pieces have been through nh3
