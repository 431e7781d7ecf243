"""One board: its name and workings, its place, its moderators."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.boards.actions.appoint_moderator import appoint_moderator
from threadkeep.boards.actions.dismiss_moderator import dismiss_moderator
from threadkeep.boards.actions.edit_board import edit_board
from threadkeep.boards.actions.edit_board_writing import edit_board_writing
from threadkeep.boards.actions.move_board import move_board
from threadkeep.boards.grid import grid
from threadkeep.boards.models import Board
from threadkeep.boards.rules import get_board
from threadkeep.kernel import addresses
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.panel.forms import BoardForm, NameForm, PlaceForm
from threadkeep.panel.queries import member_called, moderators_of
from threadkeep.panel.tag_forms import WritingForm, writing_form_of
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.theme.page import page


def _address(board_id: int) -> str:
    return addresses.panel(f"boards/{board_id}")


def _page(request: HttpRequest, board: Board, **forms: Any) -> HttpResponse:
    now = grid()
    values = {
        "name": board.name,
        "description": board.description,
        "syntax": board.syntax,
        "link_url": board.link_url,
        "permission_set": str(board.permission_set_id or ""),
    }
    stands_in = f"b:{board.parent_id}" if board.parent_id else f"c:{board.category_id}"
    shown = {
        "form": BoardForm(grid=now, initial=values),
        "place": PlaceForm(grid=now, board_id=board.pk, initial={"place": stands_in}),
        "name_form": NameForm(),
        "writing": writing_form_of(board),
        **forms,
    }
    context = {"board": board, "moderators": moderators_of(board.pk), "part": "boards", **shown}
    has_errors = any(form.errors for form in shown.values())
    return page(request, "panel/board.html", context, status=422 if has_errors else 200)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest, board_id: int) -> HttpResponse:
    """A board's page in the panel; takes the form of its name and workings."""
    found = get_board(viewer_of(request), board_id)
    if request.method != "POST":
        return _page(request, found)
    form = BoardForm(request.POST, grid=grid())
    act = partial(edit_board, actor=viewer_of(request), board_id=board_id, now=timezone.now())
    if sent(form, lambda: act(**form.values())):  # type: ignore[arg-type]
        return HttpResponseRedirect(f"{addresses.panel('boards')}#b{board_id}")
    return _page(request, found, form=form)


@administrators
@require_POST
def writing(request: HttpRequest, board_id: int) -> HttpResponse:
    """What its topics carry and begin as."""
    found, form = get_board(viewer_of(request), board_id), WritingForm(request.POST)
    act = partial(edit_board_writing, actor=viewer_of(request), board_id=board_id, now=timezone.now())
    if sent(form, lambda: act(**form.values())):
        messages.success(request, _("Kept. New topics on this board are started that way."))
        return HttpResponseRedirect(f"{_address(board_id)}#writing")
    return _page(request, found, writing=form)


@administrators
@require_POST
def move(request: HttpRequest, board_id: int) -> HttpResponse:
    """Put it somewhere else."""
    found = get_board(viewer_of(request), board_id)
    place = PlaceForm(request.POST, grid=grid(), board_id=board_id)
    act = partial(move_board, actor=viewer_of(request), board_id=board_id, now=timezone.now())
    if sent(place, lambda: act(**place.where())):  # type: ignore[arg-type]
        return HttpResponseRedirect(f"{addresses.panel('boards')}#b{board_id}")
    return _page(request, found, place=place)


@administrators
@require_POST
def appoint(request: HttpRequest, board_id: int) -> HttpResponse:
    """Make somebody its moderator, by name."""
    found, form = get_board(viewer_of(request), board_id), NameForm(request.POST)
    member = member_called(form.cleaned_data["member"]) if form.is_valid() else None
    if form.is_valid() and member is None:
        form.add_error("member", _("Nobody here is called that."))
    act = partial(appoint_moderator, actor=viewer_of(request), board_id=board_id, now=timezone.now())
    if member is not None and sent(form, lambda: act(member_id=member.pk)):
        return HttpResponseRedirect(_address(board_id))
    return _page(request, found, name_form=form)


@administrators
@require_POST
def dismiss(request: HttpRequest, board_id: int, member_id: int) -> HttpResponse:
    """End that somebody moderates it."""
    act = partial(
        dismiss_moderator, actor=viewer_of(request), board_id=board_id, member_id=member_id, now=timezone.now()
    )
    return one_click(request, act, back=_address(board_id))
