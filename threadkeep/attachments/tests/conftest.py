"""Short ways to put files on posts."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.cast import Cast
from threadkeep.attachments.tests.material import picture


class Shelf:
    """Uploads and posts with files, made the way the board makes them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def upload(
        self, who: str = "marta", data: bytes | None = None, name: str = "harbour.png", *, now: datetime | None = None
    ) -> int:
        """A file on no post yet; its id."""
        from threadkeep.attachments import blobs, pictures
        from threadkeep.attachments.actions.upload_file import upload_file

        kept = blobs.keep_file(io.BytesIO(picture() if data is None else data), limit=50_000_000)
        return upload_file(
            actor=self.cast.viewer(who),
            board_id=self.cast.open_board.pk,
            name=name,
            kept=kept,
            look=pictures.examine(kept),
            now=now or self.cast.now,
        )

    def post(self, *files: int, who: str = "marta", text: str | None = None, board: object = None) -> int:
        """A post with these files, shown in its text unless there is a text; the post's id."""
        from threadkeep.attachments.notes import FileNote
        from threadkeep.topics.actions.start_topic import start_topic
        from threadkeep.topics.models import Post
        from threadkeep.topics.writing import prepare

        shown = "\n\n".join(f"![The harbour](attachment:{pk})" for pk in files)
        topic_id = start_topic(
            actor=self.cast.viewer(who),
            board_id=(board or self.cast.open_board).pk,
            title="The harbour at dawn",
            writing=prepare(
                text=shown if text is None else text, syntax="markdown", files=[FileNote(pk) for pk in files]
            ),
            now=self.cast.now,
        )
        return Post.objects.get(topic=topic_id).pk

    def file(self, attachment_id: int) -> object:
        """The row as it is now."""
        from threadkeep.attachments.models import Attachment

        return Attachment.objects.select_related("blob__clean_copy", "post__topic").get(pk=attachment_id)

    def posted(self, who: str = "marta", data: bytes | None = None, name: str = "harbour.png", **post: object) -> int:
        """A file on a post; the file's id."""
        pk = self.upload(who, data, name)
        self.post(pk, who=who, **post)
        return pk

    def remove(self, attachment_id: int, who: str = "moderator", reason: str = "Not yours to show.") -> None:
        """Let somebody remove it."""
        from threadkeep.attachments.actions.remove_file import remove_file

        remove_file(actor=self.cast.viewer(who), attachment_id=attachment_id, reason=reason, now=self.cast.now)


@pytest.fixture(autouse=True)
def _empty_shelves() -> Iterator[Path]:
    """Blobs are files: each test begins without any."""
    from threadkeep.attachments.blobs import folder

    shutil.rmtree(folder(), ignore_errors=True)
    yield folder()
    shutil.rmtree(folder(), ignore_errors=True)


@pytest.fixture
def shelf(cast: Cast) -> Shelf:
    """Files and posts of the cast."""
    return Shelf(cast)


@pytest.fixture
def lasting_shelf(lasting_cast: Cast) -> Shelf:
    """The same, really committed."""
    return Shelf(lasting_cast)


def facts(kind: str) -> list[dict[str, int]]:
    """What was told under this name, oldest first."""
    from threadkeep.kernel.models import Event

    return list(Event.objects.filter(name=kind).order_by("pk").values_list("data", flat=True))
