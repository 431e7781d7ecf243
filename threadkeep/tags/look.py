"""How prefixes and tags look: what theme/labels.html takes. Makes no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from threadkeep.kernel import addresses
from threadkeep.tags.models import Prefix, Tag


@dataclass(frozen=True)
class PrefixLook:
    """A prefix before a title; `colour` is a class of the palette."""

    id: int
    name: str
    colour: str


@dataclass(frozen=True)
class TagLook:
    """A tag, and the page of the topics that carry it. `topic_count` only where it is shown."""

    id: int
    name: str
    url: str
    topic_count: int | None = None


@dataclass(frozen=True)
class LabelsLook:
    """What one topic carries."""

    prefix: PrefixLook | None = None
    tags: Sequence[TagLook] = ()


NONE = LabelsLook()


def prefix_look(prefix: Prefix) -> PrefixLook:
    """A prefix's row as it is shown."""
    return PrefixLook(prefix.pk, prefix.name, f"tc-{prefix.colour}")


def tag_look(tag: Tag, topic_count: int | None = None) -> TagLook:
    """A tag's row as it is shown."""
    return TagLook(tag.pk, tag.name, addresses.tag(tag.pk, tag.name), topic_count)


@dataclass(frozen=True)
class ChoiceLook:
    """One way to narrow a board's list: chosen again, it is let go of."""

    label: str
    url: str
    is_chosen: bool
    colour: str = ""


@dataclass(frozen=True)
class Ways:
    """The ways to narrow a board's list, each a link; the chosen ones lead back."""

    prefixes: Sequence[ChoiceLook] = ()
    tags: Sequence[ChoiceLook] = ()
    clear_url: str = ""

    @property
    def any(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.prefixes or self.tags)


NO_WAYS = Ways()


@dataclass(frozen=True)
class LabelFields:
    """The fields of a form that asks for a prefix and tags, as they were typed; theme/labels.html shows them."""

    prefixes: Sequence[PrefixLook] = ()
    prefix_id: int = 0
    needs_prefix: bool = False
    prefix_error: str = ""
    asks_tags: bool = False
    # Only listed tags are taken: they are boxes to tick.
    is_list: bool = False
    tags: str = ""
    listed: Sequence[str] = ()
    ticked: frozenset[str] = frozenset()
    min_tags: int = 0
    max_tags: int = 0
    tags_error: str = ""
    complete_url: str = ""
