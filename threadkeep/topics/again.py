"""The form a post was sent with, filled again: for a post that its author takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from threadkeep.attachments.queries import notes_on
from threadkeep.kernel import addresses
from threadkeep.members.viewer import Viewer
from threadkeep.sources.forms import FIELDS
from threadkeep.sources.queries import notes_of
from threadkeep.topics.models import Post

type Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Kept:
    """A form: where it is sent to, and its fields as they are in a request. `is_gone`: its post does not stand."""

    path: str
    fields: Fields
    is_gone: bool


def fields_of(viewer: Viewer, post_id: int) -> Kept | None:
    """What the viewer sent as this post; None if it is not theirs. Ask before its files are taken off it."""
    post = Post.objects.select_related("topic").filter(pk=post_id, author_id=viewer.id or 0).first()
    if post is None:
        return None
    fields: Fields = {"text": [post.source], "syntax": [post.syntax]}
    if post.number == 1:
        fields["title"] = [post.topic.title]
    _add_files(fields, post)
    _add_sources(fields, post)
    path = addresses.topic_act(post.topic_id, "reply") if post.number > 1 else addresses.new_topic(post.topic.board_id)
    return Kept(path, fields, is_gone=post.deleted_at is not None or post.topic.deleted_at is not None)


def _add_files(fields: Fields, post: Post) -> None:
    notes = notes_on(post.pk, post.author_id or 0)
    if notes:
        fields["attachment"] = [str(note.id) for note in notes]
    for note in notes:
        fields[f"alt-{note.id}"], fields[f"caption-{note.id}"] = [note.alt], [note.caption]


def _add_sources(fields: Fields, post: Post) -> None:
    rows: list[tuple[Any, ...]] = [
        (one.url, one.publisher, one.title, one.author, one.published_on) for one in notes_of(post.pk)
    ]
    if rows:
        fields.update({name: list(values) for name, values in zip(FIELDS, zip(*rows, strict=True), strict=True)})
