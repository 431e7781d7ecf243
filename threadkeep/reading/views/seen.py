"""The small picture on every page that says that a browser is here, with JavaScript or without."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from threadkeep.kernel import addresses
from threadkeep.members.middleware import viewer_of
from threadkeep.reading.browser import browser_of, introduce, is_robot
from threadkeep.reading.presence import note
from threadkeep.reading.view_counts import count_view
from threadkeep.topics.rules import visible_topics

# One transparent point: GIF89a, https://www.w3.org/Graphics/GIF/spec-gif89a.txt
POINT: Final = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")


@require_safe
def seen(request: HttpRequest, topic_id: int) -> HttpResponse:
    """Note that the browser looks at a topic (0: at the rest of the site). The answer is the same for every topic.

    A browser without a number gets one and is sent here again at once, so that it counts from its first page on. One
    that keeps no cookies is not sent round twice.
    """
    browser = browser_of(request)
    if browser is None and "again" not in request.GET and not is_robot(request):
        answer: HttpResponse = HttpResponseRedirect(addresses.seen(topic_id) + "?again=1")
        introduce(request, answer)
    else:
        viewer, now = viewer_of(request), timezone.now()
        if browser and (topic_id == 0 or visible_topics(viewer).filter(pk=topic_id).exists()):
            note(viewer, browser, topic_id, now)
            count_view(browser, topic_id, now)
        answer = HttpResponse(POINT, content_type="image/gif")
    answer.headers["Cache-Control"] = "no-store"
    return answer
