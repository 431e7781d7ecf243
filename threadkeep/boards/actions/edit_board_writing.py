from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from threadkeep.boards.events import BoardEdited
from threadkeep.boards.rules import check_administer, check_tag_rule, check_template
from threadkeep.boards.steps import board_for_change, raise_version
from threadkeep.kernel.action import action, tell
from threadkeep.members.viewer import Viewer
from threadkeep.tags.names import check_tag_name
from threadkeep.tags.steps import list_tags, offer_prefixes


@action
def edit_board_writing(
    *,
    actor: Viewer,
    board_id: int,
    prefix_ids: Collection[int],
    needs_prefix: bool,
    tag_rule: str,
    listed_tags: Sequence[str],
    min_tags: int,
    max_tags: int,
    template_title: str,
    template_text: str,
    now: datetime,
) -> int:
    """Say what a topic started on a board carries and what its first post begins as. Returns the board's id.

    `prefix_ids` are the prefixes it offers, `listed_tags` the tags its owner lists, by name. Topics that stand keep
    what they carry. Refused: a prefix there is none of, a tag that is none, more than 100 of either, a tag rule there
    is none of, a least number above the most, a template longer than 10,000 characters.
    """
    check_administer(actor)
    raise_version()
    board = board_for_change(board_id)
    names = [check_tag_name(name) for name in listed_tags]
    check_tag_rule(tag_rule, names, min_tags, max_tags)
    board.template_title, board.template_text = check_template(template_title, template_text)
    board.needs_prefix, board.tag_rule, board.min_tags, board.max_tags = needs_prefix, tag_rule, min_tags, max_tags
    board.save(update_fields=["needs_prefix", "tag_rule", "min_tags", "max_tags", "template_title", "template_text"])
    offer_prefixes(board.pk, prefix_ids)
    list_tags(board.pk, names)
    tell(BoardEdited(board_id=board.pk, actor_id=actor.id or 0))
    return board.pk
