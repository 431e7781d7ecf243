"""`threadkeep check`: the board doctor."""

from dataclasses import asdict

import click

from threadkeep.cli.command import answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, FOUND, NOT_READY
from threadkeep.site.operator_language import _, ngettext

MARKS = {"ok": "ok     ", "note": "note   ", "warning": "WARNING", "error": "ERROR  "}


@declare(
    "check",
    about=_(
        "Look for anything wrong with the board: pending migrations, a damaged database, counters that differ from "
        "what the tables say, effects and jobs in trouble or left undone, files, disk, clock, mail. Changes nothing; "
        "each finding says what to do."
    ),
    examples=("threadkeep check", "threadkeep check --counters", "threadkeep check --json"),
    exit_codes={
        DONE: _("all is well (notes do not count)"),
        FOUND: _("something is wrong"),
        NOT_READY: _("could not begin; the message says what to put right"),
    },
)
@click.option("--counters", is_flag=True, help=_("Only compare counters and all else that is derived with the tables."))
@json_option
@click.pass_context
def command(ctx: click.Context, counters: bool, as_json: bool) -> None:
    """Examine the board."""
    from threadkeep.cli.opening import open_board

    open_board()
    from threadkeep.panel import doctor

    findings = []
    for finding in doctor.examine(("tables", "derived") if counters else tuple(doctor.CHECKS)):
        findings.append(finding)
        if not as_json:
            click.echo(f"{MARKS[finding.level]} {finding.check}: {finding.says}")
            for detail in finding.details:
                click.echo(f"          {detail}")
    trouble = sum(finding.is_trouble for finding in findings)
    differences = sum(finding.count for finding in findings)
    if as_json:
        told = {"differences": differences} if counters else {}
        answer_json({"ok": not trouble, **told, "findings": [asdict(finding) for finding in findings]})
    elif counters and not any(finding.check == "tables" and finding.is_trouble for finding in findings):
        click.echo(ngettext("%(n)d difference.", "%(n)d differences.", differences) % {"n": differences})
    elif trouble:
        click.echo(ngettext("%(n)d thing is wrong.", "%(n)d things are wrong.", trouble) % {"n": trouble})
    else:
        click.echo(_("All is well."))
    if trouble:
        ctx.exit(FOUND)
