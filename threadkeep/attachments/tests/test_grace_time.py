"""Bytes nobody points to go after the grace time; bytes somebody points to never do."""

import os
import time
from datetime import timedelta

import pytest

from threadkeep.attachments import blobs, chores
from threadkeep.attachments.actions.restore_file import restore_file
from threadkeep.attachments.models import Attachment, Blob, PictureSize
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import exif, picture
from threadkeep.kernel.derived import all_derived
from threadkeep.kernel.worker import drain
from threadkeep.reading.actions.discard_draft import discard_draft
from threadkeep.reading.actions.save_draft import save_draft
from threadkeep.reading.chores import forget_ended_drafts
from threadkeep.reading.draft_fields import Place, Token


def _later(shelf: Shelf, days: float) -> None:
    """The clock strikes, twice: what is made from a picture goes a round after it."""
    for _round in range(2):
        chores.let_bytes_go(shelf.cast.now + timedelta(days=days))


def _on_disk() -> set[str]:
    return {kept.sha256 for kept in blobs.all_on_disk()}


def _no_differences() -> None:
    [use] = [each for each in all_derived() if each.name == "attachments.use"]
    assert list(use.differences()) == []


def test_a_removed_files_bytes_stay_for_the_grace_time_and_then_go_with_all_made_of_them(shelf: Shelf) -> None:
    pk = shelf.posted(data=picture("JPEG", (600, 300), exif=exif()))
    drain()
    assert len(_on_disk()) == 6, "the original, its clean copy, two sizes in two kinds"
    shelf.remove(pk)
    drain()
    _later(shelf, 29)
    assert len(_on_disk()) == 6
    _later(shelf, 31)
    assert _on_disk() == set()
    assert not PictureSize.objects.exists()
    blob = Blob.objects.get()
    assert blob.deleted_at is not None
    assert (shelf.file(pk).name, shelf.file(pk).blob.sha256) == ("harbour.png", blob.sha256)


def test_put_back_in_time_they_stay(shelf: Shelf) -> None:
    pk = shelf.posted()
    shelf.remove(pk)
    drain()
    restore_file(actor=shelf.cast.viewer("moderator"), attachment_id=pk, now=shelf.cast.now)
    drain()
    _later(shelf, 400)
    assert blobs.is_whole(blobs.Kept(shelf.file(pk).blob.sha256, shelf.file(pk).size))
    _no_differences()


def test_bytes_another_post_uses_stay(shelf: Shelf) -> None:
    one, two = shelf.posted("marta"), shelf.posted("yusuf")
    shelf.remove(one)
    drain()
    _later(shelf, 400)
    assert shelf.file(two).blob.deleted_at is None
    assert shelf.file(one).blob.sha256 in _on_disk()


def test_an_avatar_keeps_its_bytes_even_if_a_mark_says_otherwise(shelf: Shelf) -> None:
    pk = shelf.upload("marta")
    blob_id = shelf.file(pk).blob_id
    Attachment.objects.all().delete()
    shelf.cast.marta.avatar_id = blob_id
    shelf.cast.marta.save()
    Blob.objects.update(unused_since=shelf.cast.now)
    _later(shelf, 400)
    blob = Blob.objects.get(pk=blob_id)
    assert blob.sha256 in _on_disk()
    assert blob.unused_since is None


def test_a_clean_copy_and_sizes_stay_with_their_picture_even_if_a_mark_says_otherwise(shelf: Shelf) -> None:
    shelf.posted(data=picture("JPEG", (600, 300), exif=exif()))
    drain()
    before = _on_disk()
    Blob.objects.update(unused_since=shelf.cast.now)
    _later(shelf, 400)
    assert _on_disk() == before


def test_uploads_nobody_sent_go_after_a_week_and_their_bytes_a_month_later(shelf: Shelf) -> None:
    shelf.upload("marta")
    chores.forget_unsent_files(shelf.cast.now + timedelta(days=6))
    assert Attachment.objects.exists()
    chores.forget_unsent_files(shelf.cast.now + timedelta(days=8))
    assert not Attachment.objects.exists()
    _later(shelf, 8 + 29)
    assert _on_disk()
    _later(shelf, 8 + 31)
    assert not _on_disk()
    assert not Blob.objects.exists()


