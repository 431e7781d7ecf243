"""Voting, and voting for something else."""

from datetime import timedelta

import pytest

from threadkeep.boards.models import Grant
from threadkeep.boards.steps import raise_version
from threadkeep.kernel.refused import Gone, NotThere, Refused
from threadkeep.members.models import Group
from threadkeep.polls.actions.cast_vote import cast_vote
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.models import Ballot, Option
from threadkeep.topics.actions.delete_topic import delete_topic
from threadkeep.topics.actions.lock_topic import lock_topic
from threadkeep.topics.models import Topic
from threadkeep.topics.tests.told import last_fact, told


def test_a_vote_counts_at_once(polls, poll_topic):
    version = Topic.objects.get(pk=poll_topic).version
    polls.vote("yusuf", poll_topic, "At six")
    polls.vote("marta", poll_topic, "Never")

    assert polls.counts(poll_topic) == {"At six": 1, "At half past six": 0, "Never": 1}
    assert polls.of(poll_topic).voter_count == 2
    assert Topic.objects.get(pk=poll_topic).version == version + 2


def test_the_fact(cast, polls, poll_topic):
    poll_id = polls.vote("yusuf", poll_topic, "At six")

    ids = {"board_id": cast.open_board.pk, "topic_id": poll_topic, "poll_id": poll_id, "actor_id": cast.yusuf.pk}
    assert last_fact() == ("VoteCast", ids)


def test_the_fact_of_a_secret_vote_names_nobody(polls, topic_id):
    polls.make("marta", topic_id, is_secret=True)
    polls.vote("yusuf", topic_id, "At six")

    assert last_fact()[1]["actor_id"] == 0


def test_a_vote_can_be_changed_where_that_was_said(polls, poll_topic):
    polls.vote("yusuf", poll_topic, "At six")
    polls.vote("yusuf", poll_topic, "Never")

    assert polls.counts(poll_topic) == {"At six": 0, "At half past six": 0, "Never": 1}
    assert polls.of(poll_topic).voter_count == 1


def test_where_votes_are_final_another_one_is_refused_and_the_same_one_is_not(polls, topic_id):
    polls.make("marta", topic_id, may_change=False)
    polls.vote("yusuf", topic_id, "At six")
    with pytest.raises(Refused, match="final"):
        polls.vote("yusuf", topic_id, "Never")
    polls.vote("yusuf", topic_id, "At six")  # a double click

    assert polls.counts(topic_id)["At six"] == 1
    assert told().count("VoteCast") == 1


def test_as_many_choices_as_the_poll_allows(polls, topic_id):
    polls.make("marta", topic_id, max_choices=2)
    polls.vote("yusuf", topic_id, "At six", "Never")

    assert polls.counts(topic_id) == {"At six": 1, "At half past six": 0, "Never": 1}
    assert (polls.of(topic_id).voter_count, Ballot.objects.count()) == (1, 1)
    with pytest.raises(Refused, match="up to 2 options; you chose 3") as refused:
        polls.vote("yusuf", topic_id, "At six", "Never", "At half past six")
    assert refused.value.field == "option"


def test_nothing_chosen_is_refused(polls, poll_topic):
    with pytest.raises(Refused, match="Choose an option") as refused:
        polls.vote("yusuf", poll_topic)
    assert refused.value.field == "option"


def test_an_option_of_another_poll_is_no_option(cast, polls, poll_topic):
    other = cast.topic("marta", "Another")
    polls.make("marta", other, options=("This", "That"))
    strange = Option.objects.get(text="This").pk
    with pytest.raises(Refused, match="changed meanwhile"):
        cast_vote(actor=cast.viewer("yusuf"), topic_id=poll_topic, option_ids=[strange], now=cast.now)
    assert Ballot.objects.count() == 0


@pytest.mark.parametrize("who", ["guest", "banned"])
def test_guests_never_vote_whatever_the_grid_says(polls, poll_topic, who):
    for grant in list(Grant.objects.filter(permission="vote", group__key="members")):
        Grant.objects.create(
            permission_set_id=grant.permission_set_id, group=Group.objects.get(key="guests"), permission="vote",
            value="allow",
        )  # fmt: skip
    raise_version()
    with pytest.raises(Refused, match="sign in"):
        polls.vote(who, poll_topic, "At six")


def test_without_the_right_there_is_no_vote(polls, poll_topic):
    Grant.objects.filter(permission="vote").delete()
    raise_version()
    with pytest.raises(Refused, match="not vote"):
        polls.vote("yusuf", poll_topic, "At six")


@pytest.mark.parametrize("who", ["yusuf", "moderator"])
def test_a_locked_topic_takes_nobodys_vote(cast, polls, poll_topic, who):
    lock_topic(actor=cast.viewer("moderator"), topic_id=poll_topic, now=cast.now)
    with pytest.raises(Refused, match="locked"):
        polls.vote(who, poll_topic, "At six")


def test_a_closed_poll_takes_no_votes(cast, polls, poll_topic):
    close_poll(actor=cast.viewer("marta"), topic_id=poll_topic, now=cast.now)
    with pytest.raises(Refused, match="closed"):
        polls.vote("yusuf", poll_topic, "At six")


def test_a_poll_closes_to_the_second_by_the_clock(cast, polls, topic_id):
    polls.make("marta", topic_id, closes_at=cast.now + timedelta(hours=1))
    polls.vote("yusuf", topic_id, "At six", at=cast.now + timedelta(minutes=59))
    with pytest.raises(Refused, match="closed"):
        polls.vote("yusuf", topic_id, "Never", at=cast.now + timedelta(hours=1))


def test_a_deleted_poll_or_topic_takes_no_votes(cast, polls, poll_topic):
    delete_topic(actor=cast.viewer("moderator"), topic_id=poll_topic, reason="Off.", now=cast.now)
    with pytest.raises(Gone):
        polls.vote("yusuf", poll_topic, "At six")
    with pytest.raises(Refused, match="deleted"):
        polls.vote("moderator", poll_topic, "At six")


def test_a_deleted_poll_is_gone(cast, polls, poll_topic):
    delete_poll(actor=cast.viewer("marta"), topic_id=poll_topic, reason="A slip.", now=cast.now)
    with pytest.raises(Gone):
        cast_vote(actor=cast.viewer("yusuf"), topic_id=poll_topic, option_ids=[1], now=cast.now)


def test_the_poll_of_a_hidden_topic_does_not_exist(cast, polls):
    hidden = cast.topic("moderator", board=cast.staff_board)
    polls.make("moderator", hidden)
    for topic_id in (hidden, 999_999):
        with pytest.raises(NotThere):
            cast_vote(actor=cast.viewer("yusuf"), topic_id=topic_id, option_ids=[1], now=cast.now)
