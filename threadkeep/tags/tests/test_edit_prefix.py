"""Another name or colour for a prefix."""

import pytest

from threadkeep.boards.tests.news import newest_fact, only_for_administrators, refused
from threadkeep.kernel.refused import NotThere
from threadkeep.tags.actions.edit_prefix import edit_prefix
from threadkeep.tags.events import PrefixEdited
from threadkeep.tags.models import Prefix
from threadkeep.tags.tests.cast_of_tags import prefix, rule, start
from threadkeep.topics.models import Topic


def edit(cast, prefix_id, name="Asked", colour="teal", actor=None):
    return edit_prefix(
        actor=actor or cast.viewer("administrator"), prefix_id=prefix_id, name=name, colour=colour, now=cast.now
    )


def test_it_changes_on_every_topic_that_carries_it_and_is_told(cast):
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk])
    topic_id = start(cast, prefix_id=pk)
    before = Topic.objects.get(pk=topic_id).version

    edit(cast, pk)

    assert Prefix.objects.values_list("name", "colour").get(pk=pk) == ("Asked", "teal")
    assert Topic.objects.get(pk=topic_id).version > before
    assert newest_fact() == PrefixEdited(prefix_id=pk, actor_id=cast.administrator.pk)


def test_its_own_name_in_another_case_is_no_other_one_and_anothers_is_refused(cast):
    pk, _other = prefix(cast), prefix(cast, "Solved")
    edit(cast, pk, "QUESTION")
    with refused(status=422, field="name"):
        edit(cast, pk, "solved")


def test_a_colour_there_is_none_of_is_refused(cast):
    pk = prefix(cast)
    with refused(status=422, field="colour"):
        edit(cast, pk, colour="puce")


def test_one_that_is_not_there_is_not_there(cast):
    with pytest.raises(NotThere):
        edit(cast, 999)


def test_only_administrators_know_that_this_can_be_done(cast):
    pk = prefix(cast)
    only_for_administrators(cast, lambda actor: edit(cast, pk, actor=actor))
