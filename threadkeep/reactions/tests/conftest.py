"""A set of reactions for tests, and short ways to react."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from threadkeep.reactions.actions.give_reaction import give_reaction
from threadkeep.reactions.actions.make_starting_kinds import make_starting_kinds
from threadkeep.reactions.actions.take_reaction import take_reaction
from threadkeep.reactions.models import Count, Kind


class Reactions:
    """`reactions.give("yusuf", post_id, "👍")`, `reactions.counts(post_id)`."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        make_starting_kinds()

    def kind(self, emoji: str) -> int:
        """The id of the kind with this emoji."""
        return Kind.objects.get(emoji=emoji).pk

    def give(self, who: str, post_id: int, emoji: str = "👍") -> int:
        """Let somebody react to a post."""
        kind_id, now = self.kind(emoji), self.cast.now
        return give_reaction(actor=self.cast.viewer(who), post_id=post_id, kind_id=kind_id, now=now)

    def take(self, who: str, post_id: int, emoji: str = "👍") -> int:
        """Let somebody take a reaction back."""
        kind_id, now = self.kind(emoji), self.cast.now
        return take_reaction(actor=self.cast.viewer(who), post_id=post_id, kind_id=kind_id, now=now)

    def counts(self, post_id: int) -> dict[str, int]:
        """How often the post was given what, as it is kept."""
        return dict(Count.objects.filter(post_id=post_id).values_list("kind__emoji", "count"))


@pytest.fixture
def reactions(cast: Cast) -> Reactions:
    """What tests do with reactions."""
    return Reactions(cast)


@pytest.fixture
def post_id(cast: Cast) -> int:
    """A reply of marta's."""
    return cast.reply("marta", cast.topic("moderator"))
