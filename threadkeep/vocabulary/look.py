"""How the board's own words look: an example of each BBCode, and what a post shows for it. Makes no query."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from markupsafe import Markup

from threadkeep.markup.render import plain_fill, render
from threadkeep.markup.vocabulary import OwnTag, Vocabulary


@dataclass(frozen=True)
class BBCodeLook:
    """One of the board's own BBCodes: how it is written (an example, or one made up), and what becomes of that."""

    id: int
    name: str
    description: str
    typed: str
    html: Markup


def bbcode_look(now: Vocabulary, tag: OwnTag, *, id: int = 0, description: str = "", example: str = "") -> BBCodeLook:
    """How a BBCode looks among the board's words of `now`; it need not be one of them yet."""
    others = tuple(each for each in now.own_tags if each.name != tag.name)
    typed = example.strip() or _made_up(tag)
    rendered = render(typed, "bbcode", vocabulary=replace(now, own_tags=(*others, tag), version=0))
    html = Markup(rendered.html(plain_fill))  # noqa: S704 - pieces have been through nh3
    return BBCodeLook(id, tag.name, description, typed, html)


def _made_up(tag: OwnTag) -> str:
    some = {
        "text": _("some words"),
        "markup": _("some words"),
        "word": "word",
        "number": "7",
        "colour": "teal",
        "address": "https://example.org/",
    }
    value = "" if tag.value == "none" else "=" + some.get(tag.value, tag.choices[0] if tag.choices else "")
    if tag.content == "none":
        return f"[{tag.name}{value}]"
    content = some.get(tag.content, tag.content_choices[0] if tag.content_choices else "")
    return f"[{tag.name}{value}]{content}[/{tag.name}]"
