"""The facts attachments tell. Compared with docs/events.md by a test."""

from __future__ import annotations

from dataclasses import dataclass

from threadkeep.kernel.facts import Fact


@dataclass(frozen=True)
class FileUploaded(Fact):
    """A member's file is stored, on no post yet."""

    attachment_id: int
    blob_id: int
    actor_id: int


@dataclass(frozen=True)
class UploadDiscarded(Fact):
    """A member took back a file that was on no post yet."""

    blob_id: int
    actor_id: int


@dataclass(frozen=True)
class FileDescribed(Fact):
    """A file's alt text or caption reads differently."""

    attachment_id: int
    actor_id: int


@dataclass(frozen=True)
class FileRemoved(Fact):
    """Where a post's file was stands who took it away, when and why; the bytes are kept for the grace time."""

    board_id: int
    topic_id: int
    post_id: int
    attachment_id: int
    blob_id: int
    actor_id: int


@dataclass(frozen=True)
class FileRestored(Fact):
    """A removed file stands on its post again."""

    board_id: int
    topic_id: int
    post_id: int
    attachment_id: int
    blob_id: int
    actor_id: int


@dataclass(frozen=True)
class FileApproved(Fact):
    """A file that waited to be checked is open to everybody who may see files there."""

    board_id: int
    topic_id: int
    post_id: int
    attachment_id: int
    actor_id: int
