import pytest

from threadkeep.attachments import blobs
from threadkeep.attachments.models import Attachment
from threadkeep.attachments.tests.conftest import Shelf, facts
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.topics.models import Post, Topic


def test_a_moderator_removes_a_file_and_says_why(shelf: Shelf) -> None:
    pk = shelf.posted()
    shelf.remove(pk, "moderator", "  Shows a   face. ")
    file = shelf.file(pk)
    assert file.state == Attachment.REMOVED
    assert (file.removed_by_id, file.removed_by_name) == (shelf.cast.moderator.pk, "Moderator")
    assert (file.removed_at, file.remove_reason) == (shelf.cast.now, "Shows a face.")
    [told] = facts("FileRemoved")
    assert (told["attachment_id"], told["post_id"], told["blob_id"]) == (pk, file.post_id, file.blob_id)


def test_the_text_of_the_post_and_the_bytes_stay_as_they_were(shelf: Shelf) -> None:
    pk = shelf.posted()
    before = Post.objects.values().get()
    shelf.remove(pk)
    assert Post.objects.values().get() == before
    blob = shelf.file(pk).blob
    assert blobs.is_whole(blobs.Kept(blob.sha256, blob.size))


def test_the_pages_of_the_topic_show_something_else_now(shelf: Shelf) -> None:
    pk = shelf.posted()
    before = Topic.objects.get().version
    shelf.remove(pk)
    assert Topic.objects.get().version == before + 1


def test_authors_remove_files_of_their_own_posts(shelf: Shelf) -> None:
    pk = shelf.posted("marta")
    shelf.remove(pk, "marta")
    assert shelf.file(pk).state == Attachment.REMOVED


@pytest.mark.parametrize("who", ["yusuf", "newcomer", "guest", "banned"])
def test_nobody_else_removes_it(shelf: Shelf, who: str) -> None:
    pk = shelf.posted("marta")
    with pytest.raises(Refused, match="author and the moderators"):
        shelf.remove(pk, who)
    assert shelf.file(pk).state == Attachment.PRESENT
    assert facts("FileRemoved") == []


def test_in_a_locked_topic_only_moderators_do(shelf: Shelf) -> None:
    pk = shelf.posted("marta")
    Topic.objects.update(is_locked=True)
    with pytest.raises(Refused, match="locked"):
        shelf.remove(pk, "marta")
    shelf.remove(pk, "moderator")


def test_a_reason_is_needed_and_may_not_be_an_essay(shelf: Shelf) -> None:
    pk = shelf.posted()
    for reason in ("", "   ", "x" * 201):
        with pytest.raises(Refused) as refusal:
            shelf.remove(pk, reason=reason)
        assert refusal.value.field == "reason"
    assert shelf.file(pk).state == Attachment.PRESENT


def test_what_is_removed_is_not_removed_again(shelf: Shelf) -> None:
    pk = shelf.posted()
    shelf.remove(pk, reason="First.")
    with pytest.raises(Refused, match="already"):
        shelf.remove(pk, reason="Second.")
    assert shelf.file(pk).remove_reason == "First."


def test_a_draft_and_a_file_of_a_board_one_may_not_see_are_not_there(shelf: Shelf) -> None:
    draft = shelf.upload("marta")
    hidden = shelf.posted("moderator", board=shelf.cast.staff_board)
    for pk in (draft, hidden, 987_654):
        with pytest.raises(NotThere):
            shelf.remove(pk, "yusuf")
