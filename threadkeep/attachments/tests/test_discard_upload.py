import pytest

from threadkeep.attachments.actions.discard_upload import discard_upload
from threadkeep.attachments.models import Attachment
from threadkeep.attachments.tests.conftest import Shelf, facts
from threadkeep.kernel.refused import NotThere
from threadkeep.kernel.worker import drain


def _discard(shelf: Shelf, pk: int, who: str) -> None:
    discard_upload(actor=shelf.cast.viewer(who), attachment_id=pk, now=shelf.cast.now)


def test_a_member_takes_back_their_own_upload(shelf: Shelf) -> None:
    pk = shelf.upload("marta")
    blob = shelf.file(pk).blob
    _discard(shelf, pk, "marta")
    drain()
    assert not Attachment.objects.exists()
    blob.refresh_from_db()
    assert blob.unused_since is not None
    assert facts("UploadDiscarded") == [{"blob_id": blob.pk, "actor_id": shelf.cast.marta.pk}]


@pytest.mark.parametrize("who", ["yusuf", "moderator", "administrator", "guest"])
def test_somebody_elses_upload_is_not_there(shelf: Shelf, who: str) -> None:
    pk = shelf.upload("marta")
    with pytest.raises(NotThere):
        _discard(shelf, pk, who)
    assert Attachment.objects.filter(pk=pk).exists()


def test_a_file_on_a_post_is_removed_with_a_reason_not_discarded(shelf: Shelf) -> None:
    pk = shelf.posted("marta")
    with pytest.raises(NotThere):
        _discard(shelf, pk, "marta")
    assert Attachment.objects.filter(pk=pk).exists()
