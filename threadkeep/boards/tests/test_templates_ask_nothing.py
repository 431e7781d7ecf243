"""Templates show what they are given: with every row read, drawing the index and a board's page asks nothing more."""

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from threadkeep.boards.queries import board_page, index_page
from threadkeep.kernel import worker
from threadkeep.theme.page import page


@pytest.mark.parametrize("who", ["guest", "marta", "moderator", "administrator"])
def test_drawing_makes_no_query(cast, who):
    cast.moderates("yusuf", cast.open_board)
    inside = cast.board("Small boats", "public", parent=cast.open_board)
    for number in range(3):
        cast.reply("yusuf", cast.topic("marta", f"Topic {number}"))
        cast.topic("yusuf", f"Inside {number}", board=inside)
    worker.drain()
    request = RequestFactory().get("/")
    request.viewer = cast.viewer(who)
    index, board = index_page(request.viewer), board_page(request.viewer, cast.open_board.pk)

    with CaptureQueriesContext(connection) as captured:
        first = page(request, "boards/index.html", {"index": index})
        second = page(request, "boards/board.html", {"board": board, "trail": board.trail})

    assert not captured.captured_queries
    assert b"Small boats" in first.content
    assert b"Topic 2" in second.content
