"""Every permission of the grid, its words, and the sets a new board starts with. Compared with docs/permissions.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from threadkeep.members.models import Group

SEE: Final = "see"
START: Final = "start"
REPLY: Final = "reply"
EDIT_OWN: Final = "edit_own"
DELETE_OWN: Final = "delete_own"
ATTACH: Final = "attach"
ATTACH_UNCHECKED: Final = "attach_unchecked"
MAKE_POLL: Final = "make_poll"
VOTE: Final = "vote"
REACT: Final = "react"
SEE_FILES: Final = "see_files"
SEE_VIEWERS: Final = "see_viewers"
SEE_HISTORY: Final = "see_history"
EDIT_WIKI: Final = "edit_wiki"
HIDE_VERSIONS: Final = "hide_versions"
EDIT_ANY: Final = "edit_any"
DELETE_ANY: Final = "delete_any"
SEE_DELETED: Final = "see_deleted"
LOCK: Final = "lock"
PIN: Final = "pin"
CHECK_FILES: Final = "check_files"


@dataclass(frozen=True)
class Permission:
    """One row of the grid: its key, and what it lets a group do, said for an administrator."""

    key: str
    label: Promise


PERMISSIONS: Final[tuple[Permission, ...]] = (
    Permission(SEE, _("See the board and read its topics")),
    Permission(START, _("Start topics")),
    Permission(REPLY, _("Reply to topics")),
    Permission(EDIT_OWN, _("Edit own posts and topic titles")),
    Permission(EDIT_WIKI, _("Edit wiki posts, and open own posts to such edits")),
    Permission(DELETE_OWN, _("Delete own replies")),
    Permission(ATTACH, _("Attach files")),
    Permission(ATTACH_UNCHECKED, _("Attach files that show without being checked first")),
    Permission(MAKE_POLL, _("Add a poll to own topics")),
    Permission(VOTE, _("Vote in polls (guests never can)")),
    Permission(REACT, _("React to posts (guests never can)")),
    Permission(SEE_FILES, _("See and download attached files")),
    Permission(SEE_VIEWERS, _("See the names of those who are viewing")),
    Permission(SEE_HISTORY, _("See what a post said before it was edited")),
    Permission(EDIT_ANY, _("Edit everybody's posts and titles, and remove and restore their files")),
    Permission(HIDE_VERSIONS, _("Hide and show earlier versions of posts")),
    Permission(DELETE_ANY, _("Delete and restore everybody's posts and topics")),
    Permission(SEE_DELETED, _("Read deleted posts and topics")),
    Permission(LOCK, _("Lock and unlock topics, and write in locked ones")),
    Permission(PIN, _("Pin and unpin topics")),
    Permission(CHECK_FILES, _("See files that wait to be checked, and approve them")),
)
KEYS: Final = tuple(permission.key for permission in PERMISSIONS)

_WRITING = (START, REPLY, EDIT_OWN, EDIT_WIKI, DELETE_OWN, ATTACH, ATTACH_UNCHECKED, MAKE_POLL)
_MODERATING = (EDIT_ANY, HIDE_VERSIONS, DELETE_ANY, SEE_DELETED, LOCK, PIN, CHECK_FILES)
_ANSWERING = (VOTE, REACT)
_READING = (SEE, SEE_FILES, SEE_VIEWERS, SEE_HISTORY)

type Cells = dict[str, dict[str, tuple[str, ...]]]
"""group key -> {"allow": permissions, "never": permissions}"""

STARTING_SETS: Final[dict[str, Cells]] = {
    "public": {
        Group.GUESTS: {"allow": (SEE, SEE_FILES)},
        Group.MEMBERS: {"allow": (*_READING, *_ANSWERING, *_WRITING)},
        Group.MODERATORS: {"allow": (*_READING, *_ANSWERING, *_WRITING, *_MODERATING)},
    },
    "read_only": {
        Group.GUESTS: {"allow": (SEE, SEE_FILES)},
        Group.MEMBERS: {"allow": (*_READING, *_ANSWERING)},
        Group.MODERATORS: {"allow": (*_READING, *_ANSWERING, *_WRITING, *_MODERATING)},
    },
    "members": {
        Group.MEMBERS: {"allow": (*_READING, *_ANSWERING, *_WRITING)},
        Group.MODERATORS: {"allow": (*_READING, *_ANSWERING, *_WRITING, *_MODERATING)},
    },
    "staff": {
        Group.MODERATORS: {"allow": (*_READING, *_ANSWERING, *_WRITING, *_MODERATING)},
    },
}
