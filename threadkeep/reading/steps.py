"""What writes read marks, presence and drafts, inside the transaction of an action or a chore."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from threadkeep.attachments.models import Attachment
from threadkeep.members.models import Member
from threadkeep.reading.draft_fields import Fields, Place, Token, as_json, as_typed, fields_of, file_ids
from threadkeep.reading.floors import Floors
from threadkeep.reading.marks import Marks
from threadkeep.reading.models import Bookmark, Draft, DraftFile, Floor, Presence, TopicRead
from threadkeep.reading.queries import number_at_floor
from threadkeep.topics.models import Topic

AT_ONCE = 500
# What is taken back longer after sending was sent from another draft.
JUST_SENT = timedelta(minutes=5)


def set_mark(member_id: int, topic_id: int, number: int) -> None:
    """Say that the member has read exactly up to this number, whatever was said before."""
    mark = TopicRead(member_id=member_id, topic_id=topic_id, number=number)
    TopicRead.objects.bulk_create(
        [mark], update_conflicts=True, unique_fields=["member", "topic"], update_fields=["number"]
    )


def set_floor(member_id: int, board_id: int | None, post_id: int) -> None:
    """Raise a floor of the member; a floor never sinks."""
    place = {"member_id": member_id, "board_id": board_id}
    floor, _made = Floor.objects.get_or_create(**place, defaults={"post_id": post_id})
    if floor.post_id < post_id:
        floor.post_id = post_id
        floor.save(update_fields=["post_id"])


def forget_marks(member_id: int, board_ids: Collection[int] | None = None) -> None:
    """Delete the member's read marks (on these boards), because a floor says the same."""
    marks = TopicRead.objects.filter(member_id=member_id)
    (marks if board_ids is None else marks.filter(topic__board_id__in=board_ids)).delete()


def forget_board_floors(member_id: int) -> None:
    """Delete the floors of single boards, because the one that counts everywhere stands as high."""
    Floor.objects.filter(member_id=member_id, board__isnull=False).delete()


def write_floors(floors: Mapping[int, int]) -> None:
    """Write the first floor of members who have none."""
    # Sorted, so that two processes that write the same rows never wait for each other in a circle.
    rows = [Floor(member_id=member_id, post_id=floors[member_id]) for member_id in sorted(_still_there(floors))]
    Floor.objects.bulk_create(rows, ignore_conflicts=True, batch_size=AT_ONCE)


def write_marks(read: Marks) -> None:
    """Write what members saw: marks only rise here, and there is none where the floor says the same already."""
    members = sorted(_still_there(read))
    for start in range(0, len(members), AT_ONCE):
        _write_marks_of({member_id: read[member_id] for member_id in members[start : start + AT_ONCE]})


def _still_there(member_ids: Collection[int]) -> set[int]:
    return set(Member.objects.filter(pk__in=member_ids).values_list("pk", flat=True))


def _write_marks_of(read: Marks) -> None:
    topics = Topic.objects.in_bulk({topic_id for own in read.values() for topic_id in own})
    stored = {
        (mark.member_id, mark.topic_id): mark
        for mark in TopicRead.objects.filter(member_id__in=read, topic_id__in=topics)
    }
    floors = _floors_of_all(read)
    fresh: list[TopicRead] = []
    for member_id, own in read.items():
        for topic_id, number in sorted(own.items()):
            mark, topic = stored.get((member_id, topic_id)), topics.get(topic_id)
            if mark is not None:
                if mark.number < number:
                    TopicRead.objects.filter(pk=mark.pk, number__lt=number).update(number=number)
            elif topic is not None and (topic.last_post_id or 0) > (floor := floors[member_id].of(topic.board_id)):
                # A mark stands above the floor, so it must not say less than the floor does.
                known = max(number, number_at_floor(topic, floor))
                fresh.append(TopicRead(member_id=member_id, topic_id=topic_id, number=known))
    TopicRead.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=AT_ONCE)


