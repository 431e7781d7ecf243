"""Looks at a board from behind, by SQL and by walking the blobs, and prints what it found as JSON.

python -m tests.crash.look
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402

from threadkeep.attachments.models import Attachment, Blob  # noqa: E402
from threadkeep.kernel.derived import all_derived  # noqa: E402
from threadkeep.kernel.effect import EFFECTS  # noqa: E402
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent  # noqa: E402
from threadkeep.topics.models import Post, Revision, Topic  # noqa: E402

PATIENCE = 15


def everything() -> dict[str, Any]:
    """What the tables and the folder hold."""
    return {
        "quiet": wait_until_quiet(),
        "topics": {row.pk: row.title for row in Topic.objects.all()},
        "posts": {row["id"]: row for row in posts()},
        "revisions": revision_gaps(),
        "files": {row.pk: row.blob.sha256 for row in Attachment.objects.select_related("blob")},
        "blobs": broken_blobs(),
        "strays": stray_files(),
        "differences": [f"{each.name}: {d}" for each in all_derived() for d in each.differences()],
        "parked": ParkedEvent.objects.count(),
        "integrity": integrity(),
    }


def wait_until_quiet() -> bool:
    """Whether every effect has heard everything within PATIENCE seconds."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        cursors = dict(EffectCursor.objects.values_list("effect", "heard_up_to"))
        behind = [
            name
            for name, each in EFFECTS.items()
            if Event.objects.filter(name__in=each.names, id__gt=cursors.get(name, 0)).exists()
        ]
        if not behind:
            return True
        time.sleep(0.1)
    return False


def posts() -> list[dict[str, Any]]:
    """Every post: where it stands and a hash of what it says."""
    return [
        {
            "id": row.pk,
            "topic": row.topic_id,
            "number": row.number,
            "at": row.posted_at.isoformat(),
            "sha256": hashlib.sha256(row.source.encode()).hexdigest(),
            "nonce": row.source.split("\n", 1)[0],
            "deleted": row.deleted_at is not None,
            "files": sorted(row.attachments.values_list("pk", flat=True)),
        }
        for row in Post.objects.order_by("id")
    ]


def revision_gaps() -> list[str]:
    """Posts whose history has a hole."""
    holes = []
    for post in Post.objects.exclude(revision_count=0):
        numbers = list(Revision.objects.filter(post=post).order_by("number").values_list("number", flat=True))
        if numbers != list(range(1, post.revision_count + 1)):
            holes.append(f"post {post.pk}: {numbers} of {post.revision_count}")
    return holes


def broken_blobs() -> list[str]:
    """Rows whose bytes are not what they say."""
    broken = []
    for blob in Blob.objects.all():
        path = settings.DATA_DIR / "blobs" / blob.sha256[:2] / blob.sha256
        data = path.read_bytes() if path.exists() else b""
        if len(data) != blob.size or hashlib.sha256(data).hexdigest() != blob.sha256:
            broken.append(blob.sha256)
    return broken


def stray_files() -> list[str]:
    """Files under a blob's name whose bytes do not have that name: half a file would be one."""
    folder: Path = settings.DATA_DIR / "blobs"
    named = [path for path in folder.rglob("*") if path.is_file() and len(path.name) == 64]
    return [path.name for path in named if hashlib.sha256(path.read_bytes()).hexdigest() != path.name]


def integrity() -> list[str]:
    """What the database itself finds wrong."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        found = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        found += [str(row) for row in cursor.execute("PRAGMA foreign_key_check").fetchall()]
    return found


if __name__ == "__main__":
    json.dump(everything(), sys.stdout)
