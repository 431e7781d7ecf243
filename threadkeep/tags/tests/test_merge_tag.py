"""Two tags that are one."""

import pytest

from threadkeep.boards.tests.news import newest_fact, refused
from threadkeep.kernel.refused import NotThere
from threadkeep.tags.actions.merge_tag import merge_tag
from threadkeep.tags.events import TagMerged
from threadkeep.tags.models import BoardTag, Tag, TagCount, TopicTag
from threadkeep.tags.queries import labels_of
from threadkeep.tags.tests.cast_of_tags import counted, rule, start, tag


@pytest.fixture
def topics(cast):
    rule(cast, listed_tags=["boat", "boats"])
    return start(cast, tags=["boat"]), start(cast, tags=["boats", "boat", "tides"])


def merge(cast, old="boat", into="boats", who="administrator"):
    return merge_tag(actor=cast.viewer(who), tag_id=tag(old).pk, into=into, now=cast.now)


def names(topic_id):
    return [each.name for each in labels_of([topic_id])[topic_id].tags]


def test_every_topic_carries_the_one_that_stays_and_none_twice(cast, topics):
    gone = tag("boat").pk
    stays = merge(cast)
    counted()
    assert [names(each) for each in topics] == [["boats"], ["boats", "tides"]]
    assert newest_fact() == TagMerged(tag_id=gone, into_id=stays, actor_id=cast.administrator.pk)
    assert list(BoardTag.objects.values_list("tag_id", flat=True)) == [stays]
    assert dict(TagCount.objects.values_list("tag__name", "topic_count")) == {"boats": 2, "tides": 1}


def test_who_types_the_old_name_gets_the_one_that_stays_after_two_merges_too(cast, topics):
    merge(cast)
    merge(cast, "boats", "tides")
    topic_id = start(cast, tags=["Boat"])
    assert names(topic_id) == ["tides"]
    assert set(Tag.objects.exclude(name="tides").values_list("merged_into__name", flat=True)) == {"tides"}


@pytest.mark.parametrize("into", ["boat", "ships", ""])
def test_itself_and_what_is_no_tag_are_refused(cast, topics, into):
    with refused(status=422, field="into"):
        merge(cast, into=into)


def test_a_tag_of_a_board_one_does_not_moderate_is_answered_as_none(cast, topics):
    rule(cast, cast.staff_board)
    start(cast, "moderator", tags=["secret"], board=cast.staff_board)
    cast.moderates("yusuf", cast.open_board)
    with refused(field="into", saying="There is no tag “secret”"):
        merge(cast, into="secret", who="yusuf")
    with refused(field="into", saying="There is no tag “nonsense”"):
        merge(cast, into="nonsense", who="yusuf")
    merge(cast, who="yusuf")


def test_members_may_not(cast, topics):
    with refused(saying="moderators"):
        merge(cast, who="marta")
    assert TopicTag.objects.filter(tag=tag("boat")).count() == 2


def test_one_that_was_merged_is_not_there(cast, topics):
    merge(cast)
    with pytest.raises(NotThere):
        merge(cast, into="tides")
