from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from threadkeep.attachments.models import Attachment
from threadkeep.kernel.action import action
from threadkeep.kernel.refused import Refused, TooLarge
from threadkeep.members.models import Member
from threadkeep.members.viewer import Viewer
from threadkeep.reading.draft_fields import Fields, Place, Token, as_json, fields_from, file_ids, first_of, has_words
from threadkeep.reading.merging import merge
from threadkeep.reading.models import Draft, DraftFile
from threadkeep.reading.rules import MOST_DRAFTS, check_has_drafts

# Beside the text: title, sources, descriptions of files, a poll.
ROOM_FOR_THE_REST: Final = 64 * 1024


@dataclass(frozen=True)
class Saved:
    """What became of a save. `draft_id` and `version` are what the form begins from now.

    `fate`: "saved"; "merged" (`fields` holds both changes, the form should show them); "both" (somebody's other words
    stay in a draft of their own, these are in a new one); "behind" (nothing saved: send it again with what the form
    began from); "sent" (this form has been posted already); "emptied" (nothing is typed, so there is no draft).
    """

    draft_id: int
    version: int
    fate: str
    fields: Fields | None = None


@action
def save_draft(
    *,
    actor: Viewer,
    place: Place,
    fields: Fields,
    token: Token,
    now: datetime,
    base: Fields | None = None,
    merges: bool = False,
    device: str = "",
) -> Saved:
    """Keep what somebody is typing. A save that began from an older version never overwrites the newer one.

    `token` says which draft and version the form began from; `base` is what it held then, and `merges` that the form
    can send that if it is asked for. Whether the place exists is not asked: words typed into a form that was open when
    its topic went are kept too, and the answer tells nothing about topics.
    Refused: guests, more than MOST_DRAFTS open drafts, more than a post may hold.
    """
    member = check_has_drafts(actor)
    stored = _check_size(fields)
    draft = _draft_of(member, place, token)
    if draft is not None and draft.ended_at is not None:
        if draft.end == Draft.SENT and (_by_same_sheet(draft, token) or _same_text(draft, fields)):
            return Saved(draft.pk, draft.version, "sent")
        draft = None
    if draft is None:
        if not has_words(fields):
            return Saved(0, 0, "emptied")
        return _saved(_start(member, place, fields, stored, token, device, now), "saved")
    if draft.version != token.version and not _is_later_turn(draft, token):
        return _meet(member, draft, fields, token, now, base, merges, device)
    if not has_words(fields):
        # What stood in it can be brought back from the page of drafts.
        draft.ended_at, draft.end = now, Draft.DISCARDED
        draft.save(update_fields=["ended_at", "end"])
        return Saved(0, 0, "emptied")
    return _saved(_write(draft, fields, stored, token, device, now), "saved")


def _check_size(fields: Fields) -> str:
    stored = as_json(fields)
    if len(stored.encode()) > settings.THREADKEEP.posts.max_bytes + ROOM_FOR_THE_REST:
        raise TooLarge(
            _("This is longer than a post may be, so it is kept in your browser only. Please shorten or split it.")
        )
    return stored


def _draft_of(member: Member, place: Place, token: Token) -> Draft | None:
    """The draft the form is about: the one it names, or, if its first answer was lost, the one its sheet began."""
    own = Draft.objects.select_for_update().filter(member=member, kind=place.kind, target_id=place.target_id)
    if token.draft_id:
        return own.filter(pk=token.draft_id).first()
    if token.sheet:
        return own.filter(sheet__startswith=f"{token.sheet}.", ended_at=None).order_by("-pk").first()
    return None


def _start(
    member: Member, place: Place, fields: Fields, stored: str, token: Token, device: str, now: datetime
) -> Draft:
    open_now = Draft.objects.filter(member=member, ended_at=None)
    if (same := open_now.filter(kind=place.kind, target_id=place.target_id, fields=stored).first()) is not None:
        return same
    if open_now.count() >= MOST_DRAFTS:
        raise Refused(
            _(
                "You have %(most)d drafts, and the board keeps no more. What you typed is kept in your browser; "
                "discard some drafts, and it is saved here too."
            )
            % {"most": MOST_DRAFTS},
            status=422,
        )
    draft = Draft(member=member, kind=place.kind, target_id=place.target_id, version=0, started_at=now)
    return _write(draft, fields, stored, token, device, now)


def _write(draft: Draft, fields: Fields, stored: str, token: Token, device: str, now: datetime) -> Draft:
    draft.fields, draft.version, draft.saved_at, draft.device = stored, draft.version + 1, now, device[:80]
    draft.sheet = f"{token.sheet}.{token.turn}" if token.sheet else ""
    draft.save()
    wanted = set(
        Attachment.objects.filter(
            pk__in=file_ids(fields)[: settings.THREADKEEP.files.max_per_post],
            uploader_id=draft.member_id,
            post__isnull=True,
        ).values_list("pk", flat=True)
    )
    known = set(draft.files.values_list("attachment_id", flat=True))
    draft.files.filter(attachment_id__in=known - wanted).delete()
    DraftFile.objects.bulk_create([DraftFile(draft=draft, attachment_id=pk) for pk in sorted(wanted - known)])
    return draft


def _meet(
    member: Member,
    draft: Draft,
    fields: Fields,
    token: Token,
    now: datetime,
    base: Fields | None,
    merges: bool,
    device: str,
) -> Saved:
    """The draft was saved from elsewhere since this form began: make one of both, or keep both."""
    if _by_same_sheet(draft, token):
        # An older save of the same page that came late.
        return _saved(draft, "saved")
    theirs = fields_from(draft.fields) or {}
    if fields == theirs:
        return _saved(draft, "saved")
    if base is None and merges:
        return _saved(draft, "behind")
    merged = merge(base, fields, theirs) if base is not None else None
    if merged is None:
        place = Place(draft.kind, draft.target_id)
        return _saved(_start(member, place, fields, as_json(fields), token, device, now), "both")
    if merged != theirs:
        # Nobody's sheet: what the form shows is older than this until it has taken it over.
        draft = _write(draft, merged, _check_size(merged), Token(), device, now)
    return Saved(draft.pk, draft.version, "merged", merged)


def _saved(draft: Draft, fate: str) -> Saved:
    return Saved(draft.pk, draft.version, fate)


def _by_same_sheet(draft: Draft, token: Token) -> bool:
    return bool(token.sheet) and draft.sheet.rpartition(".")[0] == token.sheet


def _is_later_turn(draft: Draft, token: Token) -> bool:
    """Whether this is the next save of the page that saved last, whose answer it did not get."""
    return _by_same_sheet(draft, token) and token.turn > int(draft.sheet.rpartition(".")[2])


def _same_text(draft: Draft, fields: Fields) -> bool:
    return first_of(fields_from(draft.fields) or {}, "text").strip() == first_of(fields, "text").strip()
