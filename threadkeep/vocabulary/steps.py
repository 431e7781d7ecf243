"""What the actions on the vocabulary do alike, inside their transactions."""

from __future__ import annotations

from django.db.models import F

from threadkeep.kernel.refused import NotThere
from threadkeep.markup.vocabulary import OwnTag
from threadkeep.vocabulary.models import OwnBBCode, Words


def raise_version() -> None:
    """Say that texts are read with other words now. Its row lock makes all changes happen one after the other."""
    if not Words.objects.update(version=F("version") + 1):
        Words.objects.create(version=1)


def bbcode_for_change(bbcode_id: int) -> OwnBBCode:
    """The own BBCode; NotThere if there is none."""
    row = OwnBBCode.objects.filter(pk=bbcode_id).first()
    if row is None:
        raise NotThere
    return row


def columns_of(tag: OwnTag, description: str, example: str) -> dict[str, str]:
    """An own BBCode as its row keeps it."""
    return {
        "name": tag.name,
        "template": tag.template,
        "value": tag.value,
        "content": tag.content,
        "choices": "\n".join(tag.choices),
        "content_choices": "\n".join(tag.content_choices),
        "default": tag.default,
        "description": " ".join(description.split()),
        "example": example.strip(),
    }
