"""Files for pages: each kind of row read once, however many posts there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import FETCH_RAISE, Q, QuerySet
from django.template import engines
from django.utils.translation import gettext as _

from threadkeep.attachments.look import (
    FileLook,
    UploadLook,
    elsewhere_look,
    file_look,
    gone_look,
    picture_look,
    unknown_look,
    upload_look,
)
from threadkeep.attachments.models import Attachment, PictureSize, RemotePicture
from threadkeep.attachments.notes import FileNote
from threadkeep.attachments.remote import addresses_in, hash_of, host_of
from threadkeep.attachments.rules import Standing, standing_of
from threadkeep.kernel import addresses
from threadkeep.markup.render import Rendered, Slot
from threadkeep.members.viewer import Viewer

KEEP_DRAFTS_IN_SIGHT = timedelta(days=1)
# Everything but the words of posts, which may be a megabyte each.
_POST = [f"post__{name}" for name in ("id", "author_id", "deleted_at", "delete_reason", "deleted_by_id", "number")]
_TOPIC = [f"post__topic__{name}" for name in ("id", "board_id", "deleted_at", "delete_reason", "is_locked")]
_OWN = [each.name for each in Attachment._meta.concrete_fields]
_BLOB = [f"blob__{name}" for name in ("id", "width", "height", "mime_type", "missing_since", "deleted_at")]


@dataclass
class _Known:
    """What was read for a page: files by id, sizes by blob, pictures elsewhere by address."""

    viewer: Viewer
    files: dict[int, Attachment] = field(default_factory=dict)
    sizes: dict[int, list[PictureSize]] = field(default_factory=lambda: defaultdict(list))
    gone_elsewhere: dict[str, RemotePicture] = field(default_factory=dict)
    standings: dict[int, Standing] = field(default_factory=dict)
    # The first picture of the page loads at once, the others when they come near.
    eager: Slot | None = None

    def standing(self, file: Attachment) -> Standing:
        if file.pk not in self.standings:
            self.standings[file.pk] = standing_of(self.viewer, file)
        return self.standings[file.pk]


@dataclass(frozen=True)
class PostFiles:
    """The files of one post: `fill` gives the HTML of a slot, `below` those that have no place in the text."""

    below: list[FileLook]
    known: _Known

    def fill(self, slot: Slot) -> str:
        """Safe HTML for a slot of kind "file" or "remote": a figure, a link, or an honest placeholder."""
        return _fill_file(self.known, slot) if slot.kind == "file" else _fill_remote(self.known, slot)


def files_for_posts(viewer: Viewer, rendered: Mapping[int, Rendered]) -> Mapping[int, PostFiles]:
    """The files of these posts and all that their texts show, quotes included. At most 3 queries.

    `rendered` is post id -> text; 0 may stand for a text that is no post yet (a preview).
    """
    known = _Known(viewer)
    named = {pk for text in rendered.values() for pk in text.attachment_ids}
    known.files = {file.pk: file for file in _files(Q(post__in=[pk for pk in rendered if pk]) | Q(pk__in=named))}
    _read_sizes(known)
    urls = {url for text in rendered.values() for url in addresses_in(text)}
    if urls:
        gone = RemotePicture.objects.filter(url_hash__in=map(hash_of, urls), gone_since__isnull=False)
        known.gone_elsewhere = {each.url: each for each in gone}
    known.eager = _first_picture(known, rendered)
    on_post: dict[int, list[Attachment]] = defaultdict(list)
    for file in known.files.values():
        on_post[file.post_id or 0].append(file)
    return {
        pk: PostFiles(_below(known, on_post[pk] if pk else [], text.attachment_ids), known)
        for pk, text in rendered.items()
    }


def _files(wanted: Q) -> QuerySet[Attachment]:
    return (
        Attachment.objects.filter(wanted)
        .select_related("blob", "post__topic", "removed_by")
        .only(*_OWN, *_BLOB, *_POST, *_TOPIC, "removed_by__name")
        .fetch_mode(FETCH_RAISE)
    )


def _read_sizes(known: _Known) -> None:
    pictures = {file.blob_id for file in known.files.values() if file.blob.width is not None}
    if pictures:
        for size in PictureSize.objects.filter(blob__in=pictures, kept__missing_since__isnull=True):
            known.sizes[size.blob_id].append(size)


def _below(known: _Known, files: Iterable[Attachment], placed: Sequence[int]) -> list[FileLook]:
    left = sorted((file for file in files if file.pk not in placed), key=lambda file: (file.position, file.pk))
    return [file_look(known.viewer, file, known.standing(file), known.sizes[file.blob_id]) for file in left]


def _first_picture(known: _Known, rendered: Mapping[int, Rendered]) -> Slot | None:
    for text in rendered.values():
        for piece in text.pieces:
            if isinstance(piece, str) or piece.kind != "file":
                continue
            file = known.files.get(int(piece.data["id"]))
            if file is not None and file.blob.width is not None and known.standing(file) == "shown":
                return piece
    return None


def _macro(template: str, name: str, *arguments: object, **named: object) -> str:
    module = engines["threadkeep"].env.get_template(template).module  # type: ignore[attr-defined]
    return str(getattr(module, name)(*arguments, **named))


def _fill_file(known: _Known, slot: Slot) -> str:
    data = slot.data
    file = known.files.get(int(data["id"]))
    standing = known.standing(file) if file is not None else "not_there"
    if file is None or standing == "not_there":
        said = str(data.get("name") or data.get("alt") or "")
        return _placeholder(unknown_look(said), slot)
    if standing != "shown":
        return _placeholder(gone_look(known.viewer, file, standing), slot)
    alt, caption, link = (str(data.get(key, "")) for key in ("alt", "caption", "link"))
    if file.blob.width is None or data.get("as_link"):
        html = _macro("theme/figure.html", "file_link", file_look(known.viewer, file, standing, []))
        return f'<p class="file-line">{html}</p>' if slot.block else html
    picture = picture_look(known.viewer, file, known.sizes[file.blob_id], alt=alt, caption=caption, link=link)
    name = "figure" if slot.block else "inline_picture"
    return _macro("theme/figure.html", name, picture, eager=slot is known.eager)


def _fill_remote(known: _Known, slot: Slot) -> str:
    url, alt, caption = (str(slot.data.get(key, "")) for key in ("url", "alt", "caption"))
    if url in known.gone_elsewhere:
        return _placeholder(elsewhere_look(known.gone_elsewhere[url], alt or caption), slot)
    if slot.block:
        return _macro("theme/figure.html", "remote_picture", url, host_of(url), alt, caption or None)
    return _macro("theme/figure.html", "remote_inline", url, host_of(url), alt)


def _placeholder(gone: object, slot: Slot) -> str:
    return _macro("theme/placeholders.html", "placeholder" if slot.block else "placeholder_inline", gone)


def draft_files(viewer: Viewer, now: datetime) -> list[UploadLook]:
    """The viewer's uploads of the last day that are on no post, oldest first."""
    if viewer.id is None:
        return []
    recent = Q(uploader=viewer.id, post__isnull=True, uploaded_at__gt=now - KEEP_DRAFTS_IN_SIGHT)
    return [upload_look(file) for file in _files(recent).order_by("pk")]


