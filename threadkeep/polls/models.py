"""Polls, their options, and who voted for what."""

from __future__ import annotations

from django.db import models

from threadkeep.members.models import Member
from threadkeep.topics.models import Topic


class Poll(models.Model):
    """A question on a topic. One that is deleted stays, with who deleted it and why, and can be put back."""

    ALWAYS = "always"
    AFTER_VOTE = "voted"
    AFTER_CLOSE = "closed"
    SHOWN = [(ALWAYS, ALWAYS), (AFTER_VOTE, AFTER_VOTE), (AFTER_CLOSE, AFTER_CLOSE)]

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="polls")
    question = models.CharField(max_length=200)
    made_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    max_choices = models.PositiveSmallIntegerField(default=1)
    may_change = models.BooleanField(default=True)
    # When the results are shown: always, to whom has voted (and to all when it is closed), only when it is closed.
    results = models.CharField(max_length=6, choices=SHOWN, default=ALWAYS)
    is_secret = models.BooleanField(default=False)
    # The time it closes by itself, and the time it was closed.
    closes_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delete_reason = models.CharField(max_length=200, blank=True)
    # How many ballots there are. Whoever voted must see it at once, so the action writes it.
    voter_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["topic"], condition=models.Q(deleted_at__isnull=True), name="one_poll_stands_per_topic"
            )
        ]
        indexes = [
            # The chore that closes polls whose time has come.
            models.Index(fields=["closes_at"], condition=models.Q(closed_at__isnull=True), name="poll_by_closing_time")
        ]

    def __str__(self) -> str:
        return self.question


class Option(models.Model):
    """One of the answers of a poll."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    # How many votes it has; written by the action, as Poll.voter_count is.
    vote_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="option_position_once_per_poll")]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """One member's answer. The database holds who gave it even in a secret poll: nobody must be able to vote twice."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="ballots")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    cast_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "member"], name="one_ballot_per_member_and_poll")]

    def __str__(self) -> str:
        return f"ballot {self.pk} in poll {self.poll_id}"


class Vote(models.Model):
    """One option ticked on a ballot."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(Option, on_delete=models.CASCADE, related_name="votes")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ballot", "option"], name="option_once_per_ballot")]

    def __str__(self) -> str:
        return f"vote for option {self.option_id}"
