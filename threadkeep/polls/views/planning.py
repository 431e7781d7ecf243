"""Making a poll on a topic that has none, editing one, closing and reopening it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.polls import forms, queries
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.actions.edit_poll import edit_poll
from threadkeep.polls.actions.make_poll import make_poll
from threadkeep.polls.actions.reopen_poll import reopen_poll
from threadkeep.polls.models import Poll
from threadkeep.polls.plan import PollPlan
from threadkeep.polls.rules import check_edit_poll, check_make_poll, get_poll, has_poll
from threadkeep.theme.page import page
from threadkeep.topics.forms import forget_kept, fresh_key, kept, key_of
from threadkeep.topics.models import Topic
from threadkeep.topics.queries import topic_trail
from threadkeep.topics.rules import get_topic
from threadkeep.topics.views.sending import signed_out


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The form for a poll on a topic that has none; POST makes it."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    topic = get_topic(viewer, topic_id)
    if request.method != "POST":
        check_make_poll(viewer, topic, has_one=has_poll(topic))
        return _form(request, viewer, topic, typed=kept(request))
    if forms.wants_more_options(request.POST):
        return _form(request, viewer, topic, typed=request.POST)
    try:
        plan = forms.plan_typed(request.POST, viewer) or PollPlan("", ())
        actor_id, now = viewer.id or 0, timezone.now()
        once(actor_id, key_of(request), make_poll, actor=viewer, topic_id=topic_id, plan=plan, now=now)
    except (NotThere, Gone):
        raise
    except Refused as refusal:
        return _form(request, viewer, topic, typed=request.POST, refusal=refusal)
    forget_kept(request)
    messages.success(request, _("The topic has a poll now."))
    return redirect(queries.place_of_poll(viewer, topic_id))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The form to change a poll; once somebody has voted it only adds options and moves the closing time."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    poll = get_poll(viewer, topic_id)
    if request.method != "POST":
        check_edit_poll(viewer, poll)
        return _form(request, viewer, poll.topic, poll=poll, typed=kept(request))
    if forms.wants_more_options(request.POST):
        return _form(request, viewer, poll.topic, poll=poll, typed=request.POST)
    try:
        plan = _changed(request.POST, viewer, poll)
        actor_id, now = viewer.id or 0, timezone.now()
        once(actor_id, key_of(request), edit_poll, actor=viewer, topic_id=topic_id, plan=plan, now=now)
    except (NotThere, Gone):
        raise
    except Refused as refusal:
        return _form(request, viewer, poll.topic, poll=poll, typed=request.POST, refusal=refusal)
    forget_kept(request)
    messages.success(request, _("The poll is changed."))
    return redirect(queries.place_of_poll(viewer, topic_id))


def _changed(typed: QueryDict, viewer: Viewer, poll: Poll) -> PollPlan:
    """What a form asks for. One without a question is that of a poll somebody has voted in: it adds options."""
    if "poll_question" in typed:
        return forms.plan_typed(typed, viewer) or PollPlan("", ())
    return forms.plan_added(typed, viewer, queries.plan_of(poll))


def _form(
    request: HttpRequest,
    viewer: Viewer,
    topic: Topic,
    *,
    poll: Poll | None = None,
    typed: QueryDict | None = None,
    refusal: Refused | None = None,
) -> HttpResponse:
    is_fixed = poll is not None and poll.voter_count > 0 and (typed is None or "poll_question" not in typed)
    plan = queries.plan_of(poll) if poll is not None else None
    if plan is not None and is_fixed:
        plan = forms.without_options(plan)
    fields = forms.fields_typed(viewer, typed, plan=plan, refusal=refusal)
    context = {
        "title": _("Edit the poll") if poll is not None else _("Add a poll"),
        "button": _("Change the poll") if poll is not None else _("Add the poll"),
        "action": addresses.topic_act(topic.pk, "poll/edit" if poll is not None else "poll/new"),
        "fields": fields,
        "fixed": queries.poll_page(viewer, topic.pk, timezone.now()) if is_fixed else None,
        "refused": str(refusal.reason) if refusal is not None else "",
        "back": addresses.topic(topic.pk, topic.title),
        "key": fresh_key(),
        "trail": topic_trail(viewer, topic),
    }
    answer = page(request, "polls/form.html", context, status=refusal.status if refusal is not None else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def close(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Take no more votes."""
    return _click(request, topic_id, close_poll, _("The poll is closed; how it ended is shown to all."))


@require_POST
def reopen(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Take votes again."""
    return _click(request, topic_id, reopen_poll, _("The poll is open again."))


def _click(request: HttpRequest, topic_id: int, act: Callable[..., int], done: str) -> HttpResponse:
    viewer = viewer_of(request)
    if not viewer.is_member:
        return signed_out(request)
    act(actor=viewer, topic_id=topic_id, now=timezone.now())
    messages.success(request, done)
    return redirect(queries.place_of_poll(viewer, topic_id))
