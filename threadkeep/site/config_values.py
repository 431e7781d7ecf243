"""Kinds of values a setting may have: how each is read from TOML or from text, and what it allows.

A kind's `read` takes what `tomllib` gives (or what `from_text` made of an environment variable) and returns the
typed value. What it does not allow it refuses with `BadValueError`, whose text continues the sentence
"mail.port ...": "is 70000, but must be a whole number from 1 to 65535".
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit
from zoneinfo import ZoneInfo

from threadkeep.site.operator_language import _

Network = IPv4Network | IPv6Network


class BadValueError(ValueError):
    """A value was refused. `allowed` says, as a noun phrase, what the setting takes."""

    def __init__(self, allowed: str) -> None:
        super().__init__(allowed)
        self.allowed = allowed


@dataclass(frozen=True)
class Kind:
    """One kind of value. `allowed()` is the noun phrase for people and for docs/settings.md."""

    def allowed(self) -> str:
        """What this kind takes, as a noun phrase."""
        raise NotImplementedError

    def read(self, value: object, base: Path) -> object:
        """The typed value, or `BadValueError`. Relative paths count from the folder `base`."""
        raise NotImplementedError

    def from_text(self, text: str) -> object:
        """What an environment variable says, as TOML would have said it."""
        return text


@dataclass(frozen=True)
class Text(Kind):
    """Free text of at most `longest` characters; empty only if `may_be_empty`."""

    longest: int = 1000
    may_be_empty: bool = True
    pattern: str = ""
    says: str = ""

    def allowed(self) -> str:
        if self.says:
            return self.says
        if self.may_be_empty:
            return _("text of at most %(longest)d characters") % {"longest": self.longest}
        return _("text of 1 to %(longest)d characters") % {"longest": self.longest}

    def read(self, value: object, base: Path) -> object:
        fits = isinstance(value, str) and len(value) <= self.longest and value.isprintable()
        if not fits or (not value and not self.may_be_empty):
            raise BadValueError(self.allowed())
        if value and self.pattern and not re.fullmatch(self.pattern, str(value)):
            raise BadValueError(self.allowed())
        return value


@dataclass(frozen=True)
class Choice(Kind):
    """One word out of a few."""

    words: tuple[str, ...]

    def allowed(self) -> str:
        return _("one of: %(words)s") % {"words": ", ".join(self.words)}

    def read(self, value: object, base: Path) -> object:
        if value not in self.words:
            raise BadValueError(self.allowed())
        return value


@dataclass(frozen=True)
class Integer(Kind):
    """A whole number from `low` to `high`, both included."""

    low: int
    high: int

    def allowed(self) -> str:
        return _("a whole number from %(low)d to %(high)d") % {"low": self.low, "high": self.high}

    def read(self, value: object, base: Path) -> object:
        if isinstance(value, bool) or not isinstance(value, int) or not self.low <= value <= self.high:
            raise BadValueError(self.allowed())
        return value

    def from_text(self, text: str) -> object:
        # Only plain ASCII digits: int() would also take "1_0", " 7 " and digits of other scripts.
        return int(text) if re.fullmatch(r"-?[0-9]{1,18}", text) else text


_UNITS = {"": 1, "b": 1, "bytes": 1, "kib": 1024, "mib": 1024**2, "gib": 1024**3}


@dataclass(frozen=True)
class Size(Kind):
    """A number of bytes, written as a number or with a unit: 20971520, "20 MiB"."""

    low: int
    high: int

    def allowed(self) -> str:
        values = {"low": plain_size(self.low), "high": plain_size(self.high)}
        return _('a size from %(low)s to %(high)s, written as bytes (1048576) or with a unit ("1 MiB")') % values

    def read(self, value: object, base: Path) -> object:
        size = self._bytes(value)
        if size is None or not self.low <= size <= self.high:
            raise BadValueError(self.allowed())
        return size

    @staticmethod
    def _bytes(value: object) -> int | None:
        if isinstance(value, bool):
            return None
        if isinstance(value, int):
            return value
        match = re.fullmatch(r"([0-9]{1,18}) ?([A-Za-z]*)", value) if isinstance(value, str) else None
        if match is None or match[2].lower() not in _UNITS:
            return None
        return int(match[1]) * _UNITS[match[2].lower()]


@dataclass(frozen=True)
class Flag(Kind):
    """Yes or no. In the environment: true, yes, on, 1 or false, no, off, 0."""

    def allowed(self) -> str:
        return _("true or false")

    def read(self, value: object, base: Path) -> object:
        if not isinstance(value, bool):
            raise BadValueError(self.allowed())
        return value

    def from_text(self, text: str) -> object:
        words = {
            "true": True,
            "yes": True,
            "on": True,
            "1": True,
            "false": False,
            "no": False,
            "off": False,
            "0": False,
        }
        return words.get(text.strip().lower(), text)


@dataclass(frozen=True)
class Folder(Kind):
    """A folder, which need not exist yet. The result is absolute."""

    def allowed(self) -> str:
        return _("the path of a folder")

    def read(self, value: object, base: Path) -> object:
        if not isinstance(value, str) or not value or "\0" in value:
            raise BadValueError(self.allowed())
        path = (base / Path(value).expanduser()).resolve()
        if path.exists() and not path.is_dir():
            raise BadValueError(_("the path of a folder, and this is a file"))
        return path


@dataclass(frozen=True)
class Checked(Kind):
    """Text that a function turns into the value. Empty text stays empty when `may_be_empty`."""

    says: str
    check: Callable[[str], object]
    may_be_empty: bool = False

    def allowed(self) -> str:
        return self.says

    def read(self, value: object, base: Path) -> object:
        if value == "" and self.may_be_empty:
            return value
        try:
            if isinstance(value, str):
                return self.check(value)
        except (ValueError, LookupError, OSError):
            # "from None": the inner error may quote the value, and the value may be a secret.
            raise BadValueError(self.says) from None
        raise BadValueError(self.says)


@dataclass(frozen=True)
class ListOf(Kind):
    """A list of `item`s; in the environment separated by commas. The result is a tuple."""

    item: Kind

    def allowed(self) -> str:
        return _("a list, each item being %(item)s") % {"item": self.item.allowed()}

    def read(self, value: object, base: Path) -> object:
        if not isinstance(value, list):
            raise BadValueError(self.allowed())
        items = []
        for number, one in enumerate(value, start=1):
            try:
                items.append(self.item.read(one, base))
            except BadValueError:
                raise BadValueError(
                    _("%(list)s, and item %(n)d is not") % {"list": self.allowed(), "n": number}
                ) from None
        return tuple(items)

    def from_text(self, text: str) -> object:
        return [part.strip() for part in text.split(",") if part.strip()]


def plain_size(size: int) -> str:
    """A size in bytes as the settings write it: 1048576 -> "1 MiB"; what is no round number stays in bytes."""
    for unit, factor in (("GiB", 1024**3), ("MiB", 1024**2), ("KiB", 1024)):
        if size and size % factor == 0:
            return f"{size // factor} {unit}"
    return f"{size} bytes"


def web_address(text: str) -> str:
    """An http(s) address without path, query or name and password; the closing slash is dropped."""
    parts = urlsplit(text)
    bare = not (parts.query or parts.fragment or parts.username is not None or parts.path.strip("/"))
    if parts.scheme not in {"http", "https"} or not parts.hostname or not bare or parts.port == 0:
        raise ValueError(text)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


def network(text: str) -> Network:
    """An IP address or network: 10.0.0.0/8, fd00::/8, 192.0.2.7."""
    return ip_network(text)


def time_zone(text: str) -> str:
    """The name of a time zone that this machine knows."""
    return ZoneInfo(text).key


def postgres_url(text: str) -> str:
    """An address of a PostgreSQL database, as libpq writes it:
    https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS"""
    parts = urlsplit(text)
    if parts.scheme not in {"postgresql", "postgres"} or not unquote(parts.path).strip("/") or _port(parts) == 0:
        raise ValueError
    return text


def _port(parts: SplitResult) -> int | None:
    return parts.port  # raises ValueError beyond 65535 or when it is no number
