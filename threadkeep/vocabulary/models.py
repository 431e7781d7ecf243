"""A board's own smileys and BBCodes, and the version of both."""

from __future__ import annotations

from django.db import models


class Words(models.Model):
    """One row: the version of everything in this file, raised by each action that changes it."""

    version = models.PositiveIntegerField(default=0)
    # Whether the usual smileys (markup/vocabulary.py) are shown besides the board's own.
    has_usual_smileys = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"version {self.version}"


class Smiley(models.Model):
    """What is typed, and the character shown for it."""

    typed = models.CharField(max_length=20, unique=True)
    shown = models.CharField(max_length=16)

    def __str__(self) -> str:
        return f"{self.typed} {self.shown}"


class OwnBBCode(models.Model):
    """A BBCode of this board alone; the meaning of each field is that of markup.vocabulary.OwnTag."""

    name = models.CharField(max_length=32, unique=True)
    template = models.CharField(max_length=1000)
    value = models.CharField(max_length=8)
    content = models.CharField(max_length=8)
    # One choice to a line.
    choices = models.CharField(max_length=6000, blank=True)
    content_choices = models.CharField(max_length=6000, blank=True)
    default = models.CharField(max_length=200, blank=True)
    # For writers: what it is for, and how it is written.
    description = models.CharField(max_length=200, blank=True)
    example = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"[{self.name}]"
