"""How people look on pages: name, address, picture. Built from rows that were read in bulk; makes no query."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from typing import Protocol

from threadkeep.kernel import addresses
from threadkeep.members.viewer import Viewer


@dataclass(frozen=True)
class Avatar:
    """A picture of somebody: an uploaded one, or a letter of theirs on one of twelve hues."""

    url: str | None
    letter: str
    hue_class: str
    alt: str = ""


@dataclass(frozen=True)
class ViewerLook:
    """The reader as the page's frame shows them."""

    is_member: bool
    is_staff: bool
    is_administrator: bool
    id: int | None
    name: str
    url: str
    avatar: Avatar


class _Blob(Protocol):
    sha256: str


def avatar_of(name: str, blob: _Blob | None = None) -> Avatar:
    """The avatar of whoever has this name; the hue follows the name, so it stays the same everywhere."""
    letter = next((char.upper() for char in name if char.isalnum()), "?")
    hue = zlib.crc32(name.encode("utf-8", "replace")) % 12
    return Avatar(addresses.avatar(blob.sha256) if blob else None, letter, f"hue-{hue}")


def viewer_look(viewer: Viewer) -> ViewerLook:
    """The viewer, for the frame of a page. The member's avatar has been read with the member."""
    member = viewer.member
    return ViewerLook(
        is_member=viewer.is_member,
        is_staff=viewer.is_staff,
        is_administrator=viewer.is_administrator,
        id=viewer.id,
        name=viewer.name,
        url=addresses.member(member.pk, member.name) if member else "",
        avatar=avatar_of(viewer.name, member.avatar if member else None),
    )
