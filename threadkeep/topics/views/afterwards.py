"""What is done with a post after it was sent: taking it back, opening it to others, its versions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.members.views.sessions import browser_name
from threadkeep.theme.page import page
from threadkeep.topics import forms, queries
from threadkeep.topics.actions.hide_revision import hide_revision
from threadkeep.topics.actions.make_wiki import make_wiki
from threadkeep.topics.actions.restore_revision import restore_revision
from threadkeep.topics.actions.show_revision import show_revision
from threadkeep.topics.actions.take_back_post import take_back_post
from threadkeep.topics.actions.unmake_wiki import unmake_wiki
from threadkeep.topics.again import form_again
from threadkeep.topics.history import HistoryPage, history_page, version_writing
from threadkeep.topics.models import Post
from threadkeep.topics.views.sending import signed_out

WIKI: dict[str, tuple[Callable[..., int], object]] = {
    "wiki": (
        make_wiki,
        gettext_lazy("This is a wiki post now: others can edit it too. Each change is in its history."),
    ),
    "unwiki": (unmake_wiki, gettext_lazy("Only its author and the moderators can edit this post again.")),
}


@require_POST
def take_back(request: HttpRequest, post_id: int) -> HttpResponse:
    """Undo the sending of a post, and lead to its form with everything that was in it."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    # Whether it can be taken back is the action's to say; that it is theirs decides whether they are told of it at all.
    post = Post.objects.select_related("topic").filter(pk=post_id, author_id=viewer.id).first()
    if post is None:
        raise NotThere
    # A second click finds what the first one did.
    if post.deleted_at is None and post.topic.deleted_at is None:
        try:
            device = browser_name(request.headers.get("User-Agent", ""))
            take_back_post(actor=viewer, post_id=post_id, now=timezone.now(), device=device)
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect(queries.permanent_place(viewer, post_id))
        messages.success(request, _("It is taken back. Here is what you wrote: change it and send it, or leave it be."))
    return redirect(form_again(post).path)


@require_POST
def change_wiki(request: HttpRequest, post_id: int, verb: str) -> HttpResponse:
    """Let others edit a post, or only its author and the moderators; back to the post."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    act, done = WIKI[verb]
    once(viewer.id or 0, forms.key_of(request), act, actor=viewer, post_id=post_id, now=timezone.now())
    messages.success(request, str(done))
    return redirect(queries.permanent_place(viewer, post_id))


@require_http_methods(["GET", "HEAD", "POST"])
def restore_version(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask for a reason (it may be empty); POST lets the post say again what version `?v=` said."""

    def act(viewer: Viewer, found: HistoryPage, reason: str) -> None:
        _page, writing = version_writing(viewer, post_id, str(found.chosen.number))
        restore_revision(
            actor=viewer,
            post_id=post_id,
            number=found.chosen.number,
            writing=writing,
            now=timezone.now(),
            reason=reason,
            seen_revision=forms.whole_number(request.POST, "seen_revision"),
        )

    asked = {
        "title": _("Put version %(number)d back?"),
        "text": _("The post says again what it said then. What it says now stays in its history."),
        "button": _("Put it back"),
        "kind": "primary",
        "reason_needed": False,
    }
    return _ask(request, post_id, "restore", act, asked, _("The post says again what it said then."))


@require_http_methods(["GET", "HEAD", "POST"])
def hide_version(request: HttpRequest, post_id: int) -> HttpResponse:
    """Ask for the reason; POST hides what version `?v=` said."""

    def act(viewer: Viewer, found: HistoryPage, reason: str) -> None:
        hide_revision(
            actor=viewer, post_id=post_id, number=found.chosen.number, reason=reason, now=timezone.now()
        )  # fmt: skip

    asked = {
        "title": _("Hide version %(number)d?"),
        "text": _("Readers see that there was a version, who hid it and why, but not what it said."),
        "button": _("Hide it"),
        "reason_needed": True,
    }
    return _ask(request, post_id, "hide", act, asked, _("What this version said is hidden."))


@require_POST
def show_version(request: HttpRequest, post_id: int) -> HttpResponse:
    """Let what a hidden version said be read again."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    found = history_page(viewer, post_id, request.GET.get("v"))
    show_revision(actor=viewer, post_id=post_id, number=found.chosen.number, now=timezone.now())
    messages.success(request, _("What this version said can be read again."))
    return redirect(addresses.post_version(post_id, found.chosen.number))


def _ask(
    request: HttpRequest,
    post_id: int,
    verb: str,
    act: Callable[[Viewer, HistoryPage, str], None],
    asked: dict[str, Any],
    done: str,
) -> HttpResponse:
    """A question with a reason about one version of a post; when it is answered, the act, and back to the history."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    found = history_page(viewer, post_id, request.GET.get("v"))
    number = found.chosen.number
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            act(viewer, found, request.POST.get("reason", ""))
        except Refused as error:
            refusal = error
        else:
            messages.success(request, done)
            return redirect(addresses.post_version(post_id, number if verb == "hide" else None))
    elif verb not in found.may:
        raise Refused(_("This cannot be done with this version, or not by you."))
    context = {
        **asked,
        "title": asked["title"] % {"number": number},
        "action": addresses.post_version(post_id, number, f"{verb}-version"),
        "back": addresses.post_version(post_id, number),
        "reason": request.POST.get("reason", ""),
        "key": forms.fresh_key(),
        "hidden": [("seen_revision", str(found.post.revision_count))],
        "refusal": refusal,
        "trail": found.trail,
    }
    return page(request, "topics/confirm.html", context, status=refusal.status if refusal else 200)
