"""Changing what a board is called and how it works."""

import pytest

from threadkeep.boards.actions.edit_board import edit_board
from threadkeep.boards.events import BoardEdited
from threadkeep.boards.models import Board, PermissionSet
from threadkeep.boards.rules import visible_board_ids
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves


@pytest.fixture
def edit(cast):
    """Edit the open board as the administrator; what is not said stays."""

    def edit(board=None, actor=None, **fields):
        board = Board.objects.get(pk=(board or cast.open_board).pk)
        was = {
            name: getattr(board, name) for name in ("name", "description", "syntax", "link_url", "permission_set_id")
        }
        return edit_board(actor=actor or cast.viewer("administrator"), board_id=board.pk, now=cast.now, **was | fields)

    return edit


def test_every_field_is_kept(cast, edit):
    staff = PermissionSet.objects.get(name="Staff").pk
    with the_grid_moves():
        edit(name="Boats", description="All of them.", syntax="bbcode", permission_set_id=staff)

    board = Board.objects.get(pk=cast.open_board.pk)
    assert (board.name, board.description, board.syntax) == ("Boats", "All of them.", "bbcode")
    assert newest_fact() == BoardEdited(board_id=board.pk, actor_id=cast.administrator.pk)
    # The very next look knows it.
    assert board.pk not in visible_board_ids(cast.viewer("marta"))


def test_an_empty_board_can_become_a_link_and_turn_back(cast, edit):
    edit(link_url="https://tides.example/")
    edit(link_url="")
    assert Board.objects.get(pk=cast.open_board.pk).link_url == ""


def test_a_board_that_holds_topics_or_boards_cannot_become_a_link(cast, edit):
    cast.topic("marta")
    with refused(status=409, field="link_url"):
        edit(link_url="https://tides.example/")
    cast.board("Small boats", "members", parent=cast.members_board)
    with refused(status=409, field="link_url"):
        edit(cast.members_board, link_url="https://tides.example/")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"link_url": "ftp://x.example/"}, "link_url"),
        ({"permission_set_id": 999}, "permission_set"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_changes(cast, edit, fields, field):
    with refused(status=422, field=field):
        edit(**{"description": "Half of it."} | fields)
    assert Board.objects.get(pk=cast.open_board.pk).description == ""


def test_only_administrators_know_that_this_can_be_done(cast, edit):
    only_for_administrators(cast, lambda actor: edit(actor=actor, name="Mine"))
