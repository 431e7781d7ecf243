"""Reading a topic: its pages, the ways into it, the print view, the history of its title."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from threadkeep.boards.rules import get_board
from threadkeep.kernel import addresses
from threadkeep.members.middleware import viewer_of
from threadkeep.members.viewer import Viewer
from threadkeep.polls import queries as polls
from threadkeep.reading.bookmarks import kept_among
from threadkeep.reading.browser import browser_of
from threadkeep.reading.forms import open_draft
from threadkeep.reading.marks import saw
from threadkeep.reading.presence import note, viewing
from threadkeep.reading.view_counts import count_view
from threadkeep.sources.forms import source_rows
from threadkeep.tags.queries import labels_of_topic
from threadkeep.theme.page import page
from threadkeep.topics import advising, forms, queries
from threadkeep.topics.history import titles_page
from threadkeep.topics.linked_data import description_of, topic_data
from threadkeep.topics.look import ComposerLook, TopicPage
from threadkeep.topics.rules import get_topic


@require_safe
def topic(request: HttpRequest, topic_id: int, slug: str = "") -> HttpResponse:
    """A page of a topic. Another slug than the title's leads here with 301; beyond the last page is 404."""
    viewer = viewer_of(request)
    now = timezone.now()
    shown = queries.topic_page(viewer, topic_id, request.GET.get("page"), now)
    if request.path != _path_of(shown) or request.GET.get("page") == "1":
        return redirect(shown.url, permanent=True)
    browser = browser_of(request)
    saw(viewer, topic_id, shown.last_shown)
    note(viewer, browser, topic_id, now)
    count_view(browser, topic_id, now)
    poll = polls.on_topic(viewer, shown.topic, now)
    here = viewing(viewer, topic_id, shown.topic.board_id, browser, now)
    context = {
        **_frame(request, shown),
        "poll": poll,
        "may_make_poll": polls.may_make(viewer, shown.topic, poll),
        "viewing": here,
        "people_here": [
            *({"name": name, "url": url, "hides": False} for name, url in here.names or ()),
            *({"name": name, "url": url, "hides": True} for name, url in here.hidden),
        ],
        "composer": quick_reply(request, viewer, shown) if shown.may.reply else None,
        "labels": labels_of_topic(shown.topic),
        "kept": kept_among(viewer, [each.id for each in shown.posts]),
        "linked_data": topic_data(shown, _origin(request)),
    }
    return page(request, "topics/topic.html", context, page_id="topic")


def _path_of(shown: TopicPage) -> str:
    """The path as Django hands it over: decoded."""
    slug = addresses.slug(shown.topic.title)
    return f"/t/{shown.topic.pk}-{slug}" if slug else f"/t/{shown.topic.pk}"


def _origin(request: HttpRequest) -> str:
    """The board's "https://host", for addresses that are read elsewhere."""
    return settings.THREADKEEP.server.public_url or f"{request.scheme}://{request.get_host()}"


def _frame(request: HttpRequest, shown: TopicPage) -> dict[str, Any]:
    return {
        "shown": shown,
        "topic": shown.topic,
        "trail": shown.trail,
        "origin": _origin(request),
        "description": description_of(shown),
    }


def quick_reply(request: HttpRequest, viewer: Viewer, shown: TopicPage) -> ComposerLook:
    """The reply form below a topic's posts, filled with the draft that waits for it."""
    topic = shown.topic
    board = get_board(viewer, topic.board_id)
    typed = open_draft(request, viewer, f"reply-{topic.pk}")
    look = forms.composer(
        viewer,
        board.pk,
        action=addresses.topic_act(topic.pk, "reply"),
        syntax=board.syntax,
        draft_key=f"reply-{topic.pk}",
        topic_id=topic.pk,
        typed=typed,
    )
    look.hidden.append(("seen_number", str(topic.last_number)))
    if typed is None:
        look.sources = source_rows()
    else:
        forms.put_files_and_sources(viewer, look, typed)
    look.advice = advising.shown(advising.age_of_topic(viewer, topic, timezone.now()))
    return look


@require_safe
def unread(request: HttpRequest, topic_id: int) -> HttpResponse:
    """To the first post this reader has not read; to the last one if all is read; to the beginning for a guest."""
    viewer = viewer_of(request)
    topic = get_topic(viewer, topic_id)
    if not viewer.is_member:
        return redirect(addresses.topic(topic.pk, topic.title))
    number = queries.first_unread(viewer, topic) or topic.last_number
    return redirect(queries.place_of(viewer, topic, number))


@require_safe
def last(request: HttpRequest, topic_id: int) -> HttpResponse:
    """To the newest post that stands."""
    viewer = viewer_of(request)
    topic = get_topic(viewer, topic_id)
    return redirect(queries.place_of(viewer, topic, None))


@require_safe
def print_view(request: HttpRequest, topic_id: int) -> HttpResponse:
    """The topic for paper: many posts on a page, where links lead written out."""
    shown = queries.print_page(viewer_of(request), topic_id, request.GET.get("page"), timezone.now())
    return page(request, "topics/print.html", _frame(request, shown), page_id="print")


@require_safe
def titles(request: HttpRequest, topic_id: int) -> HttpResponse:
    """What the topic was called, by whom it was changed, and when."""
    found = titles_page(viewer_of(request), topic_id)
    return page(request, "topics/titles.html", {"topic": found.topic, "trail": found.trail, "titles": found.titles})
