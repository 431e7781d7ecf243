"""Voting, taking a vote back, and the list of who voted for what."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from threadkeep.kernel import limits
from threadkeep.kernel.refused import Gone, NotThere, Refused, TooMany
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.polls import forms, queries
from threadkeep.polls.actions.cast_vote import cast_vote
from threadkeep.polls.actions.withdraw_vote import withdraw_vote
from threadkeep.theme.page import page
from threadkeep.topics.forms import forget_kept, kept
from threadkeep.topics.queries import topic_trail
from threadkeep.topics.rules import get_topic
from threadkeep.topics.views.sending import signed_out


@require_http_methods(["GET", "HEAD", "POST"])
def vote(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The poll on a page of its own; POST votes and goes back to the topic. A refused choice comes back as it was."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    refusal: Refused | None = None
    if request.method == "POST":
        try:
            return _vote(request, viewer, topic_id)
        except (NotThere, Gone):
            raise
        except Refused as error:
            refusal = error
    poll = queries.poll_page(viewer, topic_id, timezone.now())
    typed = request.POST if request.method == "POST" else kept(request)
    if typed is not None and "option" in typed:
        poll = poll.with_ticked(set(forms.ticked(typed)))
    context = {"poll": poll, "refusal": refusal, "trail": topic_trail(viewer, get_topic(viewer, topic_id))}
    answer = page(request, "polls/vote.html", context, status=refusal.status if refusal else 200)
    if isinstance(refusal, TooMany):
        answer.headers["Retry-After"] = str(refusal.retry_after)
    return answer


def _vote(request: HttpRequest, viewer: Viewer, topic_id: int) -> HttpResponse:
    _take_turn(viewer)
    cast_vote(actor=viewer, topic_id=topic_id, option_ids=forms.ticked(request), now=timezone.now())
    forget_kept(request)
    messages.success(request, _("Your vote counts."))
    return redirect(queries.place_of_poll(viewer, topic_id))


@require_POST
def withdraw(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Take one's vote back, then show the topic."""
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    _take_turn(viewer)
    withdraw_vote(actor=viewer, topic_id=topic_id, now=timezone.now())
    messages.success(request, _("Your vote is taken back."))
    return redirect(queries.place_of_poll(viewer, topic_id))


@require_safe
def votes(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Who voted for what. Refused while the results are hidden, and always in a secret poll."""
    viewer = viewer_of(request)
    option, before = request.GET.get("option", ""), request.GET.get("before", "")
    shown = queries.votes_page(viewer, topic_id, option=option, before=before, now=timezone.now())
    context = {"shown": shown, "trail": topic_trail(viewer, get_topic(viewer, topic_id))}
    return page(request, "polls/votes.html", context)


def _take_turn(viewer: Viewer) -> None:
    per_minute = settings.THREADKEEP.limits.vote
    limits.take("vote", f"member:{viewer.id}", per_minute=per_minute, burst=max(3, per_minute // 2), now=timezone.now())
