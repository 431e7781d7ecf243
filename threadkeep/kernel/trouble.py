"""Database and disk trouble, said in plain words.

A person must never read "database is locked". Each driver message we know becomes a refusal that says that nothing
was lost and what to do; one we do not know stays what it is and becomes an error page with a request id.
"""

from __future__ import annotations

import errno

from django.utils.translation import gettext_lazy as _

from threadkeep.kernel.refused import Busy, StorageFull

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# SQLSTATE classes: 40001 serialization failure, 40P01 deadlock detected. Both mean: roll back and try again.
TRY_AGAIN_STATES = {"40001", "40P01"}
# 08: connection trouble; 57P0x: the server is shutting down or starting; 53: out of resources (53100 disk full).
AWAY_STATES = ("08", "57P", "53")


def _state(error: BaseException) -> str:
    return getattr(error.__cause__, "sqlstate", None) or ""


def is_worth_another_try(error: BaseException) -> bool:
    """Whether running the same transaction again at once can succeed (deadlock, serialization failure)."""
    return _state(error) in TRY_AGAIN_STATES


def in_plain_words(error: BaseException) -> BaseException:
    """The refusal a person should read instead of this error; the error itself if we cannot say anything better."""
    text = str(error).lower()
    state = _state(error)
    if (isinstance(error, OSError) and error.errno in FULL) or "disk is full" in text or state == "53100":
        return StorageFull(
            _(
                "The server's disk is full, so nothing can be saved right now. Your text is still here: please keep it "
                "and try again later. Reading goes on as usual."
            )
        )
    if isinstance(error, OSError):
        return error
    if "database is locked" in text or "database table is locked" in text or state in TRY_AGAIN_STATES:
        return Busy(_("The board is very busy right now. Nothing was lost: please send it again in a moment."))
    if state.startswith(AWAY_STATES) or "connection" in text or "server closed" in text:
        return Busy(
            _("The board's database is not answering right now. Your text is still here: please try again in a moment.")
        )
    return error
