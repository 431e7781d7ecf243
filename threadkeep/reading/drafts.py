"""Reading drafts: the list, one of them, and those that wait for a form. Only ever the viewer's own."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from django.utils.translation import gettext as _

from threadkeep.attachments.notes import FileNote
from threadkeep.attachments.queries import composer_files
from threadkeep.boards.rules import get_board, visible_board_ids
from threadkeep.kernel import addresses
from threadkeep.kernel.pages import number_page
from threadkeep.kernel.refused import NotThere, Refused
from threadkeep.members.viewer import Viewer
from threadkeep.reading.draft_fields import Place, fields_from, file_ids, first_of
from threadkeep.reading.draft_look import (
    DraftPage,
    DraftRow,
    DraftsPage,
    Room,
    form_address,
    lost_words,
    place_of,
    row_of,
)
from threadkeep.reading.models import Draft
from threadkeep.reading.rules import get_draft, own_drafts
from threadkeep.topics.rules import check_edit_post, check_reply, check_start_topic, visible_posts, visible_topics

ON_A_PAGE: Final = 20
DISCARDED_SHOWN: Final = 10
# Versions of one place. More are found on the page of drafts.
AT_ONE_PLACE: Final = 5


def open_at(viewer: Viewer, place: Place) -> Sequence[Draft]:
    """The viewer's open drafts for one form, newest first. One query; none for guests."""
    if viewer.id is None:
        return ()
    here = own_drafts(viewer).filter(kind=place.kind, target_id=place.target_id, ended_at=None)
    return list(here.order_by("-saved_at", "-pk")[:AT_ONE_PLACE])


def drafts_page(viewer: Viewer, wanted_page: str | int | None, now: datetime) -> DraftsPage:
    """The viewer's drafts, newest first. Six queries, however many there are; NotThere beyond the last page."""
    standing = own_drafts(viewer).filter(ended_at=None)
    pages = number_page(wanted_page, total=standing.count(), size=ON_A_PAGE, url=addresses.drafts)
    drafts = list(standing.order_by("-saved_at", "-pk")[pages.offset : pages.offset + ON_A_PAGE])
    gone = list(own_drafts(viewer).filter(end=Draft.DISCARDED).order_by("-ended_at", "-pk")[:DISCARDED_SHOWN])
    rows = _rows(viewer, [*drafts, *gone], now)
    return DraftsPage(drafts=rows[: len(drafts)], discarded=rows[len(drafts) :], pages=pages)


def draft_page(viewer: Viewer, draft_id: int, now: datetime) -> DraftPage:
    """One draft with all its words. NotThere: somebody else's, or one that was sent."""
    draft = get_draft(viewer, draft_id)
    if draft.end == Draft.SENT:
        raise NotThere
    fields = fields_from(draft.fields) or {}
    titles, links = fields.get("source_title", []), fields.get("source_url", [])
    sources = [(title.strip(), url.strip()) for title, url in zip(titles, links, strict=False) if (title + url).strip()]
    notes = [FileNote(pk, first_of(fields, f"alt-{pk}"), first_of(fields, f"caption-{pk}")) for pk in file_ids(fields)]
    return DraftPage(
        row=_rows(viewer, [draft], now)[0],
        text=first_of(fields, "text"),
        sources=sources,
        files=composer_files(viewer, notes) if notes else (),
    )


def room_of(viewer: Viewer, place: Place, now: datetime) -> Room:
    """What the viewer may know of one place, and whether its form is open to them."""
    return _rooms(viewer, [place], now)[place]


def _rows(viewer: Viewer, drafts: Sequence[Draft], now: datetime) -> list[DraftRow]:
    rooms = _rooms(viewer, [place_of(draft) for draft in drafts], now)
    return [row_of(draft, rooms[place_of(draft)]) for draft in drafts]


def _rooms(viewer: Viewer, places: Collection[Place], now: datetime) -> Mapping[Place, Room]:
    ids = {kind: [place.target_id for place in places if place.kind == kind] for kind, _name in Draft.KINDS}
    rooms = {place: Room(lost_words(place.kind)) for place in places}
    for pk in visible_board_ids(viewer) & set(ids[Draft.TOPIC]):
        place = Place(Draft.TOPIC, pk)
        words = _("A new topic in %(board)s") % {"board": get_board(viewer, pk).name}
        rooms[place] = _room(place, words, partial(check_start_topic, viewer, pk))
    for topic in visible_topics(viewer).filter(pk__in=ids[Draft.REPLY]) if ids[Draft.REPLY] else ():
        place = Place(Draft.REPLY, topic.pk)
        words = _("A reply to “%(title)s”") % {"title": topic.title}
        rooms[place] = _room(place, words, partial(check_reply, viewer, topic))
    posts = visible_posts(viewer).select_related("topic").filter(pk__in=ids[Draft.EDIT]) if ids[Draft.EDIT] else ()
    for post in posts:
        place = Place(Draft.EDIT, post.pk)
        words = _("An edit of post %(number)s in “%(title)s”") % {"number": post.number, "title": post.topic.title}
        rooms[place] = _room(place, words, partial(check_edit_post, viewer, post, now=now))
    return rooms


def _room(place: Place, words: str, check: Callable[[], None]) -> Room:
    try:
        check()
    except Refused as refusal:
        return Room(words, why_not=str(refusal.reason))
    return Room(words, url=form_address(place))
