"""What topics carry: asked for when one is started or renamed, refused beside its field, told as a fact."""

import pytest

from threadkeep.kernel.facts import heard
from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import Refused
from threadkeep.tags.effects import tag_counts
from threadkeep.tags.events import TopicLabelled
from threadkeep.tags.models import Tag, TagCount, TopicTag
from threadkeep.tags.names import key_of, split, tidy
from threadkeep.tags.queries import labels_of
from threadkeep.tags.steps import Labels
from threadkeep.tags.tests.cast_of_tags import counted, prefix, rule, start, tag
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.rename_topic import rename_topic
from threadkeep.topics.actions.restore_topic import restore_topic
from threadkeep.topics.models import TitleChange, Topic


def rename(cast, topic_id, who="marta", title="When does the tide turn?", **labels):
    rename_topic(actor=cast.viewer(who), topic_id=topic_id, title=title, labels=Labels(**labels), now=cast.now)


def carried(topic_id):
    found = labels_of([topic_id]).get(topic_id)
    return (found.prefix.name if found and found.prefix else None, [one.name for one in found.tags] if found else [])


def test_a_topic_is_started_with_prefix_and_tags_in_the_order_typed(cast):
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk])
    topic_id = start(cast, prefix_id=pk, tags=["tides", "boats"])
    assert carried(topic_id) == ("Question", ["tides", "boats"])
    fact = heard(Event.objects.order_by("-pk").first()).fact
    assert isinstance(fact, TopicLabelled)
    assert sorted(fact.tag_ids) == sorted([tag("tides").pk, tag("boats").pk])


def test_a_topic_without_either_tells_nothing_of_them(cast):
    rule(cast)
    start(cast)
    assert not Event.objects.filter(name="TopicLabelled").exists()


@pytest.mark.parametrize(
    ("how", "prefix_named", "tags", "field"),
    [
        ({"offers": True, "needs_prefix": True}, None, (), "prefix"),
        ({"offers": False}, "Question", (), "prefix"),
        ({"tag_rule": "off"}, None, ["boats"], "tags"),
        ({"tag_rule": "listed", "listed_tags": ["tides"]}, None, ["boats"], "tags"),
        ({"min_tags": 2}, None, ["boats", "BOATS"], "tags"),
        ({"max_tags": 1}, None, ["boats", "tides"], "tags"),
        ({}, None, ["x" * 41], "tags"),
        ({}, None, ["!!!"], "tags"),
    ],
)
def test_what_the_board_does_not_take_is_refused_beside_its_field(cast, how, prefix_named, tags, field):
    pk = prefix(cast)
    offers = how.pop("offers", False)
    rule(cast, prefix_ids=[pk] if offers else [], **how)
    with pytest.raises(Refused) as refusal:
        start(cast, prefix_id=pk if prefix_named else None, tags=tags)
    assert (refusal.value.field, refusal.value.status) == (field, 422)
    assert not Topic.objects.exists()


def test_spellings_of_one_tag_are_one_tag(cast):
    rule(cast)
    first = start(cast, tags=["Sea Fog"])
    second = start(cast, tags=["sea-fog", "SEA_FOG", "ｓｅａ　fog"])
    assert carried(first) == carried(second) == (None, ["Sea Fog"])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("boats, #Tides ,, boats", ("boats", "Tides")),
        ("سفن، مد", ("سفن", "مد")),
        ("船、潮", ("船", "潮")),
        ("a\u202eb", ("ab",)),
        ("zero\u200bwidth", ("zerowidth",)),
        (" , ; ", ()),
    ],
)
def test_what_is_typed_is_parted_by_the_commas_of_every_script(typed, expected):
    assert split([typed]) == expected


def test_tidy_and_key_are_steady():
    for name in ("Straße", "ΣΊΣΥΦΟΣ", "e\u0301", "ﷺ", "می\u200cخواهم", "İstanbul"):
        assert tidy(tidy(name)) == tidy(name)
        assert key_of(key_of(name)) == key_of(name)
        assert key_of(name.upper()) == key_of(key_of(name).upper())


