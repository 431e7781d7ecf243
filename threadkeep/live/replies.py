"""What a stream may tell its reader: asked anew for every event, because rights and posts change while it is open."""

from __future__ import annotations

from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import ngettext

from threadkeep.kernel import addresses
from threadkeep.kernel.models import Event
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer, viewer_for
from threadkeep.topics.models import Post
from threadkeep.topics.rules import get_topic

MOST = 100


@dataclass(frozen=True)
class Reader:
    """Who reads, as far as the browser says: a session and a language."""

    session_key: str | None
    language: str

    @classmethod
    def of(cls, headers: dict[bytes, bytes]) -> Reader:
        """From the headers of the request."""
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get(b"cookie", b"").decode("latin-1"))
        except CookieError:
            cookies = SimpleCookie()
        request = HttpRequest()
        request.META["HTTP_ACCEPT_LANGUAGE"] = headers.get(b"accept-language", b"").decode("latin-1")
        session = cookies.get(settings.SESSION_COOKIE_NAME)
        return cls(session.value if session else None, translation.get_language_from_request(request))


@dataclass(frozen=True)
class NewReply:
    """A reply the reader has not had on the page. `count` and `first` take in all of them up to this one."""

    post_id: int
    number: int
    url: str
    count: int
    first: str
    text: str


def new_replies(reader: Reader, topic_id: int, seen: int | None) -> tuple[int, list[NewReply]]:
    """(the number this is up to, the standing replies above `seen`, at most 100); `seen` None takes the newest as seen.

    Raises NotThere or Gone when the reader may not see the topic, now.
    """
    viewer = _viewer(reader)
    topic = get_topic(viewer, topic_id)
    if seen is None:
        return topic.last_number, []
    posts = Post.objects.filter(topic_id=topic_id, number__gt=seen, deleted_at__isnull=True).order_by("number")
    rows = list(posts.values_list("id", "number")[:MOST])
    language = (viewer.member.language if viewer.member else "") or reader.language
    with translation.override(language):
        found = [
            NewReply(
                post_id=post_id,
                number=number,
                url=addresses.post(post_id),
                count=count,
                first=addresses.post(rows[0][0]),
                text=ngettext("%(count)d new reply – show it", "%(count)d new replies – show them", count)
                % {"count": count},
            )
            for count, (post_id, number) in enumerate(rows, start=1)
        ]
    return max(seen, rows[-1][1] if rows else 0), found


def number_told(topic_id: int, event_id: int) -> int | None:
    """The number of the reply that the event of this id told of; None if the log does not know it (any more)."""
    event = Event.objects.filter(pk=event_id).first()
    if event is None or event.data.get("topic_id") != topic_id:
        return None
    return Post.objects.filter(pk=event.data.get("post_id")).values_list("number", flat=True).first()


def _viewer(reader: Reader) -> Viewer:
    """Who the session belongs to at this moment; a guest if it has ended."""
    request = HttpRequest()
    engine = import_module(settings.SESSION_ENGINE)
    request.session = engine.SessionStore(reader.session_key)
    user: AbstractBaseUser | object = get_user(request)
    return viewer_for(user if isinstance(user, Member) else None)
