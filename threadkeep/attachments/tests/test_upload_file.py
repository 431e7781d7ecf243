import io

import pytest

from threadkeep.attachments import blobs, pictures
from threadkeep.attachments.actions.upload_file import upload_file
from threadkeep.attachments.models import Attachment, Blob
from threadkeep.attachments.tests.conftest import Shelf, facts
from threadkeep.attachments.tests.material import SECRET, exif, picture
from threadkeep.kernel.action import once
from threadkeep.kernel.refused import Busy, NotThere, Refused


def test_a_member_uploads_a_picture_and_it_is_theirs_alone(shelf: Shelf) -> None:
    pk = shelf.upload("marta", name="../harbour at dawn.png")
    file = shelf.file(pk)
    assert (file.name, file.post_id, file.uploader_id) == ("harbour at dawn.png", None, shelf.cast.marta.pk)
    assert (file.blob.mime_type, file.blob.width, file.blob.height) == ("image/png", 640, 480)
    assert file.state == Attachment.PRESENT
    assert facts("FileUploaded") == [{"attachment_id": pk, "blob_id": file.blob_id, "actor_id": shelf.cast.marta.pk}]


def test_the_width_and_height_of_a_turned_picture_are_those_people_see(shelf: Shelf) -> None:
    blob = shelf.file(shelf.upload(data=picture("JPEG", exif=exif(orientation=6)))).blob
    assert (blob.width, blob.height) == (480, 640)


def test_the_original_is_kept_and_a_clean_copy_beside_it(shelf: Shelf) -> None:
    data = picture("JPEG", exif=exif())
    blob = shelf.file(shelf.upload(data=data)).blob
    assert blobs.path_of(blob.sha256).read_bytes() == data
    assert blob.clean_copy is not None
    assert SECRET not in blobs.path_of(blob.clean_copy.sha256).read_bytes()


def test_the_same_bytes_are_kept_once_whoever_sends_them(shelf: Shelf) -> None:
    first, second = shelf.file(shelf.upload("marta")), shelf.file(shelf.upload("yusuf", name="mine.png"))
    assert first.pk != second.pk
    assert first.blob_id == second.blob_id
    assert len(list(blobs.all_on_disk())) == 1


def test_a_repeat_with_the_same_key_is_one_file(shelf: Shelf) -> None:
    kept = blobs.keep_bytes(picture())
    how = {"actor": shelf.cast.viewer("marta"), "board_id": shelf.cast.open_board.pk, "name": "a.png", "kept": kept}
    how |= {"look": pictures.examine(kept), "now": shelf.cast.now}
    ids = {once(shelf.cast.marta.pk, "key-1", upload_file, **how) for _try in range(2)}
    assert len(ids) == Attachment.objects.count() == 1


def test_bytes_that_were_marked_missing_are_whole_again_when_somebody_uploads_them(shelf: Shelf) -> None:
    pk = shelf.upload()
    blob = shelf.file(pk).blob
    blobs.path_of(blob.sha256).unlink()
    Blob.objects.update(missing_since=shelf.cast.now)
    shelf.upload("yusuf")
    assert shelf.file(pk).blob.missing_since is None
    assert blobs.is_whole(blobs.Kept(blob.sha256, blob.size))


@pytest.mark.parametrize(
    ("who", "board"), [("yusuf", "staff_board"), ("guest", "staff_board"), ("guest", "members_board")]
)
def test_a_board_one_may_not_see_is_not_there(shelf: Shelf, who: str, board: str) -> None:
    kept = blobs.keep_bytes(b"words")
    with pytest.raises(NotThere):
        upload_file(
            actor=shelf.cast.viewer(who),
            board_id=getattr(shelf.cast, board).pk,
            name="a.txt",
            kept=kept,
            look=pictures.examine(kept),
            now=shelf.cast.now,
        )
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("who", ["guest", "banned"])
def test_guests_and_the_banned_are_refused_in_words(shelf: Shelf, who: str) -> None:
    with pytest.raises(Refused, match="sign in"):
        shelf.upload(who)
    assert not Attachment.objects.exists()


def test_without_the_right_to_attach_it_is_refused(shelf: Shelf) -> None:
    from django.db.models import F

    from threadkeep.boards.models import PermissionSet, Tree

    shelf.cast.open_board.permission_set = PermissionSet.objects.get(name__iexact="read only")
    shelf.cast.open_board.save()
    Tree.objects.update(version=F("version") + 1)
    with pytest.raises(Refused, match="not attach files"):
        shelf.upload("marta")


def test_a_file_of_no_bytes_is_refused(shelf: Shelf) -> None:
    with pytest.raises(Refused, match="empty") as refusal:
        shelf.upload(data=b"", name="nothing.txt")
    assert refusal.value.status == 422


def test_nobody_hoards_unsent_uploads(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threadkeep.attachments.actions.upload_file.MOST_DRAFTS", 2)
    shelf.upload("marta")
    shelf.upload("marta")
    with pytest.raises(Refused, match="on no post"):
        shelf.upload("marta")
    shelf.upload("yusuf")


def test_a_row_is_never_written_for_bytes_that_went_in_the_moment_between(shelf: Shelf) -> None:
    kept = blobs.keep_file(io.BytesIO(b"words"), limit=100)
    look = pictures.examine(kept)
    kept.path.unlink()
    with pytest.raises(Busy):
        upload_file(
            actor=shelf.cast.viewer("marta"),
            board_id=shelf.cast.open_board.pk,
            name="a.txt",
            kept=kept,
            look=look,
            now=shelf.cast.now,
        )
    assert not Blob.objects.exists()
