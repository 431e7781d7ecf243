"""Puts the actors on the stage: members, their sessions, a board. Runs inside the board's own environment.

python -m tests.crash.stage        # prints JSON
"""

from __future__ import annotations

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "threadkeep.site.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from bench.pages import cookie_of  # noqa: E402
from threadkeep.boards.models import Board, Category, Tree  # noqa: E402
from threadkeep.members.models import Group, Member, Membership  # noqa: E402

WRITERS = 10


def set_the_stage() -> dict[str, object]:
    """Make what the driver needs; returns what it has to know."""
    now = timezone.now()
    category = Category.objects.create(name="Stage", position=1)
    board = Board.objects.create(category=category, name="Stage", position=1)
    Tree.objects.update_or_create(pk=1, defaults={"version": 1000})
    members = [_member(f"writer{number}") for number in range(WRITERS)]
    moderators = Group.objects.get(key=Group.MODERATORS)
    for member in members:
        # Moderators, so that each writer may delete, restore and lock, and no limit on newcomers stands in the way.
        Membership.objects.create(member=member, group=moderators, added_at=now)
    return {"board": board.pk, "cookies": [cookie_of(member) for member in members]}


def _member(name: str) -> Member:
    return Member.objects.create(
        username=name, username_key=name, name=name, name_key=name, password="!", joined_at=timezone.now()
    )


if __name__ == "__main__":
    json.dump(set_the_stage(), sys.stdout)
