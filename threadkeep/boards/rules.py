"""Which boards a viewer may see, and what they may do there. Both forms side by side: this one, and which ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.boards.access import access_of
from threadkeep.boards.models import Board, Category, Grant, PermissionSet
from threadkeep.boards.permissions import KEYS, SEE
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.models import Group
from threadkeep.members.viewer import Viewer

MOST_TAGS: Final = 20
MOST_LISTED: Final = 100
LONGEST_TEMPLATE: Final = 10_000


def visible_board_ids(viewer: Viewer) -> frozenset[int]:
    """The ids of all boards this viewer may see."""
    return access_of(viewer).boards_where(SEE)


def get_board(viewer: Viewer, board_id: int) -> Board:
    """The board, if this viewer may know of it; else NotThere. Its counts are loaded when first asked for."""
    if board_id not in visible_board_ids(viewer):
        raise NotThere
    return access_of(viewer).grid.boards[board_id]


def may(viewer: Viewer, permission: str, board_id: int) -> bool:
    """Whether this viewer has this permission on this board."""
    return access_of(viewer).may(permission, board_id)


def edit_minutes_of(viewer: Viewer, board_id: int) -> int:
    """For how many minutes the viewer may edit what they posted on this board; 0 is always. What their groups say
    (the most generous counts), else posts.edit_minutes.
    """
    said = access_of(viewer).edit_minutes(board_id)
    return settings.THREADKEEP.posts.edit_minutes if said is None else said


def check_administer(viewer: Viewer) -> None:
    """Only administrators change the board itself; others are not told that the page exists."""
    if not viewer.is_administrator:
        raise NotThere


def check_name(name: str, *, most: int) -> str:
    """A name as it will be kept: white space at the ends gone, runs of it one space. Refused: empty, too long."""
    name = _one_line(name)
    if not name:
        raise Refused(_("It needs a name."), field="name", status=422)
    return _not_longer(name, most, "name")


def check_description(description: str, *, most: int) -> str:
    """A description as it will be kept, in one line; it may be empty. Refused: too long."""
    return _not_longer(_one_line(description), most, "description")


def check_link_url(link_url: str) -> str:
    """Where a link board leads: a whole http(s) address, or nothing for a board that holds topics."""
    link_url = link_url.strip()
    if not link_url:
        return ""
    try:
        parts = urlsplit(link_url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        good = False
    if not good or any(char.isspace() or ord(char) < 32 for char in link_url):
        raise Refused(
            _("This is no whole web address. It has to begin with https:// or http://."), field="link_url", status=422
        )
    return _not_longer(link_url, 500, "link_url")


def check_syntax(syntax: str) -> str:
    """Markdown or BBCode."""
    if syntax not in dict(Board.SYNTAXES):
        raise Refused(_("Posts can be written in Markdown or in BBCode."), field="syntax", status=422)
    return syntax


def check_tag_rule(rule: str, names: Sequence[str], least: int, most: int) -> None:
    """A rule there is, with numbers that can be kept: at most 20 tags on a topic and 100 listed."""
    if rule not in dict(Board.TAG_RULES):
        raise Refused(_("Please say whether topics carry tags."), field="tag_rule", status=422)
    if not 1 <= most <= MOST_TAGS:
        raise Refused(_("A topic may have 1 to %(most)d tags.") % {"most": MOST_TAGS}, field="max_tags", status=422)
    if not 0 <= least <= most:
        raise Refused(_("The least number of tags cannot be above the most."), field="min_tags", status=422)
    if len(names) > MOST_LISTED:
        raise Refused(
            _("A board may list %(most)d tags; these are %(count)d.") % {"most": MOST_LISTED, "count": len(names)},
            field="listed_tags",
            status=422,
        )
    if rule == Board.TAGS_LISTED and len(names) < max(least, 1):
        raise Refused(_("Only listed tags are to be used, but too few are listed."), field="listed_tags", status=422)


def check_template(title: str, text: str) -> tuple[str, str]:
    """What a new topic's form begins with: a hint for the title, at most 200 characters, and a text of at most 10,000.

    Line ends become "\\n"; a text of white space alone is none.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return _not_longer(_one_line(title), 200, "template_title"), _not_longer(
        text if text.strip() else "", LONGEST_TEMPLATE, "template_text"
    )


def check_permission_set(permission_set_id: int | None) -> int | None:
    """The set a board will use; None takes the one of the board above, or the default."""
    if permission_set_id is not None and not PermissionSet.objects.filter(pk=permission_set_id).exists():
        raise Refused(
            _("This permission set was deleted meanwhile. Choose another one."), field="permission_set", status=422
        )
    return permission_set_id


def check_becomes_link(board: Board) -> None:
    """A board that holds something cannot become a row that leads elsewhere: what it holds would be out of reach."""
    if board.topics.exists() or board.children.exists():
        raise Refused(
            _("There are topics or boards in this board. Only an empty board can lead to another site."),
            field="link_url",
            status=409,
        )


def check_parent(parent: Board) -> None:
    """Boards cannot stand in a link board."""
    if parent.link_url:
        raise Refused(_("“%(name)s” leads to another site, so no board can stand in it.") % {"name": parent.name})


def check_delete_category(category: Category) -> None:
    """Only empty ones."""
    if count := category.boards.count():
        raise Refused(
            ngettext(
                "There is still %(count)d board under “%(name)s”. Move or delete it, then try again.",
                "There are still %(count)d boards under “%(name)s”. Move or delete them, then try again.",
                count,
            )
            % {"count": count, "name": category.name},
            status=409,
        )


def check_delete_board(board: Board) -> None:
    """Only empty ones. Deleted topics count: they can be restored, so they need a board to come back to."""
    if board.children.exists():
        raise Refused(
            _("There are boards in “%(name)s”. Move them elsewhere or delete them, then try again.")
            % {"name": board.name},
            status=409,
        )
    if board.topics.exists():
        raise Refused(
            _(
                "There are topics in “%(name)s” (deleted ones count, because they can be restored), and nothing people "
                "wrote is thrown away. If nobody should see the board any more, give it a permission set that hides it."
            )
            % {"name": board.name},
            status=409,
        )


def check_delete_permission_set(permission_set: PermissionSet) -> None:
    """Neither the default one, nor one that a board uses."""
    if permission_set.is_default:
        raise Refused(
            _("“%(name)s” is the default set. Make another set the default first.") % {"name": permission_set.name},
            status=409,
        )
    names = list(Board.objects.filter(permission_set=permission_set).values_list("name", flat=True)[:4])
    if names:
        raise Refused(
            _("“%(name)s” is in use: %(boards)s. Give these boards another set first.")
            % {"name": permission_set.name, "boards": ", ".join(names[:3]) + (" …" if len(names) > 3 else "")},
            status=409,
        )


def check_cells(cells: Mapping[tuple[str, str], str]) -> None:
    """Every cell names a group and a permission there is, and says "allow" or "never"."""
    groups = set(Group.objects.values_list("key", flat=True))
    for (key, permission), value in cells.items():
        if key not in groups:
            raise Refused(_("A group was deleted meanwhile. Reload the page and look at the grid again."), status=409)
        if permission not in KEYS or value not in {Grant.ALLOW, Grant.NEVER}:
            raise Refused(_("The grid was sent in a broken form. Reload the page and try again."), status=422)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").encode("utf-8", "replace").decode().split())


def _not_longer(text: str, most: int, field: str) -> str:
    if len(text) > most:
        raise Refused(
            _("This has %(length)d characters; %(most)d is the most. Please shorten it.")
            % {"length": len(text), "most": most},
            field=field,
            status=422,
        )
    return text
