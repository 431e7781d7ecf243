"""The board doctor: one function for each thing that can be wrong. Used by `threadkeep check` and the panel.

A check yields findings. It never repairs: what repairs is named in the finding.
"""

from __future__ import annotations

import shutil
import smtplib
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import Final, Literal

from django.conf import settings
from django.db import connection
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from threadkeep.attachments.check import check_files
from threadkeep.kernel import schema
from threadkeep.kernel.derived import all_derived
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent

Level = Literal["ok", "note", "warning", "error"]

# A full disk refuses posts long before zero: SQLite needs room for its log, uploads for a temporary copy.
LITTLE_ROOM: Final = 1024**3
NO_ROOM: Final = 100 * 1024**2
CLOCKS_MAY_DIFFER: Final = timedelta(seconds=60)
MAIL_ANSWERS_WITHIN: Final = 5  # seconds
NAMED_AT_MOST: Final = 20


@dataclass(frozen=True)
class Finding:
    """What one check has to say. `note` is worth knowing, `warning` will hurt, `error` hurts now."""

    check: str
    level: Level
    says: str
    details: tuple[str, ...] = ()

    @property
    def is_trouble(self) -> bool:
        """Whether a person should look at it."""
        return self.level in {"warning", "error"}


def tables() -> Iterator[Finding]:
    """Are the tables those of this program?"""
    if unknown := schema.unknown_migrations():
        says = _("A newer Threadkeep has changed this database. Install that version, or put back a backup.")
        yield Finding("tables", "error", says, tuple(unknown))
    elif pending := schema.pending_migrations():
        says = _("The tables are not up to date. Run: threadkeep init")
        yield Finding("tables", "error", says, tuple(pending))
    else:
        yield Finding("tables", "ok", _("The tables are up to date."))


