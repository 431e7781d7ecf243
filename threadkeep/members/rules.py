"""What members may be called and what may be done to an account. Never writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import available_timezones

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.models import Group, Member, NameChange
from threadkeep.members.names import check_name, check_username, faces, name_key
from threadkeep.members.viewer import Viewer

# How long a name that somebody gave up is kept from others, so that nobody steps into their shoes.
NAME_RESTS = timedelta(days=90)
LONGEST_ABOUT = 10_000
LONGEST_REASON = 200


def check_name_free(name: str, *, now: datetime, member_id: int | None = None, field: str = "name") -> str:
    """The tidied name, if this member (None: a new one) may have it. Refuses names taken, resting or like staff's."""
    tidied = check_name(name, field=field)
    _check_free(tidied, now, member_id, field)
    return tidied


def check_username_free(username: str, *, now: datetime, member_id: int | None = None, field: str = "username") -> str:
    """The tidied login name, if this member (None: a new one) may have it."""
    tidied = check_username(username, field=field)
    _check_free(tidied, now, member_id, field)
    return tidied


def _check_free(tidied: str, now: datetime, member_id: int | None, field: str) -> None:
    # Both columns: a name like somebody's login name would leave two people wondering whose password is asked for.
    key = name_key(tidied)
    others = Member.objects.exclude(pk=member_id or 0)
    if others.filter(Q(name_key=key) | Q(username_key=key)).exists():
        raise Refused(
            _("Somebody here is called that, or so similarly that the two could be mistaken. Please choose another."),
            field=field,
            status=422,
        )
    resting = NameChange.objects.filter(old_name_key=key, changed_at__gt=now - NAME_RESTS).exclude(
        member_id=member_id or 0
    )
    if resting.exists():
        raise Refused(
            _("This name was somebody else's until recently. Names rest for %(days)d days before others may take them.")
            % {"days": NAME_RESTS.days},
            field=field,
            status=422,
        )
    face = faces(tidied)
    if any(face & faces(staff) for staff in _staff_names(member_id)):
        raise Refused(
            _("This name looks too much like that of somebody who runs this board. Please choose another."),
            field=field,
            status=422,
        )


def _staff_names(but: int | None) -> list[str]:
    staff = Q(groups__key__in=[Group.ADMINISTRATORS, Group.MODERATORS]) | Q(moderated_boards__isnull=False)
    return list(Member.objects.filter(staff).exclude(pk=but or 0).values_list("name", flat=True).distinct())


def check_edit_profile(actor: Viewer, member_id: int, *, about: str = "", website: str = "") -> None:
    """Members their own, administrators everybody's."""
    check_own(actor, member_id)
    if len(about) > LONGEST_ABOUT:
        raise Refused(
            _("That is a little long: %(most)d characters at most.") % {"most": LONGEST_ABOUT},
            field="about",
            status=422,
        )
    if website and not website.startswith(("http://", "https://")):
        raise Refused(_("The address of a website begins with https:// or http://."), field="website", status=422)


def check_own(actor: Viewer, member_id: int) -> None:
    """Members change their own account, administrators everybody's."""
    if actor.id is None:
        raise Refused(_("Please sign in first."))
    if actor.id != member_id and not actor.is_administrator:
        raise NotThere


def check_preferences(*, language: str, time_zone: str, posts_per_page: int) -> None:
    """Known languages and time zones ("" is the board's own), 10 to 50 posts on a page."""
    if language and language not in dict(settings.LANGUAGES):
        raise Refused(_("The board is not translated into this language yet."), field="language", status=422)
    if time_zone and time_zone not in available_timezones():
        raise Refused(_("There is no time zone of this name."), field="time_zone", status=422)
    if not 10 <= posts_per_page <= 50:
        raise Refused(_("A page can have 10 to 50 posts."), field="posts_per_page", status=422)


def check_ban(actor: Viewer, member: Member, reason: str) -> None:
    """Administrators anybody but themselves; moderators of all boards anybody but staff. With a reason."""
    _check_may_ban(actor)
    if member.pk == actor.id:
        raise Refused(_("You cannot ban yourself."))
    if not actor.is_administrator and _is_staff(member):
        raise Refused(_("Only an administrator can ban somebody who runs this board."))
    if not reason.strip():
        raise Refused(_("Please give a reason: the member will read it when they sign in."), field="reason", status=422)
    if len(reason) > LONGEST_REASON:
        raise Refused(
            _("The reason has at most %(most)d characters.") % {"most": LONGEST_REASON}, field="reason", status=422
        )


def check_lift_ban(actor: Viewer, member: Member) -> None:
    """Whoever may ban."""
    _check_may_ban(actor)
    if member.banned_at is None:
        raise Refused(_("This member is not banned."))


def _check_may_ban(actor: Viewer) -> None:
    if not (actor.is_administrator or Group.MODERATORS in actor.group_keys):
        raise Refused(_("Only administrators and moderators of the whole board can do that."))


def _is_staff(member: Member) -> bool:
    keys = {Group.ADMINISTRATORS, Group.MODERATORS}
    return member.groups.filter(key__in=keys).exists() or member.moderated_boards.exists()


def get_member(member_id: int) -> Member:
    """The member; NotThere if there is none. Profiles are open to everybody."""
    member = Member.objects.select_related("avatar").filter(pk=member_id).first()
    if member is None:
        raise NotThere
    return member
