import pytest

from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reading.actions.discard_draft import discard_draft
from threadkeep.reading.actions.restore_draft import restore_draft
from threadkeep.reading.models import Draft
from threadkeep.reading.tests.drafting import save, texts


@pytest.fixture
def discarded(cast):
    """A draft of Marta's that she has put away."""
    draft_id = save(cast, "Never mind").draft_id
    return discard_draft(actor=cast.viewer("marta"), draft_id=draft_id, now=cast.now)


def test_a_discarded_draft_comes_back_as_it_was(cast, discarded):
    marta = cast.viewer("marta")
    assert restore_draft(actor=marta, draft_id=discarded, now=cast.now) == discarded
    assert texts(cast.marta) == ["Never mind"]
    assert restore_draft(actor=marta, draft_id=discarded, now=cast.now) == discarded


def test_what_was_posted_does_not_come_back(cast, discarded):
    Draft.objects.update(end=Draft.SENT)
    with pytest.raises(Refused, match="has been posted"):
        restore_draft(actor=cast.viewer("marta"), draft_id=discarded, now=cast.now)


def test_others_guests_and_too_many_are_refused(cast, discarded, monkeypatch):
    with pytest.raises(NotThere):
        restore_draft(actor=cast.viewer("administrator"), draft_id=discarded, now=cast.now)
    with pytest.raises(Refused, match="not signed in"):
        restore_draft(actor=cast.viewer("guest"), draft_id=discarded, now=cast.now)
    monkeypatch.setattr("threadkeep.reading.actions.restore_draft.MOST_DRAFTS", 0)
    with pytest.raises(Refused, match="the most there can be"):
        restore_draft(actor=cast.viewer("marta"), draft_id=discarded, now=cast.now)
