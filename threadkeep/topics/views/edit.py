"""Editing a post."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from threadkeep.kernel import addresses
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Refused
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.topics import forms, queries
from threadkeep.topics.actions.edit_post import EditedMeanwhile, edit_post
from threadkeep.topics.afterwards import check_change_wiki
from threadkeep.topics.conflict import EditConflict, conflict_of
from threadkeep.topics.models import Post
from threadkeep.topics.rights import passes
from threadkeep.topics.rules import check_edit_post, get_post
from threadkeep.topics.views.sending import form_page, sent, signed_out
from threadkeep.topics.writing import Writing, check_reason


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, post_id: int) -> HttpResponse:
    """The form to edit a post, filled with what it says; POST keeps the new text (or previews it)."""
    viewer = viewer_of(request)
    if request.method == "POST" and not viewer.is_member:
        return signed_out(request)
    post = get_post(viewer, post_id)
    if request.method != "POST":
        check_edit_post(viewer, post, now=timezone.now())
        return _form(request, viewer, post, typed=forms.waiting(request, viewer, f"edit-{post.pk}"))
    try:
        return _edit(request, viewer, post)
    except Refused as refusal:
        return _form(request, viewer, get_post(viewer, post_id), typed=request.POST, refusal=refusal)


def _edit(request: HttpRequest, viewer: Viewer, post: Post) -> HttpResponse:
    now = timezone.now()
    check_edit_post(viewer, post, now=now)
    if forms.wants_more_sources(request, viewer, post.topic.board_id):
        return _form(request, viewer, post, typed=request.POST)
    writing = forms.read_writing(request, viewer, post.topic.board_id, syntax=post.syntax, post_id=post.pk)
    reason = check_reason(request.POST.get("reason", ""))
    if forms.wants_preview(request):
        return _form(request, viewer, post, typed=request.POST, preview=writing)
    forms.take_turn(viewer)
    once(
        viewer.id or 0,
        forms.key_of(request),
        edit_post,
        actor=viewer,
        post_id=post.pk,
        writing=writing,
        now=now,
        reason=reason,
        # A form that does not say what it began with began before every edit: it overwrites nothing unseen.
        seen_revision=forms.whole_number(request.POST, "seen_revision") or 0,
    )
    return sent(request, viewer, post.pk, writing, draft_key=f"edit-{post.pk}")


def _form(
    request: HttpRequest,
    viewer: Viewer,
    post: Post,
    *,
    typed: QueryDict | None = None,
    refusal: Refused | None = None,
    preview: Writing | None = None,
) -> HttpResponse:
    look = forms.composer(
        viewer,
        post.topic.board_id,
        action=addresses.post_act(post.pk, "edit"),
        syntax=post.syntax,
        draft_key=f"edit-{post.pk}",
        topic_id=post.topic_id,
        typed=typed,
        text=post.source,
        rows=16,
        id="edit",
        text_label=_("The post's text"),
        submit_label=_("Keep the changes"),
        cancel_url=addresses.post(post.pk),
        post_id=post.pk,
        reason=typed.get("reason", "") if typed is not None else "",
    )
    seen = None if typed is None else forms.whole_number(typed, "seen_revision")
    conflict: EditConflict | None = None
    if isinstance(refusal, EditedMeanwhile):
        conflict = conflict_of(viewer, post, seen_revision=seen or 0, text=look.text, syntax=look.syntax)
        look.text = look.text if conflict.merged is None else conflict.merged
        # Both texts are on the page now, so the next sending starts from the newer one.
        seen = None
    look.hidden.append(("seen_revision", str(post.revision_count if seen is None else seen)))
    context = {
        "post": post,
        "topic": post.topic,
        "trail": queries.topic_trail(viewer, post.topic),
        "conflict": conflict,
        "may_change_wiki": passes(check_change_wiki, viewer, post),
    }
    return form_page(request, viewer, "topics/edit.html", look, context, typed=typed, refusal=refusal, preview=preview)
