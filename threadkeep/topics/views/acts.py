"""What is done to a whole topic: delete, restore, lock, unlock, pin, unpin, rename."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.tags.forms import label_fields, read_labels
from threadkeep.tags.look import LabelFields
from threadkeep.tags.queries import labels_of_topic
from threadkeep.theme.page import page
from threadkeep.topics import forms, queries
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.pin_topic import pin_topic
from threadkeep.topics.actions.rename_topic import rename_topic
from threadkeep.topics.actions.restore_topic import restore_topic
from threadkeep.topics.actions.unlock_topic import unlock_topic
from threadkeep.topics.actions.unpin_topic import unpin_topic
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import check_delete_topic, check_rename_topic, get_topic
from threadkeep.topics.views.sending import signed_out

# What needs no question and no reason: it is undone as easily as it was done.
PLAIN: dict[str, tuple[Callable[..., int], object]] = {
    "restore": (restore_topic, gettext_lazy("The topic stands again, as it was.")),
    "lock": (lock_topic, gettext_lazy("The topic is locked: no more replies until it is unlocked.")),
    "unlock": (unlock_topic, gettext_lazy("The topic is open again.")),
    "pin": (pin_topic, gettext_lazy("The topic stands above the others on its board now.")),
    "unpin": (unpin_topic, gettext_lazy("The topic stands among the others again.")),
}


@require_POST
def plain_act(request: HttpRequest, topic_id: int, verb: str) -> HttpResponse:
    """Lock, unlock, pin, unpin or restore a topic, and go back to it."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    act, done = PLAIN[verb]
    once(viewer.id or 0, forms.key_of(request), act, actor=viewer, topic_id=topic_id, now=timezone.now())
    messages.success(request, str(done))
    topic = get_topic(viewer, topic_id)
    return redirect(addresses.topic(topic.pk, topic.title))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Ask for the reason; POST deletes the topic and goes to its board."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    topic = get_topic(viewer, topic_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            reason = request.POST.get("reason", "")
            key = forms.key_of(request)
            once(viewer.id or 0, key, delete_topic, actor=viewer, topic_id=topic_id, reason=reason, now=timezone.now())
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The topic is deleted. All of it is kept, and it can be put back."))
            return redirect(addresses.board(topic.board_id, topic.board.name))
    else:
        check_delete_topic(viewer, topic)
    context = {
        "title": _("Delete the whole topic?"),
        "text": _(
            "Readers will be told that it was deleted, and why. Every post is kept, and all of it can be put back."
        ),
        "action": addresses.topic_act(topic_id, "delete"),
        "button": _("Delete the topic"),
        "back": addresses.topic(topic.pk, topic.title),
        "reason": request.POST.get("reason", ""),
        "key": forms.fresh_key(),
        "reason_needed": True,
        "refusal": refusal,
        "trail": queries.topic_trail(viewer, topic),
    }
    return page(request, "topics/confirm.html", context, status=refusal.status if refusal else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def rename(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The form for another title; POST changes it."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    topic = get_topic(viewer, topic_id)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            title = request.POST.get("title", "")
            key = forms.key_of(request)
            labels, now = read_labels(request.POST), timezone.now()
            once(
                viewer.id or 0,
                key,
                rename_topic,
                actor=viewer,
                topic_id=topic_id,
                title=title,
                labels=labels,
                now=now,
            )
        except Refused as error:
            refusal = error
        else:
            topic = get_topic(viewer, topic_id)
            return redirect(addresses.topic(topic.pk, topic.title))
    else:
        check_rename_topic(viewer, topic)
    context = {
        "topic": topic,
        "key": forms.fresh_key(),
        "title_typed": request.POST.get("title", topic.title),
        "labels": _label_fields(request, topic, refusal),
        "refusal": refusal,
        "trail": queries.topic_trail(viewer, topic),
    }
    return page(request, "topics/rename.html", context, status=refusal.status if refusal else 200)


def _label_fields(request: HttpRequest, topic: Topic, refusal: Refused | None) -> LabelFields | None:
    """The prefix and tags of a topic as the form has them: as they were typed, or as they are."""
    has = labels_of_topic(topic)
    return label_fields(
        topic.board,
        typed=request.POST if request.method == "POST" else None,
        has=has,
        refusal=refusal,
    )
