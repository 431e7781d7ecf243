"""How files look on a page: what theme/figure.html, placeholders.html and uploads.html take. Makes no query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from threadkeep.attachments.models import Attachment, PictureSize, RemotePicture
from threadkeep.attachments.remote import host_of
from threadkeep.attachments.rules import (
    Standing,
    may_approve_file,
    may_open_awaiting,
    may_remove_file,
    may_restore_file,
)
from threadkeep.kernel import addresses
from threadkeep.members.viewer import Viewer


@dataclass(frozen=True)
class PictureLook:
    """A picture that can be shown. `sizes` and `avif` are (address, width in pixels), smallest first."""

    url: str
    width: int
    height: int
    name: str
    alt: str
    caption: str | None
    sizes: tuple[tuple[str, int], ...] = ()
    avif: tuple[tuple[str, int], ...] = ()
    link: str | None = None
    remove_url: str | None = None


@dataclass(frozen=True)
class By:
    """Who removed a file; without address if the account is gone."""

    name: str
    url: str | None


@dataclass(frozen=True)
class GoneLook:
    """Why a file is not here: theme/placeholders.html says what belongs to which state."""

    state: str
    name: str
    size: int | None = None
    noticed_at: datetime | None = None
    by: By | None = None
    at: datetime | None = None
    reason: str = ""
    until: datetime | None = None
    undo_url: str | None = None
    sign_in_url: str | None = None
    look_url: str | None = None
    approve_url: str | None = None
    url: str = ""
    host: str = ""


@dataclass(frozen=True)
class FileLook:
    """A line of the list below a post: a link, a picture, or what stands in its place."""

    name: str
    size: int
    url: str
    caption: str
    is_picture: bool
    picture: PictureLook | None = None
    gone: GoneLook | None = None
    remove_url: str | None = None


@dataclass(frozen=True)
class UploadLook:
    """A file in a form (theme/uploads.html)."""

    id: int
    name: str
    size: int
    is_picture: bool
    thumb_url: str | None
    alt: str
    caption: str


def picture_look(
    viewer: Viewer, file: Attachment, sizes: list[PictureSize], *, alt: str = "", caption: str = "", link: str = ""
) -> PictureLook:
    """A picture; the words said where it is placed win over those said with the file. Never without any alt text."""

    def addresses_of(mime_type: str) -> tuple[tuple[str, int], ...]:
        kind = mime_type.rpartition("/")[2]
        widths = sorted(size.width for size in sizes if size.mime_type == mime_type)
        return tuple((addresses.picture(file.pk, width, kind), width) for width in widths)

    # The composer writes the file's name where nothing else was said; that is no description.
    said = alt if alt != file.name else ""
    return PictureLook(
        url=addresses.attachment(file.pk, file.name),
        width=file.blob.width or 0,
        height=file.blob.height or 0,
        name=file.name,
        alt=said or file.alt or file.name,
        caption=caption or file.caption or None,
        sizes=addresses_of("image/webp"),
        avif=addresses_of("image/avif"),
        link=link or None,
        remove_url=_remove_url(viewer, file),
    )


def _remove_url(viewer: Viewer, file: Attachment) -> str | None:
    return addresses.file_act(file.pk, "remove") if may_remove_file(viewer, file) else None


def gone_look(viewer: Viewer, file: Attachment, standing: Standing) -> GoneLook:
    """The placeholder for a file the viewer may know of."""
    name, size = file.name, file.size
    if standing == "removed":
        return _removed(viewer, file)
    if standing == "no_right":
        then = addresses.post(file.post_id) if file.post_id else addresses.home()
        return GoneLook("no_right", name, size, sign_in_url=None if viewer.is_member else addresses.sign_in(then))
    if standing == "awaiting":
        return GoneLook(
            "awaiting",
            name,
            size,
            look_url=addresses.attachment(file.pk, name) if may_open_awaiting(viewer, file) else None,
            approve_url=addresses.file_act(file.pk, "approve") if may_approve_file(viewer, file) else None,
        )
    return GoneLook("missing", name, size, noticed_at=file.blob.missing_since)


def _removed(viewer: Viewer, file: Attachment) -> GoneLook:
    member = file.removed_by
    by = By(member.name, addresses.member(member.pk, member.name)) if member else By(file.removed_by_name, None)
    grace = timedelta(days=settings.THREADKEEP.files.grace_days)
    is_kept = file.blob.deleted_at is None and file.removed_at is not None
    may_undo = may_restore_file(viewer, file)
    return GoneLook(
        "removed",
        file.name,
        file.size,
        by=by,
        at=file.removed_at,
        reason=file.remove_reason,
        # Only told to those who can do something about it.
        until=file.removed_at + grace if is_kept and may_undo and file.removed_at else None,
        undo_url=addresses.file_act(file.pk, "restore") if may_undo else None,
    )


def unknown_look(name: str) -> GoneLook:
    """What a viewer sees for a file that does not exist, and for one they may not know of: only what the text says."""
    return GoneLook("not_there", name or _("A file"))


def elsewhere_look(remote: RemotePicture, words: str) -> GoneLook:
    """The placeholder for a picture that is gone from another site."""
    last = remote.url.partition("?")[0].rstrip("/").rpartition("/")[2]
    return GoneLook(
        "elsewhere",
        words or last or remote.url,
        noticed_at=remote.gone_since,
        url=remote.url,
        host=host_of(remote.url),
    )


def file_look(viewer: Viewer, file: Attachment, standing: Standing, sizes: list[PictureSize]) -> FileLook:
    """A file in the list below its post."""
    is_picture = file.blob.width is not None
    is_shown = standing == "shown"
    return FileLook(
        name=file.name,
        size=file.size,
        url=addresses.attachment(file.pk, file.name),
        caption=file.caption,
        is_picture=is_picture,
        picture=picture_look(viewer, file, sizes) if is_shown and is_picture else None,
        gone=None if is_shown else gone_look(viewer, file, standing),
        remove_url=_remove_url(viewer, file) if is_shown else None,
    )


def upload_look(file: Attachment, *, alt: str | None = None, caption: str | None = None) -> UploadLook:
    """A file in a form, with the words typed there if there are any."""
    is_picture = file.blob.width is not None
    return UploadLook(
        id=file.pk,
        name=file.name,
        size=file.size,
        is_picture=is_picture,
        thumb_url=addresses.attachment(file.pk, file.name) if is_picture else None,
        alt=file.alt if alt is None else alt,
        caption=file.caption if caption is None else caption,
    )
