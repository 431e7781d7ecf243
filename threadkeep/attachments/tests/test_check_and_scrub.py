"""`threadkeep files check` and `files scrub`: what is wrong is named, and nothing is ever deleted."""

import os
import time

import pytest

from threadkeep.attachments import blobs, scrub
from threadkeep.attachments.check import check_files
from threadkeep.attachments.models import Blob
from threadkeep.attachments.scrub import Bookmark
from threadkeep.attachments.tests.conftest import Shelf


def _thousand(shelf: Shelf, count: int = 1000) -> list[blobs.Kept]:
    kept = [blobs.keep_bytes(f"blob {number}".encode() * 50) for number in range(count)]
    Blob.objects.bulk_create(
        Blob(sha256=each.sha256, size=each.size, mime_type="text/plain", stored_at=shelf.cast.now) for each in kept
    )
    return kept


def _flip_one_bit(kept: blobs.Kept) -> None:
    data = bytearray(kept.path.read_bytes())
    data[len(data) // 2] ^= 0x10
    kept.path.write_bytes(data)


def test_one_flipped_one_deleted_one_truncated_of_a_thousand_are_all_named(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    kept = _thousand(shelf)
    flipped, deleted, truncated = kept[17], kept[500], kept[998]
    _flip_one_bit(flipped)
    deleted.path.unlink()
    truncated.path.write_bytes(truncated.path.read_bytes()[:-1])
    bookmark = Bookmark.opened(100)
    faults = scrub.scrub(bookmark, shelf.cast.now)
    assert bookmark.blob_count == 1000
    assert {(fault.kind, fault.sha256) for fault in faults} == {
        ("changed", flipped.sha256),
        ("missing", deleted.sha256),
        ("cut short", truncated.sha256),
    }
    marked = set(Blob.objects.filter(missing_since__isnull=False).values_list("sha256", flat=True))
    assert marked == {flipped.sha256, deleted.sha256, truncated.sha256}
    assert flipped.path.exists(), "nothing is deleted"
    flipped_back = f"blob {17}".encode() * 50
    flipped.path.write_bytes(flipped_back)
    again = scrub.scrub(Bookmark.opened(100), shelf.cast.now)
    assert {fault.kind for fault in again} == {"whole again", "missing", "cut short"}
    assert len(Blob.objects.filter(missing_since__isnull=False)) == 3, "without --repair marks stay"
    scrub.scrub(Bookmark.opened(100), shelf.cast.now, repair=True)
    assert len(Blob.objects.filter(missing_since__isnull=False)) == 2


def test_a_scrub_that_was_stopped_goes_on_and_forgets_no_fault(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = _thousand(shelf, 30)
    kept[3].path.unlink()
    kept[28].path.unlink()
    passed = []

    def dies_at_ten(_name: str) -> None:
        passed.append(1)
        if len(passed) == 10:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(scrub.crash, "point", dies_at_ten)
        with pytest.raises(KeyboardInterrupt):
            scrub.scrub(Bookmark.opened(100), shelf.cast.now)
    bookmark = Bookmark.opened(100)
    assert 0 < scrub.still_to_read(bookmark).count() < 30
    faults = scrub.scrub(bookmark, shelf.cast.now)
    assert [fault.sha256 for fault in faults] == [kept[3].sha256, kept[28].sha256]
    assert scrub.still_to_read(Bookmark.opened(100)).count() == 30, "done is done: the next one begins anew"


def test_a_part_is_about_as_large_as_asked_and_another_each_time(shelf: Shelf) -> None:
    names = [f"{number:064x}" for number in range(4000)]
    parts = [{name for name in names if Bookmark(shelf.file, 5, salt).takes(name)} for salt in ("a", "b")]
    assert all(100 < len(part) < 320 for part in parts)
    assert len(parts[0] & parts[1]) < 60
    assert all(Bookmark(shelf.file, 100, "a").takes(name) for name in names)


def test_names_of_people_tell_which_file_it_is(shelf: Shelf) -> None:
    pk = shelf.posted(data=b"words", name="tides.txt")
    blobs.path_of(shelf.file(pk).blob.sha256).unlink()
    [fault] = scrub.scrub(Bookmark.opened(100), shelf.cast.now)
    assert fault.files == (f"tides.txt in post {shelf.file(pk).post_id}",)


def test_a_board_in_order_has_no_faults(shelf: Shelf) -> None:
    shelf.posted()
    report = check_files(shelf.cast.now)
    assert report.faults == []
    assert (report.blob_count, report.file_count, report.post_count) == (1, 1, 1)
    assert scrub.scrub(Bookmark.opened(100), shelf.cast.now) == []


def test_check_names_what_does_not_fit_and_repair_only_adds(shelf: Shelf) -> None:
    gone, short = shelf.posted(data=b"one", name="a.txt"), shelf.posted(data=b"two", name="b.txt")
    blobs.path_of(shelf.file(gone).blob.sha256).unlink()
    blobs.path_of(shelf.file(short).blob.sha256).write_bytes(b"t")
    orphan, young = blobs.keep_bytes(b"left behind"), blobs.keep_bytes(b"on its way")
    liar = blobs.keep_bytes(b"something")
    liar.path.write_bytes(b"something else")
    for each in (orphan, liar):
        os.utime(each.path, (time.time() - 7200,) * 2)
    lost = shelf.cast.topic("marta", text="![x](attachment:987654) and [y](attachment:987654)")
    before = Blob.objects.count()
    kinds = sorted(fault.kind for fault in check_files(shelf.cast.now).faults)
    assert kinds == [
        "bytes without row",
        "bytes without row",
        "reference without row",
        "row without bytes",
        "wrong size",
    ]
    assert Blob.objects.count() == before, "without --repair nothing is written"
    assert not Blob.objects.filter(missing_since__isnull=False).exists()
    report = check_files(shelf.cast.now, repair=True)
    assert [fault.sha256 for fault in report.faults if fault.is_repaired] == [orphan.sha256]
    assert Blob.objects.count() == before + 1
    assert Blob.objects.filter(missing_since__isnull=False).count() == 2
    assert {kept.sha256 for kept in blobs.all_on_disk()} >= {orphan.sha256, young.sha256, liar.sha256}
    [reference] = [fault for fault in report.faults if fault.kind == "reference without row"]
    assert str(987654) in reference.says
    assert lost
