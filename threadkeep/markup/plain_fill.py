"""Slots filled without the board behind them: for the command line, for feeds, and for trying things out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from threadkeep.markup.html_lines import REL
from threadkeep.markup.rendered import Slot

type _Data = Mapping[str, str | int]


def plain_fill(slot: Slot) -> str:
    """A slot as words: the name of a file, whose words a quote is, a link to a picture or a film, a name after "@"."""
    if slot.kind == "quote":
        cite = _quote(slot.data)
        return f'<p class="quote-head" dir="auto">{cite}</p>' if slot.block else cite
    filled = _FILL[slot.kind](slot.data)
    return f'<p dir="auto">{filled}</p>' if slot.block else filled


def _quote(data: _Data) -> str:
    number = f", #{data['number']}" if data["number"] else ""
    return f"<cite>{escape(str(data['author']))}{number}</cite>"


def _remote(data: _Data) -> str:
    words = " ".join(str(data[key]) for key in ("alt", "caption") if data[key])
    return _link(str(data["url"]), words)


def _file(data: _Data) -> str:
    words = " ".join(str(data[key]) for key in ("alt", "caption") if data[key])
    name = str(data["name"]) or f"{data['id']}"
    words = name if words == name or not words else f"{name} {words}"
    return f'<span class="file-slot">{escape(words)}</span>'


def _mention(data: _Data) -> str:
    return escape(str(data.get("typed", f"@{data['name']}")) + str(data["rest"]))


def _topic(data: _Data) -> str:
    words = str(data["words"])
    if data["href"]:
        return _link(str(data["href"]), words)
    return escape(words) or f"#{data['topic_id'] or data['post_id']}"


def _video(data: _Data) -> str:
    return _link(str(data["href"]), str(data["words"]))


def _link(href: str, words: str) -> str:
    address = escape(href)
    return f'<a href="{address}" rel="{REL}">{escape(words) or address}</a>'


_FILL: dict[str, Callable[[_Data], str]] = {
    "remote": _remote,
    "file": _file,
    "mention": _mention,
    "topic": _topic,
    "video": _video,
}
