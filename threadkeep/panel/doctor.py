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
from django.db import DatabaseError, OperationalError, connection
from django.tasks import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from threadkeep.attachments.check import check_files
from threadkeep.kernel import schema
from threadkeep.kernel.derived import all_derived
from threadkeep.kernel.effect import EFFECTS
from threadkeep.kernel.models import EffectCursor, Event, ParkedEvent
from threadkeep.topics.models import Post

Level = Literal["ok", "note", "warning", "error"]

# A full disk refuses posts long before zero: SQLite needs room for its log, uploads for a temporary copy.
LITTLE_ROOM: Final = 1024**3
NO_ROOM: Final = 100 * 1024**2
CLOCKS_MAY_DIFFER: Final = timedelta(seconds=60)
WORK_MAY_WAIT: Final = timedelta(minutes=10)
MAIL_ANSWERS_WITHIN: Final = 5  # seconds
NAMED_AT_MOST: Final = 20


@dataclass(frozen=True)
class Finding:
    """What one check has to say. `note` is worth knowing, `warning` will hurt, `error` hurts now.

    `count`: in how many places, where that is what the check is about.
    """

    check: str
    level: Level
    says: str
    details: tuple[str, ...] = ()
    count: int = 0

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
        yield Finding("database", "error", _damaged(), tuple(broken))
    if lost:
        says = _("Rows point to rows that are not there.")
        yield Finding("database", "error", says, tuple(lost[:NAMED_AT_MOST]))
    if not broken and not lost:
        yield Finding("database", "ok", _("The database is whole."))


def derived() -> Iterator[Finding]:
    """Do the counters and all else that is derived say what the tables say?"""
    for each in all_derived():
        differences = each.differences()
        named = [
            f"{one.what}: {one.stored!r}, should be {one.expected!r}" for one in islice(differences, NAMED_AT_MOST)
        ]
        if not named:
            yield Finding(f"derived {each.name}", "ok", _("%(name)s agrees with the tables.") % {"name": each.name})
            continue
        count = len(named) + sum(1 for _one in differences)
        says = ngettext(
            "%(name)s differs from the tables in %(n)d place. Run: threadkeep rebuild %(name)s",
            "%(name)s differs from the tables in %(n)d places. Run: threadkeep rebuild %(name)s",
            count,
        ) % {"name": each.name, "n": count}
        yield Finding(f"derived {each.name}", "error", says, tuple(named), count)


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


def waiting() -> Iterator[Finding]:
    """Is anybody doing the work? What has waited longer than a busy hour explains waits because nobody is."""
    now = timezone.now()
    long_ago = now - WORK_MAY_WAIT
    # An effect that failed waits on purpose, and has a finding of its own.
    cursors = dict(EffectCursor.objects.values_list("effect", "heard_up_to"))
    limping = set(EffectCursor.objects.filter(failure_count__gt=0).values_list("effect", flat=True))
    late = [
        name
        for name, each in EFFECTS.items()
        if name not in limping
        and Event.objects.filter(name__in=each.names, pk__gt=cursors.get(name, 0), at__lt=long_ago).exists()
    ]
    # One that failed and whose next try has only just become due has not waited long.
    due = DBTaskResult.objects.ready().filter(enqueued_at__lt=long_ago).exclude(run_after__range=(long_ago, now))
    late += sorted(set(due.values_list("task_path", flat=True)))
    if late:
        says = _("Work has waited for more than %(minutes)d minutes. Nobody does it: start threadkeep serve or worker.")
        minutes = int(WORK_MAY_WAIT.total_seconds() // 60)
        yield Finding("waiting", "warning", says % {"minutes": minutes}, tuple(late[:NAMED_AT_MOST]))
    else:
        yield Finding("waiting", "ok", _("No work waits for long."))


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
    fact = Event.objects.order_by("-id").values_list("at", flat=True).first()
    post = Post.objects.order_by("-id").values_list("posted_at", flat=True).first()
    newest = max(filter(None, [fact, post]), default=now)
    if newest - now > CLOCKS_MAY_DIFFER:
        says = _("The clock was set back: the newest entry is from %(at)s.") % {"at": newest.isoformat()}
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
    "waiting": waiting,
    "files": files,
    "disk": disk,
    "clock": clock,
    "mail": mail,
}


READ_TABLES: Final = frozenset({"derived", "work", "waiting", "files", "clock"})


def examine(names: tuple[str, ...] = tuple(CHECKS)) -> Iterator[Finding]:
    """Run the checks of these names, in order; when the tables are not right, without those that read them.

    A database that cannot be read is a finding like any other, and ends what asks it.
    """
    left_out: frozenset[str] = frozenset()
    for name in names:
        if name in left_out:
            continue
        try:
            for finding in CHECKS[name]():
                if name == "tables" and finding.is_trouble:
                    left_out |= READ_TABLES
                yield finding
        except DatabaseError as error:
            left_out |= READ_TABLES | {"tables", "database"}
            yield _unreadable(error)


def _unreadable(error: DatabaseError) -> Finding:
    # Django's OperationalError: not reached, locked, refused. What is left, on SQLite, is a file that is none any more.
    if connection.vendor != "sqlite" or isinstance(error, OperationalError):
        return Finding("database", "error", _("The database does not answer."), (str(error).strip(),))
    return Finding("database", "error", _damaged(), (str(error).strip(),))


def _damaged() -> str:
    return _("The database file is damaged. Stop the board, keep a copy of the data folder, put back a backup.")


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2][:200]


def _time_of_database() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        at: datetime = cursor.fetchone()[0]
        return at
