"""The tags that are used, and the topics with one of them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.tags.pages import tag_page
from threadkeep.tags.queries import MOST_ON_PAGE, used_tags
from threadkeep.theme.page import page


@require_safe
def tags(request: HttpRequest) -> HttpResponse:
    """The tags used most on the boards this reader may see."""
    found = used_tags(viewer_of(request), most=MOST_ON_PAGE)
    return page(request, "tags/tags.html", {"tags": found, "most": MOST_ON_PAGE}, page_id="tags")


@require_safe
def tag(request: HttpRequest, tag_id: int, slug: str = "") -> HttpResponse:
    """The topics with a tag. Another name in the address, or a tag that was merged, is led to the right one."""
    before = _whole(request.GET.get("before"))
    shown = tag_page(viewer_of(request), tag_id, before)
    if request.get_full_path().partition("?")[0] != shown.url:
        return redirect(addresses.tag(shown.tag.pk, shown.tag.name, before), permanent=True)
    return page(request, "tags/tag.html", {"shown": shown, "tag": shown.tag}, page_id="tag")


def _whole(text: str | None) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise NotThere
    return int(text)
