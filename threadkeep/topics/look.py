"""How posts and topics look on pages: what theme/post.html and theme/composer.html take. Makes no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from markupsafe import Markup

from threadkeep.kernel import addresses
from threadkeep.kernel.pages import NumberPage
from threadkeep.markup.render import Rendered
from threadkeep.members.look import Avatar, avatar_of
from threadkeep.topics.models import Post, Topic


@dataclass(frozen=True)
class AuthorLook:
    """Who wrote, beside the post. `url` is None for somebody whose account is gone."""

    name: str
    url: str | None
    avatar: Avatar
    title: str = ""
    badges: Sequence[str] = ()
    post_count: int | None = None
    joined: datetime | None = None
    is_online: bool = False


@dataclass(frozen=True)
class EditedLook:
    """That a post was edited; `history_url` only for those who may see what it said.

    `is_silent`: so soon after posting that only its author and the moderators are told.
    """

    by_name: str
    at: datetime
    reason: str
    history_url: str | None
    is_silent: bool = False


@dataclass(frozen=True)
class DeletedLook:
    """The tombstone; `words_url` leads to what the post said, for those who may read it."""

    by_name: str
    at: datetime
    reason: str
    words_url: str | None
    # Its author took it back right after sending: only those who may read deleted posts are told that it was there.
    is_taken_back: bool = False


@dataclass(frozen=True)
class PostMay:
    """What this viewer may do with this post."""

    reply: bool = False
    quote: bool = False
    edit: bool = False
    delete: bool = False
    restore: bool = False
    see_history: bool = False
    see_silent: bool = False
    bookmark: bool = False


@dataclass(frozen=True)
class PostLook:
    """One post on its page, ready for theme/post.html."""

    id: int
    number: int
    author: AuthorLook
    posted_at: datetime
    may: PostMay
    body_html: Markup = field(default_factory=Markup)
    files: Sequence[Any] = ()
    sources: Sequence[Any] = ()
    signature_html: Markup = field(default_factory=Markup)
    edited: EditedLook | None = None
    deleted: DeletedLook | None = None
    is_own: bool = False
    is_unread_first: bool = False
    # Whoever may edit wiki posts here may edit it.
    is_wiki: bool = False
    extra_html: Markup = field(default_factory=Markup)

    @property
    def anchor(self) -> str:
        """Where the page jumps to for this post."""
        return f"p{self.id}"

    @property
    def url(self) -> str:
        """The permalink."""
        return addresses.post(self.id)

    @property
    def edit_url(self) -> str:
        """The form to edit it."""
        return addresses.post_act(self.id, "edit")

    @property
    def delete_url(self) -> str:
        """The form to delete it, with a reason."""
        return addresses.post_act(self.id, "delete")

    @property
    def restore_url(self) -> str:
        """Takes a POST and lets it stand again."""
        return addresses.post_act(self.id, "restore")

    @property
    def quote_url(self) -> str:
        """The reply form with this post quoted in it."""
        return addresses.post_act(self.id, "quote")

    @property
    def bookmark_url(self) -> str:
        """The form to keep it among one's bookmarks."""
        return addresses.post_act(self.id, "bookmark")

    @property
    def reply_url(self) -> str:
        """The reply form of this page."""
        return "#reply"


@dataclass(frozen=True)
class TopicMay:
    """What this viewer may do with this topic."""

    reply: bool = False
    rename: bool = False
    lock: bool = False
    pin: bool = False
    delete: bool = False
    restore: bool = False

    @property
    def anything(self) -> bool:
        """Whether the menu of the topic has anything in it besides its title's history."""
        return self.rename or self.lock or self.pin or self.delete or self.restore


@dataclass(frozen=True)
class UndoLook:
    """That the viewer sent a post a moment ago and can take it back, for so many seconds more."""

    post_id: int
    number: int
    seconds: int

    @property
    def url(self) -> str:
        """Takes a POST and takes it back."""
        return addresses.post_act(self.post_id, "take-back")


@dataclass(frozen=True)
class Neighbour:
    """The topic above or below this one on its board."""

    title: str
    url: str


