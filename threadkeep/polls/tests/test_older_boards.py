"""A board that was set up before there were polls and reactions lets its people use them as far as they may write."""

from importlib import import_module

import pytest
from django.apps import apps

from threadkeep.boards.models import Grant, PermissionSet, Tree
from threadkeep.boards.rules import may
from threadkeep.members.models import Group

NEW = ("vote", "make_poll", "react")


def upgrade():
    for feature in ("polls", "reactions"):
        import_module(f"threadkeep.{feature}.migrations.0001_initial").grant(apps, None)


@pytest.fixture
def older_board(cast):
    Grant.objects.filter(permission__in=NEW).delete()
    return cast.open_board


def test_who_may_reply_may_vote_and_react_and_who_may_start_may_ask(cast, older_board):
    version = Tree.objects.get().version
    upgrade()
    marta, guest = cast.viewer("marta"), cast.viewer("guest")

    assert [may(marta, permission, older_board.pk) for permission in NEW] == [True, True, True]
    assert [may(guest, permission, older_board.pk) for permission in NEW] == [False, False, False]
    assert Tree.objects.get().version > version


def test_never_stays_never_and_what_was_said_already_is_not_touched(cast, older_board):
    public, members = PermissionSet.objects.get(name="Public"), Group.objects.get(key=Group.MEMBERS)
    Grant.objects.filter(permission_set=public, group=members, permission="reply").update(value=Grant.NEVER)
    Grant.objects.create(permission_set=public, group=members, permission="make_poll", value=Grant.NEVER)
    upgrade()
    said = Grant.objects.filter(permission_set=public, group=members, permission__in=NEW)

    assert dict(said.values_list("permission", "value")) == dict.fromkeys(NEW, Grant.NEVER)
