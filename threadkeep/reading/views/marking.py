"""Forms of one button each that say what has been read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from threadkeep.boards.rules import get_board
from threadkeep.kernel import addresses
from threadkeep.kernel.refused import NotThere
from threadkeep.members.middleware import viewer_of
from threadkeep.reading.actions.mark_board_read import mark_board_read
from threadkeep.reading.actions.mark_everything_read import mark_everything_read
from threadkeep.reading.actions.mark_topic_read import mark_topic_read
from threadkeep.reading.actions.mark_unread_from import mark_unread_from
from threadkeep.topics.rules import get_post, get_topic


@require_POST
def topic_read(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Mark a topic read, then show its board."""
    viewer = viewer_of(request)
    topic = get_topic(viewer, topic_id)
    mark_topic_read(actor=viewer, topic_id=topic_id, now=timezone.now())
    messages.success(request, _("You have read this topic now: %(title)s") % {"title": topic.title})
    return redirect(addresses.board(topic.board_id, get_board(viewer, topic.board_id).name))


@require_POST
def board_read(request: HttpRequest, board_id: int) -> HttpResponse:
    """Mark a board and those inside it read, then show it."""
    viewer = viewer_of(request)
    board = get_board(viewer, board_id)
    mark_board_read(actor=viewer, board_id=board_id, now=timezone.now())
    messages.success(request, _("Everything on this board counts as read now."))
    return redirect(addresses.board(board_id, board.name))


@require_POST
def everything_read(request: HttpRequest) -> HttpResponse:
    """Mark everything read, then show the index."""
    mark_everything_read(actor=viewer_of(request), now=timezone.now())
    messages.success(request, _("Everything counts as read now."))
    return redirect(addresses.home())


@require_POST
def unread_from(request: HttpRequest, topic_id: int, post_id: int) -> HttpResponse:
    """Make a post and all after it unread, then show the board: showing the topic would read it again."""
    viewer = viewer_of(request)
    post = get_post(viewer, post_id)
    if post.topic_id != topic_id:
        raise NotThere
    mark_unread_from(actor=viewer, post_id=post_id, now=timezone.now())
    messages.success(
        request, _("The topic is unread from post %(number)d on. You will find it again.") % {"number": post.number}
    )
    return redirect(addresses.board(post.topic.board_id, get_board(viewer, post.topic.board_id).name))
