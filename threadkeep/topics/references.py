"""What posts refer to, filled in for one viewer: quoted posts, members called by name, topics and posts linked, films.

A text keeps what was typed. Who is meant, what a topic is called today and whether this viewer may know of it is looked
up when the page is made, for all its posts at once, so that no reference is broken by a move or a new name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.template import engines
from django.utils import timezone

from threadkeep.kernel import addresses
from threadkeep.markup.render import Rendered, Slot, plain_fill
from threadkeep.members.viewer import Viewer
from threadkeep.topics.mentions import Mentions, mentions_in, profile_of
from threadkeep.topics.models import Post
from threadkeep.topics.players import PLAYERS, player_address
from threadkeep.topics.quotes import Places, Quotes, places_in, states_of
from threadkeep.topics.rules import visible_topics

_PAGE = re.compile(r"[?&]page=([0-9]{1,6})(?=[&#]|$)")


@dataclass(frozen=True)
class References:
    """Fills the slots of many posts for one viewer. `times`: when each post was posted, and when last written."""

    quotes: Quotes
    mentions: Mentions
    places: Places
    # Topic id -> title, of those the viewer may see.
    topics: Mapping[int, str]
    times: Mapping[int, tuple[datetime, datetime]]
    now: datetime

    def filler(self, post_id: int) -> Callable[[Slot], str]:
        """What fills the slots of this post (0: a text that is no post yet), asked for them in their order."""
        quoted: Counter[int] = Counter()

        def fill(slot: Slot) -> str:
            if slot.kind != "quote":
                return self._other(slot, post_id)
            nth = quoted[int(slot.data["post_id"])]
            # Only heads of quotations are counted, not posts that are named amid a line.
            quoted[int(slot.data["post_id"])] += slot.block
            return self.quotes.fill(slot, post_id, nth)

        return fill

    def _other(self, slot: Slot, post_id: int) -> str:
        match slot.kind:
            case "mention":
                return self._mention(slot, post_id)
            case "topic":
                return self._topic(slot)
            case "video":
                return _video(slot)
            case _:
                return plain_fill(slot)

    def _mention(self, slot: Slot, post_id: int) -> str:
        """A link to whoever is meant; the words as they were typed if nobody is."""
        text = f"{slot.data['name']}{slot.data['rest']}"
        found = self.mentions.find(text, *self.times.get(post_id, (self.now, self.now)))
        if found is None:
            return plain_fill(slot)
        named, name = found
        return str(_macros().mention(profile_of(named), name, text[len(name) :]))

    def _topic(self, slot: Slot) -> str:
        """A link to where the topic or post is today; for who may not see it, what was typed."""
        topic_id, post_id = int(slot.data["topic_id"]), int(slot.data["post_id"])
        words = str(slot.data["words"])
        if place := self.places.get(post_id):
            return str(_macros().topic(addresses.post(post_id), place.topic_title, words, place.number))
        # A post that is not there: the topic it was said to be in is nearer to what was meant than nothing.
        if (title := self.topics.get(topic_id)) is None:
            return plain_fill(slot)
        page = _PAGE.search(str(slot.data["href"]))
        return str(_macros().topic(addresses.topic(topic_id, title, int(page[1]) if page else 1), title, words))


def _video(slot: Slot) -> str:
    provider, film, href, words = (str(slot.data[key]) for key in ("provider", "id", "href", "words"))
    name = PLAYERS[provider].name if provider in PLAYERS else provider
    if not slot.block:
        return str(_macros().video_inline(href, name, words))
    player = player_address(provider, film, href) if settings.THREADKEEP.posts.embed_videos else ""
    return str(_macros().video(href, name, words, player))


def _macros() -> Any:
    return engines["threadkeep"].env.get_template("theme/reference.html").module  # type: ignore[attr-defined]


def references_in(viewer: Viewer, rendered: Mapping[int, Rendered], posts: Mapping[int, Post]) -> References:
    """Everything these posts refer to: six queries at most, however many posts, and none for what none of them has.

    `rendered` by post id; a text that is no post yet goes under 0 and is in no row of `posts`.
    """
    texts = rendered.values()
    topic_ids = {topic_id for each in texts for topic_id in each.topic_ids if 0 < topic_id < 2**63}
    rows = visible_topics(viewer).filter(pk__in=topic_ids, deleted_at__isnull=True) if topic_ids else None
    quoting = [post_id for post_id, each in rendered.items() if post_id and each.quoted_post_ids]
    places = places_in(viewer, texts)
    return References(
        quotes=Quotes(places, states_of(quoting) if quoting and places else None),
        mentions=mentions_in(texts),
        places=places,
        topics=dict(rows.values_list("pk", "title")) if rows is not None else {},
        times={pk: (post.posted_at, post.edited_at or post.posted_at) for pk, post in posts.items()},
        now=timezone.now(),
    )