def test_the_starter_changes_them_while_the_topic_is_open_and_moderators_always(cast):
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk])
    topic_id = start(cast, tags=["boats"])
    before = Topic.objects.get(pk=topic_id).version
    rename(cast, topic_id, prefix_id=pk, tags=("tides",))
    assert carried(topic_id) == ("Question", ["tides"])
    assert Topic.objects.get(pk=topic_id).version > before
    assert not TitleChange.objects.exists()
    rename(cast, topic_id, who="moderator", prefix_id=0, tags=())
    assert carried(topic_id) == (None, [])
    with pytest.raises(Refused):
        rename(cast, topic_id, who="yusuf", tags=("mine",))
    Topic.objects.filter(pk=topic_id).update(is_locked=True)
    with pytest.raises(Refused, match="locked"):
        rename(cast, topic_id, tags=("mine",))


def test_a_form_that_did_not_ask_changes_nothing(cast):
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk])
    topic_id = start(cast, prefix_id=pk, tags=["boats"])
    rename(cast, topic_id, title="Another title")
    assert carried(topic_id) == ("Question", ["boats"])


def test_what_a_topic_carries_it_may_keep_when_the_board_asks_otherwise(cast):
    pk = prefix(cast)
    rule(cast, prefix_ids=[pk], max_tags=2)
    topic_id = start(cast, prefix_id=pk, tags=["boats", "tides"])
    rule(cast, tag_rule="off", max_tags=1)
    rename(cast, topic_id, title="Another title", prefix_id=pk, tags=("boats", "tides"))
    assert carried(topic_id) == ("Question", ["boats", "tides"])
    with pytest.raises(Refused):
        rename(cast, topic_id, tags=("boats", "fog"))


def test_the_template_and_not_a_word_more_is_no_post(cast):
    rule(cast, template_text="What I saw:\n\nWhere:\n")
    with pytest.raises(Refused) as refusal:
        start(cast, text="What I saw:\n\n\nWhere: ")
    assert refusal.value.field == "text"
    start(cast, text="What I saw: a seal\n\nWhere:")


def test_topics_that_stand_are_counted_for_each_tag_and_board(cast):
    rule(cast)
    rule(cast, cast.members_board)
    one = start(cast, tags=["boats"])
    start(cast, tags=["boats"], board=cast.members_board)
    counted()
    assert set(TagCount.objects.values_list("board_id", "topic_count")) == {
        (cast.open_board.pk, 1), (cast.members_board.pk, 1),
    }  # fmt: skip
    delete_topic(actor=cast.viewer("moderator"), topic_id=one, reason="Twice", now=cast.now)
    counted()
    assert TagCount.objects.values_list("board_id", flat=True).get() == cast.members_board.pk
    restore_topic(actor=cast.viewer("moderator"), topic_id=one, now=cast.now)
    rename(cast, one, tags=("tides",))
    counted()
    assert set(TagCount.objects.values_list("tag__name", "board_id")) == {
        ("boats", cast.members_board.pk), ("tides", cast.open_board.pk),
    }  # fmt: skip


def test_rebuilding_finds_and_mends_what_is_wrong(cast):
    rule(cast)
    start(cast, tags=["boats"])
    counted()
    assert list(tag_counts().differences()) == []
    TagCount.objects.update(topic_count=7)
    assert [each.what for each in tag_counts().differences()] == [f"tag {tag('boats').pk}"]
    tag_counts().rebuild()
    assert list(tag_counts().differences()) == []
    TopicTag.objects.all().delete()
    tag_counts().rebuild()
    assert not TagCount.objects.exists()


def test_tags_are_made_once_however_often_they_are_typed(cast):
    rule(cast)
    for _number in range(3):
        start(cast, tags=["boats", "tides"])
    assert Tag.objects.count() == 2
