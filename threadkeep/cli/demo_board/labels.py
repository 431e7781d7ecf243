"""The prefixes, tags and templates of the demo: which boards take which, and which topics carry them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from threadkeep.boards.actions.edit_board_writing import edit_board_writing
from threadkeep.members.viewer import Viewer
from threadkeep.tags.actions.make_prefix import make_prefix
from threadkeep.tags.steps import Labels


class DemoLabels:
    """What talk/labels.toml says, once the boards are made."""

    def __init__(self, talk: dict[str, Any], boards: Mapping[str, int], keeper: Viewer, now: datetime) -> None:
        """Make the prefixes, and let the boards (key -> id) offer and take what the talk says."""
        self._topics: dict[str, dict[str, Any]] = talk["topics"]
        self._prefixes = {
            key: make_prefix(actor=keeper, name=prefix["name"], colour=prefix["colour"], now=now)
            for key, prefix in talk["prefixes"].items()
        }
        for key, rule in talk["boards"].items():
            edit_board_writing(
                actor=keeper,
                board_id=boards[key],
                prefix_ids=[self._prefixes[each] for each in rule.get("prefixes", ())],
                needs_prefix=False,
                tag_rule=rule["tag_rule"],
                listed_tags=rule.get("listed", ()),
                min_tags=0,
                max_tags=5,
                template_title=rule.get("title", ""),
                template_text=rule.get("text", ""),
                now=now,
            )

    def of(self, title: str) -> Labels:
        """What a topic of this title is to carry."""
        for begins, carried in self._topics.items():
            if title.startswith(begins):
                return Labels(self._prefixes.get(carried.get("prefix", "")), tuple(carried["tags"]))
        return Labels()