@dataclass(frozen=True)
class TopicPage:
    """One page of a topic for one viewer."""

    topic: Topic
    pages: NumberPage
    posts: Sequence[PostLook]
    # Post id -> rendered, of the posts on this page that stand and may be read.
    rendered: dict[int, Rendered]
    may: TopicMay
    trail: Sequence[tuple[str, str]]
    previous: Neighbour | None
    next: Neighbour | None
    first_unread: int | None
    # Whether the topic had another title before.
    has_titles: bool = False
    undo: UndoLook | None = None

    @property
    def starter(self) -> AuthorLook:
        """Who started the topic; `starter` was read with it."""
        who = self.topic.starter
        name = who.name if who else self.topic.starter_name
        return AuthorLook(name, addresses.member(who.pk, name) if who else None, avatar_of(name))

    @property
    def deleted_by_name(self) -> str:
        """Who deleted the topic, for those who read it all the same; "" if it stands."""
        if self.topic.deleted_at is None:
            return ""
        return self.topic.deleted_by.name if self.topic.deleted_by else _("Somebody")

    @property
    def url(self) -> str:
        """The canonical address of this page."""
        return self.pages.url(self.pages.number)

    @property
    def last_shown(self) -> int:
        """The highest post number on this page."""
        return min(self.pages.last, self.topic.last_number)


@dataclass
class ComposerLook:
    """What theme/composer.html takes."""

    action: str
    syntax: str
    text: str = ""
    id: str = "reply"
    text_id: str = "text"
    text_label: str = ""
    submit_label: str = ""
    text_error: str = ""
    rows: int = 8
    hidden: list[tuple[str, str]] = field(default_factory=list)
    files: Sequence[Any] = ()
    sources: Sequence[Any] = ()
    source_hints: Sequence[str] = ()
    # What other features ask for in this form (a poll, tags): HTML made by each feature's own template.
    extras: list[Markup] = field(default_factory=list)
    # Kind advice about what was typed, each as HTML; it stands above the buttons and never keeps anybody from sending.
    advice: list[Markup] = field(default_factory=list)
    advice_url: str = ""
    reason: str | None = None
    reason_error: str = ""
    preview_html: Markup | None = None
    cancel_url: str = ""
    draft_key: str = ""
    # Where the script saves the draft; without it, what is typed is kept in the browser only.
    draft_url: str = ""
    # The draft the form was filled with (reading.draft_look.DraftLook).
    draft: Any = None
    upload_url: str = ""
    # Where the script asks how the text will look, for whom, and what a name that is begun may become.
    preview_url: str = ""
    members_url: str = ""
    topics_url: str = ""
    topic_id: int = 0
    reader_id: int = 0
    max_file_size: int = 0
    syntaxes: Sequence[tuple[str, str]] = ()
    title: str = ""
    title_error: str = ""
    # The post that is being edited, None for a new one.
    post_id: int | None = None


def author_look(post: Post, person: Any | None) -> AuthorLook:
    """The author column of a post. `person` is a members.queries.Person, or None when the account is gone."""
    if person is None:
        return AuthorLook(name=post.author_name, url=None, avatar=avatar_of(post.author_name))
    return AuthorLook(
        name=person.name,
        url=person.url,
        avatar=person.avatar,
        title=person.title,
        badges=person.badges,
        post_count=person.post_count,
        joined=person.joined_at,
    )


def edited_look(post: Post, *, may_see_history: bool, may_see_silent: bool = False) -> EditedLook | None:
    """The edited mark of a post whose `edited_by` was read with it; None if it was never edited, or only silently and
    this is nobody who is told of that.
    """
    if post.edited_at is None or (post.is_edit_silent and not may_see_silent):
        return None
    by_name = post.edited_by.name if post.edited_by else post.author_name
    history_url = addresses.post_act(post.pk, "history") if may_see_history and post.revision_count else None
    return EditedLook(by_name, post.edited_at, post.edit_reason, history_url, is_silent=post.is_edit_silent)


def deleted_look(post: Post, *, may_read: bool, somebody: str) -> DeletedLook | None:
    """The tombstone of a post whose `deleted_by` was read with it; `somebody` stands for an account that is gone."""
    if post.deleted_at is None:
        return None
    by_name = post.deleted_by.name if post.deleted_by else somebody
    words_url = addresses.post_act(post.pk, "history") if may_read else None
    return DeletedLook(by_name, post.deleted_at, post.delete_reason, words_url, is_taken_back=post.is_taken_back)
