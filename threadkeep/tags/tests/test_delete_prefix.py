"""Deleting a prefix that nobody chose."""

from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused
from threadkeep.tags.actions.delete_prefix import delete_prefix
from threadkeep.tags.events import PrefixDeleted
from threadkeep.tags.models import BoardPrefix, Prefix
from threadkeep.tags.tests.cast_of_tags import prefix, rule, start


def delete(cast, pk, actor=None):
    delete_prefix(actor=actor or cast.viewer("administrator"), prefix_id=pk, now=cast.now)


def test_one_that_no_topic_carries_goes_from_the_boards_too(cast):
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk])
    delete(cast, pk)
    assert not Prefix.objects.exists()
    assert not BoardPrefix.objects.exists()
    assert newest_fact() == PrefixDeleted(prefix_id=pk, actor_id=cast.administrator.pk)


def test_one_that_a_topic_carries_is_kept_and_the_way_out_is_said(cast):
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk])
    start(cast, prefix_id=pk)
    with refused(status=409, saying="let no board offer it"):
        delete(cast, pk)


def test_only_administrators_know_that_this_can_be_done(cast):
    pk = prefix(cast)
    only_for_administrators(cast, lambda actor: delete(cast, pk, actor))
