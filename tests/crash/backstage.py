"""What the tests of killed commands need of a board, made and looked at in the board's own environment.

python -m tests.crash.backstage files        # prints JSON
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")
django.setup()

from django.core.mail import send_mail  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402

from threadkeep.alerts.models import Mail  # noqa: E402
from threadkeep.attachments import blobs, pictures  # noqa: E402
from threadkeep.attachments.actions.upload_file import upload_file  # noqa: E402
from threadkeep.attachments.models import Blob  # noqa: E402
from threadkeep.attachments.tests.material import picture as a_picture  # noqa: E402
from threadkeep.boards.models import Board, Category  # noqa: E402
from threadkeep.members.models import Member  # noqa: E402
from threadkeep.members.viewer import viewer_for  # noqa: E402
from threadkeep.topics.models import Post, Topic  # noqa: E402


def miscount() -> None:
    """450 members who wrote nothing and are said to have written seven posts each: three batches of a rebuild."""
    names = [f"counted{number}" for number in range(450)]
    Member.objects.bulk_create(
        Member(
            username=name, username_key=name, name=name, name_key=name,
            password="!", joined_at=timezone.now(), post_count=7,
        )
        for name in names
    )  # fmt: skip


def miscounted() -> list[int]:
    """The members whose count is still wrong, as places in the order of their keys."""
    rows = Member.objects.filter(name__startswith="counted").order_by("pk").values_list("post_count", flat=True)
    return [place for place, count in enumerate(rows) if count]


def old_posts() -> None:
    """A topic of 450 posts that an older renderer made: three batches of a rebuild."""
    board, now = Board.objects.create(category=Category.objects.create(name="Old"), name="Older"), timezone.now()
    topic = Topic.objects.create(board=board, title="Old words", starter_name="Nora", started_at=now, last_post_at=now)
    Post.objects.bulk_create(
        Post(
            topic=topic, number=number, author_name="Nora", posted_at=now, syntax="markdown",
            source=f"The *{number}th* word.", rendered='{"v":0}', renderer_version=0,
        )
        for number in range(1, 451)
    )  # fmt: skip


def old_posts_left() -> dict[str, int]:
    """How many posts are still as the older renderer left them, and how many say what they should."""
    kept = Post.objects.exclude(renderer_version=0)
    return {
        "old": Post.objects.filter(renderer_version=0).count(),
        "right": sum("<em>" in post.rendered and f"{post.number}th" in post.rendered for post in kept),
    }


def files() -> dict[str, list[str]]:
    """30 files; the bytes of the third are lost, those of the 26th are cut short. Tells the hashes, and of which."""
    kept = [blobs.keep_bytes(f"file {number} ".encode() * 60) for number in range(30)]
    for each in kept:
        Blob.objects.create(sha256=each.sha256, size=each.size, mime_type="text/plain", stored_at=timezone.now())
    kept[2].path.unlink()
    kept[25].path.write_bytes(kept[25].path.read_bytes()[:-1])
    return {"all": [each.sha256 for each in kept], "broken": [kept[2].sha256, kept[25].sha256]}


def mail() -> None:
    """One mail into the outbox, with its job."""
    send_mail("The tide tables", "High water at six.", "board@example.org", ["ines@mail.example"])


def upload() -> None:
    """A picture large enough for sizes, uploaded by the first of the writers."""
    kept = blobs.keep_bytes(a_picture("JPEG", (640, 480)))
    upload_file(
        actor=viewer_for(Member.objects.order_by("pk")[0]),
        board_id=Board.objects.get().pk,
        name="harbour.jpg",
        kept=kept,
        look=pictures.examine(kept),
        now=timezone.now(),
    )


def hurry() -> None:
    """What waits for another try is due now."""
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())


def state() -> dict[str, Any]:
    """Jobs as (name, status, times begun), mails by state, blobs as (sizes' state, whether whole)."""
    missing = Blob.objects.filter(missing_since__isnull=False).order_by("pk")
    return {
        "jobs": [
            [row.task_path.rpartition(".")[2], row.status, len(row.worker_ids)] for row in DBTaskResult.objects.all()
        ],
        "mails": list(Mail.objects.values_list("state", flat=True)),
        "blobs": [
            [row.sizes_state, blobs.is_whole(blobs.Kept(row.sha256, row.size))] for row in Blob.objects.order_by("pk")
        ],
        "missing": list(missing.values_list("sha256", flat=True)),
    }


WORK: dict[str, Callable[[], object]] = {
    each.__name__: each for each in (miscount, miscounted, old_posts, old_posts_left, files, mail, upload, hurry, state)
}

if __name__ == "__main__":
    json.dump(WORK[sys.argv[1]](), sys.stdout)
