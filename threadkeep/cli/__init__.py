"""The `threadkeep` command. One file per command; a command's file, and Django, are loaded only when it runs.

The tables below name every command with its line of help, so that `threadkeep --help` loads none of them.
"""

import os

import click

from threadkeep.cli.lazy import Entry, LazyGroup
from threadkeep.site.operator_language import _

CONFIG_COMMANDS = {
    "check": Entry("threadkeep.cli.config_check", _("Name every mistake in the configuration, with its line.")),
}

FILES_COMMANDS = {
    "check": Entry("threadkeep.cli.files_check", _("List files without rows, rows without files, broken references.")),
    "scrub": Entry("threadkeep.cli.files_scrub", _("Read every stored file again and compare it with its hash.")),
}

COMMANDS = {
    "serve": Entry("threadkeep.cli.serve", _("Open the board: prepare what is missing, then answer requests.")),
    "init": Entry("threadkeep.cli.init", _("Make or update the data folder and the database, and stop there.")),
    "demo": Entry("threadkeep.cli.demo", _("Fill an empty board with a small, lively demo community.")),
    "check": Entry("threadkeep.cli.check", _("The board doctor: look for anything wrong, and say what to do.")),
    "config": Entry("", _("The configuration."), CONFIG_COMMANDS),
    "rebuild": Entry("threadkeep.cli.rebuild", _("Work out counters and everything else that is derived again.")),
    "files": Entry("", _("The stored files."), FILES_COMMANDS),
    "explain": Entry("threadkeep.cli.explain", _("Why a member may or may not do something on a board.")),
    "owner-link": Entry("threadkeep.cli.owner_link", _("Print a one-time link that makes its user the owner.")),
    "worker": Entry("threadkeep.cli.worker", _("Do the work behind the pages, in a process of its own.")),
    "render": Entry("threadkeep.cli.render", _("Turn texts of posts (JSON lines) into HTML or plain text.")),
    "routes": Entry("threadkeep.cli.routes", _("List every address of the site with its name and methods.")),
    "bench-data": Entry("threadkeep.cli.bench_data", _("Make a large, believable board for measurements.")),
    "crash-points": Entry("threadkeep.cli.crash_points", _("List the named points the crash test dies at.")),
}


@click.command(
    cls=LazyGroup,
    entries=COMMANDS,
    help=_("Threadkeep, a discussion forum. Start with: threadkeep serve"),
    epilog=_("Each command has its own help, with examples: threadkeep COMMAND --help"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--config",
    "config_file",
    metavar="FILE",
    help=_("The threadkeep.toml to use. Without it: THREADKEEP_CONFIG, ./threadkeep.toml, or the one in ./data."),
)
@click.version_option(package_name="threadkeep", message="Threadkeep %(version)s")
def main(config_file: str | None) -> None:
    """The command line; what it does is in the files of the commands."""
    if config_file is not None:
        # Through the environment, because processes started by a command must read the same file.
        os.environ["THREADKEEP_CONFIG"] = config_file
