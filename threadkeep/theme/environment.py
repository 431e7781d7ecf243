"""The environment of every page: what templates may call, and nothing that queries."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache
from typing import Any

import jinja2
from babel.dates import format_skeleton, format_time, get_datetime_format
from babel.numbers import format_decimal
from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext

from threadkeep.kernel import addresses
from threadkeep.theme.assets import asset_path


def environment(**options: Any) -> jinja2.Environment:
    """The Jinja2 environment: autoescaped, strict about names that do not exist, translated."""
    # Django's backend fills these two in; ours must win.
    for ours in ("autoescape", "undefined"):
        options.pop(ours, None)
    env = jinja2.Environment(
        autoescape=True,
        undefined=jinja2.StrictUndefined if settings.TESTING or settings.DEBUG else jinja2.Undefined,
        **options,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    env.globals.update(
        asset=asset,
        links=addresses,
        fmt_time=fmt_time,
        fmt_date=fmt_date,
        fmt_number=fmt_number,
        fmt_size=fmt_size,
    )
    return env


def asset(name: str) -> str:
    """The address of a built file, with its content's hash in the name; the plain name if nothing was built."""
    return f"{settings.STATIC_URL}{asset_path(name)}"


def _locale() -> str:
    return translation.to_locale(translation.get_language() or settings.LANGUAGE_CODE)


def fmt_time(moment: datetime) -> str:
    """A time in the reader's zone and language, with the zone named: "13 Mar 2025, 09:07 CET"."""
    local = timezone.localtime(moment)
    # Kept by what the clock on the wall says: the same moment in two zones is equal, and would share one text.
    return f"{_time(local.replace(tzinfo=None), _locale())} {local.tzname()}"


# A page of 20 posts tells some forty times, the same ones to every reader: measured, an eighth of the page's cost.
@lru_cache(maxsize=8192)
def _time(local: datetime, locale: str) -> str:
    parts = {"{1}": _day(local.date(), locale), "{0}": format_time(local, "short", locale=locale)}
    text = str(get_datetime_format("medium", locale=locale)).replace("'", "")
    for part, said in parts.items():
        text = text.replace(part, said)
    return text


@lru_cache(maxsize=4096)
def _day(day: date, locale: str) -> str:
    # The month as a word: 01/11 is two different days on two sides of a sea, and three numbers turn round in Arabic.
    return format_skeleton("yMMMd", day, locale=locale)


def fmt_date(moment: datetime | date) -> str:
    """A day in the reader's zone and language."""
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return _day(day, _locale())


def fmt_number(number: int) -> str:
    """A whole number, grouped as the reader's language does."""
    return _number(number, _locale())


@lru_cache(maxsize=8192)
def _number(number: int, locale: str) -> str:
    return format_decimal(number, locale=locale)


def fmt_size(size: int) -> str:
    """A size in bytes, as people say it (1 kB = 1000 bytes, as on the file's box)."""
    if size < 1000:
        return ngettext("%(count)s byte", "%(count)s bytes", size) % {"count": fmt_number(size)}
    for unit in ("kB", "MB", "GB", "TB"):
        size_in_unit = size / 1000 ** (("kB", "MB", "GB", "TB").index(unit) + 1)
        if size_in_unit < 999.5:
            return f"{format_decimal(size_in_unit, '#,##0.#', locale=_locale())} {unit}"
    return f"{size} B"
