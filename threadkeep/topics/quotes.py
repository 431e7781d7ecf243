"""The heads of quotations: who is quoted, with a way to the post, for those who may see it.

The text of a post keeps what its writer typed; whether the quoted post may be seen, stands or was deleted, and whether
the quoted words are still in it, depends on the reader and the day, so it is looked up when the page is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import engines

from threadkeep.kernel import addresses
from threadkeep.markup.render import Rendered, Slot
from threadkeep.members.viewer import Viewer
from threadkeep.topics.models import QuoteCheck
from threadkeep.topics.rules import visible_places


@dataclass(frozen=True)
class Place:
    """Where a post that is referred to stands."""

    author: str
    number: int
    is_deleted: bool
    topic_title: str


type Places = Mapping[int, Place]
"""Posts by id: those of the ones asked for that the viewer may know of"""

type States = Mapping[tuple[int, int, int], str]
"""(quoting post, quoted post, the how manieth quotation of it) -> what is wrong with it"""


class Quotes:
    """Fills the "quote" slots of many posts for one viewer."""

    def __init__(self, places: Places, states: States | None = None) -> None:
        self._places = places
        self._states = states or {}
        template: Any = engines["threadkeep"].env.get_template("theme/quote.html")  # type: ignore[attr-defined]
        self._macros = template.module

    def fill(self, slot: Slot, post_id: int = 0, nth: int = 0) -> str:
        """The HTML of one slot of this post: a link to the quoted one, with a flag if the words are not in it; that it
        was deleted; or, if it is not for this viewer, a bare name. `nth`: the how manieth quotation of the same post.

        Of a post the viewer may not see, nothing is said that its quoter did not type. The flag counts as saying: who
        quotes at random would learn from it what a hidden or deleted post says.
        """
        data = slot.data
        quoted_id = int(data["post_id"])
        place = self._places.get(quoted_id)
        if place is None:
            macro = self._macros.quote_head if slot.block else self._macros.quote_inline
            return str(macro(data["author"]))
        url = addresses.post(quoted_id)
        if not slot.block:
            return str(self._macros.quote_inline(place.author, place.number, url, is_deleted=place.is_deleted))
        state = "" if place.is_deleted else self._states.get((post_id, quoted_id, nth), "")
        return str(self._macros.quote_head(place.author, place.number, url, is_deleted=place.is_deleted, state=state))


def places_in(viewer: Viewer, rendered: Iterable[Rendered]) -> Places:
    """Where the posts stand that these posts quote or lead to, in one query (none if there are none)."""
    wanted = {post_id for each in rendered for post_id in each.quoted_post_ids if 0 < post_id < 2**63}
    if not wanted:
        return {}
    rows = visible_places(viewer).filter(pk__in=wanted)
    columns = ("id", "author_name", "number", "deleted_at", "topic__title")
    return {
        pk: Place(name, number, deleted_at is not None, title)
        for pk, name, number, deleted_at, title in rows.values_list(*columns)
    }


def states_of(post_ids: Iterable[int]) -> States:
    """What is wrong with the quotations of these posts, where anything is. One query."""
    rows = QuoteCheck.objects.filter(post__in=list(post_ids)).exclude(state=QuoteCheck.STAND)
    columns = ("post", "quoted_post", "place", "state")
    return {(post_id, quoted_id, nth): state for post_id, quoted_id, nth, state in rows.values_list(*columns)}


def quotes_in(viewer: Viewer, rendered: Iterable[Rendered]) -> Quotes:
    """Everything the heads of the quotations in these texts need, without a look at the words: one query, or none."""
    return Quotes(places_in(viewer, rendered))
