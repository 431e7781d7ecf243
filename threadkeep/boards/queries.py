"""Reads for the board index and a board's page: a fixed number of queries each, however many boards and topics."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import FETCH_RAISE, QuerySet
from django.utils.translation import gettext as _

from threadkeep.boards.access import access_of
from threadkeep.boards.look import BoardPage, CategoryLook, IndexPage, Named, SortLook, TopicLook, topic_look
from threadkeep.boards.models import Board
from threadkeep.boards.orders import ORDERS, Order, ids_of_page, order_named
from threadkeep.boards.permissions import SEE_DELETED, START
from threadkeep.boards.rows import BoardRows
from threadkeep.boards.rules import get_board, may, visible_board_ids
from threadkeep.kernel import addresses
from threadkeep.kernel.pages import number_page
from threadkeep.members.queries import people
from threadkeep.members.viewer import Viewer
from threadkeep.reading.queries import unread_topics
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import visible_topics


def index_page(viewer: Viewer) -> IndexPage:
    """Every category with a board this viewer may see. Sums take in no board they may not see."""
    grid, visible = access_of(viewer).grid, visible_board_ids(viewer)
    tops = [board for board in grid.children.get(None, ()) if board.pk in visible]
    rows = BoardRows(viewer, [board.pk for board in tops])
    categories = [
        CategoryLook(each.pk, each.name, [rows.row(board) for board in tops if board.category_id == each.pk])
        for each in grid.categories
    ]
    shown = [each for each in categories if each.boards]
    return IndexPage(
        categories=shown,
        topic_count=sum(board.topic_count for each in shown for board in each.boards),
        post_count=sum(board.post_count for each in shown for board in each.boards),
    )


def trail(viewer: Viewer, board_id: int) -> list[tuple[str, str]]:
    """The way to a board, itself last: (text, address) of the index, the category on it, the boards above, itself."""
    board = get_board(viewer, board_id)
    grid = access_of(viewer).grid
    category = next(each for each in grid.categories if each.pk == board.category_id)
    above = list(grid.ancestors(board_id))[::-1]
    return [
        (_("Boards"), addresses.home()),
        (category.name, f"{addresses.home()}#c{category.pk}"),
        *((each.name, addresses.board(each.pk, each.name)) for each in above),
    ]


def board_page(
    viewer: Viewer, board_id: int, wanted_page: str | int | None = None, sort: str | None = None
) -> BoardPage:
    """One page of a board's topics, pinned ones first, and above them the boards in it.

    `wanted_page` is 1-based, `sort` a name of boards/orders.py. NotThere: a board this viewer may not know of, a page
    beyond the end, an order there is none of. A link board has no topics: its page is where it leads.
    """
    board, order = get_board(viewer, board_id), order_named(sort)
    grid, visible = access_of(viewer).grid, visible_board_ids(viewer)
    children = [child for child in grid.children.get(board_id, ()) if child.pk in visible]
    rows = BoardRows(viewer, [board_id])
    topics = visible_topics(viewer).filter(board_id=board_id)
    # Who reads deleted topics has more of them than the board counts.
    total = topics.count() if may(viewer, SEE_DELETED, board_id) else rows.own(board_id).topic_count
    page = number_page(
        wanted_page,
        total=total,
        size=viewer.posts_per_page,
        url=lambda number: addresses.board(board_id, board.name, number, order.name),
    )
    looks = _topic_looks(viewer, topics, ids_of_page(topics, order, total=total, offset=page.offset, size=page.size))
    return BoardPage(
        id=board_id,
        name=board.name,
        description=board.description,
        url=addresses.board(board_id, board.name),
        canonical_url=addresses.board(board_id, board.name, 1 if order.name else page.number),
        trail=trail(viewer, board_id)[:-1],
        page=page,
        children=[rows.row(child) for child in children],
        moderators=rows.moderators(board_id),
        pinned=[each for each in looks if each.is_pinned],
        topics=[each for each in looks if not each.is_pinned],
        sorts=_sorts(board, order),
        is_sorted=bool(order.name),
        may_start=viewer.is_member and may(viewer, START, board_id),
        start_url=addresses.new_topic(board_id),
    )


def _topic_looks(viewer: Viewer, topics: QuerySet[Topic], ids: Sequence[int]) -> list[TopicLook]:
    columns = (
        "board_id", "title", "starter_id", "starter_name", "started_at", "is_pinned", "is_locked", "deleted_at",
        "last_number", "reply_count", "view_count", "last_post_at", "last_author_name", "last_post__author_id",
    )  # fmt: skip
    # FETCH_RAISE: a column that is forgotten here fails loudly instead of costing a query for each row.
    found = topics.filter(pk__in=ids).select_related("last_post").only(*columns).fetch_mode(FETCH_RAISE)
    rows = {topic.pk: topic for topic in found}
    shown = [rows[pk] for pk in ids if pk in rows]
    unread = unread_topics(viewer, shown)
    authors = {topic.last_post.author_id for topic in shown if topic.last_post} | {topic.starter_id for topic in shown}
    who: dict[int, Named] = dict(people({pk for pk in authors if pk}))
    size = viewer.posts_per_page
    return [topic_look(topic, who, unread=unread.get(topic.pk, False), posts_per_page=size) for topic in shown]


def _sorts(board: Board, chosen: Order) -> list[SortLook]:
    """Each order as a link; the one in use turns round when it is chosen again."""
    looks = []
    for each in ORDERS:
        is_chosen = each.key == chosen.key
        turned = is_chosen and not chosen.is_reversed
        name = Order(each.key, each.label, each.columns, is_reversed=turned).name
        url = addresses.board(board.pk, board.name, 1, name)
        looks.append(SortLook(str(each.label), url, is_chosen, is_chosen and chosen.is_reversed))
    return looks
