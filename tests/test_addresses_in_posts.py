"""The text engine knows the board's own addresses without knowing the board: here the two are held together."""

import pytest

from threadkeep.kernel import addresses
from threadkeep.markup.render import render

OWN_URL = "https://board.example"


@pytest.mark.parametrize(
    ("path", "topic_ids", "post_ids"),
    [
        (addresses.topic(12, "A walk"), (12,), ()),
        (addresses.topic(12, "Прогулка", page=3), (12,), ()),
        (addresses.topic(12, "…"), (12,), ()),
        (addresses.post(34), (), (34,)),
        (addresses.board(3, "Workshop"), (), ()),
        (addresses.first_unread(12), (), ()),
        (addresses.topic_act(12, "reply"), (), ()),
        (addresses.post_act(34, "edit"), (), ()),
        (addresses.member(5, "Marta"), (), ()),
    ],
)
@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
def test_an_address_in_a_post_refers_to_what_stands_there(syntax, path, topic_ids, post_ids):
    rendered = render(f"See {OWN_URL}{path} for more", syntax, own_url=OWN_URL)
    assert (rendered.topic_ids, rendered.quoted_post_ids) == (topic_ids, post_ids)
    assert rendered.links == ()
