"""Bytes, and what points to them."""

from __future__ import annotations

from django.db import models

from threadkeep.members.models import Member
from threadkeep.topics.models import Post


class Blob(models.Model):
    """The bytes, once. Named by their sha256 (64 hex digits); the file is blobs/ab/abcdef…"""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    # What the bytes are, not what somebody called them.
    mime_type = models.CharField(max_length=100)
    # Pixels after turning upright; null for what is no picture we could decode: it is then never shown on a page.
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    stored_at = models.DateTimeField()
    # Set when a check found the bytes missing or changed, cleared when they are whole again.
    missing_since = models.DateTimeField(null=True, blank=True)
    # Set when nothing points here any more; the bytes go after the grace time.
    unused_since = models.DateTimeField(null=True, blank=True, db_index=True)
    # Set when the grace time was over and the bytes went. The row stays as long as a removed file names it: a
    # placeholder can be held to the hash of what was there, and whoever puts the same bytes up again brings it back.
    deleted_at = models.DateTimeField(null=True, blank=True)
    # "" not tried, "ready", or why there are none: "too many pixels", "does not decode".
    sizes_state = models.CharField(max_length=40, blank=True)
    # What is served in this picture's place: the same pixels without place and camera data. Null: there are none in it.
    clean_copy = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.sha256[:12]


class PictureSize(models.Model):
    """A picture, smaller and without its metadata. `kept` is the blob that holds the re-encoded bytes."""

    blob = models.ForeignKey(Blob, on_delete=models.CASCADE, related_name="sizes")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    mime_type = models.CharField(max_length=20)
    kept = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blob", "width", "mime_type"], name="one_picture_per_size")]

    def __str__(self) -> str:
        return f"{self.width}x{self.height} of {self.blob_id}"


class Attachment(models.Model):
    """A file on a post (or, without a post, on somebody's unsent draft). The row is never deleted with its file."""

    PRESENT = "present"
    AWAITING = "awaiting"
    REMOVED = "removed"
    STATES = [(PRESENT, PRESENT), (AWAITING, AWAITING), (REMOVED, REMOVED)]

    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="attachments")
    # Name and size are kept here too: a placeholder must tell them when the bytes are long gone.
    name = models.CharField(max_length=200)
    size = models.BigIntegerField()
    post = models.ForeignKey(Post, null=True, blank=True, on_delete=models.PROTECT, related_name="attachments")
    position = models.PositiveSmallIntegerField(default=0)
    uploader = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(db_index=True)
    alt = models.CharField(max_length=500, blank=True)
    caption = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=STATES, default=PRESENT)
    removed_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    removed_by_name = models.CharField(max_length=60, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    remove_reason = models.CharField(max_length=200, blank=True)
    # What the state was before it was removed, so that undoing the removal does not approve the file by the way.
    state_before = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="removed") | models.Q(removed_at__isnull=False), name="removed_says_when"
            )
        ]
        indexes = [models.Index(fields=["uploader", "post", "uploaded_at"], name="attachment_drafts")]

    def __str__(self) -> str:
        return self.name


class RemotePicture(models.Model):
    """A picture a post shows by an address elsewhere, and whether it still answers. Asked only if fetching is on."""

    url = models.CharField(max_length=2000)
    url_hash = models.CharField(max_length=64, unique=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    gone_since = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=100, blank=True)

    def __str__(self) -> str:
        return self.url
