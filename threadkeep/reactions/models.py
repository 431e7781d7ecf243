"""Kinds of reactions, who gave which to what, and how many there are."""

from __future__ import annotations

from django.db import models

from threadkeep.members.models import Member
from threadkeep.topics.models import Post


class Kind(models.Model):
    """One entry of the set the owner chose."""

    emoji = models.CharField(max_length=16)
    # One of the kinds every board starts with is shown under a translated name as long as this is empty.
    name = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    # Whether it can be given. One that was given stays in the table, so that old posts go on showing it.
    is_offered = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.emoji} {self.name}"


class Reaction(models.Model):
    """That a member gave a post a reaction."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["post", "kind", "member"], name="reaction_once_per_member_post_and_kind")
        ]
        indexes = [
            # Who reacted, newest first.
            models.Index(fields=["post", "-id"], name="reaction_by_post"),
        ]

    def __str__(self) -> str:
        return f"reaction {self.kind_id} to post {self.post_id}"


class Count(models.Model):
    """How often a post was given a kind; derived from Reaction, and no row means never.

    Whoever reacts must see it at once, so the actions write it. `first_ids` are the first members who gave it, whose
    names a page tells without asking anything more.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    kind = models.ForeignKey(Kind, on_delete=models.CASCADE, related_name="+")
    count = models.PositiveIntegerField()
    first_ids = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "kind"], name="reaction_count_once_per_post_and_kind")]

    def __str__(self) -> str:
        return f"{self.count} of {self.kind_id} on post {self.post_id}"


class Received(models.Model):
    """How many reactions a member's posts were given, where they stand; derived, and written by an effect."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, primary_key=True, related_name="+")
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.count} reactions received by {self.member_id}"