def database() -> Iterator[Finding]:
    """Is the database whole?"""
    if connection.vendor != "sqlite":
        yield Finding("database", "ok", _("The database answers."))
        return
    with connection.cursor() as cursor:
        broken = [str(row[0]) for row in cursor.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
        lost = [f"{row[0]} {row[1]} -> {row[2]}" for row in cursor.execute("PRAGMA foreign_key_check")]
    if broken:
        says = _("The database file is damaged. Stop the board, keep a copy of the data folder, put back a backup.")
        yield Finding("database", "error", says, tuple(broken))
    if lost:
        says = _("Rows point to rows that are not there.")
        yield Finding("database", "error", says, tuple(lost[:NAMED_AT_MOST]))
    if not broken and not lost:
        yield Finding("database", "ok", _("The database is whole."))


def derived() -> Iterator[Finding]:
    """Do the counters and all else that is derived say what the tables say?"""
    for each in all_derived():
        found = list(islice(each.differences(), NAMED_AT_MOST + 1))
        if not found:
            yield Finding(f"derived {each.name}", "ok", _("%(name)s agrees with the tables.") % {"name": each.name})
            continue
        words = {"name": each.name, "count": len(found) if len(found) <= NAMED_AT_MOST else f"{NAMED_AT_MOST}+"}
        says = _("%(name)s differs from the tables in %(count)s places. Run: threadkeep rebuild %(name)s") % words
        told = (f"{one.what}: {one.stored!r}, should be {one.expected!r}" for one in found[:NAMED_AT_MOST])
        yield Finding(f"derived {each.name}", "error", says, tuple(told))


def work() -> Iterator[Finding]:
    """Does what follows from posts follow: effects, jobs?"""
    limping = EffectCursor.objects.filter(failure_count__gt=0)
    names = tuple(f"{cursor.effect}: {_last_line(cursor.last_error)}" for cursor in limping)
    if names:
        yield Finding("effects", "warning", _("Effects have trouble and try again by themselves."), names)
    parked = [f"{one.effect}, fact {one.event_id}: {_last_line(one.error)}" for one in ParkedEvent.objects.all()[:20]]
    if parked:
        says = _("Facts were set aside because an effect failed on them again and again. Retry them in the panel.")
        yield Finding("effects", "error", says, tuple(parked))
    failed = DBTaskResult.objects.filter(status=TaskResultStatus.FAILED)
    if count := failed.count():
        says = ngettext("%(n)d job failed for good.", "%(n)d jobs failed for good.", count) % {"n": count}
        paths = failed.order_by("-finished_at").values_list("task_path", flat=True)[:NAMED_AT_MOST]
        yield Finding("jobs", "error", says, tuple(dict.fromkeys(paths)))
    if not (names or parked or count):
        yield Finding("effects", "ok", _("Effects and jobs run without trouble."))


def files() -> Iterator[Finding]:
    """Do rows, bytes and what posts show agree?"""
    faults = check_files(timezone.now()).faults
    if not faults:
        yield Finding("files", "ok", _("Every file is where it should be."))
        return
    count = len(faults)
    says = ngettext(
        "%(n)d thing does not fit in the stored files. See: threadkeep files check",
        "%(n)d things do not fit in the stored files. See: threadkeep files check",
        count,
    ) % {"n": count}
    told = (" ".join(filter(None, [one.says, one.sha256, ", ".join(one.files)])) for one in faults[:NAMED_AT_MOST])
    yield Finding("files", "error", says, tuple(told))


def disk() -> Iterator[Finding]:
    """Is there room, and is the data folder private?"""
    folder = settings.THREADKEEP.data_dir
    free = shutil.disk_usage(folder).free
    words = {"free": f"{free / 1024**3:.1f}", "folder": folder}
    if free < NO_ROOM:
        yield Finding("disk", "error", _("The disk of %(folder)s is full: %(free)s GiB left. Make room.") % words)
    elif free < LITTLE_ROOM:
        yield Finding("disk", "warning", _("Only %(free)s GiB are left on the disk of %(folder)s.") % words)
    else:
        yield Finding("disk", "ok", _("%(free)s GiB are free.") % words)
    key = folder / "secret.key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        says = _("Other users of this machine can read %(file)s. Run: chmod 600 %(file)s") % {"file": key}
        yield Finding("secret", "error", says)


def clock() -> Iterator[Finding]:
    """Does the clock go forward, and does the database agree with it?"""
    now = timezone.now()
    newest = Event.objects.order_by("-id").values_list("at", flat=True).first()
    if newest and newest - now > CLOCKS_MAY_DIFFER:
        says = _("The clock was set back: the newest entry of the log is from %(at)s.") % {"at": newest.isoformat()}
        yield Finding("clock", "warning", says)
    elif connection.vendor == "postgresql" and abs(_time_of_database() - now) > CLOCKS_MAY_DIFFER:
        yield Finding("clock", "warning", _("The clocks of this machine and of the database differ. Set both by NTP."))
    else:
        yield Finding("clock", "ok", _("The clock is believable."))


def mail() -> Iterator[Finding]:
    """Is mail set up, and does its server answer?"""
    config = settings.THREADKEEP.mail
    if not config.host:
        says = _("Mail is not set up, so mails wait in the panel's outbox. Set mail.host to send them.")
        yield Finding("mail", "note", says)
        return
    kind = smtplib.SMTP_SSL if config.security == "tls" else smtplib.SMTP
    try:
        with kind(config.host, config.port, timeout=MAIL_ANSWERS_WITHIN) as server:
            server.ehlo()
            encrypts = config.security != "starttls" or server.has_extn("starttls")
    except (OSError, smtplib.SMTPException) as error:
        words = {"host": config.host, "port": config.port, "why": error}
        yield Finding("mail", "error", _("The mail server %(host)s:%(port)s does not answer: %(why)s") % words)
        return
    if encrypts:
        yield Finding("mail", "ok", _("The mail server answers."))
    else:
        yield Finding("mail", "error", _("The mail server offers no STARTTLS, which mail.security asks for."))


CHECKS: Final[dict[str, Callable[[], Iterator[Finding]]]] = {
    "tables": tables,
    "database": database,
    "derived": derived,
    "work": work,
    "files": files,
    "disk": disk,
    "clock": clock,
    "mail": mail,
}


def examine(names: tuple[str, ...] = tuple(CHECKS)) -> Iterator[Finding]:
    """Run the checks of these names, in order; when the tables are not right, without those that read them."""
    tables_are_right = True
    for name in names:
        if not tables_are_right and name in {"derived", "work", "files", "clock"}:
            continue
        for finding in CHECKS[name]():
            if name == "tables" and finding.is_trouble:
                tables_are_right = False
            yield finding


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2][:200]


def _time_of_database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        at: datetime = cursor.fetchone()[0]
        return at
