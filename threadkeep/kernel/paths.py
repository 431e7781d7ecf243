"""How ids stand in addresses: one spelling each ("/t/007" is not "/t/7"), and never more than a database can hold."""

from __future__ import annotations

from django.urls import register_converter


class IdInAddress:
    """A whole number from 1, without leading zeros, of at most 18 digits (a BIGINT holds each of them)."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """The id."""
        return int(value)

    def to_url(self, value: int) -> str:
        """As it stands in an address."""
        return str(value)


class IdOrNone(IdInAddress):
    """An id, or 0 for "none in particular"."""

    regex = "0|[1-9][0-9]{0,17}"


class RestOfAddress:
    """The readable end of an address; may be empty and never decides anything."""

    regex = "[^/]*"

    def to_python(self, value: str) -> str:
        """As it is."""
        return value

    def to_url(self, value: str) -> str:
        """As it is."""
        return value


def register() -> None:
    """Make `<id:…>`, `<id_or_none:…>` and `<rest:…>` known to every urls.py."""
    register_converter(IdInAddress, "id")
    register_converter(IdOrNone, "id_or_none")
    register_converter(RestOfAddress, "rest")
