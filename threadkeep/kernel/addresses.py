"""Where everything is: the one place that spells addresses, for pages, redirects and mail.

Plain functions instead of `reverse()`: a topic page has two hundred links (measured: reverse() made such a page three
times as slow). A test walks the root urls and proves that each address here leads to its view.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from threadkeep.kernel.slugs import named as _named
from threadkeep.kernel.slugs import slug as slug  # noqa: PLC0414 - part of what this file offers

FILE_ACTS = ("remove", "restore", "approve", "describe")


def home() -> str:
    """The board index."""
    return "/"


def board(pk: int, name: str, page: int = 1, sort: str = "", *, prefix: int = 0, tag: int = 0) -> str:
    """A board's page of topics, in the order `sort` (boards/orders.py), narrowed to the ids of a prefix and a tag."""
    wanted = {"prefix": prefix or "", "tag": tag or "", "sort": sort, "page": page if page > 1 else ""}
    query = urlencode({key: value for key, value in wanted.items() if value})
    return _named("b", pk, name) + (f"?{query}" if query else "")


def board_link(pk: int) -> str:
    """Leads to where a link board leads, and counts the click."""
    return f"/b/{pk}/go"


def topic(pk: int, title: str, page: int = 1) -> str:
    """A page of a topic."""
    return _named("t", pk, title) + (f"?page={page}" if page > 1 else "")


def first_unread(pk: int) -> str:
    """Leads to the first post of the topic that this viewer has not read."""
    return f"/t/{pk}/unread"


def last_post(pk: int) -> str:
    """Leads to the newest post of the topic."""
    return f"/t/{pk}/last"


def post(pk: int) -> str:
    """The permalink of a post: leads to the right page for this reader."""
    return f"/p/{pk}"


def new_topic(board_id: int) -> str:
    """The form that starts a topic on a board."""
    return f"/b/{board_id}/new"


def preview(board_id: int) -> str:
    """Takes a POST with a text and answers how it will look in a post on this board."""
    return f"/b/{board_id}/preview"


def own_words() -> str:
    """The smileys and BBCodes of this board, for its writers."""
    return "/composer/words"


def complete_members(typed: str = "", topic_id: int = 0) -> str:
    """Answers with members whose names begin with what was typed, as JSON; those who wrote in the topic first."""
    return "/composer/members?" + urlencode({"q": typed, "topic": topic_id})


def complete_topics(typed: str = "", board_id: int = 0) -> str:
    """Answers with topics that have these words in their titles, as JSON; those of the board first."""
    return "/composer/topics?" + urlencode({"q": typed, "board": board_id})


def topic_act(pk: int, verb: str) -> str:
    """What can be done with a topic: "reply", "rename", "lock", "unlock", "pin", "delete"…"""
    return f"/t/{pk}/{verb}"


def advice(board_id: int, topic_id: int = 0) -> str:
    """Takes a POST with a form that is being filled in, and gives kind advice as JSON; with the topic it answers in."""
    return f"/b/{board_id}/advice" + (f"?topic={topic_id}" if topic_id else "")


def similar(board_id: int) -> str:
    """Topics whose titles say much the same as `?q=`, as JSON."""
    return f"/b/{board_id}/similar"


def post_act(pk: int, verb: str) -> str:
    """What can be done with a post: "edit", "quote", "delete", "restore", "history", "source", "take-back", "wiki"…"""
    return f"/p/{pk}/{verb}"


def look_up_source() -> str:
    """Takes a POST with an address and answers what its page says about itself."""
    return "/composer/source"


def bookmarks(before: int | None = None, removed: int | None = None) -> str:
    """The posts this member keeps; `before` is where the page begins, `removed` one that may be brought back."""
    wanted = {"before": before, "removed": removed}
    query = urlencode({key: value for key, value in wanted.items() if value})
    return "/bookmarks" + (f"?{query}" if query else "")


def bookmark(pk: int) -> str:
    """The form of one bookmark."""
    return f"/bookmarks/{pk}"


def bookmark_act(pk: int, verb: str) -> str:
    """Takes a POST: "remove", "restore" or "done" (with its reminder)."""
    return f"/bookmarks/{pk}/{verb}"


def tags() -> str:
    """The tags that are used most."""
    return "/tags"


def tag(pk: int, name: str, before: int | None = None) -> str:
    """The topics with a tag; `before` is the topic id where the page begins."""
    return _named("tags", pk, name) + (f"?before={before}" if before else "")


def tag_act(pk: int, verb: str) -> str:
    """What can be done with a tag: "rename", "merge"."""
    return f"/tags/{pk}/{verb}"


def complete_tags(board_id: int) -> str:
    """Answers which tags begin as somebody types (`q`), as JSON."""
    return f"/tags/complete?board={board_id}"


