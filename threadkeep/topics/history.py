"""The history of a post and of a topic's title, for their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from threadkeep.kernel.refused import NotThere
from threadkeep.members.viewer import Viewer
from threadkeep.topics.models import Post, Topic
from threadkeep.topics.queries import topic_trail
from threadkeep.topics.rules import check_see_history, get_post, get_topic
from threadkeep.topics.word_diff import Piece, word_diff


@dataclass(frozen=True)
class Version:
    """One version of a post: 1 is what was posted first, the highest is what it says now."""

    number: int
    by_name: str
    at: datetime
    reason: str
    syntax: str


@dataclass(frozen=True)
class HistoryPage:
    """The versions of a post, newest first, and what changed with the `chosen` one."""

    post: Post
    versions: Sequence[Version]
    chosen: Version
    pieces: Sequence[Piece]
    trail: Sequence[tuple[str, str]]


def history_page(viewer: Viewer, post_id: int, wanted: str | None) -> HistoryPage:
    """The history of a post. NotThere or Gone as for the post itself, and for a version it does not have; Refused
    without the right to see histories. Four queries, of which two read texts.
    """
    post = get_post(viewer, post_id)
    check_see_history(viewer, post)
    versions = _versions(post)
    number = _number(wanted, len(versions))
    pieces = word_diff(_text(post, number - 1, len(versions)), _text(post, number, len(versions)))
    if number == 1:
        pieces = [("same", text) for _kind, text in pieces]
    chosen = versions[len(versions) - number]
    return HistoryPage(post, versions, chosen, pieces, topic_trail(viewer, post.topic))


def _versions(post: Post) -> list[Version]:
    rows = post.revisions.order_by("number").values_list("number", "written_by__name", "written_at", "reason", "syntax")
    found = [Version(number, name or post.author_name, at, why, syntax) for number, name, at, why, syntax in rows]
    by_name = (post.edited_by.name if post.edited_by else "") or post.author_name
    at = post.edited_at if found and post.edited_at else post.posted_at
    found.append(Version(len(found) + 1, by_name, at, post.edit_reason if found else "", post.syntax))
    return found[::-1]


def _number(wanted: str | None, most: int) -> int:
    if not wanted:
        return most
    if not (wanted.isascii() and wanted.isdigit() and len(wanted) < 10 and 1 <= int(wanted) <= most):
        raise NotThere
    return int(wanted)


def _text(post: Post, number: int, newest: int) -> str:
    if number == newest:
        return post.source
    if number == 0:
        return ""
    return post.revisions.values_list("source", flat=True).get(number=number)


@dataclass(frozen=True)
class TitleLine:
    """One title a topic had or has: by whom it was given, and when."""

    title: str
    by_name: str
    at: datetime


@dataclass(frozen=True)
class TitlesPage:
    """All titles of a topic, newest first."""

    topic: Topic
    titles: Sequence[TitleLine]
    trail: Sequence[tuple[str, str]]


def titles_page(viewer: Viewer, topic_id: int) -> TitlesPage:
    """What a topic was called. NotThere or Gone as for the topic itself."""
    topic = get_topic(viewer, topic_id)
    rows = list(topic.title_changes.order_by("id").values_list("old_title", "changed_by__name", "changed_at"))
    # A change says what the title was before it: each title was given by the change before, the first by the starter.
    given = [(topic.starter_name, topic.started_at), *((name or _("Somebody"), at) for _old, name, at in rows)]
    names = [*(old for old, _name, _at in rows), topic.title]
    lines = [TitleLine(title, *who_and_when) for title, who_and_when in zip(names, given, strict=True)]
    return TitlesPage(topic, lines[::-1], topic_trail(viewer, topic))
