"""Short ways to save drafts in tests."""

from __future__ import annotations

from typing import Any

from tests.cast import Cast
from threadkeep.reading.actions.save_draft import Saved, save_draft
from threadkeep.reading.draft_fields import Place, Token, fields_from
from threadkeep.reading.models import Draft

HERE = Place("reply", 12)


def save(
    cast: Cast, text: str, *, who: str = "marta", place: Place = HERE, token: Token | None = None, **more: Any
) -> Saved:
    """Save a form with this text; `token` says from which draft and version it began."""
    fields = {"text": [text], **more.pop("fields", {})}
    named = {"now": cast.now, "device": "Firefox on Linux", **more}
    return save_draft(actor=cast.viewer(who), place=place, fields=fields, token=token or Token(), **named)


def goes_on(saved: Saved, sheet: str = "", turn: int = 0) -> Token:
    """What a form says that began from this save."""
    return Token(saved.draft_id, saved.version, sheet, turn)


def texts(who: Any) -> list[str]:
    """The texts of somebody's open drafts, oldest first."""
    rows = Draft.objects.filter(member=who, ended_at=None).order_by("pk")
    return [(fields_from(row.fields) or {})["text"][0] for row in rows]
