"""For each route the addresses that are tried. A route that stands in no list fails the test."""

from __future__ import annotations

from tests.access.world import World
from threadkeep.cli.routes import Route
from threadkeep.members.models import Group, Member
from threadkeep.reactions.models import Kind

NOBODY = 999_999_999
# Answered by the front before Django, or not about this board's objects: tested where they are made.
NOT_HERE = {"healthz": "tests/front", "live/<path>": "threadkeep/live/tests"}


def addresses_of(route: Route, world: World) -> list[str]:
    """Every address to try for a route: each object of its kind, and one that does not exist."""
    values = {
        "board_id": [*world.boards, NOBODY],
        "topic_id": [*world.topics, NOBODY],
        "post_id": [*world.posts, NOBODY],
        "attachment_id": [*world.files, NOBODY],
        "draft_id": [*world.drafts, NOBODY],
        "tag_id": [*world.tags, NOBODY],
        "bookmark_id": [*world.bookmarks, NOBODY],
        "prefix_id": [1, NOBODY],
        "member_id": list(Member.objects.order_by("pk").values_list("pk", flat=True)),
        "group_id": [Group.objects.get(key=Group.MODERATORS).pk],
        "category_id": [world.cast.category.pk],
        "kind_id": list(Kind.objects.order_by("pk").values_list("pk", flat=True)[:1]),
    }
    other = {
        "slug": "x", "name": "x", "width": 480, "sha256": "0" * 64, "token": "x", "session_id": 1, "set_id": 1,
        "way": "up", "mail_id": 1, "parked_id": 1, "bbcode_id": 1, "pk": 1, "key": "x-y", "uidb36": "1", "verb": "lock",
    }  # fmt: skip
    unknown = [name for name in route.parameters if name not in values and name not in other]
    if unknown:
        raise LookupError(f"{route.path} has parameters the access matrix does not know: {unknown}")
    if route.path.endswith("<str:name>"):
        return [f"/a/{pk}/{name}" for pk, name in world.files.items()] + [f"/a/{NOBODY}/x.txt"]
    found = [_plain(route.path)]
    for name in route.parameters:
        some = values.get(name, [other.get(name)])
        found = [address.replace(f"<{name}>", str(value)) for address in found for value in some]
    return [f"/{address}" for address in found]


def _plain(path: str) -> str:
    """The route's pattern with `<name>` for each parameter, whatever way it was written."""
    import re

    path = re.sub(r"<\w+:(\w+)>", r"<\1>", path)
    path = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", path)
    return path.replace("^", "").replace("$", "").replace("\\", "")
