"""What an effect gave up on: look at it, try again, let it be."""

import pytest

from threadkeep.boards.tests.news import newest_fact, only_for_administrators
from threadkeep.kernel.models import Event, ParkedEvent
from threadkeep.kernel.refused import NotThere
from threadkeep.panel.actions.dismiss_parked import dismiss_parked
from threadkeep.panel.events import ParkedDismissed


@pytest.fixture
def parked(cast):
    """The fact of a topic, parked by the effect that counts boards."""
    cast.topic("marta")
    event = Event.objects.get(name="TopicStarted")
    return ParkedEvent.objects.create(
        effect="boards.count_boards", event_id=event.pk, error="Traceback ...\nValueError: no", parked_at=cast.now
    )


def test_what_is_let_be_is_parked_no_longer_and_that_is_told(cast, parked):
    dismiss_parked(actor=cast.viewer("administrator"), parked_id=parked.pk, now=cast.now)

    assert not ParkedEvent.objects.exists()
    assert newest_fact() == ParkedDismissed(
        effect="boards.count_boards", event_id=parked.event_id, actor_id=cast.administrator.pk
    )


def test_what_is_not_parked_is_not_there(cast):
    with pytest.raises(NotThere):
        dismiss_parked(actor=cast.viewer("administrator"), parked_id=1, now=cast.now)


def test_only_administrators_know_that_this_can_be_done(cast, parked):
    only_for_administrators(cast, lambda actor: dismiss_parked(actor=actor, parked_id=parked.pk, now=cast.now))
    assert ParkedEvent.objects.exists()


def test_the_page_shows_it_and_trying_again_digests_it(cast, parked):
    browser = cast.browser("administrator")
    page = browser.get("/panel/parked").text
    assert "boards.count_boards" in page
    assert "ValueError: no" in page

    answer = browser.post(f"/panel/parked/{parked.pk}/retry", follow=True)

    assert "It went well this time." in answer.text
    assert not ParkedEvent.objects.exists()
    cast.open_board.refresh_from_db()
    assert cast.open_board.topic_count == 1


def test_what_fails_again_stays_parked_and_the_page_says_why(cast, parked, monkeypatch):
    def stumble(_facts):
        raise RuntimeError("still no")

    from threadkeep.kernel import effect

    broken = effect.Effect("boards.count_boards", ("TopicStarted",), stumble)
    monkeypatch.setitem(effect.EFFECTS, "boards.count_boards", broken)

    answer = cast.browser("administrator").post(f"/panel/parked/{parked.pk}/retry", follow=True)

    assert "RuntimeError: still no" in answer.text
    assert ParkedEvent.objects.exists()
