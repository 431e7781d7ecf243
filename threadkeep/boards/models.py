"""The tree of boards and the grid of who may do what."""

from __future__ import annotations

from django.db import models

from threadkeep.members.models import Group, Member


class Tree(models.Model):
    """One row: the version of everything in this file. Each action that changes the tree or the grid raises it."""

    version = models.BigIntegerField(default=1)

    def __str__(self) -> str:
        return f"version {self.version}"


class PermissionSet(models.Model):
    """A named grid that boards share, so that a hundred boards need three of them."""

    name = models.CharField(max_length=60, unique=True)
    description = models.CharField(max_length=200, blank=True)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_permission_set"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """One cell of a grid. No row means unset."""

    ALLOW = "allow"
    NEVER = "never"
    VALUES = [(ALLOW, ALLOW), (NEVER, NEVER)]

    permission_set = models.ForeignKey(PermissionSet, on_delete=models.CASCADE, related_name="grants")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+")
    permission = models.CharField(max_length=40)
    value = models.CharField(max_length=5, choices=VALUES)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["permission_set", "group", "permission"], name="one_value_per_cell")
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.permission}"


class Category(models.Model):
    """A heading above boards."""

    name = models.CharField(max_length=100)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Board(models.Model):
    """A place for topics, or (a link board) a row that leads elsewhere."""

    MARKDOWN = "markdown"
    BBCODE = "bbcode"
    SYNTAXES = [(MARKDOWN, "Markdown"), (BBCODE, "BBCode")]
    TAGS_OFF = "off"
    TAGS_LISTED = "listed"
    TAGS_FREE = "free"
    TAG_RULES = [(TAGS_OFF, TAGS_OFF), (TAGS_LISTED, TAGS_LISTED), (TAGS_FREE, TAGS_FREE)]

    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="boards")
    # A child board stands in its parent's category; moving a parent moves its children (see actions/move_board.py).
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    position = models.PositiveIntegerField(default=0)
    name = models.CharField(max_length=100)
    description = models.CharField(max_length=500, blank=True)
    link_url = models.CharField(max_length=500, blank=True)
    link_click_count = models.PositiveIntegerField(default=0)
    # Empty: the parent's set, and above the top the default one.
    permission_set = models.ForeignKey(PermissionSet, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    syntax = models.CharField(max_length=8, choices=SYNTAXES, default=MARKDOWN)

    # What a topic started here has to carry, and what its first post begins as (threadkeep/tags).
    needs_prefix = models.BooleanField(default=False)
    tag_rule = models.CharField(max_length=6, choices=TAG_RULES, default=TAGS_OFF)
    min_tags = models.PositiveSmallIntegerField(default=0)
    max_tags = models.PositiveSmallIntegerField(default=5)
    template_title = models.CharField(max_length=200, blank=True)
    template_text = models.TextField(blank=True)

    # Derived, of this board alone (children are added up when a page is made, by what its viewer may see).
    topic_count = models.PositiveIntegerField(default=0)
    post_count = models.PositiveIntegerField(default=0)
    last_post = models.ForeignKey("topics.Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class BoardModerator(models.Model):
    """That a member moderates a board and everything below it."""

    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="moderators")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="moderated_boards")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["board", "member"], name="moderator_once_per_board")]

    def __str__(self) -> str:
        return f"{self.member_id} moderates {self.board_id}"
