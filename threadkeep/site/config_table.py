"""Every setting, declared once: name, type, default, what it is for, and whether it is a secret.

The dataclasses below are the table. `setting()` keeps the help and the kind of value beside the default, and
`threadkeep.site.config` walks over them; `docs/settings.md` is compared with them by a test.
"""

# ruff: noqa: RUF009 - setting() is a dataclass field; dataclasses read it once per class, as meant.

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

from threadkeep.site.config_setting import GIB, KIB, MIB, setting
from threadkeep.site.config_values import (
    Checked,
    Choice,
    Flag,
    Folder,
    Integer,
    Kind,
    ListOf,
    Network,
    Size,
    Text,
    network,
    postgres_url,
    time_zone,
    web_address,
)
from threadkeep.site.config_writing import Files, Limits, Members, Posts, Presence, Reactions
from threadkeep.site.operator_language import _

_HOST = Text(
    longest=253, may_be_empty=False, pattern=r"[A-Za-z0-9.:_\[\]-]+", says=_("a host name or IP address, without port")
)


@dataclass(frozen=True, kw_only=True)
class Board:
    """[board] How the board presents itself and whom it lets in."""

    name: str = setting("Threadkeep", Text(80, may_be_empty=False), "The name of the board, shown on every page.")
    language: str = setting(
        "en",
        Text(
            20,
            may_be_empty=False,
            pattern=r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*",
            says=_('a language code such as "en" or "pt-br"'),
        ),
        "The language for guests and for members who have not chosen one.",
    )
    time_zone: str = setting(
        "UTC",
        Checked(_('the name of a time zone such as "UTC" or "Europe/Lisbon"'), time_zone),
        "The time zone for guests and for members who have not chosen one.",
    )
    registration: str = setting(
        "open", Choice(("open", "closed")), "Whether newcomers may sign up. When closed, only the owner adds members."
    )


@dataclass(frozen=True, kw_only=True)
class Server:
    """[server] Where the board listens and under which address people reach it."""

    host: str = setting(
        "127.0.0.1", _HOST, "The address to listen on. 0.0.0.0 listens on every network of the machine."
    )
    port: int = setting(8000, Integer(1, 65_535), "The port to listen on.")
    workers: int = setting(1, Integer(1, 64), "Server processes. One is right for SQLite; on PostgreSQL one per core.")
    threads: int = setting(
        8, Integer(1, 256), "Threads that make pages, in each process. Each keeps one database connection."
    )
    public_url: str = setting(
        "",
        Checked(_('an address such as "https://forum.example", without a path'), web_address, may_be_empty=True),
        "The address people type. Links in mail and the sign-in cookie depend on it. "
        "Left empty, it is http://localhost with the port.",
    )
    allowed_hosts: tuple[str, ...] = setting(
        (),
        ListOf(_HOST),
        "Further host names the board answers to, besides the one in public_url and this machine's own.",
    )
    trusted_proxies: tuple[Network, ...] = setting(
        (),
        ListOf(Checked(_('an IP address or network such as "10.0.0.0/8"'), network)),
        "Proxies whose X-Forwarded-For and X-Forwarded-Proto headers are believed. From anyone else they are ignored.",
    )
    max_body_bytes: int = setting(
        64 * MIB,
        Size(64 * KIB, 4 * GIB),
        "The largest request taken in, all its files together. Larger ones are answered with 413.",
    )


@dataclass(frozen=True, kw_only=True)
class Database:
    """[database] SQLite in the data folder, or PostgreSQL by one line."""

    url: str = setting(
        "",
        Checked(
            _('"postgresql://user:password@host:5432/name", or nothing for SQLite'), postgres_url, may_be_empty=True
        ),
        "Empty: SQLite, in threadkeep.sqlite3 in the data folder. Else the address of a PostgreSQL database.",
        secret=True,
    )
    busy_timeout_ms: int = setting(
        5000,
        Integer(100, 60_000),
        "SQLite: how long (milliseconds) a writer waits for its turn before people are told to try again.",
    )


@dataclass(frozen=True, kw_only=True)
class Mail:
    """[mail] The SMTP server mail goes out by. Mail counts as set up when `host` is set."""

    host: str = setting(
        "",
        Text(253, says=_("a host name")),
        "The SMTP server. Empty: mails are kept and shown in the panel's outbox instead of being sent.",
    )
    port: int = setting(
        587, Integer(1, 65_535), "The SMTP server's port: usually 587 with starttls, 465 with tls, 25 with none."
    )
    user: str = setting("", Text(320), "The name to sign in to the SMTP server with. Empty: do not sign in.")
    password: str = setting("", Text(1000), "The password that goes with it.", secret=True)
    security: str = setting(
        "starttls",
        Choice(("none", "starttls", "tls")),
        "How the connection is encrypted: starttls upgrades it, tls from the first byte.",
    )
    from_address: str = setting(
        "",
        Text(320, pattern=r"[^@\s<>]+@[^@\s<>]+", says=_('a mail address such as "forum@forum.example"')),
        "The sender of the board's mail. Needed as soon as mail.host is set.",
    )


@dataclass(frozen=True, kw_only=True)
class Fetch:
    """[fetch] Requests this board makes to other sites."""

    enabled: bool = setting(
        False,
        Flag(),
        "Whether the board may fetch pages of other sites, for sources. Off: it never connects anywhere but mail.",
    )


@dataclass(frozen=True, kw_only=True)
class Config:
    """The configuration of one board, complete and checked. Made by `threadkeep.site.config.load`."""

    data_dir: Path = setting(
        Path("data"),
        Folder(),
        "The folder that holds everything worth keeping: database, files, secret key. Relative to threadkeep.toml.",
    )
    debug: bool = setting(
        False,
        Flag(),
        "Show tracebacks in the browser. For developers; refused unless host and public_url are this machine's own.",
    )
    worker: str = setting(
        "embedded",
        Choice(("embedded", "separate")),
        "Who does the work behind the pages: a thread of the server (embedded), or a process started with "
        "`threadkeep worker` (separate).",
    )
    board: Board = Board()
    server: Server = Server()
    database: Database = Database()
    mail: Mail = Mail()
    files: Files = Files()
    posts: Posts = Posts()
    members: Members = Members()
    reactions: Reactions = Reactions()
    presence: Presence = Presence()
    fetch: Fetch = Fetch()
    limits: Limits = Limits()
    source: Path | None = None  # the threadkeep.toml this came from, if any


@dataclass(frozen=True)
class Setting:
    """One row of the table. `name` is written as in docs and messages: "mail.host"."""

    name: str
    kind: Kind
    default: Any
    about: str
    secret: bool

    @property
    def variable(self) -> str:
        """The environment variable that wins over the file: mail.host -> THREADKEEP_MAIL_HOST."""
        return "THREADKEEP_" + self.name.replace(".", "_").upper()


def sections() -> dict[str, type]:
    """The names of the tables in threadkeep.toml, with the class of each, in the order of the documentation."""
    return {
        name: kind for name, kind in get_type_hints(Config).items() if is_dataclass(kind) and isinstance(kind, type)
    }


def _rows(prefix: str, owner: Any) -> Iterator[Setting]:
    for one in fields(owner):
        if "kind" in one.metadata:
            about, secret = one.metadata["about"], one.metadata["secret"]
            yield Setting(prefix + one.name, one.metadata["kind"], one.default, about, secret)


def all_settings() -> dict[str, Setting]:
    """Every setting by its name, in the order of the documentation."""
    rows = list(_rows("", Config))
    for name, owner in sections().items():
        rows.extend(_rows(f"{name}.", owner))
    return {row.name: row for row in rows}
