"""Taking a member out of a group."""

import pytest

from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused
from threadkeep.kernel.refused import NotThere
from threadkeep.members.actions.remove_from_group import remove_from_group
from threadkeep.members.events import RemovedFromGroup
from threadkeep.members.models import Group


def remove(cast, key, who, actor=None):
    group = Group.objects.get(key=key)
    member = getattr(cast, who)
    remove_from_group(actor=actor or cast.viewer("administrator"), group_id=group.pk, member_id=member.pk, now=cast.now)
    return group.pk


def test_from_the_next_look_on_the_member_is_it_no_longer(cast):
    pk = remove(cast, Group.MODERATORS, "moderator")

    assert Group.MODERATORS not in cast.viewer("moderator").group_keys
    assert newest_fact() == RemovedFromGroup(group_id=pk, member_id=cast.moderator.pk, actor_id=cast.administrator.pk)


def test_the_last_administrator_stays_and_another_makes_room(cast):
    with refused(status=409, saying="last administrator"):
        remove(cast, Group.ADMINISTRATORS, "administrator")
    cast.put_in_group("marta", Group.ADMINISTRATORS)

    remove(cast, Group.ADMINISTRATORS, "administrator")

    assert cast.viewer("marta").is_administrator
    with refused(status=409, saying="last administrator"):
        remove(cast, Group.ADMINISTRATORS, "marta", cast.viewer("marta"))


def test_a_banned_administrator_does_not_count_as_one_who_remains(cast):
    cast.put_in_group("banned", Group.ADMINISTRATORS)
    with refused(status=409, saying="last administrator"):
        remove(cast, Group.ADMINISTRATORS, "administrator")


def test_who_is_not_in_it_cannot_be_taken_out(cast):
    with pytest.raises(NotThere):
        remove(cast, Group.MODERATORS, "marta")


def test_only_administrators_know_that_this_can_be_done(cast):
    only_for_administrators(cast, lambda actor: remove(cast, Group.MODERATORS, "moderator", actor))
