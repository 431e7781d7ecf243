from threadkeep.attachments.actions.note_bytes import note_bytes
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.topics.models import Topic


def test_missing_bytes_are_marked_once_and_cleared_once(shelf: Shelf) -> None:
    file = shelf.file(shelf.posted())
    version = Topic.objects.get().version
    assert note_bytes(blob_id=file.blob_id, are_whole=False, now=shelf.cast.now)
    assert shelf.file(file.pk).blob.missing_since == shelf.cast.now
    assert not note_bytes(blob_id=file.blob_id, are_whole=False, now=shelf.cast.now)
    assert note_bytes(blob_id=file.blob_id, are_whole=True, now=shelf.cast.now)
    assert not note_bytes(blob_id=file.blob_id, are_whole=True, now=shelf.cast.now)
    assert shelf.file(file.pk).blob.missing_since is None
    assert Topic.objects.get().version == version + 2
