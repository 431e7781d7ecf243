"""The prefixes boards can offer, and the tags people use."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.panel.door import administrators
from threadkeep.panel.tag_forms import PrefixForm
from threadkeep.panel.views.doing import one_click, sent
from threadkeep.tags.actions.delete_prefix import delete_prefix
from threadkeep.tags.actions.edit_prefix import edit_prefix
from threadkeep.tags.actions.make_prefix import make_prefix
from threadkeep.tags.names import key_of
from threadkeep.tags.queries import MOST_ON_PAGE, all_prefixes, prefix_rows, used_tags
from threadkeep.theme.page import page


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def prefixes(request: HttpRequest) -> HttpResponse:
    """The list; takes the form of a new prefix."""
    form = PrefixForm(request.POST or None)
    act = partial(make_prefix, actor=viewer_of(request), now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(**form.cleaned_data)):
        return HttpResponseRedirect(addresses.panel("prefixes"))
    context = {"prefixes": prefix_rows(), "form": form, "part": "prefixes"}
    return page(request, "panel/prefixes.html", context, status=422 if form.errors else 200)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def prefix(request: HttpRequest, prefix_id: int) -> HttpResponse:
    """One prefix's name and colour."""
    found = next((each for each in all_prefixes() if each.pk == prefix_id), None)
    if found is None:
        raise NotThere
    form = PrefixForm(request.POST or None, initial={"name": found.name, "colour": found.colour})
    act = partial(edit_prefix, actor=viewer_of(request), prefix_id=prefix_id, now=timezone.now())
    if request.method == "POST" and sent(form, lambda: act(**form.cleaned_data)):
        return HttpResponseRedirect(addresses.panel("prefixes"))
    context = {"prefix": found, "form": form, "part": "prefixes"}
    return page(request, "panel/prefix.html", context, status=422 if form.errors else 200)


@administrators
@require_POST
def remove_prefix(request: HttpRequest, prefix_id: int) -> HttpResponse:
    """Delete a prefix that no topic carries."""
    act = partial(delete_prefix, actor=viewer_of(request), prefix_id=prefix_id, now=timezone.now())
    return one_click(request, act, back=addresses.panel("prefixes"), done=_("The prefix is gone."))


@administrators
@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """The tags used most, or those that begin as `?q=`; each leads to where it is renamed and merged."""
    asked = request.GET.get("q", "")[:100]
    found = used_tags(viewer_of(request), begins=key_of(asked), most=MOST_ON_PAGE)
    return page(request, "panel/tags.html", {"tags": found, "asked": asked, "part": "tags"})
