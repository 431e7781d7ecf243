"""Texts rendered as this board reads them; and the rendered form of posts: as it is kept, or made again in memory."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from threadkeep.markup.render import Rendered, parse, render
from threadkeep.markup.tree import Document
from threadkeep.markup.vocabulary import Vocabulary, version_with
from threadkeep.topics.models import Post
from threadkeep.vocabulary.queries import current_vocabulary


def render_text(source: str, syntax: str, vocabulary: Vocabulary | None = None) -> Rendered:
    """A text as the board reads it now: with its own address, smileys and BBCodes.

    Any syntax but "bbcode" counts as Markdown. Who renders many texts passes the `vocabulary`, asked for once.
    """
    return render(
        source,
        "bbcode" if syntax == "bbcode" else "markdown",
        own_url=settings.THREADKEEP.server.public_url,
        vocabulary=vocabulary or current_vocabulary(),
    )


def parse_text(source: str, syntax: str, vocabulary: Vocabulary | None = None) -> Document:
    """The tree of a text, read as `render_text` reads it."""
    return parse(
        source,
        "bbcode" if syntax == "bbcode" else "markdown",
        own_url=settings.THREADKEEP.server.public_url,
        vocabulary=vocabulary or current_vocabulary(),
    )


def rendered_of(posts: Iterable[Post]) -> dict[int, Rendered]:
    """post id -> Rendered, for posts whose `source` may have been left out of the query.

    One query for the board's words, and one more if any post was rendered by another version or with other words (or
    cannot be read back): then its source is fetched and rendered in memory. Keeping the result is the rebuild's work,
    not a reader's.
    """
    found: dict[int, Rendered] = {}
    stale: list[int] = []
    vocabulary = current_vocabulary()
    version = version_with(vocabulary)
    for post in posts:
        kept = _kept(post) if post.renderer_version == version else None
        if kept is None:
            stale.append(post.pk)
        else:
            found[post.pk] = kept
    if stale:
        for pk, source, syntax in Post.objects.filter(pk__in=stale).values_list("id", "source", "syntax"):
            found[pk] = render_text(source, syntax, vocabulary)
    return found


def _kept(post: Post) -> Rendered | None:
    try:
        return Rendered.from_json(post.rendered)
    except (ValueError, KeyError, TypeError, IndexError):
        return None
