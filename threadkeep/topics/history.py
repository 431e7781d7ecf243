"""The history of a post and of a topic's title, for their pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.topics import afterwards
from threadkeep.topics.models import Post, Revision, Topic
from threadkeep.topics.queries import topic_trail
from threadkeep.topics.rights import passes
from threadkeep.topics.rules import check_see_history, get_post, get_topic
from threadkeep.topics.word_diff import Piece, word_diff
from threadkeep.topics.writing import Writing, prepare


@dataclass(frozen=True)
class Version:
    """One version of a post: 1 is what was posted first, the highest is what it says now.

    `was_syntax` is the syntax of the version before if it was another one. `hidden_by` is who hid what it said, or "";
    `may_read` says whether this reader may read it all the same.
    """

    number: int
    by_name: str
    at: datetime
    reason: str
    syntax: str
    is_silent: bool = False
    is_newest: bool = False
    hidden_by: str = ""
    hidden_at: datetime | None = None
    hide_reason: str = ""
    may_read: bool = True
    was_syntax: str = ""


@dataclass(frozen=True)
class HistoryPage:
    """The versions of a post that this reader knows of, newest first, and what changed with the `chosen` one.

    `before` is the version it is compared with: the one before it that may be read. `may` holds what can be done with
    the chosen version: "restore", "hide", "show".
    """

    post: Post
    versions: Sequence[Version]
    chosen: Version
    before: Version | None
    pieces: Sequence[Piece]
    may: frozenset[str]
    trail: Sequence[tuple[str, str]]

    @property
    def is_before_hidden(self) -> bool:
        """Whether there is an earlier version, but none that may be read."""
        return self.before is None and self.chosen.number != self.versions[-1].number


def history_page(viewer: Viewer, post_id: int, wanted: str | None, now: datetime | None = None) -> HistoryPage:
    """The history of a post. NotThere or Gone as for the post itself, and for a version it does not have; Refused
    without the right to see histories, and for a hidden version. Four queries, of which two read texts.
    """
    post = get_post(viewer, post_id)
    check_see_history(viewer, post)
    versions = _versions(viewer, post)
    chosen = _chosen(wanted, versions)
    if not chosen.may_read:
        raise Refused(_("What this version said is hidden. The reason given: %(why)s") % {"why": chosen.hide_reason})
    before = next((one for one in versions if one.number < chosen.number and one.may_read), None)
    newest = versions[0].number
    text = _text(post, chosen.number, newest)
    pieces: Sequence[Piece] = [("same", text)]
    if before is not None:
        pieces = word_diff(_text(post, before.number, newest), text)
    may = _may(viewer, post, chosen, now or timezone.now())
    return HistoryPage(post, versions, chosen, before, pieces, may, topic_trail(viewer, post.topic))


def _versions(viewer: Viewer, post: Post) -> list[Version]:
    """The versions this viewer knows of, newest first."""
    sees_silent, sees_hidden = (
        passes(check, viewer, post) for check in (afterwards.check_see_silent, afterwards.check_hide_versions)
    )
    revisions = list(post.revisions.select_related("written_by", "hidden_by").defer("source").order_by("number"))
    found = [
        Version(
            row.number,
            row.written_by.name if row.written_by else post.author_name,
            row.written_at,
            row.reason,
            row.syntax,
            is_silent=row.is_silent,
            hidden_by=(row.hidden_by.name if row.hidden_by else _("Somebody")) if row.hidden_at else "",
            hidden_at=row.hidden_at,
            hide_reason=row.hide_reason,
            may_read=sees_hidden or row.hidden_at is None,
        )
        for row in revisions
        if sees_silent or not row.is_silent
    ]
    found.append(_newest(post, len(revisions) + 1))
    befores = [None, *found]
    with_syntax = [
        replace(one, was_syntax=before.syntax if before and before.syntax != one.syntax else "")
        for one, before in zip(found, befores, strict=False)
    ]
    return with_syntax[::-1]


def _newest(post: Post, number: int) -> Version:
    by_name = (post.edited_by.name if post.edited_by else "") or post.author_name
    was_edited = number > 1 and post.edited_at is not None
    at = post.edited_at if was_edited and post.edited_at else post.posted_at
    reason = post.edit_reason if number > 1 else ""
    return Version(number, by_name, at, reason, post.syntax, is_newest=True)


def _chosen(wanted: str | None, versions: Sequence[Version]) -> Version:
    found = next((one for one in versions if str(one.number) == wanted), None) if wanted else versions[0]
    if found is None:
        raise NotThere
    return found


def _text(post: Post, number: int, newest: int) -> str:
    if number == newest:
        return post.source
    return post.revisions.values_list("source", flat=True).get(number=number)


def _may(viewer: Viewer, post: Post, chosen: Version, now: datetime) -> frozenset[str]:
    if chosen.is_newest:
        return frozenset()
    # The rules ask only whether it is silent and hidden; the row itself has been read already.
    row = Revision(is_silent=chosen.is_silent, hidden_at=chosen.hidden_at)
    checks = {
        "restore": passes(afterwards.check_restore_revision, viewer, post, row, now=now),
        "hide": passes(afterwards.check_hide_revision, viewer, post, row),
        "show": passes(afterwards.check_show_revision, viewer, post, row),
    }
    return frozenset(verb for verb, passed in checks.items() if passed)


def version_writing(viewer: Viewer, post_id: int, number: str | None) -> tuple[HistoryPage, Writing]:
    """A version of a post and its words, rendered, for putting it back. Refused and NotThere as for the history."""
    page = history_page(viewer, post_id, number)
    text = "".join(text for kind, text in page.pieces if kind != "gone")
    return page, prepare(text=text, syntax=page.chosen.syntax)


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
