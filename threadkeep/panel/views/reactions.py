"""The set of reactions: list, add, change, order, delete."""

from __future__ import annotations

from functools import partial

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.reactions.actions.delete_kind import delete_kind
from threadkeep.reactions.actions.edit_kind import edit_kind
from threadkeep.reactions.actions.make_kind import make_kind
from threadkeep.reactions.actions.move_kind import move_kind
from threadkeep.reactions.kinds import LONGEST_EMOJI, LONGEST_NAME, STARTING
from threadkeep.reactions.look import KindRow
from threadkeep.reactions.queries import kind_rows
from threadkeep.theme.page import page

BACK = addresses.panel("reactions")


class KindForm(forms.Form):
    """A new entry of the set."""

    emoji = forms.CharField(
        label=gettext_lazy("Emoji"), max_length=LONGEST_EMOJI, help_text=gettext_lazy("Exactly one, for instance 👍.")
    )
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        help_text=gettext_lazy("What giving it says: “Thank you”. Screen readers read it instead of the emoji."),
    )


class OldKindForm(KindForm):
    """An entry of the set that is there."""

    is_offered = forms.BooleanField(
        label=gettext_lazy("It can be given"),
        required=False,
        help_text=gettext_lazy("Without this, posts that were given it go on showing it."),
    )


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def reactions(request: HttpRequest) -> HttpResponse:
    """The list; takes the form of a new entry."""
    form = KindForm(request.POST or None)
    act = partial(make_kind, actor=viewer_of(request), now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(**form.cleaned_data)):
        return HttpResponseRedirect(BACK)
    context = {"kinds": kind_rows(), "form": form, "part": "reactions"}
    return page(request, "panel/reactions.html", context, status=422 if form.errors else 200)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def reaction(request: HttpRequest, kind_id: int) -> HttpResponse:
    """One entry: how it looks, what it is called, whether it can be given."""
    found = next((row for row in kind_rows() if row.id == kind_id), None)
    if found is None:
        raise NotThere
    initial = {"emoji": found.emoji, "name": found.name, "is_offered": found.is_offered}
    form = OldKindForm(request.POST or None, initial=initial)
    act = partial(edit_kind, actor=viewer_of(request), kind_id=kind_id, now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(**form.cleaned_data | {"name": _name(form, found)})):
        return HttpResponseRedirect(BACK)
    context = {"kind": found, "form": form, "part": "reactions"}
    return page(request, "panel/reaction.html", context, status=422 if form.errors else 200)


def _name(form: OldKindForm, found: KindRow) -> str:
    """What was sent; a translated name that was left as it is goes on being translated."""
    name, emoji = str(form.cleaned_data["name"]), str(form.cleaned_data["emoji"])
    return "" if emoji == found.emoji and name == str(STARTING.get(emoji, "")) else name


@administrators
@require_POST
def move_reaction(request: HttpRequest, kind_id: str, way: str) -> HttpResponse:
    """Offer an entry earlier or later."""
    places = -1 if way == "up" else 1
    act = partial(move_kind, actor=viewer_of(request), kind_id=int(kind_id), places=places, now=timezone.now())
    return one_click(request, act, back=BACK)


@administrators
@require_POST
def remove_reaction(request: HttpRequest, kind_id: int) -> HttpResponse:
    """Delete an entry nobody ever gave."""
    act = partial(delete_kind, actor=viewer_of(request), kind_id=kind_id, now=timezone.now())
    return one_click(request, act, back=BACK, done=_("The reaction is gone."))
