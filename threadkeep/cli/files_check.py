"""`threadkeep files check`: do rows, bytes and references agree?"""

import click

from threadkeep.cli.command import answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, FOUND, NOT_READY
from threadkeep.cli.progress import Progress
from threadkeep.site.operator_language import _


@declare(
    "check",
    about=_(
        "List what does not fit together in the stored files: a row without bytes, bytes without a row, a post that "
        "refers to a file that is not there. Looks at names and sizes; threadkeep files scrub reads the bytes too."
    ),
    examples=("threadkeep files check", "threadkeep files check --repair --json"),
    exit_codes=(DONE, FOUND, NOT_READY),
)
@click.option("--repair", is_flag=True, help=_("Add rows for bytes that have none. Repairing never deletes anything."))
@json_option
def command(repair: bool, as_json: bool) -> None:
    """Check the files."""
    from threadkeep.cli.opening import open_prepared_board

    open_prepared_board()
    from django.utils import timezone

    from threadkeep.attachments.check import check_files, how_much

    with Progress(_("Comparing files"), how_much()) as progress:
        report = check_files(timezone.now(), repair=repair, progress=progress.advance)
    counts = {"blobs": report.blob_count, "files": report.file_count, "posts": report.post_count}
    if as_json:
        answer_json({**counts, "faults": [fault.as_json() for fault in report.faults]})
    else:
        for fault in report.faults:
            click.echo(" ".join(filter(None, [fault.says, fault.sha256, ", ".join(fault.files)])))
        click.echo(_("Looked at %(blobs)d rows, %(files)d files on disk and %(posts)d posts.") % counts)
    if any(not fault.is_repaired for fault in report.faults):
        raise SystemExit(FOUND)
