"""What a disk that lied in a power cut leaves behind: found, said, never served as if it were whole."""

from threadkeep.attachments import blobs, missing
from threadkeep.attachments.chores import look_at_newest_bytes
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import picture


def _get(shelf: Shelf, pk: int):
    return shelf.cast.browser("guest").get(f"/a/{pk}/x")


def test_half_a_file_is_never_served_as_if_it_were_whole(shelf: Shelf) -> None:
    pk = shelf.posted()
    path = blobs.path_of(shelf.file(pk).blob.sha256)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert _get(shelf, pk).status_code == 410
    assert missing.take_noted() == [shelf.file(pk).blob_id]
    path.write_bytes(whole)
    assert _get(shelf, pk).status_code == 200


def test_a_newest_file_that_a_power_cut_tore_is_found_and_no_longer_served(shelf: Shelf) -> None:
    whole, torn = shelf.posted(), shelf.posted(data=picture(colour="red"), name="torn.png")
    path = blobs.path_of(shelf.file(torn).blob.sha256)
    path.write_bytes(path.read_bytes()[:-4] + b"\0\0\0\0")
    look_at_newest_bytes(shelf.cast.now)
    assert shelf.file(torn).blob.missing_since == shelf.cast.now
    assert shelf.file(whole).blob.missing_since is None
    assert (_get(shelf, whole).status_code, _get(shelf, torn).status_code) == (200, 410)
