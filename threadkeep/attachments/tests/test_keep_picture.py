from threadkeep.attachments import blobs, pictures
from threadkeep.attachments.actions.keep_picture import keep_picture
from threadkeep.attachments.models import Blob
from threadkeep.attachments.tests.conftest import Shelf
from threadkeep.attachments.tests.material import SECRET, exif, opened, picture


def test_the_middle_of_a_picture_becomes_a_square_without_metadata(shelf: Shelf) -> None:
    size = pictures.make_square(blobs.keep_bytes(picture("JPEG", (300, 900), exif=exif(6))), 256)
    assert not isinstance(size, str)
    data = size.kept.path.read_bytes()
    assert opened(data).size == (256, 256)
    assert SECRET not in data
    blob = Blob.objects.get(pk=keep_picture(size=size, now=shelf.cast.now))
    assert (blob.mime_type, blob.width, blob.height, blob.sha256) == ("image/webp", 256, 256, size.kept.sha256)


def test_what_is_no_picture_makes_no_square() -> None:
    assert isinstance(pictures.make_square(blobs.keep_bytes(b"<svg onload=alert(1)>")), str)
    assert isinstance(pictures.make_square(blobs.keep_bytes(picture("JPEG")[:300])), str)
