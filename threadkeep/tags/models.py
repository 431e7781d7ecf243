"""Prefixes and tags, which boards offer them, and which topics carry them."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from threadkeep.boards.models import Board
from threadkeep.topics.models import Topic

LONGEST_PREFIX: Final = 30
LONGEST_TAG: Final = 40
# Folding case and compatibility forms makes a text longer: "ﷺ" is one character and eighteen.
LONGEST_KEY: Final = 800


class Prefix(models.Model):
    """A coloured word before the titles of topics."""

    # The palette's own classes, readable on every ground in both themes (theme/tests/test_contrast.py).
    COLOURS = [
        ("gray", _("Grey")), ("red", _("Red")), ("orange", _("Orange")), ("brown", _("Brown")),
        ("olive", _("Olive")), ("green", _("Green")), ("teal", _("Teal")), ("blue", _("Blue")),
        ("purple", _("Purple")), ("magenta", _("Magenta")),
    ]  # fmt: skip

    name = models.CharField(max_length=LONGEST_PREFIX)
    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    colour = models.CharField(max_length=10, choices=COLOURS, default="gray")

    def __str__(self) -> str:
        return self.name


class BoardPrefix(models.Model):
    """That topics of a board may carry a prefix."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    prefix = models.ForeignKey(Prefix, on_delete=models.CASCADE, related_name="on_boards")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "prefix"], name="prefix_once_per_board")]

    def __str__(self) -> str:
        return f"prefix {self.prefix_id} on board {self.board_id}"


class TopicPrefix(models.Model):
    """The one prefix a topic carries."""

    topic = models.OneToOneField(Topic, primary_key=True, on_delete=models.CASCADE, related_name="prefix_row")
    prefix = models.ForeignKey(Prefix, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["prefix", "-topic"], name="topics_of_prefix")]

    def __str__(self) -> str:
        return f"prefix {self.prefix_id} on topic {self.topic_id}"


class Tag(models.Model):
    """A word topics are filed under. `key` is what makes two spellings the same tag (tags/names.py)."""

    name = models.CharField(max_length=LONGEST_TAG)
    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    # A tag that was merged stays as a signpost: its page and its name lead to the other one. Never two steps long.
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    def __str__(self) -> str:
        return self.name


class BoardTag(models.Model):
    """That a board's owner listed a tag for it."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="on_boards")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "tag"], name="tag_listed_once_per_board")]

    def __str__(self) -> str:
        return f"tag {self.tag_id} listed on board {self.board_id}"


class TopicTag(models.Model):
    """That a topic carries a tag. Rows are in the order the tags were given."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="tag_rows", db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "tag"], name="tag_once_per_topic")]
        # A tag's page: its topics, the newest first.
        indexes = [models.Index(fields=["tag", "-topic"], name="topics_of_tag")]

    def __str__(self) -> str:
        return f"tag {self.tag_id} on topic {self.topic_id}"


class TagCount(models.Model):
    """Derived: how many topics that stand carry a tag on one board. Added up by what a viewer may see."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="counts", db_index=False)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+", db_index=False)
    topic_count = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "board"], name="one_count_per_tag_and_board")]
        indexes = [models.Index(fields=["board", "-topic_count"], name="tags_of_board")]

    def __str__(self) -> str:
        return f"tag {self.tag_id} on board {self.board_id}: {self.topic_count}"
