"""One post: the way to it, its raw text, deleting and restoring it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.theme.page import page
from threadkeep.topics import forms, queries
from threadkeep.topics.actions.delete_post import delete_post
from threadkeep.topics.actions.restore_post import restore_post
from threadkeep.topics.rules import check_delete_post, get_post
from threadkeep.topics.views.sending import signed_out


@require_safe
def permalink(request: HttpRequest, post_id: int) -> HttpResponse:
    """To the post (or its tombstone) on the page it has for this reader."""
    return redirect(queries.permanent_place(viewer_of(request), post_id))


@require_safe
def source(request: HttpRequest, post_id: int) -> HttpResponse:
    """What was typed, byte for byte, for everybody who may read the post."""
    post = get_post(viewer_of(request), post_id)
    answer = HttpResponse(post.source, content_type="text/plain; charset=utf-8")
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask for the reason; POST puts a tombstone where the post stood."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    post = get_post(viewer, post_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            key = forms.key_of(request)
            once(viewer.id or 0, key, delete_post, actor=viewer, post_id=post_id, reason=reason, now=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The post is deleted. Its words are kept, and it can be put back."))
            return redirect(queries.permanent_place(viewer, post_id))
    else:
        check_delete_post(viewer, post)
    context = {
        "title": _("Delete post %(number)s?") % {"number": post.number},
        "text": _(
            "A note stays in its place, with your name and the reason. What it says is kept: it can be put back."
        ),
        "action": addresses.post_act(post_id, "delete"),
        "button": _("Delete the post"),
        "back": addresses.post(post_id),
        "reason": request.POST.get("reason", ""),
        "key": forms.fresh_key(),
        "reason_needed": post.author_id != viewer.id,
        "refusal": refusal,
        "trail": queries.topic_trail(viewer, post.topic),
    }
    return page(request, "topics/confirm.html", context, status=refusal.status if refusal else 200)


@require_POST
def restore(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let a deleted post stand again."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    once(viewer.id or 0, forms.key_of(request), restore_post, actor=viewer, post_id=post_id, now=timezone.now())
    messages.success(request, _("The post stands again, as it was."))
    return redirect(queries.permanent_place(viewer, post_id))
