"""The server process: Granian, as the configuration says. Started by `threadkeep serve`, never by hand.

Only this file knows Granian. Any server that speaks ASGI will do: the application is `threadkeep.site.front:app`.
"""

import atexit
import multiprocessing
import os
import socket
import sys
import threading
import time
from importlib import import_module
from typing import Any

from granian.constants import Interfaces, Loops
from granian.log import LogLevels
from granian.server.mp import MPServer

from threadkeep.site.config import Config, load

APPLICATION = "threadkeep.site.front:app"
# Requests under way get this long (seconds) after SIGTERM; live streams would otherwise hold the server for ever.
FINISH_WITHIN = 5


def main() -> None:
    """Serve until told to stop. The one argument is the file descriptor that the greeting is read from."""
    greeting = os.fdopen(int(sys.argv[1]), encoding="utf-8").read()
    config = load()
    # Workers start from nothing instead of as copies of this process, whose threads would not come along.
    multiprocessing.set_start_method("spawn")
    threading.Thread(target=_greet, args=(config, greeting), daemon=True).start()
    server(config).serve(target_loader=load_application)


def server(config: Config) -> MPServer:
    """Granian, set up. Threads that make pages are the application's own (`server.threads`)."""
    return MPServer(
        APPLICATION,
        address=config.server.host.strip("[]"),
        port=config.server.port,
        interface=Interfaces.ASGI,
        workers=config.server.workers,
        loop=Loops.auto,
        websockets=False,
        log_level=LogLevels.warning,
        # A worker that was killed (out of memory, a crash) is replaced; two crashes within seconds stop the server.
        respawn_failed_workers=True,
        workers_kill_timeout=FINISH_WITHIN,
    )


def load_application(target: str) -> Any:
    """The application, in a worker process, which from here on ends without dismantling the interpreter.

    When Python dismantles itself, Granian's threads that still wait for it are unwound through Rust and the process
    aborts with a panic (seen in 2 of 12 stops). All requests are answered and the database is closed by then.
    """
    atexit.register(os._exit, 0)
    module, _colon, name = target.partition(":")
    return getattr(import_module(module), name)


def _greet(config: Config, greeting: str) -> None:
    """Say where the board is as soon as it answers there: a link that is clicked too early shows an error."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(config.server.host, config.server.host).strip("[]")  # noqa: S104
    while True:
        try:
            with socket.create_connection((host, config.server.port), timeout=1):
                break
        except OSError:
            time.sleep(0.05)
    sys.stdout.write(greeting)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
