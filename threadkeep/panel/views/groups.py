"""The groups: list, make, rename, delete."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.actions.delete_group import delete_group
from threadkeep.members.actions.edit_group import edit_group
from threadkeep.members.actions.make_group import make_group
from threadkeep.members.groups import group_name
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.panel.forms import GroupForm
from threadkeep.panel.queries import GroupRow, group_rows
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.theme.page import page


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest) -> HttpResponse:
    """The list; takes the form of a new group."""
    form = GroupForm(request.POST or None)
    act = partial(make_group, actor=viewer_of(request), now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(**form.cleaned_data)):
        return HttpResponseRedirect(addresses.panel("groups"))
    context = {"groups": group_rows(), "form": form, "part": "groups"}
    return page(request, "panel/groups.html", context, status=422 if form.errors else 200)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: HttpRequest, group_id: int) -> HttpResponse:
    """One group's name, title and time for edits."""
    found = next((each for each in group_rows() if each.id == group_id), None)
    if found is None:
        raise NotThere
    initial = {"name": found.name, "title": found.title, "edit_minutes": found.edit_minutes}
    form = GroupForm(request.POST or None, initial=initial)
    act = partial(edit_group, actor=viewer_of(request), group_id=group_id, now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(**form.cleaned_data | {"name": _name(form, found)})):
        return HttpResponseRedirect(addresses.panel("groups"))
    context = {"group": found, "form": form, "part": "groups"}
    return page(request, "panel/group.html", context, status=422 if form.errors else 200)


def _name(form: GroupForm, found: GroupRow) -> str:
    """What was sent; a built-in group whose translated name was left as it is goes on being translated."""
    name = str(form.cleaned_data["name"])
    return "" if found.is_built_in and name == group_name(found.key) else name


@administrators
@require_POST
def remove_group(request: HttpRequest, group_id: int) -> HttpResponse:
    """Delete a group somebody made."""
    act = partial(delete_group, actor=viewer_of(request), group_id=group_id, now=timezone.now())
    return one_click(request, act, back=addresses.panel("groups"), done=_("The group is gone."))
