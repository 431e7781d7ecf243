"""What reading gathers in memory goes to the database here, in one short batch of its own kind each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from threadkeep.kernel import writer
from threadkeep.kernel.worker import chore
from threadkeep.reading import due, marks, presence, steps, view_counts
from threadkeep.reading.actions.remind_of_bookmarks import AT_ONCE, remind_of_bookmarks
from threadkeep.topics.steps import add_views

# Every server process looks about every two seconds whether it has something; this only keeps it from looking oftener.
SOON: Final = timedelta(seconds=1)
SWEPT_AT_ONCE: Final = 2000
# A discarded draft can be brought back for so long (the page of drafts says it); a sent one only waits for late saves.
KEEP_DISCARDED: Final = timedelta(days=7)
KEEP_SENT: Final = timedelta(days=1)


@chore(SOON, everywhere=True)
def write_read_marks(now: datetime) -> None:
    """Write how far members have read since the last time."""
    if marks.is_empty():
        return
    # The pen first, then the notes: an action that drops notes holds the pen already.
    with writer.background(), marks.taken() as (read, floors), transaction.atomic():
        steps.write_floors(floors)
        steps.write_marks(read)


@chore(SOON, everywhere=True)
def write_presence(now: datetime) -> None:
    """Write which browsers looked at what since the last time."""
    if presence.is_empty():
        return
    with writer.background(), presence.taken() as rows, transaction.atomic():
        steps.write_presence(rows)


@chore(SOON, everywhere=True)
def write_views(now: datetime) -> None:
    """Add the views counted since the last time to their topics."""
    if view_counts.is_empty():
        return
    with writer.background(), view_counts.taken() as counts, transaction.atomic():
        add_views(counts)


@chore(timedelta(minutes=1))
def sweep_presence(now: datetime) -> None:
    """Delete presences that have left the window. A minute later than need be, for processes whose clock is behind."""
    before = now - presence.window() - timedelta(minutes=1)
    while True:
        with writer.background(), transaction.atomic():
            if steps.sweep_presence(before, SWEPT_AT_ONCE) < SWEPT_AT_ONCE:
                return


@chore(timedelta(hours=1))
def forget_ended_drafts(now: datetime) -> None:
    """Delete the drafts that were sent a day ago or discarded a week ago. Those still open are kept for ever."""
    while True:
        with writer.background(), transaction.atomic():
            if steps.forget_ended_drafts(now - KEEP_SENT, now - KEEP_DISCARDED, SWEPT_AT_ONCE) < SWEPT_AT_ONCE:
                return


@chore(timedelta(seconds=30), everywhere=True)
def count_due_bookmarks(now: datetime) -> None:
    """Know for the menus how many bookmarks are due."""
    due.read_again(now)


@chore(timedelta(minutes=1))
def tell_of_due_bookmarks(now: datetime) -> None:
    """Tell of bookmarks whose date has come."""
    while remind_of_bookmarks(now=now) == AT_ONCE:
        continue


@chore(timedelta(hours=1))
def sweep_bookmarks(now: datetime) -> None:
    """Delete bookmarks that were removed a week ago."""
    with writer.background(), transaction.atomic():
        steps.sweep_bookmarks(now - KEEP_DISCARDED)
