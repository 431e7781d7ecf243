"""Stand-ins for rooms that are still being built; each line goes when its room is there."""

# ruff: noqa
# mypy: ignore-errors
from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

try:
    from threadkeep.members.queries import people
except ImportError:
    from threadkeep.kernel import addresses
    from threadkeep.members.look import avatar_of
    from threadkeep.members.models import Member

    @dataclass
    class Person:
        id: int
        name: str
        url: str
        avatar: object
        title: str
        badges: tuple
        post_count: int
        joined_at: object
        signature_html: str

    def people(member_ids):
        return {
            m.pk: Person(
                m.pk,
                m.name,
                addresses.member(m.pk, m.name),
                avatar_of(m.name),
                m.title,
                (),
                m.post_count,
                m.joined_at,
                m.signature_html,
            )
            for m in Member.objects.filter(pk__in=list(member_ids))
        }


try:
    from threadkeep.attachments.queries import files_for_posts
except ImportError:

    @dataclass
    class PostFiles:
        below: list = field(default_factory=list)

        def fill(self, slot):
            return escape(str(slot.data.get("name") or slot.data.get("url") or ""))

    def files_for_posts(viewer, rendered):
        return {pk: PostFiles() for pk in rendered}


try:
    from threadkeep.attachments.forms import file_notes
except ImportError:

    def file_notes(*args, **kw):
        return []


try:
    from threadkeep.sources.queries import for_posts as sources_for_posts
except ImportError:

    def sources_for_posts(post_ids):
        return {}


try:
    from threadkeep.sources.forms import source_notes
except ImportError:

    def source_notes(post):
        return []
