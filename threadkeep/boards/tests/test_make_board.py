"""Making a board."""

import pytest

from threadkeep.boards.actions.make_board import make_board
from threadkeep.boards.events import BoardMade
from threadkeep.boards.models import Board, Category, PermissionSet
from threadkeep.boards.rules import visible_board_ids
from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused, the_grid_moves
from threadkeep.kernel.refused import NotThere


@pytest.fixture
def make(cast):
    """Make a board in the harbour as the administrator."""

    def make(**fields):
        fields = {"category_id": cast.category.pk, "name": "Small boats"} | fields
        return make_board(actor=cast.viewer("administrator"), now=cast.now, **fields)

    return make


def test_a_board_comes_to_stand_behind_the_others_and_is_open_by_the_default_set(cast, make):
    with the_grid_moves():
        pk = make(description=" For  oars and sails. ", syntax="bbcode")

    board = Board.objects.get(pk=pk)
    assert (board.name, board.description, board.syntax) == ("Small boats", "For oars and sails.", "bbcode")
    assert Board.objects.filter(parent=None).last() == board
    assert pk in visible_board_ids(cast.viewer("guest"))
    assert newest_fact() == BoardMade(board_id=pk, actor_id=cast.administrator.pk)


def test_a_board_inside_another_stands_in_its_category_and_takes_its_set(cast, make):
    other = Category.objects.create(name="Elsewhere")
    pk = make(parent_id=cast.staff_board.pk, category_id=other.pk)

    assert Board.objects.get(pk=pk).category == cast.category
    assert pk not in visible_board_ids(cast.viewer("marta"))
    assert pk in visible_board_ids(cast.viewer("moderator"))


def test_a_board_can_have_a_set_of_its_own(cast, make):
    pk = make(permission_set_id=PermissionSet.objects.get(name="Members").pk)

    assert pk not in visible_board_ids(cast.viewer("guest"))
    assert pk in visible_board_ids(cast.viewer("marta"))


def test_a_link_board_keeps_its_address(make):
    assert (
        Board.objects.get(pk=make(link_url=" https://tides.example/?at=6 ")).link_url == "https://tides.example/?at=6"
    )


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 101}, "name"),
        ({"description": "x" * 501}, "description"),
        ({"syntax": "html"}, "syntax"),
        ({"permission_set_id": 999}, "permission_set"),
        ({"link_url": "javascript:alert(1)"}, "link_url"),
        ({"link_url": "//tides.example"}, "link_url"),
        ({"link_url": "https://"}, "link_url"),
        ({"link_url": "https://bank.example@tides.example/"}, "link_url"),
        ({"link_url": "https://tides.example/\r\nSet-Cookie: x"}, "link_url"),
        ({"link_url": "https://[tides"}, "link_url"),
        ({"link_url": "https://tides.example/" + "x" * 500}, "link_url"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(make, fields, field):
    with refused(status=422, field=field):
        make(**fields)


def test_no_board_stands_in_a_link_board(cast, make):
    with refused(saying="leads to another site"):
        make(parent_id=cast.link_board.pk)


@pytest.mark.parametrize("place", [{"category_id": 999}, {"parent_id": 999}])
def test_a_place_there_is_none_of_is_not_there(make, place):
    with pytest.raises(NotThere):
        make(**place)


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(
        cast, lambda actor: make_board(actor=actor, category_id=cast.category.pk, name="Mine", now=cast.now)
    )
