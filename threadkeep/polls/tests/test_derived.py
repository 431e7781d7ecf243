"""What is counted of polls equals what the ballots say, whatever was done in which order."""

from contextlib import suppress
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from threadkeep.kernel.refused import Refused
from threadkeep.polls.actions.close_poll import close_poll
from threadkeep.polls.actions.delete_poll import delete_poll
from threadkeep.polls.actions.edit_poll import edit_poll
from threadkeep.polls.actions.reopen_poll import reopen_poll
from threadkeep.polls.actions.restore_poll import restore_poll
from threadkeep.polls.actions.withdraw_vote import withdraw_vote
from threadkeep.polls.effects import poll_counts, rebuild
from threadkeep.polls.models import Option, Poll

WHO = st.sampled_from(["marta", "yusuf", "moderator"])
VERBS = st.sampled_from(["vote", "vote", "vote", "withdraw", "edit", "close", "reopen", "delete", "restore"])
STEPS = st.tuples(VERBS, WHO, st.sets(st.sampled_from(["At six", "At half past six", "Never"]), max_size=3))


def do(cast, polls, topic_id, step, at):
    verb, who, texts = step
    act = {"actor": cast.viewer(who), "topic_id": topic_id, "now": at}
    works = {
        "vote": lambda: polls.vote(who, topic_id, *texts, at=at),
        "withdraw": lambda: withdraw_vote(**act),
        "edit": lambda: edit_poll(**act, plan=polls.plan(max_choices=2, options=(*polls.plan().options, f"At {at}"))),
        "close": lambda: close_poll(**act),
        "reopen": lambda: reopen_poll(**act),
        "delete": lambda: delete_poll(**act, reason="Why not."),
        "restore": lambda: restore_poll(**act),
    }
    # A step that makes no sense here is refused and changes nothing, which is what is being tested too.
    with suppress(Refused):
        works[verb]()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=3, max_size=14))
def test_after_any_sequence_of_actions_nothing_differs(cast, polls, steps):
    topic_id = cast.topic("marta")
    polls.make("marta", topic_id, max_choices=2)
    for place, step in enumerate(steps):
        do(cast, polls, topic_id, step, cast.now + timedelta(seconds=place))

    assert list(poll_counts().differences()) == []


def test_a_wrong_count_is_found_named_and_mended(polls, poll_topic):
    polls.vote("yusuf", poll_topic, "Never")
    Poll.objects.update(voter_count=7)
    Option.objects.filter(text="Never").update(vote_count=0)
    never = Option.objects.get(text="Never").pk

    assert [each.what for each in poll_counts().differences()] == [
        f"voters of poll {polls.of(poll_topic).pk}",
        f"votes of option {never}",
    ]
    rebuild()
    assert list(poll_counts().differences()) == []
    assert polls.counts(poll_topic)["Never"] == 1
