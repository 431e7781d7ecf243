"""A tap on the shoulder of the worker thread in this process. Other processes find new facts by looking."""

from __future__ import annotations

import threading

_news = threading.Event()


def effects() -> None:
    """Say that there are new facts (called after the commit)."""
    _news.set()


def wait(seconds: float) -> None:
    """Sleep until there are new facts in this process, at most `seconds`."""
    _news.wait(seconds)
    _news.clear()
