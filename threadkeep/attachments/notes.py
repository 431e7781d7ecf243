"""What a form says about a file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FileNote:
    """A file as the form names it: which one, and what its writer says about it."""

    id: int
    alt: str = ""
    caption: str = ""
