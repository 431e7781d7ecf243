"""`threadkeep serve`: make everything ready, then become the server."""

import errno
import os
import socket
import sys

import click

from threadkeep.cli.command import NotReady, declare
from threadkeep.cli.exit_codes import DONE, NOT_READY
from threadkeep.site.config import Config
from threadkeep.site.operator_language import _


@declare(
    "serve",
    about=_(
        "Open the board. Makes what is missing first (see: threadkeep init), prints the address, and as long as the "
        "board has no owner a one-time link that makes its user the owner. Stop it with Ctrl-C or SIGTERM: requests "
        "under way are finished first."
    ),
    examples=("threadkeep serve", "threadkeep serve --port 8080", "threadkeep serve --demo"),
    exit_codes=(DONE, NOT_READY),
)
@click.option("--host", metavar="ADDRESS", help=_("Listen on this address instead of server.host."))
@click.option("--port", type=click.IntRange(1, 65_535), help=_("Listen on this port instead of server.port."))
@click.option("--demo", is_flag=True, help=_("If the board is empty, fill it with a small demo community first."))
def command(host: str | None, port: int | None, demo: bool) -> None:
    """Prepare, then replace this process by the server."""
    _put_into_environment(host, port)
    from threadkeep.cli.opening import read_config
    from threadkeep.cli.preparing import prepare

    config = read_config()
    refuse_taken_port(config)
    prepare(click.echo)
    if demo:
        from threadkeep.cli.demo import fill_if_empty

        fill_if_empty()
    become_server(_greeting(config))


def _put_into_environment(host: str | None, port: int | None) -> None:
    # The server and its workers are other processes; the environment is how they hear of an option.
    if host is not None:
        os.environ["THREADKEEP_SERVER_HOST"] = host
    if port is not None:
        os.environ["THREADKEEP_SERVER_PORT"] = str(port)


def refuse_taken_port(config: Config) -> None:
    """Say in plain words that the address cannot be listened on, before anything is prepared."""
    host, port = config.server.host.strip("[]"), config.server.port
    try:
        family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # As the server will: a port that an earlier run has just left (TIME_WAIT) is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise NotReady(_why_not(error, host, port)) from error


def _why_not(error: OSError, host: str, port: int) -> str:
    words = {"host": host, "port": port, "other": port + 1 if port < 65_535 else 8000, "why": error.strerror or error}
    if error.errno == errno.EADDRINUSE:
        return (
            _(
                "Port %(port)d is taken: another program, perhaps another Threadkeep, listens on it. Stop that one, or "
                "take another port: threadkeep serve --port %(other)d"
            )
            % words
        )
    if error.errno == errno.EACCES:
        return _("This user may not listen on port %(port)d. Ports below 1024 need more rights; 8000 does not.") % words
    return (
        _("server.host %(host)s is not an address of this machine (%(why)s). 127.0.0.1 and 0.0.0.0 always are.") % words
    )


def _greeting(config: Config) -> str:
    from threadkeep.cli.owner_link import fresh_owner_link

    lines = [_("Threadkeep is open at %(url)s") % {"url": config.server.public_url}]
    if link := fresh_owner_link():
        lines += [_("This board has no owner yet. Whoever opens this link first becomes the owner:"), f"  {link}"]
    if not config.mail.host:
        lines.append(_("Mail is not set up: mails wait in the panel's outbox. See mail.host in docs/settings.md."))
    return "\n".join(lines) + "\n"


def become_server(greeting: str) -> None:
    """Replace this process by the server, which says `greeting` once it answers. Does not return.

    A fresh process, because the server starts its workers as children: what Django has opened here (connections,
    threads) is not for them, and the process that only watches over them stays small.
    """
    reader, writer = os.pipe()
    os.write(writer, greeting.encode())  # far below the 64 KiB a pipe holds
    os.close(writer)
    # Not as an argument: anybody on this machine can read the arguments of a process, and the link is a key.
    os.set_inheritable(reader, True)
    sys.stdout.flush()
    os.execv(sys.executable, [sys.executable, "-m", "threadkeep.cli.server", str(reader)])  # noqa: S606
