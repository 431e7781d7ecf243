"""What follows from facts for files: sizes of pictures, the grace time of unused bytes, pictures elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.utils import timezone

from threadkeep.attachments.events import FileRemoved, FileRestored, FileUploaded, UploadDiscarded
from threadkeep.attachments.jobs import look_at_remote_picture, make_picture_sizes
from threadkeep.attachments.models import Blob, RemotePicture
from threadkeep.attachments.remote import hash_of, remote_addresses
from threadkeep.attachments.steps import note_use
from threadkeep.attachments.use import unused_blobs
from threadkeep.kernel import fetch
from threadkeep.kernel.derived import Derived, Difference, derives
from threadkeep.kernel.effect import Write, effect
from threadkeep.kernel.facts import Heard
from threadkeep.members.events import ProfileEdited
from threadkeep.topics.events import PostEdited, ReplyPosted, TopicStarted


@effect(FileUploaded)
def order_picture_sizes(heard: Sequence[Heard]) -> Iterator[Write]:
    """A new picture gets its sizes from a job."""
    ids = {each.fact.blob_id for each in heard if isinstance(each.fact, FileUploaded)}
    waiting = Blob.objects.filter(pk__in=ids, width__isnull=False, sizes_state="")
    for blob_id in waiting.values_list("pk", flat=True):
        yield partial(make_picture_sizes.enqueue, blob_id)


@effect(FileRemoved, FileRestored, UploadDiscarded)
def begin_or_end_grace_time(heard: Sequence[Heard]) -> Iterator[Write]:
    """Bytes nobody points to any more begin their grace time; those somebody points to again end it."""
    for each in heard:
        if isinstance(each.fact, FileRemoved | FileRestored | UploadDiscarded):
            yield partial(note_use, [each.fact.blob_id], each.at)


@effect(ProfileEdited)
def look_after_avatars(heard: Sequence[Heard]) -> Iterator[Write]:
    """An avatar may have come into use, or gone out of it. The fact does not say which, so all are looked at."""
    if heard:
        marked = set(
            Blob.objects.filter(unused_since__isnull=False, deleted_at__isnull=True).values_list("pk", flat=True)
        )
        unmarked = set(unused_blobs().filter(unused_since__isnull=True).values_list("pk", flat=True))
        yield partial(note_use, sorted(marked | unmarked), heard[-1].at)


@effect(TopicStarted, ReplyPosted, PostEdited)
def remember_pictures_elsewhere(heard: Sequence[Heard]) -> Iterator[Write]:
    """Pictures that a post shows from other sites are remembered, and asked after if fetching is on."""
    kinds = (TopicStarted, ReplyPosted, PostEdited)
    ids = {each.fact.post_id for each in heard if isinstance(each.fact, kinds)}
    for url in sorted(remote_addresses(ids)):
        yield partial(_remember, url)


def _remember(url: str) -> None:
    remote, made = RemotePicture.objects.get_or_create(url_hash=hash_of(url), defaults={"url": url})
    if made and fetch.is_on():
        look_at_remote_picture.enqueue(remote.pk)


@derives("attachments.use")
def bytes_in_use() -> Derived:
    """Which bytes nothing points to."""
    return Derived("attachments.use", Blob.objects.count, _keys, _compare, _write)


def _keys(after: int) -> Iterable[int]:
    return Blob.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True).iterator()


def _compare(keys: list[int]) -> Iterator[Difference]:
    unused = set(unused_blobs().filter(pk__in=keys).values_list("pk", flat=True))
    for blob in Blob.objects.filter(pk__in=keys, deleted_at__isnull=True).order_by("pk"):
        is_marked = blob.unused_since is not None
        if is_marked != (blob.pk in unused):
            yield Difference(f"blob {blob.pk} is marked as unused", is_marked, blob.pk in unused)


def _write(keys: list[int]) -> None:
    note_use(keys, timezone.now())
