from datetime import timedelta

from threadkeep.attachments import blobs
from threadkeep.attachments.actions.note_bytes import note_bytes
from threadkeep.attachments.chores import make_sizes_left_out
from threadkeep.attachments.models import Blob, PictureSize
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import exif, picture
from threadkeep.kernel.worker import drain
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


def test_what_was_made_from_a_picture_is_left_out_and_made_again(shelf: Shelf) -> None:
    pk = shelf.posted(data=picture("JPEG", (600, 300), exif=exif()))
    drain()
    original = shelf.file(pk).blob
    lost = [size.kept for size in PictureSize.objects.select_related("kept")] + [original.clean_copy]
    for blob in lost:
        blobs.path_of(blob.sha256).unlink()
        note_bytes(blob_id=blob.pk, are_whole=False, now=shelf.cast.now)
    page = shelf.cast.browser().get(f"/p/{shelf.file(pk).post_id}", follow=True).content
    assert b"/size/" not in page
    make_sizes_left_out(shelf.cast.now + timedelta(days=1))
    drain()
    assert not Blob.objects.filter(missing_since__isnull=False).exists()
    assert all(blobs.is_whole(blobs.Kept(blob.sha256, blob.size)) for blob in lost)
    assert b"/size/480.webp" in shelf.cast.browser().get(f"/p/{shelf.file(pk).post_id}", follow=True).content
