"""Why may somebody do something, or why not?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from threadkeep.boards.explain import Explanation, explain
from threadkeep.boards.grid import grid
from threadkeep.boards.permissions import PERMISSIONS
from threadkeep.members.viewer import GUEST, viewer_for
from threadkeep.panel.door import administrators
from threadkeep.panel.forms import ExplainForm
from threadkeep.panel.queries import member_called
from threadkeep.theme.page import page


@administrators
@require_safe
def explain_page(request: HttpRequest) -> HttpResponse:
    """The question as a form, and the answer below it."""
    choices = [(each.key, each.label) for each in PERMISSIONS]
    form = ExplainForm(request.GET if "board" in request.GET else None, permissions=choices, grid=grid())
    explanation = _answer(form) if form.is_bound and form.is_valid() else None
    context = {"form": form, "explanation": explanation, "part": "explain"}
    return page(request, "panel/explain.html", context, status=422 if form.errors else 200)


def _answer(form: ExplainForm) -> Explanation | None:
    name, permission, board_id = (form.cleaned_data[key] for key in ("member", "permission", "board"))
    if not name:
        return explain(GUEST, permission, int(board_id))
    member = member_called(name)
    if member is None:
        form.add_error("member", _("Nobody here is called that."))
        return None
    banned = _("%(name)s (banned, so answered as a guest)") % {"name": member.name}
    called = banned if member.banned_at is not None else member.name
    return explain(viewer_for(member), permission, int(board_id), name=called)
