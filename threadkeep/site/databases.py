"""The database line of the configuration, as Django wants it."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from threadkeep.site.config import Config

# WAL: readers never wait for the writer. FULL: the log is flushed before COMMIT returns, so "posted" means on disk
# (https://www.sqlite.org/pragma.html#pragma_synchronous). Both are measured in docs/performance.md.
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; "
    "PRAGMA cache_size=-16000; PRAGMA mmap_size=268435456; PRAGMA journal_size_limit=67108864"
)


def database(config: Config, *, testing: bool = False) -> dict[str, Any]:
    """Django's settings for the one database of this board."""
    if config.database.url:
        return _postgresql(config.database.url)
    settings: dict[str, Any] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": config.data_dir / "threadkeep.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": config.database.busy_timeout_ms / 1000,
            # Every atomic block takes the write lock at its start: a transaction that reads first and writes later
            # would otherwise fail at once, without waiting, when somebody else wrote in between.
            "transaction_mode": "IMMEDIATE",
            "init_command": SQLITE_START,
        },
    }
    if testing:
        # A real file, so that tests with threads and processes meet the same locks as a board does.
        settings["TEST"] = {"NAME": os.fspath(config.data_dir / "test.sqlite3")}
    return settings


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": 5, **dict(parse_qsl(parts.query))},
    }
