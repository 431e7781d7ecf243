"""What follows from posts for what they cite."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from threadkeep.kernel import fetch
from threadkeep.kernel.effect import Write, effect
from threadkeep.kernel.facts import Heard
from threadkeep.sources.jobs import look_up_source
from threadkeep.sources.models import Source
from threadkeep.topics.events import PostEdited, ReplyPosted, TopicStarted


@effect(TopicStarted, ReplyPosted, PostEdited)
def look_up_bare_sources(heard: Sequence[Heard]) -> Iterator[Write]:
    """A source that was posted with its address alone is looked up by a job, if the board asks other sites at all."""
    if not fetch.is_on():
        return
    kinds = (TopicStarted, ReplyPosted, PostEdited)
    ids = {each.fact.post_id for each in heard if isinstance(each.fact, kinds)}
    bare = Source.objects.filter(post_id__in=ids, title="", publisher="", author="", published_on="")
    for source_id in bare.order_by("pk").values_list("pk", flat=True):
        yield partial(look_up_source.enqueue, source_id)
