"""The tree of boards: make, order, rename and delete categories and boards."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threadkeep.boards.actions.delete_board import delete_board
from threadkeep.boards.actions.delete_category import delete_category
from threadkeep.boards.actions.edit_category import edit_category
from threadkeep.boards.actions.make_board import make_board
from threadkeep.boards.actions.make_category import make_category
from threadkeep.boards.actions.order_boards import order_boards
from threadkeep.boards.actions.order_categories import order_categories
from threadkeep.boards.grid import grid
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.panel.forms import BoardForm, CategoryForm, PlaceForm
from threadkeep.panel.places import boards_of
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.theme.page import page

STEPS = {"up": -1, "down": 1}


def _tree(request: HttpRequest, form: CategoryForm, status: int = 200) -> HttpResponse:
    now = grid()
    tree = [(category, list(boards_of(now, category))) for category in now.categories]
    return page(request, "panel/boards.html", {"tree": tree, "form": form, "part": "boards"}, status=status)


@administrators
@require_safe
def boards(request: HttpRequest) -> HttpResponse:
    """The whole tree, with everything that can be done to it."""
    return _tree(request, CategoryForm())


@administrators
@require_POST
def new_category(request: HttpRequest) -> HttpResponse:
    """Make a heading."""
    form = CategoryForm(request.POST)
    act = partial(make_category, actor=viewer_of(request), now=timezone.now())
    if sent(form, lambda: act(name=form.cleaned_data["name"])):
        return HttpResponseRedirect(addresses.panel("boards"))
    return _tree(request, form, status=422)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def category(request: HttpRequest, category_id: int) -> HttpResponse:
    """Rename a heading."""
    found = next((each for each in grid().categories if each.pk == category_id), None)
    if found is None:
        raise NotThere
    form = CategoryForm(request.POST or None, initial={"name": found.name})
    act = partial(edit_category, actor=viewer_of(request), category_id=category_id, now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(name=form.cleaned_data["name"])):
        return HttpResponseRedirect(addresses.panel("boards"))
    return page(
        request,
        "panel/category.html",
        {"category": found, "form": form, "part": "boards"},
        status=422 if form.errors else 200,
    )


@administrators
@require_POST
def move_category(request: HttpRequest, category_id: int, way: str) -> HttpResponse:
    """A heading one place up or down."""
    act = partial(
        order_categories,
        actor=viewer_of(request),
        category_id=category_id,
        places=STEPS[way],
        now=timezone.now(),
    )
    return one_click(request, act, back=addresses.panel("boards"))


@administrators
@require_POST
def remove_category(request: HttpRequest, category_id: int) -> HttpResponse:
    """Delete an empty heading."""
    act = partial(delete_category, actor=viewer_of(request), category_id=category_id, now=timezone.now())
    return one_click(request, act, back=addresses.panel("boards"), done=_("The category is gone."))


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_board(request: HttpRequest) -> HttpResponse:
    """Make a board."""
    now, data = grid(), request.POST or None
    form = BoardForm(data, grid=now, initial={"syntax": "markdown"})
    place = PlaceForm(data, grid=now, initial={"place": request.GET.get("in", "")})
    if request.method == "POST" and place.is_valid():
        act = partial(make_board, actor=viewer_of(request), now=timezone.now())
        if sent(form, lambda: act(**place.where(), **form.values())):  # type: ignore[arg-type]
            return HttpResponseRedirect(addresses.panel("boards"))
    status = 422 if form.errors or place.errors else 200
    return page(request, "panel/new_board.html", {"form": form, "place": place, "part": "boards"}, status=status)


@administrators
@require_POST
def order_board(request: HttpRequest, board_id: int, way: str) -> HttpResponse:
    """A board one place up or down among its neighbours."""
    act = partial(order_boards, actor=viewer_of(request), board_id=board_id, places=STEPS[way], now=timezone.now())
    return one_click(request, act, back=f"{addresses.panel('boards')}#b{board_id}")


@administrators
@require_POST
def remove_board(request: HttpRequest, board_id: int) -> HttpResponse:
    """Delete a board that holds nothing."""
    act = partial(delete_board, actor=viewer_of(request), board_id=board_id, now=timezone.now())
    back = addresses.panel("boards")
    return one_click(request, act, back=back, done=_("The board is gone."))
