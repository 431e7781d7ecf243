"""What was told last, and whether the tree's version moved: asked by the test of every action here."""

from contextlib import contextmanager

import pytest

from threadkeep.boards.models import Tree
from threadkeep.kernel.facts import heard
from threadkeep.kernel.models import Event
from threadkeep.kernel.refused import NotThere, Refused

OTHERS = ("marta", "moderator", "guest")


def newest_fact():
    """The fact that was told last."""
    return heard(Event.objects.order_by("-pk").first()).fact


@contextmanager
def the_grid_moves():
    """What happens inside raises the version of the tree, so that no process keeps the old one."""
    before = Tree.objects.get().version
    yield
    assert Tree.objects.get().version > before


@contextmanager
def refused(*, status=None, field=None, saying=""):
    """What happens inside is refused, and leaves no fact and no new version behind."""
    before = Event.objects.count(), Tree.objects.get().version
    with pytest.raises(Refused) as caught:
        yield
    assert status in (None, caught.value.status)
    assert field in (None, caught.value.field)
    assert saying in str(caught.value)
    assert (Event.objects.count(), Tree.objects.get().version) == before


def only_for_administrators(cast, act):
    """`act(viewer)` is not there for anybody else."""
    for who in OTHERS:
        before = Event.objects.count()
        with pytest.raises(NotThere):
            act(cast.viewer(who))
        assert Event.objects.count() == before
