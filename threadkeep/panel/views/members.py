"""The members: find one, put them into groups and out of them, ban them and lift the ban."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from threadkeep.kernel import addresses
from threadkeep.members.actions.add_to_group import add_to_group
from threadkeep.members.actions.ban_member import ban_member
from threadkeep.members.actions.lift_ban import lift_ban
from threadkeep.members.actions.remove_from_group import remove_from_group
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.panel.forms import ReasonForm
from threadkeep.panel.queries import find_members, member_page
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.theme.page import page


def _address(member_id: int) -> str:
    return addresses.panel(f"members/{member_id}")


@administrators
@require_safe
def members(request: HttpRequest) -> HttpResponse:
    """Those whose name, login name or address has the words in it; the newest without any."""
    words = request.GET.get("q", "")[:100]
    context = {"found": find_members(words), "words": words, "part": "members"}
    return page(request, "panel/members.html", context)


def _page(request: HttpRequest, member_id: int, form: ReasonForm) -> HttpResponse:
    context = {"member": member_page(member_id), "form": form, "part": "members"}
    return page(request, "panel/member.html", context, status=422 if form.errors else 200)


@administrators
@require_safe
def member(request: HttpRequest, member_id: int) -> HttpResponse:
    """One member."""
    return _page(request, member_id, ReasonForm())


@administrators
@require_POST
def add(request: HttpRequest, member_id: int, group_id: int) -> HttpResponse:
    """Into a group."""
    act = partial(add_to_group, actor=viewer_of(request), group_id=group_id, member_id=member_id, now=timezone.now())
    return one_click(request, act, back=_address(member_id))


@administrators
@require_POST
def remove(request: HttpRequest, member_id: int, group_id: int) -> HttpResponse:
    """Out of a group."""
    act = partial(
        remove_from_group, actor=viewer_of(request), group_id=group_id, member_id=member_id, now=timezone.now()
    )
    return one_click(request, act, back=_address(member_id))


@administrators
@require_POST
def ban(request: HttpRequest, member_id: int) -> HttpResponse:
    """Ban, with a reason."""
    form = ReasonForm(request.POST)
    act = partial(ban_member, actor=viewer_of(request), member_id=member_id, now=timezone.now())
    if sent(form, lambda: act(reason=form.cleaned_data["reason"])):
        return HttpResponseRedirect(_address(member_id))
    return _page(request, member_id, form)


@administrators
@require_POST
def lift(request: HttpRequest, member_id: int) -> HttpResponse:
    """Lift the ban."""
    act = partial(lift_ban, actor=viewer_of(request), member_id=member_id, now=timezone.now())
    return one_click(request, act, back=_address(member_id), done=_("The ban is lifted."))
