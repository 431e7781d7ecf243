"""The small cast of most tests: six people, four places, and short ways to let them write.

    def test_a_member_replies(cast):
        topic_id = cast.topic("marta")
        post_id = cast.reply("yusuf", topic_id, "I did not know that.")

Rows are made the way the board makes them: what has an action is done by it. The cast is small on purpose; a test that
needs somebody else makes them itself, with `cast.member("...")`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client

    from threadkeep.boards.models import Board, Category
    from threadkeep.members.models import Member
    from threadkeep.members.viewer import Viewer

NAMES = ("administrator", "moderator", "marta", "yusuf", "newcomer", "banned")
PASSWORD = "a long sentence nobody guesses"
# Written before the test begins, so that marta and yusuf do not count as newcomers.
ENOUGH_POSTS = 50


class Cast:
    """The people (`cast.marta`, a Member row), the places (`cast.open_board`), and what they commonly do.

    administrator, moderator (of every board), marta and yusuf (members), newcomer (a member without posts), banned.
    open_board (all read, members write), members_board (members only), staff_board (moderators only), link_board.
    """

    administrator: Member
    moderator: Member
    marta: Member
    yusuf: Member
    newcomer: Member
    banned: Member
    category: Category
    open_board: Board
    members_board: Board
    staff_board: Board
    link_board: Board

    def __init__(self) -> None:
        from django.utils import timezone

        from threadkeep.boards import grid
        from threadkeep.boards.setup import make_built_ins
        from threadkeep.members.models import Group
        from threadkeep.reading import due, marks, presence, view_counts
        from threadkeep.vocabulary import queries as vocabulary

        self.now: datetime = timezone.now().replace(microsecond=0)
        # The grid is kept by version, and every test starts with a fresh database at the same version.
        grid.forget()
        vocabulary.forget()
        _forget_what_was_noted()
        # Read marks, presence and views wait in memory for a flush; those of the test before are about other people.
        for gathered in (due, marks, presence, view_counts):
            gathered.forget_all()
        make_built_ins(self.now)
        for name in NAMES:
            setattr(self, name, self.member(name.capitalize(), post_count=0 if name == "newcomer" else ENOUGH_POSTS))
        self.put_in_group("administrator", Group.ADMINISTRATORS)
        self.put_in_group("moderator", Group.MODERATORS)
        self.banned.banned_at, self.banned.ban_reason = self.now, "Sold watches."
        self.banned.save()
        self._make_boards()

    def _make_boards(self) -> None:
        from threadkeep.boards.models import Category

        self.category = Category.objects.create(name="The harbour")
        self.open_board = self.board("Boats and tides", "public")
        self.members_board = self.board("The back room", "members")
        self.staff_board = self.board("Bridge", "staff")
        self.link_board = self.board("Weather service", "public", link_url="https://weather.example/")

    def member(self, name: str, *, post_count: int = ENOUGH_POSTS) -> Member:
        """A new member of this name, able to sign in with PASSWORD."""
        from django.utils.crypto import get_random_string

        from threadkeep.members.models import Member
        from threadkeep.members.names import name_key

        key = name_key(name)
        member = Member(
            username=name,
            username_key=key,
            name=name,
            name_key=key,
            email=f"{get_random_string(8)}@example.org",
            joined_at=self.now - timedelta(days=400),
            post_count=post_count,
        )
        member.password = _password_hash()
        member.save()
        return member

    def put_in_group(self, who: str, key: str) -> None:
        """Make one of the cast a member of a group."""
        from threadkeep.members.models import Group, Membership

        Membership.objects.create(
            member=getattr(self, who), group=Group.objects.get(key=key), added_at=self.now - timedelta(days=1)
        )

    def board(self, name: str, set_name: str, *, parent: Board | None = None, link_url: str = "") -> Board:
        """A board with one of the starting permission sets: "public", "read_only", "members" or "staff"."""
        from django.db.models import F

        from threadkeep.boards.models import Board, PermissionSet, Tree

        board = Board.objects.create(
            category=self.category,
            parent=parent,
            name=name,
            position=Board.objects.count(),
            link_url=link_url,
            permission_set=PermissionSet.objects.get(name__iexact=set_name.replace("_", " ")),
        )
        Tree.objects.update(version=F("version") + 1)
        return board

    def moderates(self, who: str, board: Board) -> None:
        """Make one of the cast moderator of this board (and those below) only."""
        from threadkeep.boards.models import BoardModerator

        BoardModerator.objects.create(member=getattr(self, who), board=board)

    def viewer(self, who: str | None) -> Viewer:
        """One of the cast as a viewer, fresh from the database; None or "guest" is a guest."""
        from threadkeep.members.models import Member
        from threadkeep.members.viewer import GUEST, Viewer, viewer_for

        if who in (None, "guest"):
            # A copy: a viewer carries a note of what it may do, which must not outlive the test's boards.
            return Viewer(member=None, group_keys=GUEST.group_keys)
        return viewer_for(Member.objects.get(pk=getattr(self, str(who)).pk))

    def browser(self, who: str | None = None) -> Client:
        """A browser (Django's test client), signed in as one of the cast unless it is a guest's."""
        from django.test import Client

        # With a name of its own, as every real browser has: nameless senders count as robots.
        client = Client(
            headers={"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"}
        )
        if who not in (None, "guest"):
            client.force_login(getattr(self, str(who)))
        return client

    def topic(
        self,
        who: str = "marta",
        title: str = "When does the tide turn?",
        text: str = "At six, they say.",
        *,
        board: Board | None = None,
        syntax: str = "markdown",
        at: datetime | None = None,
    ) -> int:
        """Let somebody start a topic (on the open board); its id."""
        from threadkeep.topics.actions.start_topic import start_topic
        from threadkeep.topics.writing import prepare

        return start_topic(
            actor=self.viewer(who),
            board_id=(board or self.open_board).pk,
            title=title,
            writing=prepare(text=text, syntax=syntax),
            now=at or self.now,
        )

    def reply(
        self,
        who: str,
        topic_id: int,
        text: str = "At half past six.",
        *,
        syntax: str = "markdown",
        at: datetime | None = None,
    ) -> int:
        """Let somebody reply; the post's id."""
        from threadkeep.topics.actions.post_reply import post_reply
        from threadkeep.topics.writing import prepare

        return post_reply(
            actor=self.viewer(who),
            topic_id=topic_id,
            writing=prepare(text=text, syntax=syntax),
            now=at or self.now,
        )


@cache
def _password_hash() -> str:
    """PASSWORD, hashed once for the whole run: hashing is made to be slow."""
    from django.contrib.auth.hashers import make_password

    return make_password(PASSWORD)


def _forget_what_was_noted() -> None:
    """Marks, presence and views are noted in memory; those of the test before are about people of another database."""
    from threadkeep.kernel import limits
    from threadkeep.reading import marks, presence, view_counts

    limits.forget_lightly()
    marks.forget_all()
    presence.forget_all()
    view_counts.forget_all()


@pytest.fixture
def cast(db: None) -> Cast:
    """The small cast, in a fresh database."""
    return Cast()


@pytest.fixture
def lasting_cast(transactional_db: None) -> Cast:
    """The small cast, in rows that are really committed: for tests with threads or processes."""
    return Cast()
