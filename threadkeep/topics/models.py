"""Topics, posts, and what they were before."""

from __future__ import annotations

from django.db import models

from threadkeep.boards.models import Board
from threadkeep.members.models import Member


class Topic(models.Model):
    """A title and the posts under it."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="topics")
    title = models.CharField(max_length=200)
    starter = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    # Names are kept beside the keys, so that a thread stays whole when an account goes.
    starter_name = models.CharField(max_length=60)
    started_at = models.DateTimeField()
    is_pinned = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delete_reason = models.CharField(max_length=200, blank=True)
    # Its starter took it back in the seconds after sending; deleted_at is set with it.
    is_taken_back = models.BooleanField(default=False)

    # The highest number ever given; the next post gets one more. Pages are cut by it, so it never goes down.
    last_number = models.PositiveIntegerField(default=0)
    # Replies that stand, and the newest post that stands. The author must see them on the very next page, so the
    # action writes them, the answer and not the difference.
    reply_count = models.PositiveIntegerField(default=0)
    last_post = models.ForeignKey("Post", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    last_post_at = models.DateTimeField()
    last_author_name = models.CharField(max_length=60, blank=True)
    # Raised by each action that changes what the topic's pages show.
    version = models.PositiveIntegerField(default=1)
    # Added in batches by reading/presence; bots and repeats are left out.
    view_count = models.PositiveIntegerField(default=0)

    class Meta:
        # The board page in each of its orders, its previous/next links, its sums and its last post. Pinned ones come
        # first in every order. deleted_at stands behind, so that a page far down the list is found in the index alone.
        indexes = [
            # Whether a board holds something unread: its topics with posts above a reader's floor.
            models.Index(fields=["board", "last_post"], name="topic_board_newest"),
            models.Index(
                fields=["board", "-is_pinned", "-last_post_at", "-id", "deleted_at"], name="topic_by_last_post"
            ),
            models.Index(fields=["board", "-is_pinned", "-started_at", "-id", "deleted_at"], name="topic_by_start"),
            models.Index(fields=["board", "-is_pinned", "-reply_count", "-id", "deleted_at"], name="topic_by_replies"),
            models.Index(fields=["board", "-is_pinned", "-view_count", "-id", "deleted_at"], name="topic_by_views"),
            models.Index(fields=["board", "-is_pinned", "title", "id", "deleted_at"], name="topic_by_title"),
        ]

    def __str__(self) -> str:
        return self.title


class TitleChange(models.Model):
    """A title a topic had before."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="title_changes")
    old_title = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")

    def __str__(self) -> str:
        return self.old_title


class Post(models.Model):
    """What one person wrote at one time, byte for byte, and the page made of it."""

    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="posts")
    author_name = models.CharField(max_length=60)
    posted_at = models.DateTimeField()

    source = models.TextField()
    syntax = models.CharField(max_length=8, choices=Board.SYNTAXES)
    # markup.Rendered as JSON: HTML in pieces, with slots for what depends on the reader. A cache; the source is true.
    rendered = models.TextField()
    renderer_version = models.PositiveIntegerField()

    edited_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    edit_reason = models.CharField(max_length=200, blank=True)
    revision_count = models.PositiveIntegerField(default=0)
    # All its edits so far were its author's own, made before anybody answered and within the grace: no edited mark.
    is_edit_silent = models.BooleanField(default=False)
    # Those who have the right on the board may edit it, whoever wrote it.
    is_wiki = models.BooleanField(default=False)

    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    delete_reason = models.CharField(max_length=200, blank=True)
    # Taken back by its author in the seconds after sending, as the newest of its topic: not even a tombstone stays.
    # deleted_at is set with it; its number is never given again.
    is_taken_back = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "number"], name="post_number_once_per_topic")]
        indexes = [
            models.Index(fields=["author", "-id"], name="post_by_author"),
            # Re-rendering looks for what an older renderer made.
            models.Index(fields=["renderer_version", "id"], name="post_by_renderer"),
        ]

    def __str__(self) -> str:
        return f"#{self.number} in topic {self.topic_id}"


class Revision(models.Model):
    """What a post said before an edit, and about the edit that ended it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    source = models.TextField()
    syntax = models.CharField(max_length=8)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=200, blank=True)
    # It was replaced within the grace for silent edits: only the author and the moderators know of it.
    is_silent = models.BooleanField(default=False)
    # A moderator hid what it says; the version itself stays in the list, with the reason.
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    hide_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "number"], name="revision_number_once_per_post")]

    def __str__(self) -> str:
        return f"revision {self.number} of post {self.post_id}"


class Mention(models.Model):
    """A member a post calls by name ("@"). Derived of its text and of the names when it was written."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="mentions")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="mentions")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="member_mentioned_once_per_post")]
        indexes = [models.Index(fields=["member", "-post"], name="mention_by_member")]

    def __str__(self) -> str:
        return f"member {self.member_id} in post {self.post_id}"


class QuoteCheck(models.Model):
    """Whether the words of one quotation are in the post they are said to be of. Derived of what both say now.

    `place` counts the quotations of the same post in one post, from 0, in the order of the text.
    """

    STAND = "stand"
    CHANGED = "changed"
    DIFFER = "differ"
    # CHANGED: not in it now, and it was edited after they were quoted. DIFFER: not in it, and it was not edited since.
    STATES = [(STAND, STAND), (CHANGED, CHANGED), (DIFFER, DIFFER)]

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quote_checks")
    quoted_post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="quoted_by")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=STATES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "quoted_post", "place"], name="quote_checked_once")]

    def __str__(self) -> str:
        return f"post {self.post_id} quotes {self.quoted_post_id}: {self.state}"


class TitleWord(models.Model):
    """A word of a topic's title, folded: how similar topics are found while a title is typed. Derived."""

    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="title_words", db_index=False)
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "word"], name="title_word_once_per_topic")]
        # Each question reads a bounded piece of one of these: the newest topics with a word, on a board or anywhere.
        # The operator class lets PostgreSQL look for the beginnings of words too, whatever its collation.
        indexes = [
            models.Index(fields=["word", "-topic"], opclasses=["varchar_pattern_ops", "int8_ops"], name="title_word"),
            models.Index(
                fields=["board", "word", "-topic"],
                opclasses=["int8_ops", "varchar_pattern_ops", "int8_ops"],
                name="title_word_on_board",
            ),
        ]

    def __str__(self) -> str:
        return self.word
