"""What groups are called, and what may be done with them. Never writes."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.models import Group, Membership

BUILT_IN_NAMES: Final[dict[str, Promise]] = {
    Group.ADMINISTRATORS: _("Administrators"),
    Group.MODERATORS: _("Moderators"),
    Group.MEMBERS: _("Members"),
    Group.NEWCOMERS: _("Newcomers"),
    Group.GUESTS: _("Guests"),
}
# A year, in minutes.
LONGEST_EDIT_TIME: Final = 525_600
# Who belongs to these follows from what they are, so nobody is put in or taken out by hand.
WORKED_OUT: Final = frozenset({Group.MEMBERS, Group.NEWCOMERS, Group.GUESTS})


def group_name(key: str, name: str = "") -> str:
    """What a group is called on pages: the name it was given, else the translated one of a built-in group."""
    return name or str(BUILT_IN_NAMES.get(key, key))


def check_group_name(name: str, *, group_id: int | None = None) -> str:
    """A group's name as it will be kept: one line, 1 to 60 characters, no other group's than that of `group_id`."""
    name = " ".join(name.replace("\0", "").encode("utf-8", "replace").decode().split())
    if not name:
        raise Refused(gettext("A group needs a name."), field="name", status=422)
    check_short(name, "name")
    taken = {group_name(each.key, each.name).casefold() for each in Group.objects.exclude(pk=group_id or 0)}
    if name.casefold() in taken:
        raise Refused(gettext("There is a group of that name already."), field="name", status=422)
    return name


def check_group_title(title: str) -> str:
    """The line under the name of each member on their posts; empty shows none, 60 characters at most."""
    title = " ".join(title.replace("\0", "").encode("utf-8", "replace").decode().split())
    check_short(title, "title")
    return title


def check_edit_minutes(minutes: int | None) -> int | None:
    """For how many minutes members of a group may edit what they posted: 0 is always, None says nothing."""
    if minutes is not None and not 0 <= minutes <= LONGEST_EDIT_TIME:
        raise Refused(
            gettext("Please give a whole number of minutes from 0 to %(most)d, or leave it empty.")
            % {"most": LONGEST_EDIT_TIME},
            field="edit_minutes",
            status=422,
        )
    return minutes


def check_short(text: str, field: str) -> None:
    """At most 60 characters."""
    if len(text) > 60:
        raise Refused(gettext("Please say it in 60 characters or less."), field=field, status=422)


def check_delete_group(group: Group) -> None:
    """Only groups that people made; the five built-in ones are what the board stands on."""
    if group.key in Group.BUILT_IN:
        raise Refused(
            gettext("“%(name)s” is built in and cannot be deleted. It can be given another name.")
            % {"name": group_name(group.key, group.name)}
        )


def check_add_to_group(group: Group) -> None:
    """Not the groups that are worked out."""
    if group.key in WORKED_OUT:
        raise Refused(
            gettext("Who belongs to “%(name)s” follows by itself; nobody is put into it by hand.")
            % {"name": group_name(group.key, group.name)}
        )


def check_remove_from_group(group: Group, member_id: int) -> None:
    """Not the last administrator who can sign in: nobody could mend the board after that."""
    if not Membership.objects.filter(group=group, member_id=member_id).exists():
        raise NotThere
    if group.key != Group.ADMINISTRATORS:
        return
    others = Membership.objects.filter(group=group, member__banned_at__isnull=True, member__is_active=True)
    if not others.exclude(member_id=member_id).exists():
        raise Refused(
            gettext("This is the last administrator. Make somebody else one first, then try again."), status=409
        )
