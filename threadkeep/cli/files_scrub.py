"""`threadkeep files scrub`: are the bytes still what they were?"""

import click

from threadkeep.cli.command import answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, FOUND, INTERRUPTED, NOT_READY
from threadkeep.cli.progress import Progress
from threadkeep.site.operator_language import _


@declare(
    "scrub",
    about=_(
        "Read every stored file again and compare it with its hash. Names each one that is missing, cut short or "
        "changed; the posts then say so in its place. It can be stopped and goes on where it was."
    ),
    examples=("threadkeep files scrub", "threadkeep files scrub --subset 5 --json"),
    exit_codes=(DONE, FOUND, NOT_READY, INTERRUPTED),
)
@click.option(
    "--subset",
    type=click.IntRange(1, 100),
    default=100,
    show_default=True,
    metavar="PERCENT",
    help=_("Read only this part, chosen at random: 5 every day reads everything within weeks."),
)
@click.option("--repair", is_flag=True, help=_("Clear the mark of files that are whole again, put back from a backup."))
@json_option
def command(subset: int, repair: bool, as_json: bool) -> None:
    """Scrub the files."""
    from threadkeep.cli.opening import open_prepared_board

    open_prepared_board()
    from django.utils import timezone

    from threadkeep.attachments.scrub import Bookmark, scrub, still_to_read

    bookmark = Bookmark.opened(subset)
    with Progress(_("Reading files"), still_to_read(bookmark).count()) as progress:
        faults = scrub(bookmark, timezone.now(), repair=repair, progress=progress.advance)
    if as_json:
        answer_json({"read": bookmark.blob_count, "faults": [fault.as_json() for fault in faults]})
    else:
        for fault in faults:
            click.echo(" ".join(filter(None, [fault.says, fault.sha256, ", ".join(fault.files)])))
        click.echo(
            _("Read %(count)d files again; %(faults)d need a look.")
            % {"count": bookmark.blob_count, "faults": sum(not fault.is_repaired for fault in faults)}
        )
    if any(not fault.is_repaired for fault in faults):
        raise SystemExit(FOUND)
