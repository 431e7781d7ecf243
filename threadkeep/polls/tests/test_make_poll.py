"""Giving a topic a poll, when it is started or later."""

from datetime import timedelta

import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.models import Poll
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.actions.start_topic import start_topic
from threadkeep.topics.models import Topic
from threadkeep.topics.tests.told import last_fact, told
from threadkeep.topics.writing import prepare


def test_the_starter_adds_a_poll_to_their_topic(cast, polls, topic_id):
    version = Topic.objects.get(pk=topic_id).version
    poll_id = polls.make("marta", topic_id, options=("  At   six ", "", "Never"), max_choices=2, is_secret=True)

    poll = Poll.objects.get(pk=poll_id)
    assert (poll.question, poll.max_choices, poll.is_secret, poll.made_by_id) == (
        "When does it turn?", 2, True, cast.marta.pk,
    )  # fmt: skip
    assert list(poll.options.values_list("text", "position")) == [("At six", 0), ("Never", 1)]
    assert Topic.objects.get(pk=topic_id).version == version + 1


def test_the_fact(cast, polls, topic_id):
    poll_id = polls.make("marta", topic_id)

    ids = {"board_id": cast.open_board.pk, "topic_id": topic_id, "poll_id": poll_id, "actor_id": cast.marta.pk}
    assert last_fact() == ("PollMade", ids)


def test_a_topic_can_start_with_one(cast, polls):
    topic_id = start_topic(
        actor=cast.viewer("marta"),
        board_id=cast.open_board.pk,
        title="Tides",
        writing=prepare(text="What do you think?", syntax="markdown"),
        poll=polls.plan(),
        now=cast.now,
    )

    assert polls.of(topic_id).options.count() == 3
    assert {"TopicStarted", "PollMade"} <= set(told())


def test_who_may_not_add_polls_cannot_start_a_topic_with_one_and_nothing_is_half_done(cast, polls):
    from threadkeep.boards.models import Grant

    Grant.objects.filter(permission="make_poll").delete()
    with pytest.raises(Refused) as refused:
        start_topic(
            actor=cast.viewer("marta"),
            board_id=cast.open_board.pk,
            title="Tides",
            writing=prepare(text="What do you think?", syntax="markdown"),
            poll=polls.plan(),
            now=cast.now,
        )
    assert refused.value.field == "poll_question"
    assert Topic.objects.count() == 0


def test_a_moderator_adds_one_to_anybodys_topic(polls, topic_id):
    assert polls.make("moderator", topic_id)


@pytest.mark.parametrize("who", ["yusuf", "guest", "banned"])
def test_others_cannot(polls, topic_id, who):
    with pytest.raises(Refused):
        polls.make(who, topic_id)


def test_one_poll_stands_at_a_time_and_a_deleted_one_makes_room(cast, polls, topic_id):
    polls.make("marta", topic_id)
    with pytest.raises(Refused, match="has a poll already"):
        polls.make("marta", topic_id)
    delete_poll(actor=cast.viewer("marta"), topic_id=topic_id, reason="A slip.", now=cast.now)

    assert polls.make("marta", topic_id)


def test_not_in_a_locked_topic_but_who_locks_may(cast, polls, topic_id):
    lock_topic(actor=cast.viewer("moderator"), topic_id=topic_id, now=cast.now)
    with pytest.raises(Refused, match="locked"):
        polls.make("marta", topic_id)
    assert polls.make("moderator", topic_id)


def test_a_topic_of_a_hidden_board_does_not_exist(cast, polls):
    with pytest.raises(NotThere):
        polls.make("marta", cast.topic("moderator", board=cast.staff_board))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"question": "  "}, "poll_question"),
        ({"question": "x" * 201}, "poll_question"),
        ({"options": ("Only one", " ")}, "poll_options"),
        ({"options": tuple(map(str, range(21)))}, "poll_options"),
        ({"options": ("Yes", "no", "YES")}, "poll_options"),
        ({"options": ("Yes", "x" * 201)}, "poll_options"),
        ({"max_choices": 0}, "poll_max"),
        ({"max_choices": 4}, "poll_max"),
        ({"results": "perhaps"}, "poll_results"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(polls, topic_id, changes, field):
    with pytest.raises(Refused) as refused:
        polls.make("marta", topic_id, **changes)
    assert (refused.value.field, refused.value.status) == (field, 422)


def test_it_cannot_close_before_it_opens(cast, polls, topic_id):
    with pytest.raises(Refused) as refused:
        polls.make("marta", topic_id, closes_at=cast.now - timedelta(minutes=1))
    assert refused.value.field == "poll_closes"
    assert polls.make("marta", topic_id, closes_at=cast.now + timedelta(minutes=1))
