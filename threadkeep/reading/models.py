"""Who has read what, and who is looking now."""

from __future__ import annotations

from django.db import models

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