def composer_files(viewer: Viewer, notes: Sequence[FileNote], *, post_id: int | None = None) -> list[UploadLook]:
    """The files of a form that is shown again: those of `notes` with the words typed there, and those the post has.

    Only what the viewer may use in it: their own uploads, and files standing on the post that is being edited.
    """
    if viewer.id is None:
        return []
    wanted = Q(pk__in=[note.id for note in notes], uploader=viewer.id, post__isnull=True)
    if post_id is not None:
        wanted |= Q(post=post_id) & ~Q(state=Attachment.REMOVED)
    files = {file.pk: file for file in _files(wanted).order_by("position", "pk")}
    typed = {note.id: note for note in notes if note.id in files}
    looks = [upload_look(files[pk], alt=note.alt, caption=note.caption) for pk, note in typed.items()]
    return looks + [upload_look(file) for pk, file in files.items() if pk not in typed]


def notes_on(post_id: int, uploader_id: int) -> list[FileNote]:
    """The files that somebody put on a post and that stand on it, in their order, as a form names them."""
    own = Attachment.objects.filter(post=post_id, uploader=uploader_id).exclude(state=Attachment.REMOVED)
    return [FileNote(*row) for row in own.order_by("position", "pk").values_list("pk", "alt", "caption")]


def remove_page(viewer: Viewer, file: Attachment) -> dict[str, object]:
    """What the page that asks for a reason shows: the file, and the picture if it is one."""
    standing = standing_of(viewer, file)
    sizes = list(PictureSize.objects.filter(blob=file.blob_id)) if file.blob.width else []
    return {
        "title": _("Remove this file?"),
        "file": file_look(viewer, file, standing, sizes),
        "action": addresses.file_act(file.pk, "remove"),
        "back": addresses.post(file.post_id or 0),
    }


def size_of(file: Attachment, width: int, mime_type: str) -> PictureSize | None:
    """A picture in one of its sizes, with the row of its bytes; None if there is no such size."""
    sizes = PictureSize.objects.select_related("kept")
    return sizes.filter(blob=file.blob_id, width=width, mime_type=mime_type).first()
