from datetime import timedelta

import pytest

from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.reading.actions.discard_draft import discard_draft
from threadkeep.reading.chores import forget_ended_drafts
from threadkeep.reading.models import Draft
from threadkeep.reading.tests.drafting import save


def test_a_discarded_draft_is_put_away_for_a_week_and_tells_nobody(cast):
    draft_id = save(cast, "Never mind").draft_id
    marta = cast.viewer("marta")
    assert discard_draft(actor=marta, draft_id=draft_id, now=cast.now) == draft_id
    assert discard_draft(actor=marta, draft_id=draft_id, now=cast.now + timedelta(days=1)) == draft_id

    row = Draft.objects.get()
    assert (row.end, row.ended_at) == (Draft.DISCARDED, cast.now)
    assert not Event.objects.exists()
    forget_ended_drafts(cast.now + timedelta(days=6))
    assert Draft.objects.exists()
    forget_ended_drafts(cast.now + timedelta(days=8))
    assert not Draft.objects.exists()


def test_open_drafts_are_kept_for_ever(cast):
    save(cast, "In ten years")
    forget_ended_drafts(cast.now + timedelta(days=3650))
    assert Draft.objects.exists()


def test_guests_and_others_are_refused(cast):
    draft_id = save(cast, "Mine").draft_id
    for who in ("yusuf", "moderator", "administrator"):
        with pytest.raises(NotThere):
            discard_draft(actor=cast.viewer(who), draft_id=draft_id, now=cast.now)
    with pytest.raises(Refused, match="not signed in"):
        discard_draft(actor=cast.viewer("guest"), draft_id=draft_id, now=cast.now)
    assert Draft.objects.get().ended_at is None
