"""What must hold after every restart. Numbers are those of the crash test's design (I1 to I12).

I6 (search) and I8 (alerts) wait for the features they are about.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Any

from tests.crash.driver import Driver
from tests.crash.journal import Intent
from tests.crash.requests import file_bytes
from tests.real_server import run_beside


def breaches(driver: Driver) -> list[str]:
    """Every promise that was broken, in words; an empty list is what we want."""
    seen = look(driver)
    return [
        *([] if seen["quiet"] else ["the effects did not come to rest (I5)"]),
        *(f"refused without need (I3): {refusal}" for refusal in driver.refusals),
        *_topics(driver, seen),
        *_posts(driver, seen),
        *_deletions(driver, seen),
        *_files(driver, seen),
        *_order(seen),
        *(f"history has a gap (I4): {gap}" for gap in seen["revisions"]),
        *(f"a blob is not whole (I7): {blob}" for blob in seen["blobs"]),
        *(f"half a file under a blob's name (I7): {name}" for name in seen["strays"]),
        *(f"a count is wrong (I5): {difference}" for difference in seen["differences"]),
        *(f"the database is damaged (I9): {found}" for found in seen["integrity"]),
        *([f"{seen['parked']} facts were parked"] if seen["parked"] else []),
        *_pages(driver, seen),
    ]


def look(driver: Driver) -> dict[str, Any]:
    """The board as it is from behind (tests/crash/look.py, in the board's own environment)."""
    found: dict[str, Any] = json.loads(run_beside(driver.server, "tests.crash.look"))
    return found


def _yes(intent: Intent) -> bool:
    return bool(intent.answer) and "refused" not in (intent.answer or {})


def _topics(driver: Driver, seen: dict[str, Any]) -> list[str]:
    titles = Counter(seen["topics"].values())
    for_sure = [intent for intent in driver.journal.of("topic") if _yes(intent)]
    return [
        f"topic {intent.key} is there {titles[intent.fields['title']]} times (I2, I3)"
        for intent in for_sure
        if titles[intent.fields["title"]] != 1
    ]


def _posts(driver: Driver, seen: dict[str, Any]) -> list[str]:
    found = []
    times = Counter(post["nonce"] for post in seen["posts"].values())
    edits = [intent for intent in driver.journal.of("edit") if _yes(intent)]
    for intent in driver.journal.of("reply"):
        if not _yes(intent):
            continue
        post = seen["posts"].get(str(intent.answer["id"]))  # type: ignore[index]
        if post is None:
            found.append(f"acknowledged reply {intent.answer} is gone (I2)")
            continue
        last = next((e for e in reversed(edits) if e.fields["post"] == intent.answer["id"]), intent)  # type: ignore[index]
        if post["sha256"] != last.sha256:
            found.append(f"post {post['id']} does not say what was acknowledged last (I2)")
        if times[post["nonce"]] != 1:
            found.append(f"post {post['id']} is there {times[post['nonce']]} times (I3)")
        if post["files"] != sorted(intent.fields.get("files", [])):
            found.append(f"post {post['id']} lost or won files: {post['files']} (I2)")
    return found


def _deletions(driver: Driver, seen: dict[str, Any]) -> list[str]:
    last: dict[int, str] = {}
    for intent in driver.journal.intents.values():
        if intent.kind in {"delete", "restore"} and _yes(intent):
            last[intent.fields["post"]] = intent.kind
    return [
        f"post {post}: {kind} was acknowledged and does not hold (I4)"
        for post, kind in last.items()
        if seen["posts"][str(post)]["deleted"] != (kind == "delete")
    ]


def _files(driver: Driver, seen: dict[str, Any]) -> list[str]:
    return [
        f"acknowledged file {intent.answer} is gone or another (I2)"
        for intent in driver.journal.of("upload")
        if _yes(intent) and seen["files"].get(str(intent.answer["id"])) != intent.sha256  # type: ignore[index]
    ]


def _order(seen: dict[str, Any]) -> list[str]:
    """I10: numbers without a gap, and later numbers have later ids and times."""
    found = []
    by_topic: dict[int, list[dict[str, Any]]] = {}
    for post in seen["posts"].values():
        by_topic.setdefault(post["topic"], []).append(post)
    for topic, posts in by_topic.items():
        posts.sort(key=lambda post: post["number"])
        if [post["number"] for post in posts] != list(range(1, len(posts) + 1)):
            found.append(f"topic {topic} has gaps in its numbers (I10)")
        for key in ("id", "at"):
            if [post[key] for post in posts] != sorted(post[key] for post in posts):
                found.append(f"topic {topic}: {key} goes backwards (I10)")
    return found


def _pages(driver: Driver, seen: dict[str, Any]) -> list[str]:
    """I2, I9 and I11 through the front door: sessions are who they were, pages answer, files are byte for byte."""
    found = []
    sender = driver.sender(0)
    for topic in list(seen["topics"])[-5:]:
        status, body = sender.get(f"/t/{topic}/last")
        if status not in {200, 302}:
            found.append(f"/t/{topic}/last answers {status} (I9)")
    status, body = sender.get("/preferences")
    if status != 200:
        found.append(f"a session was lost: /preferences answers {status} (I11)")
    for intent in [each for each in driver.journal.of("upload") if _yes(each)][-10:]:
        owner = driver.sender(intent.writer)
        status, body = owner.get(f"/a/{intent.answer['id']}/{intent.key}.bin")  # type: ignore[index]
        expected = file_bytes(intent.key, intent.fields["size"])
        if status != 200 or hashlib.sha256(body).digest() != hashlib.sha256(expected).digest():
            found.append(f"file {intent.answer} is not served whole: {status} (I2)")
    return found
