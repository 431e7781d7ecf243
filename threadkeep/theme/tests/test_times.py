from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone, translation

from threadkeep.theme.environment import fmt_date, fmt_time

MOMENT = datetime(2025, 3, 13, 8, 7, tzinfo=UTC)


def told(zone: str, language: str) -> str:
    with timezone.override(ZoneInfo(zone)), translation.override(language):
        return fmt_time(MOMENT)


def test_one_moment_is_told_by_each_readers_own_clock_however_often_it_was_told_before() -> None:
    for _ in range(2):
        assert "9:07" in told("Europe/Berlin", "de")
        assert told("Europe/Berlin", "de").endswith("CET")
        assert told("UTC", "de").endswith("UTC")
        assert "08:07" in told("UTC", "de")
        assert "3:07" in told("America/Chicago", "en")
        assert told("America/Chicago", "en").endswith("CDT")


def test_a_date_is_the_day_on_the_readers_own_calendar() -> None:
    late = datetime(2025, 3, 13, 23, 30, tzinfo=UTC)
    with translation.override("en"):
        with timezone.override(ZoneInfo("UTC")):
            assert "13" in fmt_date(late)
        with timezone.override(ZoneInfo("Asia/Tokyo")):
            assert "14" in fmt_date(late)
