"""A save keeps what is typed and never overwrites what was saved from elsewhere."""

import pytest

from tests.cast import Cast
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import Refused, TooLarge
from threadkeep.reading.actions.discard_draft import discard_draft
from threadkeep.reading.draft_fields import Place, Token
from threadkeep.reading.models import Draft, DraftFile
from threadkeep.reading.tests.drafting import HERE, goes_on, save, texts
from threadkeep.topics.actions.post_reply import post_reply
from threadkeep.topics.writing import prepare

SHEET, OTHER = "aa", "bb"


def test_each_save_is_a_new_version_of_one_draft_and_tells_nobody(cast):
    first = save(cast, "Half", token=Token(sheet=SHEET, turn=1))
    second = save(cast, "Half a thought", token=goes_on(first, SHEET, 2))

    assert (first.fate, first.version, second.fate, second.version) == ("saved", 1, "saved", 2)
    assert first.draft_id == second.draft_id
    row = Draft.objects.get()
    assert (row.place, row.device, row.saved_at, row.member) == ("reply-12", "Firefox on Linux", cast.now, cast.marta)
    assert texts(cast.marta) == ["Half a thought"]
    assert not Event.objects.exists()


def test_words_are_kept_for_a_topic_that_is_not_there_and_say_nothing_about_it(cast):
    assert save(cast, "Into the void", place=Place("reply", 999_999)).fate == "saved"


def test_a_save_whose_answer_was_lost_goes_on_with_the_same_draft(cast):
    save(cast, "Half", token=Token(sheet=SHEET, turn=1))
    again = save(cast, "Half a thought", token=Token(sheet=SHEET, turn=2))
    assert (again.fate, again.version) == ("saved", 2)
    assert texts(cast.marta) == ["Half a thought"]


def test_an_older_save_of_the_same_page_that_comes_late_changes_nothing(cast):
    first = save(cast, "Half", token=Token(sheet=SHEET, turn=1))
    save(cast, "Half a thought", token=goes_on(first, SHEET, 3))
    late = save(cast, "Half a th", token=goes_on(first, SHEET, 2))
    assert late.fate == "saved"
    assert texts(cast.marta) == ["Half a thought"]


def test_changes_that_do_not_touch_each_other_become_one_text(cast):
    base = {"text": ["One.\n\nTwo."]}
    first = save(cast, "One.\n\nTwo.")
    save(cast, "One, changed.\n\nTwo.", token=goes_on(first, OTHER, 1))
    mine = "One.\n\nTwo.\n\nThree."

    assert save(cast, mine, token=goes_on(first, SHEET, 1), merges=True).fate == "behind"
    merged = save(cast, mine, token=goes_on(first, SHEET, 2), base=base)

    assert (merged.fate, merged.version) == ("merged", 3)
    assert merged.fields == {"text": ["One, changed.\n\nTwo.\n\nThree."]}
    assert texts(cast.marta) == ["One, changed.\n\nTwo.\n\nThree."]


def test_a_page_that_has_not_shown_the_merged_text_yet_cannot_overwrite_it(cast):
    first = save(cast, "One.\n\nTwo.", token=Token(sheet=SHEET, turn=1))
    save(cast, "One, changed.\n\nTwo.", token=goes_on(first, OTHER, 1))
    save(cast, "One.\n\nTwo.\n\nThree.", token=goes_on(first, SHEET, 2), base={"text": ["One.\n\nTwo."]})
    again = save(
        cast, "One.\n\nTwo.\n\nThree!", token=goes_on(first, SHEET, 3), base={"text": ["One.\n\nTwo.\n\nThree."]}
    )
    assert again.fate == "merged"
    assert texts(cast.marta) == ["One, changed.\n\nTwo.\n\nThree!"]


def test_changes_of_the_same_line_are_both_kept_and_each_page_goes_on_with_its_own(cast):
    first = save(cast, "The tide", token=Token(sheet=SHEET, turn=1))
    theirs = save(cast, "The tide turns at six", token=goes_on(first, OTHER, 1))
    mine = save(cast, "The tide never turns", token=goes_on(first, SHEET, 2), base={"text": ["The tide"]})
    assert mine.fate == "both"
    assert mine.draft_id != first.draft_id

    save(cast, "The tide turns at six.", token=goes_on(theirs, OTHER, 2))
    save(cast, "The tide never turns!", token=goes_on(mine, SHEET, 3))
    assert texts(cast.marta) == ["The tide turns at six.", "The tide never turns!"]


def test_without_a_script_a_form_that_began_from_an_older_version_is_kept_beside_the_newer(cast):
    first = save(cast, "The tide")
    save(cast, "The tide turns", token=goes_on(first))
    assert save(cast, "The tide stands", token=goes_on(first)).fate == "both"
    assert texts(cast.marta) == ["The tide turns", "The tide stands"]
    assert save(cast, "The tide stands", token=goes_on(first)).fate == "both"
    assert len(texts(cast.marta)) == 2, "the same words sent twice are one draft"


