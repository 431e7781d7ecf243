"""The tables the kernel owns: the log, the cursors over it, receipts of things done once, and rate buckets."""

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One fact in the log. Ids only, never text or addresses: the tables are the truth, the log is news."""

    id = models.BigAutoField(primary_key=True)
    name = models.CharField(max_length=64)
    data = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        indexes = [
            # Each effect reads "my facts after my cursor": this serves exactly that and nothing else.
            models.Index(fields=["name", "id"], name="event_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk}"


class EffectCursor(models.Model):
    """How far one effect has heard, and what it stumbled over last."""

    effect = models.CharField(max_length=100, primary_key=True)
    heard_up_to = models.BigIntegerField(default=0)
    failure_count = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    last_error = models.TextField(default="", blank=True)

    def __str__(self) -> str:
        return f"{self.effect} at {self.heard_up_to}"


class ParkedEvent(models.Model):
    """A fact an effect could not digest after all its tries. Shown in the panel; retried or dismissed by a person."""

    effect = models.CharField(max_length=100)
    event_id = models.BigIntegerField()
    error = models.TextField()
    parked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["effect", "event_id"], name="parked_once")]

    def __str__(self) -> str:
        return f"{self.effect} parked #{self.event_id}"


class Receipt(models.Model):
    """That an actor's request with this key was done, and what came of it: a repeat is answered, not repeated."""

    actor_id = models.BigIntegerField()
    key = models.CharField(max_length=64)
    action = models.CharField(max_length=100)
    fingerprint = models.CharField(max_length=64)
    result = models.JSONField(null=True)
    done_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["actor_id", "key"], name="receipt_once")]

    def __str__(self) -> str:
        return f"{self.action} {self.key}"


class Bucket(models.Model):
    """One rate limit of one caller: the theoretical arrival time of GCRA, in seconds since the epoch."""

    key = models.CharField(max_length=120, primary_key=True)
    full_until = models.FloatField(db_index=True)

    def __str__(self) -> str:
        return self.key
