"""How reactions look on pages, built from rows already read. Makes no query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.kernel import addresses


@dataclass(frozen=True)
class KindLook:
    """One entry of the set, as it is offered. `is_mine`: this viewer gave it to the post the page is about."""

    id: int
    emoji: str
    name: str
    is_mine: bool = False


@dataclass(frozen=True)
class GivenLook:
    """A reaction a post was given: how often, by whom first, and whether this viewer is among them."""

    kind: KindLook
    count: int
    names: Sequence[str]
    is_mine: bool

    @property
    def who(self) -> str:
        """The first who gave it, and how many more: "I agree: Marta, Yusuf and 3 others"."""
        others = self.count - len(self.names)
        names = reduce(lambda said, name: _("%(names)s, %(name)s") % {"names": said, "name": name}, self.names or [""])
        if not self.names:
            said = ngettext("%(count)d member", "%(count)d members", self.count) % {"count": self.count}
        elif others > 0:
            said = ngettext("%(names)s and %(count)d other", "%(names)s and %(count)d others", others) % {
                "names": names,
                "count": others,
            }
        else:
            said = names
        return _("%(reaction)s: %(who)s") % {"reaction": self.kind.name, "who": said}


@dataclass(frozen=True)
class BarLook:
    """The reactions under a post, for one viewer."""

    post_id: int
    number: int
    given: Sequence[GivenLook]
    may_react: bool

    @property
    def react_url(self) -> str:
        """The page to choose a reaction on; takes a POST with `kind`."""
        return addresses.post_act(self.post_id, "react")

    @property
    def unreact_url(self) -> str:
        """Takes a POST with `kind` and takes the reaction back."""
        return addresses.post_act(self.post_id, "unreact")

    @property
    def who_url(self) -> str:
        """The page of who reacted."""
        return addresses.post_act(self.post_id, "reactions")


@dataclass(frozen=True)
class ReactorLook:
    """One reaction on the page of who reacted. `url` is None for an account that is gone."""

    name: str
    url: str | None
    kind: KindLook
    given_at: datetime


@dataclass(frozen=True)
class ReactorsPage:
    """Who reacted to a post, newest first. `chosen` is the kind the list is about, None for all of them."""

    post_id: int
    number: int
    author_name: str
    given: Sequence[GivenLook]
    reactors: Sequence[ReactorLook]
    chosen: KindLook | None
    count: int
    older_url: str


@dataclass(frozen=True)
class KindRow:
    """An entry of the set as the panel lists it."""

    id: int
    emoji: str
    name: str
    is_offered: bool
    count: int
    is_first: bool
    is_last: bool
