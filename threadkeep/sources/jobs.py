"""Outside work: asking the pages that posts cite what they are called."""

from __future__ import annotations

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from threadkeep.kernel import fetch, writer
from threadkeep.kernel.refused import Refused
from threadkeep.sources.looking_up import look_up
from threadkeep.sources.models import Source
from threadkeep.sources.steps import SourceNote, write_looked_up
from threadkeep.topics.models import Post
from threadkeep.topics.steps import touch


@task
def look_up_source(source_id: int) -> None:
    """Fill in a source that was posted with its address alone. Nothing if fetching is off or the page says nothing.

    Asked once: what the page did not say today its writer can still type, and the address works without.
    """
    source = Source.objects.filter(pk=source_id, title="", publisher="", author="", published_on="").first()
    if source is None or not fetch.is_on():
        return
    try:
        found = look_up(source.url)
    except Refused:
        return
    note = SourceNote(source.url, found.publisher, found.title, found.author, found.date)
    with writer.background(), transaction.atomic():
        post_id = write_looked_up(source.pk, note, timezone.now())
        if post_id is not None:
            touch(Post.objects.values_list("topic_id", flat=True).get(pk=post_id))
