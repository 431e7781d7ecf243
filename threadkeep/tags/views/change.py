"""Renaming a tag, and merging it into another."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.tags.actions.merge_tag import merge_tag
from threadkeep.tags.actions.rename_tag import rename_tag
from threadkeep.tags.models import Tag
from threadkeep.tags.rules import check_change_tag, get_tag
from threadkeep.theme.page import page


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, tag_id: int) -> HttpResponse:
    """The form for another name (and the one to merge it); POST renames."""
    act = partial(rename_tag, tag_id=tag_id, name=request.POST.get("name", ""))
    return _change(request, tag_id, act, _("The tag has another name. The old one leads here."))


@require_http_methods(["POST"])
def merge(request: HttpRequest, tag_id: int) -> HttpResponse:
    """Merge it into another."""
    act = partial(merge_tag, tag_id=tag_id, into=request.POST.get("into", ""))
    return _change(request, tag_id, act, _("The two tags are one now."))


def _change(request: HttpRequest, tag_id: int, act: Callable[..., int], done: str) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.is_member:
        return redirect(addresses.sign_in(addresses.tag_act(tag_id, "rename")))
    tag = _changeable(viewer, tag_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            left = act(actor=viewer, now=timezone.now())
        except NotThere:
            raise
        except Refused as error:
            refusal = error
        else:
            messages.success(request, done)
            found = Tag.objects.get(pk=left)
            return redirect(addresses.tag(found.pk, found.name))
    context: dict[str, Any] = {
        "tag": tag,
        "refusal": refusal,
        "name": request.POST.get("name", tag.name),
        "into": request.POST.get("into", ""),
    }
    return page(request, "tags/change.html", context, status=refusal.status if refusal else 200)


def _changeable(viewer: Viewer, tag_id: int) -> Tag:
    tag = get_tag(viewer, tag_id)
    if tag.merged_into is not None:
        raise NotThere
    check_change_tag(viewer, tag)
    return tag
