"""Who has read what, who is looking now, and what is being written."""

from __future__ import annotations

from django.db import models

from threadkeep.attachments.models import Attachment
from threadkeep.members.models import Member
from threadkeep.topics.models import Topic


class TopicRead(models.Model):
    """Up to which number a member has read a topic. Only for topics with posts above the member's floor."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "topic"], name="one_read_mark_per_topic")]

    def __str__(self) -> str:
        return f"{self.member_id} read {self.topic_id} to {self.number}"


class Floor(models.Model):
    """Below this post id everything in this board (no board: everywhere) counts as read by the member."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey("boards.Board", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    post_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "board"], condition=models.Q(board__isnull=False), name="one_floor_per_board"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=models.Q(board__isnull=True), name="one_floor_everywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} floor {self.post_id}"


class Presence(models.Model):
    """When a browser last looked at a topic (0: the rest of the site). Old rows are swept away."""

    browser = models.CharField(max_length=32)
    topic_id = models.BigIntegerField()
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["browser", "topic_id"], name="one_presence_per_browser_and_topic")
        ]
        indexes = [models.Index(fields=["topic_id", "seen_at"], name="presence_of_topic")]

    def __str__(self) -> str:
        return f"{self.browser} in {self.topic_id}"


class Draft(models.Model):
    """What a member is writing and has not sent: the fields of one form, for one place. Only its owner sees it.

    The place is a kind and a number and no foreign key: whatever becomes of the topic, the words stay. A place may have
    several drafts, when two browsers wrote things there that could not be made into one.
    """

    TOPIC = "topic"
    REPLY = "reply"
    EDIT = "edit"
    KINDS = [(TOPIC, TOPIC), (REPLY, REPLY), (EDIT, EDIT)]
    SENT = "sent"
    DISCARDED = "discarded"
    ENDS = [(SENT, SENT), (DISCARDED, DISCARDED)]

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=5, choices=KINDS)
    # A board's id (a new topic there), a topic's (a reply to it) or a post's (an edit of it).
    target_id = models.BigIntegerField()
    # The form's fields as JSON, {name: [values]}, as they were typed.
    fields = models.TextField()
    # Raised by each save. A save that began from another version never overwrites this one.
    version = models.PositiveIntegerField(default=1)
    # Which opened form saved it last (a random word it made up), and in what browser, in words for its owner.
    sheet = models.CharField(max_length=32, blank=True)
    device = models.CharField(max_length=80, blank=True)
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    # Sent or discarded drafts stay for a while: the one so that a late save does not bring it back, the other for undo.
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=9, choices=ENDS, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["member", "ended_at", "-saved_at"], name="draft_by_member"),
            models.Index(fields=["member", "kind", "target_id"], name="draft_by_place"),
            models.Index(fields=["ended_at"], name="draft_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.place} of {self.member_id}"

    @property
    def place(self) -> str:
        """The draft key of its form: "reply-12"."""
        return f"{self.kind}-{self.target_id}"


class DraftFile(models.Model):
    """That an upload belongs to a draft: it is kept as long as the draft is."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "attachment"], name="file_once_per_draft")]

    def __str__(self) -> str:
        return f"{self.attachment_id} in draft {self.draft_id}"


class Bookmark(models.Model):
    """A post that a member wants to find again, with a note for themselves. Only its owner sees it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey("topics.Post", on_delete=models.CASCADE, related_name="+")
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    # From when on it is due, and when the board said so. Being due ends when its owner says "done".
    remind_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    # Removed ones stay for a week, so that removing can be undone.
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post"], name="bookmark_once_per_post")]
        indexes = [
            models.Index(fields=["member", "removed_at", "-id"], name="bookmark_by_member"),
            models.Index(
                fields=["remind_at"],
                name="bookmark_by_reminder",
                condition=models.Q(remind_at__isnull=False, removed_at__isnull=True),
            ),
            models.Index(fields=["removed_at"], name="bookmark_by_removal"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} keeps {self.post_id}"