def test_an_upload_that_waits_in_a_draft_is_kept_as_long_as_the_draft(shelf: Shelf) -> None:
    pk = shelf.upload("marta")
    fields = {"text": ["With a picture."], "attachment": [str(pk)]}
    marta = shelf.cast.viewer("marta")
    saved = save_draft(actor=marta, place=Place("reply", 1), fields=fields, token=Token(), now=shelf.cast.now)
    chores.forget_unsent_files(shelf.cast.now + timedelta(days=400))
    assert Attachment.objects.filter(pk=pk).exists()

    discard_draft(actor=marta, draft_id=saved.draft_id, now=shelf.cast.now + timedelta(days=400))
    forget_ended_drafts(shelf.cast.now + timedelta(days=406))
    chores.forget_unsent_files(shelf.cast.now + timedelta(days=406))
    assert Attachment.objects.filter(pk=pk).exists()
    forget_ended_drafts(shelf.cast.now + timedelta(days=408))
    chores.forget_unsent_files(shelf.cast.now + timedelta(days=408))
    assert not Attachment.objects.exists()


def test_the_same_bytes_put_up_again_later_bring_the_removed_file_within_reach(shelf: Shelf) -> None:
    pk = shelf.posted()
    shelf.remove(pk)
    drain()
    _later(shelf, 31)
    assert shelf.file(pk).blob.deleted_at is not None
    shelf.upload("yusuf")
    restore_file(actor=shelf.cast.viewer("moderator"), attachment_id=pk, now=shelf.cast.now)
    assert shelf.file(pk).state == Attachment.PRESENT
    assert shelf.file(pk).blob.deleted_at is None


def test_a_file_whose_upload_died_gets_a_row_after_an_hour_and_goes_in_its_time(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, young = blobs.keep_bytes(b"left behind"), blobs.keep_bytes(b"on its way")
    os.utime(old.path, (time.time() - 7200,) * 2)
    monkeypatch.setattr(chores, "_shelf", 0)
    for _round in range(256 // chores.SHELVES_AT_ONCE):
        chores.take_up_files_without_rows(shelf.cast.now)
    assert Blob.objects.get().sha256 == old.sha256
    _later(shelf, 31)
    assert _on_disk() == {young.sha256}


def test_what_went_out_of_use_unheard_is_found_by_the_clock(shelf: Shelf) -> None:
    shelf.upload("marta")
    Attachment.objects.all().delete()
    later = shelf.cast.now + timedelta(hours=2)
    chores.see_what_is_unused(later)
    assert Blob.objects.get().unused_since == later


def test_derived_data_says_what_the_tables_say_after_a_random_life(shelf: Shelf) -> None:
    from threadkeep.attachments.actions.discard_upload import discard_upload

    files = [shelf.upload("marta", f"words {number % 3}".encode(), "a.txt") for number in range(6)]
    shelf.post(*files[:4])
    for pk in (files[0], files[3]):
        shelf.remove(pk)
    discard_upload(actor=shelf.cast.viewer("marta"), attachment_id=files[5], now=shelf.cast.now)
    discard_upload(actor=shelf.cast.viewer("marta"), attachment_id=files[4], now=shelf.cast.now)
    drain()
    _no_differences()
    Blob.objects.update(unused_since=shelf.cast.now)
    [use] = [each for each in all_derived() if each.name == "attachments.use"]
    assert list(use.differences())
    use.rebuild()
    _no_differences()


def test_every_key_to_bytes_in_any_table_counts() -> None:
    """A later feature that points to bytes need not tell anybody: this lists what is found by itself."""
    from threadkeep.attachments.use import unused_blobs

    sql = str(unused_blobs().query)
    for table in ("attachments_attachment", "attachments_picturesize", "attachments_blob", "members_member"):
        assert sql.count(f'FROM "{table}"') >= 1, table
