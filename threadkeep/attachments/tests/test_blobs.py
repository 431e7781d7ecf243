"""Bytes on disk: whole or not at all, once, and in the right order."""

import errno
import io
import os
import stat
from pathlib import Path

import pytest

from threadkeep.attachments import blobs
from threadkeep.kernel.refused import StorageFull, TooLarge

HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"


def _temporary() -> list[str]:
    room = blobs.waiting_room()
    return sorted(each.name for each in room.iterdir()) if room.is_dir() else []


def test_bytes_are_kept_under_their_hash_and_read_back() -> None:
    kept = blobs.keep_bytes(b"hello")
    assert (kept.sha256, kept.size) == (HELLO, 5)
    assert kept.path == blobs.folder() / "2c" / HELLO
    with blobs.open_blob(HELLO) as file:
        assert file.read() == b"hello"
    assert _temporary() == []


def test_only_the_board_reads_what_is_entrusted_to_it() -> None:
    kept = blobs.keep_bytes(b"hello")
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700


def test_the_order_is_write_flush_rename_flush_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    blobs.keep_bytes(b"so that the folders are there")
    (blobs.folder() / "2c").mkdir()
    done: list[str] = []
    fsync, rename = os.fsync, Path.rename

    def noting_fsync(handle: int) -> None:
        done.append("flush folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "flush file")
        fsync(handle)

    def noting_rename(self: Path, target: Path) -> Path:
        done.append("rename")
        return rename(self, target)

    monkeypatch.setattr(os, "fsync", noting_fsync)
    monkeypatch.setattr(Path, "rename", noting_rename)
    monkeypatch.setattr(blobs.crash, "point", done.append)
    blobs.keep_bytes(b"hello")
    assert done == ["flush file", "after-blob-write", "rename", "flush folder", "after-blob-rename"]


def test_a_new_folder_is_flushed_in_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    flushed: list[Path] = []
    monkeypatch.setattr(blobs, "_flush_folder", flushed.append)
    blobs.keep_bytes(b"hello")
    assert blobs.folder() in flushed
    assert flushed[-1] == blobs.folder() / "2c"


def test_the_same_bytes_are_not_written_twice() -> None:
    first = blobs.keep_bytes(b"hello").path.stat()
    second = blobs.keep_bytes(b"hello").path.stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


@pytest.mark.parametrize("rotten", [b"hellO", b"hel", b"hello and more", b""])
def test_a_copy_that_rotted_is_replaced_by_the_good_one(rotten: bytes) -> None:
    kept = blobs.keep_bytes(b"hello")
    kept.path.write_bytes(rotten)
    assert not blobs.is_whole(kept)
    blobs.keep_bytes(b"hello")
    assert blobs.is_whole(kept)


def test_too_much_is_refused_and_nothing_is_left() -> None:
    with pytest.raises(TooLarge, match="1 kB"):
        blobs.keep_file(io.BytesIO(b"x" * 1025), limit=1024)
    assert _temporary() == []
    assert list(blobs.all_on_disk()) == []


def test_exactly_the_limit_is_taken() -> None:
    assert blobs.keep_file(io.BytesIO(b"x" * 1024), limit=1024).size == 1024


def test_a_full_disk_is_said_in_words_and_leaves_no_half_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFull):
        blobs.keep_bytes(b"hello")
    assert _temporary() == []
    assert list(blobs.all_on_disk()) == []


def test_a_stream_that_breaks_leaves_nothing() -> None:
    class Broken(io.BytesIO):
        def read(self, *_size: int | None) -> bytes:
            raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        blobs.keep_file(Broken(), limit=100)
    assert _temporary() == []


@pytest.mark.parametrize("name", ["", "..", "../../etc/passwd", "A" * 64, "g" * 64, "a" * 63, "a" * 65])
def test_what_is_no_hash_never_becomes_a_path(name: str) -> None:
    with pytest.raises(ValueError, match="64"):
        blobs.path_of(name)


def test_a_walk_finds_blobs_and_nothing_else() -> None:
    kept = {blobs.keep_bytes(bytes([number])).sha256 for number in range(40)}
    (blobs.folder() / "2c").mkdir(exist_ok=True)
    (blobs.folder() / "2c" / "notes.txt").write_text("a stray file")
    (blobs.waiting_room() / "half").write_bytes(b"on its way")
    assert [each.sha256 for each in blobs.all_on_disk()] == sorted(kept)


def test_old_temporary_files_go_and_young_ones_stay() -> None:
    blobs.keep_bytes(b"hello")
    old, young = blobs.waiting_room() / "old", blobs.waiting_room() / "young"
    old.write_bytes(b"1")
    young.write_bytes(b"2")
    os.utime(old, (1000, 1000))
    assert blobs.clear_waiting_room(older_than=2000) == 1
    assert _temporary() == ["young"]