def post_version(pk: int, number: int | None = None, verb: str = "history") -> str:
    """A version of a post in its history, the newest if none is named; or an act with it: "hide-version"…"""
    return f"/p/{pk}/{verb}" + (f"?v={number}" if number else "")


def member(pk: int, name: str) -> str:
    """A member's profile."""
    return _named("m", pk, name)


def attachment(pk: int, name: str) -> str:
    """A file on a post, under the name it was given. The name is for people: the number alone finds the file."""
    # A file may well be called "remove"; its address must not be that of the form that removes it.
    end = f"{name}_" if name in FILE_ACTS else name
    return f"/a/{pk}/{quote(end, safe='')}"


def file_act(pk: int, verb: str) -> str:
    """What can be done with a file on a post: one of FILE_ACTS."""
    return f"/a/{pk}/{verb}"


def upload(board_id: int) -> str:
    """Takes a POST with one file, for a post on this board."""
    return f"/a/upload?board={board_id}"


def discard_upload(pk: int) -> str:
    """Takes a POST and forgets an upload that is on no post."""
    return f"/a/upload/{pk}/discard"


def picture(pk: int, width: int, kind: str) -> str:
    """A picture of a post in one of its sizes; `kind` is "avif" or "webp"."""
    return f"/a/{pk}/size/{width}.{kind}"


def avatar(sha256: str) -> str:
    """An avatar by the hash of its bytes; never changes, so it may be kept for ever."""
    return f"/avatar/{sha256}"


def sign_in(then: str = "") -> str:
    """The page to sign in; `then` is a path of our own to go to afterwards."""
    return "/accounts/login/" + (f"?{urlencode({'next': then})}" if then else "")


def sign_up() -> str:
    """The page to make an account."""
    return "/accounts/signup/"


def sign_out() -> str:
    """Takes a POST and signs out."""
    return "/accounts/logout/"


def preferences() -> str:
    """The member's own preferences."""
    return "/preferences"


def panel(part: str = "") -> str:
    """The administrator's first page, or a part of the panel: "boards", "permissions/3"."""
    return f"/panel/{part}" if part else "/panel"


def seen(topic_id: int) -> str:
    """A picture of one pixel that says which topic a browser is looking at (0: the rest of the site)."""
    return f"/seen/{topic_id}.gif"


def unread(*, mine: bool = False, before: int | None = None) -> str:
    """The topics with posts this member has not read (`mine`: where they wrote); `before` is where the page begins."""
    return "/unread" + ("/mine" if mine else "") + (f"?before={before}" if before else "")


def read_topic(pk: int) -> str:
    """Takes a POST: the member has read this topic to its end."""
    return f"/read/topic/{pk}"


def read_board(pk: int) -> str:
    """Takes a POST: the member has read everything on this board and in it."""
    return f"/read/board/{pk}"


def read_all() -> str:
    """Takes a POST: the member has read everything."""
    return "/read/all"


def unread_from(topic_id: int, post_id: int) -> str:
    """Takes a POST: this post of the topic and all after it are unread again."""
    return f"/t/{topic_id}/unread-from/{post_id}"


def drafts(page: int = 1) -> str:
    """What the member was writing and has not sent."""
    return "/drafts" + (f"?page={page}" if page > 1 else "")


def draft(pk: int) -> str:
    """One draft with all its words, to copy them."""
    return f"/drafts/{pk}"


def draft_act(pk: int, verb: str) -> str:
    """Takes a POST: "discard" puts a draft away, "restore" brings it back."""
    return f"/drafts/{pk}/{verb}"


def save_draft() -> str:
    """Takes a POST with a form of posts as it stands, and keeps it as a draft."""
    return "/drafts/save"


def draft_guard() -> str:
    """Who is signed in, and a fresh CSRF token, for a form that has been open for long."""
    return "/drafts/guard"


def account(part: str) -> str:
    """One of the pages about signing in: "password/change", "email", "sessions", "2fa"."""
    return f"/accounts/{part}/"


def end_session(pk: int) -> str:
    """Takes a POST: signs out one other browser of the member."""
    return f"/accounts/sessions/{pk}/end"


def edit_profile() -> str:
    """What the member tells about themselves."""
    return "/preferences/profile"


def change_picture() -> str:
    """Takes a POST with the member's new picture, or with the wish to have none."""
    return "/preferences/picture"


def change_name() -> str:
    """The name others see."""
    return "/preferences/name"


def change_login_name() -> str:
    """The name typed to sign in."""
    return "/preferences/login-name"


def owner(token: str) -> str:
    """The page that makes the board's owner; the token is a key."""
    return f"/owner/{token}"


def live_topic(pk: int, seen: int) -> str:
    """The stream that tells a page of the topic about replies above the number `seen`."""
    return f"/live/topic/{pk}?seen={seen}"
