import pytest

from threadkeep.attachments.actions.approve_file import approve_file
from threadkeep.attachments.models import Attachment
from threadkeep.attachments.tests.conftest import Shelf, facts
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.topics.models import Topic


def _waiting(shelf: Shelf) -> int:
    pk = shelf.posted()
    Attachment.objects.filter(pk=pk).update(state=Attachment.AWAITING)
    return pk


def _approve(shelf: Shelf, pk: int, who: str) -> None:
    approve_file(actor=shelf.cast.viewer(who), attachment_id=pk, now=shelf.cast.now)


def test_a_moderator_approves_a_file(shelf: Shelf) -> None:
    pk = _waiting(shelf)
    version = Topic.objects.get().version
    _approve(shelf, pk, "moderator")
    assert shelf.file(pk).state == Attachment.PRESENT
    assert Topic.objects.get().version == version + 1
    assert [told["attachment_id"] for told in facts("FileApproved")] == [pk]


@pytest.mark.parametrize("who", ["marta", "yusuf", "guest"])
def test_members_do_not_approve_not_even_their_own(shelf: Shelf, who: str) -> None:
    pk = _waiting(shelf)
    with pytest.raises(Refused, match="check files"):
        _approve(shelf, pk, who)
    assert shelf.file(pk).state == Attachment.AWAITING


def test_only_what_waits_is_approved(shelf: Shelf) -> None:
    with pytest.raises(Refused, match="does not wait"):
        _approve(shelf, shelf.posted(), "moderator")


def test_a_draft_is_nobodys_to_approve(shelf: Shelf) -> None:
    with pytest.raises(NotThere):
        _approve(shelf, shelf.upload(), "moderator")


def test_files_of_those_without_the_right_wait_when_they_are_posted(shelf: Shelf) -> None:
    from django.db.models import F

    from threadkeep.boards.models import Grant, Tree

    Grant.objects.filter(permission="attach_unchecked", group__key="members").delete()
    Tree.objects.update(version=F("version") + 1)
    assert shelf.file(shelf.posted("marta")).state == Attachment.AWAITING
    assert shelf.file(shelf.posted("moderator")).state == Attachment.PRESENT
