"""Another name for a tag."""

import pytest

from threadkeep.boards.tests.news import newest_fact, refused
from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import NotThere
from threadkeep.tags.actions.rename_tag import rename_tag
from threadkeep.tags.events import TagRenamed
from threadkeep.tags.models import Tag
from threadkeep.tags.queries import labels_of
from threadkeep.tags.tests.cast_of_tags import rule, start, tag
from threadkeep.topics.models import Topic


@pytest.fixture
def boats(cast):
    rule(cast)
    return start(cast, tags=["botes", "tides"])


def rename(cast, name, who="administrator", old="botes"):
    return rename_tag(actor=cast.viewer(who), tag_id=tag(old).pk, name=name, now=cast.now)


def test_every_topic_shows_the_new_name_and_the_old_one_leads_to_it(cast, boats):
    before = Topic.objects.get(pk=boats).version
    pk = rename(cast, "boats")
    assert [each.name for each in labels_of([boats])[boats].tags] == ["boats", "tides"]
    assert Topic.objects.get(pk=boats).version > before
    assert newest_fact() == TagRenamed(tag_id=pk, actor_id=cast.administrator.pk)
    # Who types the old name gets the new tag.
    again = start(cast, tags=["Botes"])
    assert [each.id for each in labels_of([again])[again].tags] == [pk]


def test_the_same_name_in_another_case_leaves_no_signpost(cast, boats):
    rename(cast, "Botes")
    assert Tag.objects.count() == 2


def test_back_to_a_name_it_had(cast, boats):
    pk = rename(cast, "boats")
    rename(cast, "botes", old="boats")
    assert Tag.objects.get(key="botes").pk == pk
    assert Tag.objects.get(key="boats").merged_into_id == pk


def test_the_same_name_is_no_change(cast, boats):
    before = Event.objects.count()
    rename(cast, "botes")
    assert Event.objects.count() == before


def test_a_name_another_tag_has_is_refused_and_merging_is_named(cast, boats):
    with refused(status=409, field="tags", saying="merge"):
        rename(cast, "TIDES")


@pytest.mark.parametrize("name", ["", "x" * 41, "???", "a, b"])
def test_what_is_no_name_is_refused(cast, boats, name):
    with refused(status=422, field="tags"):
        rename(cast, name)


def test_moderators_of_all_its_boards_may_and_of_some_may_not(cast, boats):
    cast.moderates("yusuf", cast.open_board)
    rename(cast, "boats", who="yusuf")
    rule(cast, cast.members_board)
    start(cast, tags=["boats"], board=cast.members_board)
    with refused(saying="every board"):
        rename(cast, "ships", who="yusuf", old="boats")
    with refused(saying="every board"):
        rename(cast, "ships", who="marta", old="boats")
    rename(cast, "ships", who="moderator", old="boats")


def test_one_that_is_not_there_is_not_there(cast):
    with pytest.raises(NotThere):
        rename_tag(actor=cast.viewer("administrator"), tag_id=999, name="x", now=cast.now)
