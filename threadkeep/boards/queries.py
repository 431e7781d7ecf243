"""Reads for the board index and a board's page: a fixed number of queries each, however many boards and topics."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import FETCH_RAISE, QuerySet
from django.utils.translation import gettext as _

from threadkeep.boards.access import access_of
from threadkeep.boards.look import BoardName, BoardPage, CategoryLook, IndexPage, Named, SortLook, TopicLook, topic_look
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
from threadkeep.tags.look import NONE, Ways
from threadkeep.tags.narrowing import WHOLE, Narrowing, ways
from threadkeep.tags.queries import labels_of, prefixes_of, used_tags
from threadkeep.topics.models import Topic
from threadkeep.topics.rules import visible_topics

# How many tags a board's page offers to narrow its list by.
MOST_WAYS = 12


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
    viewer: Viewer,
    board_id: int,
    wanted_page: str | int | None = None,
    sort: str | None = None,
    narrowed: Narrowing = WHOLE,
) -> BoardPage:
    """One page of a board's topics, pinned ones first, and above them the boards in it.

    `wanted_page` is 1-based, `sort` a name of boards/orders.py; `narrowed` leaves out topics without a prefix or tag.
    NotThere: a board this viewer may not know of, a page beyond the end, an order there is none of. A link board has
    no topics: its page is where it leads.
    """
    board, order = get_board(viewer, board_id), order_named(sort)
    grid, visible = access_of(viewer).grid, visible_board_ids(viewer)
    children = [child for child in grid.children.get(board_id, ()) if child.pk in visible]
    rows = BoardRows(viewer, [board_id])
    topics = narrowed.of(visible_topics(viewer).filter(board_id=board_id))
    # Who reads deleted topics has more of them than the board counts, who asks for one tag fewer.
    counted = narrowed.is_on or may(viewer, SEE_DELETED, board_id)
    total = topics.count() if counted else rows.own(board_id).topic_count
    page = number_page(
        wanted_page,
        total=total,
        size=viewer.posts_per_page,
        url=lambda number: addresses.board(board_id, board.name, number, order.name, **narrowed.ids),
    )
    looks = topic_looks(viewer, topics, ids_of_page(topics, order, total=total, offset=page.offset, size=page.size))
    return BoardPage(
        id=board_id,
        name=board.name,
        description=board.description,
        url=addresses.board(board_id, board.name),
        canonical_url=addresses.board(board_id, board.name, 1 if order.name or narrowed.is_on else page.number),
        trail=trail(viewer, board_id)[:-1],
        page=page,
        children=[rows.row(child) for child in children],
        moderators=rows.moderators(board_id),
        pinned=[each for each in looks if each.is_pinned],
        topics=[each for each in looks if not each.is_pinned],
        sorts=_sorts(board, order, narrowed),
        is_sorted=bool(order.name) or narrowed.is_on,
        may_start=viewer.is_member and may(viewer, START, board_id),
        start_url=addresses.new_topic(board_id),
        ways=_ways(viewer, board, narrowed, order),
        narrowed=narrowed.look,
    )


def _ways(viewer: Viewer, board: Board, narrowed: Narrowing, order: Order) -> Ways:
    """How the list can be narrowed: the prefixes the board offers, and the tags used most on it. Two queries."""
    asks_tags = board.tag_rule != Board.TAGS_OFF
    tags = used_tags(viewer, board_id=board.pk, most=MOST_WAYS) if asks_tags else []
    return ways(board, narrowed, order.name, prefixes_of(board.pk), tags)


def topic_looks(
    viewer: Viewer, topics: QuerySet[Topic], ids: Sequence[int], *, with_board: bool = False
) -> list[TopicLook]:
    """The rows of these topics, in this order; `topics` is what the viewer may see. Six queries, however many."""
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
    labels = labels_of([topic.pk for topic in shown])
    boards = access_of(viewer).grid.boards
    return [
        topic_look(
            topic,
            who,
            unread=unread.get(topic.pk, False),
            posts_per_page=viewer.posts_per_page,
            labels=labels.get(topic.pk, NONE),
            board=board_name(boards[topic.board_id]) if with_board else None,
        )
        for topic in shown
    ]


def board_name(board: Board) -> BoardName:
    """A board as a topic's row names it."""
    return BoardName(board.name, addresses.board(board.pk, board.name))


def _sorts(board: Board, chosen: Order, narrowed: Narrowing) -> list[SortLook]:
    """Each order as a link; the one in use turns round when it is chosen again."""
    looks = []
    for each in ORDERS:
        is_chosen = each.key == chosen.key
        turned = is_chosen and not chosen.is_reversed
        name = Order(each.key, each.label, each.columns, is_reversed=turned).name
        url = addresses.board(board.pk, board.name, 1, name, **narrowed.ids)
        looks.append(SortLook(str(each.label), url, is_chosen, is_chosen and chosen.is_reversed))
    return looks
