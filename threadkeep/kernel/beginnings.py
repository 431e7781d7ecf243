"""What begins with some letters, found in an index on both databases."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

LAST_CHARACTER = "\U0010ffff"


def begins_with(column: str, letters: str) -> Q:
    """The rows whose `column` begins with `letters`, compared exactly: fold both before they come here.

    SQLite sorts text by its bytes, so a beginning is a range there, while its LIKE never uses such an index. PostgreSQL
    sorts by the rules of a language, so there it is LIKE, and an index with varchar_pattern_ops (Django makes one for
    every unique CharField). https://www.postgresql.org/docs/current/indexes-opclass.html
    """
    if connection.vendor == "sqlite":
        return Q(**{f"{column}__gte": letters, f"{column}__lt": letters + LAST_CHARACTER})
    return Q(**{f"{column}__startswith": letters})
