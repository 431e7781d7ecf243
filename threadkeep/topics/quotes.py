"""The heads of quotations: who is quoted, with a way to the post, for those who may see it.

The text of a post keeps what its writer typed; whether the quoted post may be seen, stands or was deleted depends on
the reader and the day, so it is looked up when the page is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template import engines

from threadkeep.kernel import addresses
from threadkeep.markup.render import Rendered, Slot
from threadkeep.members.viewer import Viewer
from threadkeep.topics.rules import visible_places


@dataclass(frozen=True)
class _Place:
    """Where a quoted post stands."""

    author: str
    number: int
    is_deleted: bool


class Quotes:
    """Fills the "quote" slots of many posts for one viewer."""

    def __init__(self, places: Mapping[int, _Place]) -> None:
        self._places = places
        template: Any = engines["threadkeep"].env.get_template("theme/quote.html")  # type: ignore[attr-defined]
        self._macros = template.module

    def fill(self, slot: Slot) -> str:
        """The HTML of one slot: a link to the post; that it was deleted; or, if it is not for this viewer, a bare name.

        Of a post the viewer may not see, nothing is said that its quoter did not type.
        """
        data = slot.data
        place = self._places.get(int(data["post_id"]))
        macro = self._macros.quote_head if slot.block else self._macros.quote_inline
        if place is None:
            return str(macro(data["author"]))
        url = addresses.post(int(data["post_id"]))
        return str(macro(place.author, place.number, url, is_deleted=place.is_deleted))


def quotes_in(viewer: Viewer, rendered: Iterable[Rendered]) -> Quotes:
    """Everything the quotations in these posts need, in one query (none if nothing is quoted)."""
    wanted = {post_id for each in rendered for post_id in each.quoted_post_ids if 0 < post_id < 2**63}
    if not wanted:
        return Quotes({})
    rows = visible_places(viewer).filter(pk__in=wanted).values_list("id", "author_name", "number", "deleted_at")
    return Quotes({pk: _Place(name, number, deleted_at is not None) for pk, name, number, deleted_at in rows})
