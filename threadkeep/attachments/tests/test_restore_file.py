import pytest

from threadkeep.attachments.actions.restore_file import restore_file
from threadkeep.attachments.models import Attachment, Blob
from threadkeep.attachments.tests.conftest import Shelf, facts
from threadkeep.kernel.refused import Gone, Refused
from threadkeep.topics.models import Topic


def _restore(shelf: Shelf, pk: int, who: str = "moderator") -> None:
    restore_file(actor=shelf.cast.viewer(who), attachment_id=pk, now=shelf.cast.now)


def test_a_removed_file_stands_again_as_it_was(shelf: Shelf) -> None:
    pk = shelf.posted()
    before = Attachment.objects.values().get(pk=pk)
    shelf.remove(pk)
    version = Topic.objects.get().version
    _restore(shelf, pk)
    assert Attachment.objects.values().get(pk=pk) == before
    assert Topic.objects.get().version == version + 1
    assert [told["attachment_id"] for told in facts("FileRestored")] == [pk]


def test_a_file_that_waited_to_be_checked_waits_again(shelf: Shelf) -> None:
    pk = shelf.posted()
    Attachment.objects.update(state=Attachment.AWAITING)
    shelf.remove(pk)
    _restore(shelf, pk)
    assert shelf.file(pk).state == Attachment.AWAITING


def test_bytes_that_are_in_use_again_are_not_counted_as_unused(shelf: Shelf) -> None:
    pk = shelf.posted()
    shelf.remove(pk)
    Blob.objects.update(unused_since=shelf.cast.now)
    _restore(shelf, pk)
    assert shelf.file(pk).blob.unused_since is None


def test_authors_put_back_what_they_removed_but_not_what_a_moderator_did(shelf: Shelf) -> None:
    mine, theirs = shelf.posted("marta"), shelf.posted("marta")
    shelf.remove(mine, "marta")
    shelf.remove(theirs, "moderator")
    _restore(shelf, mine, "marta")
    with pytest.raises(Refused, match="Only the moderators"):
        _restore(shelf, theirs, "marta")
    assert shelf.file(theirs).state == Attachment.REMOVED


@pytest.mark.parametrize("who", ["yusuf", "guest"])
def test_nobody_else_puts_it_back(shelf: Shelf, who: str) -> None:
    pk = shelf.posted("marta")
    shelf.remove(pk)
    with pytest.raises(Refused):
        _restore(shelf, pk, who)
    assert shelf.file(pk).state == Attachment.REMOVED


def test_what_is_not_removed_cannot_be_put_back(shelf: Shelf) -> None:
    with pytest.raises(Refused, match="not removed"):
        _restore(shelf, shelf.posted())


def test_after_the_grace_time_it_is_gone_and_says_so(shelf: Shelf) -> None:
    pk = shelf.posted()
    shelf.remove(pk)
    Blob.objects.update(deleted_at=shelf.cast.now)
    with pytest.raises(Gone):
        _restore(shelf, pk)
