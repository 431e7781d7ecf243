"""Files in forms: what a form names, and what it sends along without JavaScript."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.test import RequestFactory

from threadkeep.attachments.forms import file_notes, typed_notes
from threadkeep.attachments.models import Attachment
from threadkeep.attachments.notes import FileNote
from threadkeep.attachments.queries import composer_files, draft_files
from threadkeep.attachments.steps import put_on_post
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import picture
from threadkeep.kernel.refused import Refused


def _request(**fields: object):
    return RequestFactory().post("/", fields)


def test_a_form_names_files_with_their_words() -> None:
    typed = QueryDict("attachment=5&attachment=7&alt-5=Boats&caption-7=%20At%20dawn%20&alt-9=nobody&attachment=5")
    assert typed_notes(typed) == [FileNote(5, "Boats", ""), FileNote(7, "", "At dawn")]


@pytest.mark.parametrize("value", ["", "x", "-1", "1.5", "٣", "9" * 40, "1 OR 1=1"])
def test_what_is_no_number_names_no_file(value: str) -> None:
    typed = QueryDict(mutable=True)
    typed["attachment"] = value
    assert typed_notes(typed) == []


def test_words_that_are_too_long_are_refused_not_cut() -> None:
    with pytest.raises(Refused) as refusal:
        typed_notes(QueryDict("attachment=5&alt-5=" + "x" * 501))
    assert refusal.value.field == "files"


def test_files_sent_with_the_form_become_uploads_and_are_named_from_then_on(shelf: Shelf) -> None:
    before = shelf.upload("marta")
    sent = [SimpleUploadedFile("a.png", picture()), SimpleUploadedFile("b.txt", b"words")]
    request = _request(attachment=str(before), files=sent, key="form-1")
    notes = file_notes(request, shelf.cast.viewer("marta"), shelf.cast.open_board.pk)
    assert [shelf.file(note.id).name for note in notes] == ["harbour.png", "a.png", "b.txt"]
    assert request.POST.getlist("attachment") == [str(note.id) for note in notes]
    again = _request(attachment=str(before), files=[SimpleUploadedFile("a.png", picture())], key="form-1")
    assert file_notes(again, shelf.cast.viewer("marta"), shelf.cast.open_board.pk) == notes[:2]


def test_too_many_files_are_turned_away_before_one_is_kept(shelf: Shelf) -> None:
    sent = [SimpleUploadedFile(f"{number}.txt", b"words") for number in range(21)]
    with pytest.raises(Refused, match="20"):
        file_notes(_request(files=sent), shelf.cast.viewer("marta"), shelf.cast.open_board.pk)
    assert not Attachment.objects.exists()


def test_a_post_takes_ones_own_uploads_and_nobody_elses(shelf: Shelf) -> None:
    theirs, posted = shelf.upload("yusuf"), shelf.posted("marta")
    for pk in (theirs, posted, 987_654):
        with pytest.raises(Refused, match="not there any more") as refusal:
            shelf.post(pk, who="marta", text="words")
        assert refusal.value.field == "files"
    assert shelf.file(theirs).post_id is None


def test_a_form_shown_again_has_its_files_with_the_words_typed(shelf: Shelf) -> None:
    mine, theirs = shelf.upload("marta"), shelf.upload("yusuf")
    viewer = shelf.cast.viewer("marta")
    looks = composer_files(viewer, [FileNote(mine, "Boats", "At dawn"), FileNote(theirs), FileNote(987_654)])
    assert [(look.id, look.alt, look.caption, look.is_picture) for look in looks] == [(mine, "Boats", "At dawn", True)]
    assert composer_files(shelf.cast.viewer("guest"), [FileNote(mine)]) == []


def test_an_edit_form_has_the_files_of_the_post_that_stand(shelf: Shelf) -> None:
    one, two = shelf.upload("marta"), shelf.upload("marta", name="two.png")
    post_id = shelf.post(one, two)
    shelf.remove(one)
    looks = composer_files(shelf.cast.viewer("moderator"), [], post_id=post_id)
    assert [look.name for look in looks] == ["two.png"]


def test_uploads_of_the_last_day_are_offered_to_their_uploader(shelf: Shelf) -> None:
    from datetime import timedelta

    new = shelf.upload("marta")
    shelf.upload("marta", now=shelf.cast.now - timedelta(days=2))
    shelf.upload("yusuf")
    shelf.posted("marta")
    assert [look.id for look in draft_files(shelf.cast.viewer("marta"), shelf.cast.now)] == [new]
    assert draft_files(shelf.cast.viewer("guest"), shelf.cast.now) == []


def test_words_are_kept_with_the_file_and_order_is_that_of_the_form(shelf: Shelf) -> None:
    one, two = shelf.upload("marta"), shelf.upload("marta")
    post_id = shelf.post(two, one)
    notes = [FileNote(one, "Boats", "At dawn"), FileNote(two)]
    put_on_post(post_id=post_id, actor_id=shelf.cast.marta.pk, notes=notes, is_checked=False)
    assert (shelf.file(one).position, shelf.file(one).alt, shelf.file(one).caption) == (0, "Boats", "At dawn")
    assert shelf.file(one).state == Attachment.PRESENT, "what is on the post already does not wait again"
