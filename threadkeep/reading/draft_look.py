"""How drafts look: on their page, and above the form that was filled from one. Makes no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from threadkeep.kernel import addresses
from threadkeep.kernel.pages import NumberPage
from threadkeep.reading.draft_fields import Fields, Place, fields_from, file_ids, first_of
from threadkeep.reading.models import Draft

EXCERPT_LENGTH: Final = 240


@dataclass(frozen=True)
class OtherDraft:
    """Another version that waits for the same form; `url` opens the form with it."""

    saved_at: datetime
    device: str
    excerpt: str
    url: str


@dataclass(frozen=True)
class DraftLook:
    """The draft a form is filled with, and the other versions there are."""

    id: int
    version: int
    saved_at: datetime
    device: str
    others: Sequence[OtherDraft] = ()

    @property
    def discard_url(self) -> str:
        """Takes a POST and puts it away."""
        return addresses.draft_act(self.id, "discard")


@dataclass(frozen=True)
class Room:
    """What the viewer may know of the place of a draft: its words, and its form's address or why there is none."""

    words: str
    url: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class DraftRow:
    """A draft in the list of its owner."""

    id: int
    room: Room
    title: str
    excerpt: str
    file_count: int
    saved_at: datetime
    device: str
    ended_at: datetime | None

    @property
    def url(self) -> str:
        """Its own page, from which it can be copied."""
        return addresses.draft(self.id)

    @property
    def discard_url(self) -> str:
        """Takes a POST and puts it away."""
        return addresses.draft_act(self.id, "discard")

    @property
    def restore_url(self) -> str:
        """Takes a POST and brings it back."""
        return addresses.draft_act(self.id, "restore")


@dataclass(frozen=True)
class DraftsPage:
    """The page of drafts. `discarded` are those put away lately, newest first."""

    drafts: Sequence[DraftRow]
    discarded: Sequence[DraftRow]
    pages: NumberPage


@dataclass(frozen=True)
class DraftPage:
    """One draft with all its words. `sources` are (title, address)."""

    row: DraftRow
    text: str
    sources: Sequence[tuple[str, str]]
    files: Sequence[object]


def form_address(place: Place, draft_id: int = 0) -> str:
    """Where the form of a place is; with `draft_id`, filled with that draft."""
    base = {
        Draft.TOPIC: addresses.new_topic(place.target_id),
        Draft.REPLY: addresses.topic_act(place.target_id, "reply"),
        Draft.EDIT: addresses.post_act(place.target_id, "edit"),
    }[place.kind]
    return f"{base}?draft={draft_id}" if draft_id else base


def place_of(draft: Draft) -> Place:
    """The place a draft belongs to."""
    return Place(draft.kind, draft.target_id)


def excerpt_of(fields: Fields) -> str:
    """The beginning of what was typed, on one line."""
    words = " ".join(first_of(fields, "text").split())
    return words if len(words) <= EXCERPT_LENGTH else words[:EXCERPT_LENGTH].rsplit(" ", 1)[0] + "…"


def row_of(draft: Draft, room: Room) -> DraftRow:
    """A draft as a row, with what its owner may know of its place."""
    fields = fields_from(draft.fields) or {}
    return DraftRow(
        id=draft.pk,
        room=room,
        title=" ".join(first_of(fields, "title").split()),
        excerpt=excerpt_of(fields),
        file_count=len(set(file_ids(fields))),
        saved_at=draft.saved_at,
        device=draft.device,
        ended_at=draft.ended_at,
    )


def look_of(draft: Draft, others: Sequence[Draft]) -> DraftLook:
    """What a form says about the draft it was filled with."""
    return DraftLook(
        id=draft.pk,
        version=draft.version,
        saved_at=draft.saved_at,
        device=draft.device,
        others=tuple(
            OtherDraft(
                other.saved_at,
                other.device,
                excerpt_of(fields_from(other.fields) or {}),
                form_address(place_of(other), other.pk),
            )
            for other in others
        ),
    )


def lost_words(kind: str) -> str:
    """What is said of a place the viewer may know nothing of (any more)."""
    return {
        Draft.TOPIC: _("A new topic, on a board that is not open to you now"),
        Draft.REPLY: _("A reply to a topic that is not open to you now"),
        Draft.EDIT: _("An edit of a post that is not open to you now"),
    }[kind]
