"""What a post cites."""

from __future__ import annotations

from django.db import models

from threadkeep.topics.models import Post


class Source(models.Model):
    """One thing a post cites, at its place in the post's list.

    The snapshot (kept copy), the verdict on each quotation and the watch for dead links come later as tables of their
    own that point here: a source does not change when its copy does.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="sources")
    position = models.PositiveSmallIntegerField()
    url = models.CharField(max_length=2000)
    publisher = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=300, blank=True)
    author = models.CharField(max_length=200, blank=True)
    # As precise as the writer knows: "2025", "2025-03" or "2025-03-13".
    published_on = models.CharField(max_length=10, blank=True)
    # When the board itself read the title and the rest from the page, instead of somebody typing them.
    looked_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "position"], name="source_place_once_per_post")]

    def __str__(self) -> str:
        return self.title or self.url