def _floors_of_all(member_ids: Collection[int]) -> dict[int, Floors]:
    rows: dict[int, dict[int | None, int]] = {member_id: {} for member_id in member_ids}
    for member_id, board_id, post_id in Floor.objects.filter(member_id__in=member_ids).values_list(
        "member_id", "board_id", "post_id"
    ):
        rows[member_id][board_id] = post_id
    return {
        member_id: Floors(own.get(None, 0), {board: post for board, post in own.items() if board is not None})
        for member_id, own in rows.items()
    }


def write_presence(rows: Sequence[Presence]) -> None:
    """Say when browsers last looked at what. A member whose account is gone by now is a guest."""
    members = _still_there({row.member_id for row in rows if row.member_id is not None})
    for row in rows:
        row.member_id = row.member_id if row.member_id in members else None
    Presence.objects.bulk_create(
        rows,
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["browser", "topic_id"],
        update_fields=["member", "seen_at"],
    )


def sweep_presence(before: datetime, at_once: int) -> int:
    """Delete up to `at_once` presences older than `before`. Returns how many."""
    old = list(Presence.objects.filter(seen_at__lt=before).order_by("seen_at").values_list("pk", flat=True)[:at_once])
    return Presence.objects.filter(pk__in=old).delete()[0]


def end_sent_draft(member_id: int, token: Token, text: str, now: datetime) -> None:
    """What a form carried has been posted: its draft is over, unless newer words came into it from elsewhere."""
    if not token.draft_id:
        return
    draft = Draft.objects.select_for_update().filter(pk=token.draft_id, member_id=member_id, ended_at=None).first()
    if draft is None:
        return
    if draft.version == token.version or as_typed(draft.fields).get("text", "").strip() == text.strip():
        # The sheet of the form that was sent: a save of it that was still under way brings nothing back.
        draft.sheet = f"{token.sheet}.{token.turn}" if token.sheet else draft.sheet
        draft.ended_at, draft.end = now, Draft.SENT
        draft.save(update_fields=["sheet", "ended_at", "end"])


def open_again(member_id: int, place: Place, fields: Fields, now: datetime, device: str = "") -> int:
    """What was sent is taken back: it waits in a draft again, whoever's form it came from. Returns the draft's id.

    The draft it was sent from, if there was one, still knows what else its form held (a poll, tags); `fields` win.
    `device`: where it was taken back, in words for its owner.
    """
    ended = Draft.objects.select_for_update().filter(
        member_id=member_id, kind=place.kind, target_id=place.target_id, end=Draft.SENT
    )
    draft = ended.order_by("-ended_at").first()
    if draft is None or draft.ended_at is None or now - draft.ended_at > JUST_SENT:
        draft = Draft(member_id=member_id, kind=place.kind, target_id=place.target_id, version=0, started_at=now)
    else:
        fields = {**fields_of(as_typed(draft.fields)), **fields}
    draft.fields, draft.version, draft.saved_at = as_json(fields), draft.version + 1, now
    draft.sheet, draft.device, draft.ended_at, draft.end = "", device[:80], None, ""
    draft.save()
    own = Attachment.objects.filter(pk__in=file_ids(fields), uploader_id=member_id, post__isnull=True)
    known = set(draft.files.values_list("attachment_id", flat=True))
    wanted = set(own.values_list("pk", flat=True))
    DraftFile.objects.bulk_create([DraftFile(draft=draft, attachment_id=pk) for pk in sorted(wanted - known)])
    return draft.pk


def forget_ended_drafts(sent_before: datetime, discarded_before: datetime, at_once: int) -> int:
    """Delete up to `at_once` drafts that were sent or discarded before these moments. Returns how many."""
    old = Draft.objects.filter(end=Draft.SENT, ended_at__lt=sent_before) | Draft.objects.filter(
        end=Draft.DISCARDED, ended_at__lt=discarded_before
    )
    ids = list(old.order_by("ended_at").values_list("pk", flat=True)[:at_once])
    Draft.objects.filter(pk__in=ids).delete()
    return len(ids)


def sweep_bookmarks(before: datetime) -> None:
    """Delete bookmarks that were removed before a time: nobody undoes that any more."""
    Bookmark.objects.filter(removed_at__lt=before).delete()
