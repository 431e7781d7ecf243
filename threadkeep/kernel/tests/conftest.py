from __future__ import annotations

from collections.abc import Iterator

import pytest

from threadkeep.kernel.effect import EFFECTS
from threadkeep.kernel.tests.verbs import Mirror


@pytest.fixture
def mirror() -> Iterator[Mirror]:
    """Only this effect, for the length of one test."""
    others = dict(EFFECTS)
    EFFECTS.clear()
    mirror = Mirror()
    mirror.register()
    yield mirror
    EFFECTS.clear()
    EFFECTS.update(others)
