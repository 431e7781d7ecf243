"""What somebody wrote, checked and rendered before any lock is taken.

A view makes a `Writing` with `prepare` and hands it to an action. Rendering 1 MB may take a second; done inside the
action it would keep everybody else from posting for that long.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from threadkeep.attachments.steps import FileNote
from threadkeep.kernel.refused import Refused, TooLarge
from threadkeep.markup.render import Rendered
from threadkeep.reading.draft_fields import NO_DRAFT, Token
from threadkeep.sources.steps import SourceNote
from threadkeep.topics.rendering import render_text

LONGEST_TITLE = 200


@dataclass(frozen=True)
class Writing:
    """One text with its files and sources, ready to be kept."""

    text: str
    syntax: str
    rendered: Rendered
    files: tuple[FileNote, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    # The draft this was written in: it ends when the post is there. It may be saved once more while a form is sent
    # twice, so the receipt does not look at it.
    draft: Token = NO_DRAFT

    def __repr__(self) -> str:
        # The receipt of an action fingerprints this: what was typed counts, what was made of it does not.
        return f"Writing({self.text!r}, {self.syntax}, {self.files!r}, {self.sources!r})"


def prepare(*, text: str, syntax: str, files: Sequence[FileNote] = (), sources: Sequence[SourceNote] = ()) -> Writing:
    """Check and render what was typed.

    `text` is kept to the byte, but for two things: line ends (forms send CRLF whatever was typed) become LF, and NUL
    and lone surrogates, which the databases cannot hold, become U+FFFD. Refused with `field` "text": nothing written,
    more than posts.max_bytes of UTF-8, more files than files.max_per_post.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    text = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    if not text.strip() and not files:
        raise Refused(_("There is nothing written here yet. Write something, then send it."), field="text", status=422)
    size = len(text.encode())
    limit = settings.THREADKEEP.posts.max_bytes
    if size > limit:
        raise TooLarge(
            _(
                "This text has %(size)d bytes; a post may have %(limit)d. Nothing is lost: it is all still here. "
                "Please shorten it or split it into several posts."
            )
            % {"size": size, "limit": limit},
            field="text",
        )
    most = settings.THREADKEEP.files.max_per_post
    if len(files) > most:
        raise Refused(
            _("A post may have %(most)d files; these are %(count)d.") % {"most": most, "count": len(files)},
            field="files",
            status=422,
        )
    return Writing(text, syntax, render_text(text, syntax), tuple(files), tuple(sources))


def check_title(title: str) -> str:
    """The title as it will be kept: white space at the ends gone, runs of it one space.

    Refused with `field` "title", never cut: empty, or longer than 200 characters.
    """
    title = " ".join(title.replace("\0", "").split())
    if not title:
        raise Refused(_("A topic needs a title. Say in a few words what it is about."), field="title", status=422)
    if len(title) > LONGEST_TITLE:
        raise Refused(
            _("This title has %(length)d characters; %(limit)d is the most. It is kept below: please shorten it.")
            % {"length": len(title), "limit": LONGEST_TITLE},
            field="title",
            status=422,
        )
    return title


def check_reason(reason: str, *, required: bool = False) -> str:
    """A reason as it will be kept, at most 200 characters. Refused (field "reason"): missing but needed, longer."""
    reason = " ".join(reason.replace("\0", "").split())
    if required and not reason:
        raise Refused(_("Please say why, in a few words. Readers will see the reason."), field="reason", status=422)
    if len(reason) > 200:
        raise Refused(_("Please say it in 200 characters or less."), field="reason", status=422)
    return reason
