"""The board's own smileys and BBCodes: their list, and a form with an example for each."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.markup.vocabulary import SMILEYS
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.panel.word_forms import BBCodeForm, SmileysForm
from threadkeep.theme.page import page
from threadkeep.vocabulary.actions.delete_bbcode import delete_bbcode
from threadkeep.vocabulary.actions.edit_bbcode import edit_bbcode
from threadkeep.vocabulary.actions.make_bbcode import make_bbcode
from threadkeep.vocabulary.actions.set_smileys import set_smileys
from threadkeep.vocabulary.look import bbcode_look
from threadkeep.vocabulary.models import OwnBBCode
from threadkeep.vocabulary.queries import bbcode_looks, current_vocabulary, own_bbcodes, own_smileys, tag_of
from threadkeep.vocabulary.rules import check_bbcode


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest) -> HttpResponse:
    """The list of BBCodes, and the form of the smileys."""
    has_usual, pairs = own_smileys()
    form = SmileysForm(request.POST or None, initial=SmileysForm.shown(has_usual, list(pairs)))
    act = partial(set_smileys, actor=viewer_of(request), now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(**form.values())):  # type: ignore[arg-type]
        messages.success(request, _said())
        return HttpResponseRedirect(addresses.panel("words"))
    context = {"bbcodes": bbcode_looks(), "form": form, "usual": SMILEYS.items(), "part": "words"}
    return page(request, "panel/words.html", context, status=422 if form.errors else 200)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new_bbcode(request: HttpRequest) -> HttpResponse:
    """The form of a new BBCode."""
    form = BBCodeForm(request.POST or None, initial={"content": "markup", "value": "none"})
    return _form_page(request, form, partial(make_bbcode, actor=viewer_of(request), now=timezone.now()), None)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def bbcode(request: HttpRequest, bbcode_id: int) -> HttpResponse:
    """One of them."""
    row = next((each for each in own_bbcodes() if each.pk == bbcode_id), None)
    if row is None:
        raise NotThere
    form = BBCodeForm(request.POST or None, initial=BBCodeForm.shown(row))
    act = partial(edit_bbcode, actor=viewer_of(request), bbcode_id=bbcode_id, now=timezone.now())
    return _form_page(request, form, act, row)


def _form_page(request: HttpRequest, form: BBCodeForm, act: partial[int], row: OwnBBCode | None) -> HttpResponse:
    """Keep what was sent, or show what becomes of the example ("Try it"), or why it cannot be."""
    wants_trial = request.POST.get("act") == "try"
    bbcode_id = row.pk if row else None
    tries = partial(check_bbcode, bbcode_id=bbcode_id)
    if request.method == "POST":
        does = (lambda: tries(**form.values())) if wants_trial else (lambda: act(**form.values()))  # type: ignore[arg-type]
        if sent(form, does) and not wants_trial:
            messages.success(request, _said())
            return HttpResponseRedirect(addresses.panel("words"))
    trial = None
    if form.is_bound and form.is_valid():
        trial = bbcode_look(current_vocabulary(), form.tag(), example=form.cleaned_data["example"])
    elif row is not None and not form.is_bound:
        trial = bbcode_look(current_vocabulary(), tag_of(row), example=row.example)
    rare = ("content_choices", "choices", "default")
    opens_rare = any(form[name].value() or form[name].errors for name in rare)
    context = {"form": form, "bbcode": row, "trial": trial, "opens_rare": opens_rare, "part": "words"}
    return page(request, "panel/bbcode.html", context, status=422 if form.errors else 200)


@administrators
@require_POST
def remove_bbcode(request: HttpRequest, bbcode_id: int) -> HttpResponse:
    """Take one away."""
    act = partial(delete_bbcode, actor=viewer_of(request), bbcode_id=bbcode_id, now=timezone.now())
    return one_click(request, act, back=addresses.panel("words"), done=_("The BBCode is gone. No post lost a word."))


def _said() -> str:
    return _("Kept. Pages show it from now on; posts are rendered again little by little.")
