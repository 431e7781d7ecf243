"""Mails go to the board's outbox in these tests, as they do on a board (Django's test runner would keep them apart)."""

import pytest


@pytest.fixture(autouse=True)
def outbox(settings):
    """The board's own mail backend."""
    settings.MAILERS = {"default": {"BACKEND": "threadkeep.alerts.backend.OutboxBackend"}}
