"""The permission sets: their list, and the grid of each."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.boards.actions.delete_permission_set import delete_permission_set
from threadkeep.boards.actions.edit_permission_set import edit_permission_set
from threadkeep.boards.actions.make_permission_set import make_permission_set
from threadkeep.boards.grid import grid
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.cells import cells_of, cells_sent, grid_look
from threadkeep.panel.door import administrators
from threadkeep.panel.forms import NewSetForm, SetForm
from threadkeep.panel.queries import get_set, group_rows, permission_sets
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.theme.page import page


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def sets(request: HttpRequest) -> HttpResponse:
    """The list; takes the form that begins a new set as a copy of another."""
    now = grid()
    form = NewSetForm(request.POST or None, grid=now)
    made: list[int] = []

    def make() -> None:
        name, description, copied = (form.cleaned_data[key] for key in ("name", "description", "copy_of"))
        cells = cells_of(now, int(copied))
        made.append(
            make_permission_set(
                actor=viewer_of(request), name=name, description=description, cells=cells, now=timezone.now()
            )
        )

    if request.method == "POST" and sent(form, make):
        return HttpResponseRedirect(addresses.panel(f"permissions/{made[0]}"))
    context = {"sets": permission_sets(), "form": form, "part": "permissions"}
    return page(request, "panel/permissions.html", context, status=422 if form.errors else 200)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def one_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """A set's whole grid, sent at once."""
    found = get_set(set_id)
    if found is None:
        raise NotThere
    form = SetForm(request.POST or None, initial={"name": found.name, "description": found.description})
    cells = cells_of(grid(), set_id)
    if request.method == "POST":
        cells = _cells_of_groups(request.POST)
        act = partial(
            edit_permission_set,
            actor=viewer_of(request),
            permission_set_id=set_id,
            cells=cells,
            is_default="is_default" in request.POST,
            now=timezone.now(),
        )
        if sent(form, lambda: act(name=form.cleaned_data["name"], description=form.cleaned_data["description"])):
            messages.success(request, _("The grid is kept, and counts from the next page on."))
            return HttpResponseRedirect(addresses.panel(f"permissions/{set_id}"))
    context = {
        "set": found,
        "form": form,
        "grid": grid_look(group_rows(), cells),
        "boards": next(each.boards for each in permission_sets() if each.id == set_id),
        "part": "permissions",
    }
    return page(request, "panel/grid.html", context, status=422 if form.errors else 200)


@administrators
@require_POST
def remove_set(request: HttpRequest, set_id: int) -> HttpResponse:
    """Delete a set no board uses."""
    act = partial(delete_permission_set, actor=viewer_of(request), permission_set_id=set_id, now=timezone.now())
    return one_click(request, act, back=addresses.panel("permissions"), done=_("The set is gone."))


def _cells_of_groups(post: QueryDict) -> dict[tuple[str, str], str]:
    return cells_sent({name: value for name, value in post.items() if isinstance(value, str)})