def test_two_pages_opened_before_anything_was_saved_have_a_draft_each(cast):
    save(cast, "Mine", token=Token(sheet=SHEET, turn=1))
    save(cast, "Also mine", token=Token(sheet=OTHER, turn=1))
    assert texts(cast.marta) == ["Mine", "Also mine"]


def test_a_form_that_is_emptied_puts_its_draft_away_with_what_stood_in_it(cast):
    first = save(cast, "Never mind")
    assert save(cast, " \n", token=goes_on(first)).fate == "emptied"
    row = Draft.objects.get()
    assert (row.end, "Never mind" in row.fields) == (Draft.DISCARDED, True)
    assert save(cast, "").fate == "emptied"
    assert Draft.objects.count() == 1


def test_typing_on_after_the_draft_was_discarded_elsewhere_begins_another(cast):
    first = save(cast, "Half a thought")
    discard_draft(actor=cast.viewer("marta"), draft_id=first.draft_id, now=cast.now)
    second = save(cast, "Half a thought, and more", token=goes_on(first))
    assert second.draft_id != first.draft_id
    assert texts(cast.marta) == ["Half a thought, and more"]


def reply_from(cast: Cast, topic_id: int, text: str, token: Token) -> None:
    """Post a reply the way its form does, which names its draft."""
    from dataclasses import replace

    writing = replace(prepare(text=text, syntax="markdown"), draft=token)
    post_reply(actor=cast.viewer("marta"), topic_id=topic_id, writing=writing, now=cast.now)


def test_posting_ends_the_draft_and_a_late_save_of_that_page_does_not_bring_it_back(cast):
    topic_id = cast.topic("yusuf")
    place = Place("reply", topic_id)
    first = save(cast, "At six", place=place, token=Token(sheet=SHEET, turn=1))
    reply_from(cast, topic_id, "At six.", goes_on(first, SHEET, 2))
    assert texts(cast.marta) == []
    assert save(cast, "At si", place=place, token=goes_on(first, SHEET, 2)).fate == "sent"
    assert texts(cast.marta) == []


def test_posting_leaves_newer_words_alone_that_were_saved_from_another_tab(cast):
    topic_id = cast.topic("yusuf")
    place = Place("reply", topic_id)
    first = save(cast, "At six", place=place, token=Token(sheet=SHEET, turn=1))
    save(cast, "At six, and I have more to say", place=place, token=goes_on(first, OTHER, 1))
    reply_from(cast, topic_id, "At six", goes_on(first, SHEET, 2))
    assert texts(cast.marta) == ["At six, and I have more to say"]


def test_words_typed_in_another_tab_after_the_draft_was_posted_are_kept(cast):
    topic_id = cast.topic("yusuf")
    place = Place("reply", topic_id)
    first = save(cast, "At six", place=place, token=Token(sheet=SHEET, turn=1))
    reply_from(cast, topic_id, "At six", goes_on(first, SHEET, 2))
    assert save(cast, "At six", place=place, token=goes_on(first, OTHER, 1)).fate == "sent"
    assert save(cast, "And one thing more", place=place, token=goes_on(first, OTHER, 2)).fate == "saved"
    assert texts(cast.marta) == ["And one thing more"]


def test_nobody_ends_the_draft_of_somebody_else_by_naming_it(cast):
    topic_id = cast.topic("yusuf")
    first = save(cast, "Mine", who="yusuf")
    reply_from(cast, topic_id, "Mine", goes_on(first))
    assert texts(cast.yusuf) == ["Mine"]


def test_uploads_named_by_the_form_belong_to_the_draft_but_not_those_of_others(cast):
    shelf = Shelf(cast)
    mine, theirs = shelf.upload("marta"), shelf.upload("yusuf", name="their.png")
    first = save(cast, "Look", fields={"attachment": [str(mine), str(theirs), "x"]})
    assert list(DraftFile.objects.values_list("attachment_id", flat=True)) == [mine]
    save(cast, "Look", token=goes_on(first), fields={})
    assert not DraftFile.objects.exists()


def test_what_cannot_be_saved_is_refused_with_a_sentence(cast, monkeypatch, settings):
    with pytest.raises(Refused, match="not signed in"):
        save(cast, "Mine", who="guest")
    with pytest.raises(TooLarge, match="kept in your browser"):
        save(cast, "x" * (settings.THREADKEEP.posts.max_bytes + 65 * 1024))
    monkeypatch.setattr("threadkeep.reading.actions.save_draft.MOST_DRAFTS", 1)
    first = save(cast, "One")
    with pytest.raises(Refused, match="You have 1 drafts"):
        save(cast, "Two", place=Place("topic", 3))
    assert save(cast, "One, changed", token=goes_on(first)).fate == "saved"
    assert texts(cast.marta) == ["One, changed"]


def test_a_draft_named_for_another_place_or_person_is_not_touched(cast):
    first = save(cast, "Mine")
    save(cast, "Theirs", who="yusuf", token=goes_on(first))
    save(cast, "Elsewhere", place=Place("edit", HERE.target_id), token=goes_on(first))
    assert texts(cast.marta) == ["Mine", "Elsewhere"]
    assert texts(cast.yusuf) == ["Theirs"]
