"""`threadkeep worker`: effects, jobs and chores in a process of their own."""

import signal
import threading
from types import FrameType

import click

from threadkeep.cli.command import declare
from threadkeep.cli.exit_codes import DONE, NOT_READY
from threadkeep.site.operator_language import _


@declare(
    "worker",
    about=_(
        "Do the work behind the pages (counters, alerts, mail, pictures in sizes) in a process of its own. The server "
        "does it itself unless a worker is running; one worker at a time works, a second one waits to take over."
    ),
    examples=("threadkeep worker",),
    exit_codes=(DONE, NOT_READY),
)
def command() -> None:
    """Work until SIGTERM or Ctrl-C; what is being worked on is finished first."""
    from threadkeep.cli.opening import open_prepared_board

    open_prepared_board()
    from threadkeep.kernel import wake, worker

    stop = threading.Event()

    def finish(_signal: int, _frame: FrameType | None) -> None:
        stop.set()
        wake.effects()  # the loop may be sleeping

    signal.signal(signal.SIGTERM, finish)
    signal.signal(signal.SIGINT, finish)
    click.echo(_("The worker is at work. Stop it with Ctrl-C."))
    worker.run_forever(stop)
