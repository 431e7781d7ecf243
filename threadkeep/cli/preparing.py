"""Making a board ready to be opened: data folder, secret key, tables, what every board has from the start.

`threadkeep init` and `threadkeep serve` both call `prepare()`. Each step can be repeated; a second run changes nothing
and is quick. Features add a step of theirs to SETUP_STEPS.
"""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from threadkeep.cli.command import NotReady
from threadkeep.site.config import Config
from threadkeep.site.operator_language import _, ngettext
from threadkeep.site.secret import secret_key


@dataclass(frozen=True)
class SetupStep:
    """One thing every board has from the start: what it is called, and the function that makes it if it is missing.

    `function` is "package.module.name", imported when it is needed; it takes nothing and must be repeatable.
    """

    about: str
    function: str

    def run(self) -> None:
        """Do it."""
        module, _dot, name = self.function.rpartition(".")
        getattr(import_module(module), name)()


# In this order, after the tables are there: an effect needs its cursor before anything is written that it hears.
SETUP_STEPS: list[SetupStep] = [
    SetupStep(_("effects ready to listen"), "threadkeep.kernel.effect.start_cursors"),
    SetupStep(_("groups and permission sets"), "threadkeep.boards.setup.make_built_ins"),
    SetupStep(_("a set of reactions"), "threadkeep.reactions.setup.make_starting_kinds"),
]


def prepare(say: Callable[[str], None]) -> Config:
    """Make everything ready. `say` hears one sentence for each thing that was done; nothing done, nothing said."""
    from threadkeep.cli.opening import open_board, read_config

    config = read_config()
    make_data_folder(config, say)
    with only_one_prepares(config.data_dir):
        open_board()
        refuse_newer_database()
        migrate(say)
        for step in SETUP_STEPS:
            step.run()
    return config


def make_data_folder(config: Config, say: Callable[[str], None]) -> None:
    """The folder and the secret key in it. Both are readable by their owner alone."""
    folder = config.data_dir
    try:
        if not folder.exists():
            folder.mkdir(mode=0o700, parents=True)
            say(_("Made the data folder %(folder)s.") % {"folder": folder})
        secret_key(folder)
    except (OSError, ValueError) as error:
        raise NotReady(_("The data folder cannot be used: %(why)s") % {"why": error}) from error


@contextmanager
def only_one_prepares(folder: Path) -> Iterator[None]:
    """Two servers started at once must not migrate at once. The lock goes with the process, so a kill leaves none."""
    with (folder / "prepare.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def pending_migrations() -> list[str]:
    """Names ("topics.0002_titles") of the migrations this database still lacks."""
    from threadkeep.kernel import schema

    return _ask(schema.pending_migrations)


def refuse_newer_database() -> None:
    """Refuse a database that a newer Threadkeep has already changed: this program does not know its columns."""
    from threadkeep.kernel import schema

    if newer := _ask(schema.unknown_migrations):
        raise NotReady(
            _(
                "This database was last used by a newer Threadkeep (%(names)s). Install that version again, or put "
                "back the backup made before the upgrade. Nothing was changed."
            )
            % {"names": ", ".join(newer)}
        )


def migrate(say: Callable[[str], None]) -> None:
    """Bring the tables up to date, one migration at a time; stopped in between, the next call goes on."""
    count = len(pending_migrations())
    if not count:
        return
    from django.core.management import call_command
    from django.core.management.commands.migrate import Command as DjangoMigrate
    from django.db import DatabaseError

    from threadkeep.kernel import crash

    class Migrate(DjangoMigrate):
        """Django's own, with the place between two migrations that the crash test dies at."""

        def migration_progress_callback(self, action: str, *args: Any, **kwargs: Any) -> None:
            if action == "apply_success":
                crash.point("in-migration")

    try:
        call_command(Migrate(), verbosity=0, interactive=False)
    except DatabaseError as error:
        raise NotReady(_("The tables could not be brought up to date: %(why)s") % {"why": error}) from error
    said = ngettext(
        "Brought the tables up to date (%(n)d step).", "Brought the tables up to date (%(n)d steps).", count
    )
    say(said % {"n": count})


def _ask(question: Callable[[], list[str]]) -> list[str]:
    from django.db import DatabaseError

    try:
        return question()
    except DatabaseError as error:
        raise NotReady(_("The database does not answer: %(why)s") % {"why": str(error).strip()}) from error
