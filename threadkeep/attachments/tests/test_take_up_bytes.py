from threadkeep.attachments import blobs
from threadkeep.attachments.actions.take_up_bytes import take_up_bytes
from threadkeep.attachments.models import Blob
from threadkeep.attachments.tests.conftest import Shelf


def test_bytes_without_a_row_get_one_that_nothing_points_to(shelf: Shelf) -> None:
    kept = blobs.keep_bytes(b"left behind")
    take_up_bytes(kept=kept, now=shelf.cast.now)
    take_up_bytes(kept=kept, now=shelf.cast.now)
    blob = Blob.objects.get()
    assert (blob.sha256, blob.size, blob.unused_since) == (kept.sha256, 11, shelf.cast.now)
    assert blob.mime_type == "application/octet-stream"


def test_bytes_that_had_gone_are_there_again(shelf: Shelf) -> None:
    kept = blobs.keep_bytes(b"left behind")
    take_up_bytes(kept=kept, now=shelf.cast.now)
    Blob.objects.update(deleted_at=shelf.cast.now)
    take_up_bytes(kept=kept, now=shelf.cast.now)
    assert Blob.objects.get().deleted_at is None
