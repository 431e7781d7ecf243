"""The one way to say no.

A rule that refuses raises `Refused` with a sentence for a person. Pages show it beside the form and give the typed
text back; the API answers it as a problem document. A refusal never needs a traceback.
"""

from __future__ import annotations

from django.utils.functional import Promise

type Sentence = str | Promise


class Refused(Exception):
    """The request was understood and will not be done; `reason` says why and what to do, for a person.

    `status` is the HTTP status a page answers with; `field` names the form field the sentence belongs to, if one.
    """

    status = 403

    def __init__(self, reason: Sentence, *, field: str | None = None, status: int | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field
        if status is not None:
            self.status = status

    def __str__(self) -> str:
        return str(self.reason)


class NotThere(Refused):
    """It does not exist, or this viewer may not know that it does. Both are answered alike, to the byte."""

    status = 404

    def __init__(self, reason: Sentence = "") -> None:
        super().__init__(reason)


class Gone(Refused):
    """It was here, and the viewer may know why it is not. `reason` tells who, when and why, never a title or a text."""

    status = 410


class Conflict(Refused):
    """Something changed meanwhile; nothing was done and nothing typed is lost."""

    status = 409


class TooLarge(Refused):
    """More than we take in one go; the sentence names the limit."""

    status = 413


class TooMany(Refused):
    """Too often. `retry_after` is whole seconds until the same request will be taken."""

    status = 429

    def __init__(self, reason: Sentence, *, retry_after: int) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Busy(Refused):
    """The database had no room for this write in time. Nothing was done; trying again in a moment is right."""

    status = 503
    retry_after = 5


class StorageFull(Refused):
    """The disk is full. Nothing was done; reading goes on; the operator has to make room."""

    status = 507
