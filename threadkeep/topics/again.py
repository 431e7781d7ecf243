"""The form a post was sent with, filled again: for a post that its author takes back."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.attachments.queries import notes_on
from threadkeep.kernel import addresses
from threadkeep.reading.draft_fields import Fields, Place
from threadkeep.sources.forms import FIELDS
from threadkeep.sources.queries import notes_of
from threadkeep.topics.models import Post


@dataclass(frozen=True)
class Again:
    """A form: its page, the place of its draft, and its fields as they are in a request."""

    path: str
    place: Place
    fields: Fields


def form_again(post: Post) -> Again:
    """What was sent as this post, whose topic was read with it. Ask before its files are taken off it. Two queries."""
    fields: Fields = {"text": [post.source], "syntax": [post.syntax]}
    if post.number == 1:
        fields["title"] = [post.topic.title]
    _add_files(fields, post)
    _add_sources(fields, post)
    if post.number == 1:
        return Again(addresses.new_topic(post.topic.board_id), Place("topic", post.topic.board_id), fields)
    return Again(addresses.topic_act(post.topic_id, "reply"), Place("reply", post.topic_id), fields)


def _add_files(fields: Fields, post: Post) -> None:
    notes = notes_on(post.pk, post.author_id or 0)
    if notes:
        fields["attachment"] = [str(note.id) for note in notes]
    for note in notes:
        fields[f"alt-{note.id}"], fields[f"caption-{note.id}"] = [note.alt], [note.caption]


def _add_sources(fields: Fields, post: Post) -> None:
    rows = [(one.url, one.publisher, one.title, one.author, one.published_on) for one in notes_of(post.pk)]
    if rows:
        fields.update({name: list(values) for name, values in zip(FIELDS, zip(*rows, strict=True), strict=True)})
