"""What still points to bytes. Bytes that nothing points to go after the grace time (chores.py).

Every key to Blob in any feature's tables counts, also one that a later feature adds: found in the models, not in a
list somebody would have to remember. What does not count: a removed file (its placeholder needs no bytes), and a
picture's own sizes (they live as long as it does).
"""

from __future__ import annotations

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.fields.reverse_related import ForeignObjectRel

from threadkeep.attachments.models import Attachment, Blob, PictureSize


def unused_blobs() -> QuerySet[Blob]:
    """The bytes that nothing points to."""
    unused = Blob.objects.all()
    # `related_objects` would leave out keys that give no name to the way back, and most of them give none.
    for relation in Blob._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ForeignObjectRel) or isinstance(relation.related_model, str):
            continue
        model, name = relation.related_model, relation.field.name
        if (model, name) != (PictureSize, "blob"):
            unused = unused.filter(~Exists(_pointing(model, name)))
    return unused


def _pointing(model: type[Model], name: str) -> QuerySet[Model]:
    # A removed file's bytes, and a clean copy of bytes that went, are pointed to by the record only.
    counts = {Attachment: ~Q(state=Attachment.REMOVED), Blob: Q(deleted_at__isnull=True)}
    rows = model._default_manager.filter(**{name: OuterRef("pk")})
    return rows.filter(counts[model]) if model in counts else rows


def is_used(blob_id: int) -> bool:
    """Whether anything points to these bytes."""
    return not unused_blobs().filter(pk=blob_id).exists()
