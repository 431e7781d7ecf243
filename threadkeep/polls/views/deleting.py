"""Deleting a poll with a reason, and putting it back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.polls import queries
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.actions.restore_poll import restore_poll
from threadkeep.polls.rules import check_delete_poll, get_poll
from threadkeep.theme.page import page
from threadkeep.topics.forms import fresh_key, key_of
from threadkeep.topics.queries import topic_trail
from threadkeep.topics.views.sending import signed_out


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Ask for the reason; POST deletes the poll and goes back to the topic."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    poll = get_poll(viewer, topic_id)
    refusal: Refused | None = None
    reason = request.POST.get("reason", "")
    if request.method == "POST":
        try:
            actor_id, now = viewer.id or 0, timezone.now()
            once(actor_id, key_of(request), delete_poll, actor=viewer, topic_id=topic_id, reason=reason, now=now)
        except (NotThere, Gone):
            raise
        except Refused as error:
            refusal = error
        else:
            messages.success(request, _("The poll is deleted. It is kept with its votes, and it can be put back."))
            return redirect(queries.place_of_poll(viewer, topic_id))
    else:
        check_delete_poll(viewer, poll)
    context = {
        "title": _("Delete the poll?"),
        "text": _("Readers will be told who deleted it, and why. It is kept with its votes, and it can be put back."),
        "action": addresses.topic_act(topic_id, "poll/delete"),
        "button": _("Delete the poll"),
        "back": addresses.topic(topic_id, poll.topic.title),
        "reason": reason,
        "key": fresh_key(),
        "reason_needed": True,
        "refusal": refusal,
        "trail": topic_trail(viewer, poll.topic),
    }
    return page(request, "topics/confirm.html", context, status=refusal.status if refusal else 200)


@require_POST
def restore(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Put back the poll that was deleted last."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    restore_poll(actor=viewer, topic_id=topic_id, now=timezone.now())
    messages.success(request, _("The poll stands again, with its votes."))
    return redirect(queries.place_of_poll(viewer, topic_id))
