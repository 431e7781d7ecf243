"""Saying what the topics of a board carry and begin as."""

import pytest

from threadkeep.boards.events import BoardEdited
from threadkeep.boards.models import Board
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.tags.actions.make_prefix import make_prefix
from threadkeep.tags.queries import listed_tags, prefixes_of
from threadkeep.tags.tests.cast_of_tags import prefix, rule


def test_all_of_it_is_kept_and_told(cast):
    question, solved = prefix(cast), prefix(cast, "Solved")
    with the_grid_moves():
        rule(
            cast,
            prefix_ids=[solved, question],
            needs_prefix=True,
            tag_rule="listed",
            listed_tags=["boats", "Tides", "BOATS"],
            min_tags=1,
            max_tags=2,
            template_title=" What,  where? ",
            template_text="What I saw:\r\n\r\nWhere:\n",
        )
    board = Board.objects.get(pk=cast.open_board.pk)
    assert [each.name for each in prefixes_of(board.pk)] == ["Question", "Solved"]
    assert [each.name for each in listed_tags(board.pk)] == ["boats", "Tides"]
    assert (board.needs_prefix, board.tag_rule, board.min_tags, board.max_tags) == (True, "listed", 1, 2)
    assert (board.template_title, board.template_text) == ("What, where?", "What I saw:\n\nWhere:\n")
    assert newest_fact() == BoardEdited(board_id=board.pk, actor_id=cast.administrator.pk)


def test_saying_it_again_takes_back_what_is_left_out(cast):
    rule(cast, prefix_ids=[prefix(cast)], listed_tags=["boats"])
    rule(cast)
    assert prefixes_of(cast.open_board.pk) == []
    assert listed_tags(cast.open_board.pk) == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"prefix_ids": [999]}, "prefixes"),
        ({"tag_rule": "some"}, "tag_rule"),
        ({"max_tags": 0}, "max_tags"),
        ({"max_tags": 21}, "max_tags"),
        ({"min_tags": 4, "max_tags": 3}, "min_tags"),
        ({"listed_tags": ["x" * 41]}, "tags"),
        ({"listed_tags": [f"tag{number}" for number in range(101)]}, "listed_tags"),
        ({"tag_rule": "listed"}, "listed_tags"),
        ({"template_title": "x" * 201}, "template_title"),
        ({"template_text": "x" * 10_001}, "template_text"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, fields, field):
    with refused(status=422, field=field):
        rule(cast, **fields)


def test_only_administrators_know_that_this_can_be_done(cast):
    from threadkeep.boards.actions.edit_board_writing import edit_board_writing

    make_prefix(actor=cast.viewer("administrator"), name="Question", colour="red", now=cast.now)
    only_for_administrators(
        cast,
        lambda actor: edit_board_writing(
            actor=actor,
            board_id=cast.open_board.pk,
            prefix_ids=(),
            needs_prefix=False,
            tag_rule="free",
            listed_tags=(),
            min_tags=0,
            max_tags=5,
            template_title="",
            template_text="",
            now=cast.now,
        ),
    )
