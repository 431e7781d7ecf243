"""Kind advice about what somebody is about to send. Pure: what was typed goes in, sentences come out.

Advice never keeps anybody from sending. Where one click can put a thing right, it names a `fix`; threadkeep/topics/
mending.py does it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from threadkeep.markup.rendered import Rendered

# A name in capitals is no shouting; a sentence is.
_TITLE_LETTERS: Final = 10
_TEXT_LETTERS: Final = 60
_SHARE: Final = 0.75
# Whoever quotes a short post whole has quoted what they answer.
LONG_QUOTE: Final = 80
_WHOLE: Final = 0.9
MOST_LINKS: Final = 3
_WORD: Final = re.compile(r"\w+")
SHORTENERS: Final = frozenset(
    {
        "adf.ly", "amzn.to", "bit.do", "bit.ly", "bitly.com", "bl.ink", "buff.ly", "clck.ru", "cutt.ly", "dlvr.it",
        "fb.me", "goo.gl", "goo.su", "is.gd", "j.mp", "kurzelinks.de", "lnkd.in", "nyti.ms", "ow.ly", "qr.ae", "rb.gy",
        "rebrand.ly", "reut.rs", "s.id", "short.io", "shorte.st", "shorturl.at", "soo.gd", "t.co", "t.ly", "t1p.de",
        "tiny.cc", "tinyurl.com", "trib.al", "u.to", "urlz.fr", "v.gd", "vk.cc", "wp.me", "x.gd",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Advice:
    """One kind sentence. `fix` is what the form is sent with to put it right, `fix_label` what its button says; `url`
    leads somewhere instead.
    """

    key: str
    words: str
    fix: str = ""
    fix_label: str = ""
    url: str = ""


@dataclass(frozen=True)
class Typed:
    """What advice looks at: a text as rendered, its title if it has one, and what else its form says.

    `quotes`: the words of each quotation of a post of this board, `posts`: what these posts say, by number of the post.
    `undescribed`: names of the pictures that come with the form and say nothing about themselves. `last_post_at`: of
    the topic it answers in. `may_ask`: whether the board may ask other sites where a short address leads.
    """

    rendered: Rendered
    syntax: str = "markdown"
    title: str = ""
    quotes: Mapping[int, str] = field(default_factory=dict)
    posts: Mapping[int, str] = field(default_factory=dict)
    undescribed: Sequence[tuple[int, str]] = ()
    may_ask: bool = False


def advise(typed: Typed) -> list[Advice]:
    """All there is to say about a text, in the order in which one would look it over."""
    found = [_title(typed), _shouting(typed.rendered.text), *_quotes(typed), *_pictures(typed), *_links(typed)]
    return [one for one in found if one is not None]


def advise_on_age(last_post_at: datetime, now: datetime, *, days: int, new_topic_url: str) -> Advice | None:
    """That a topic is old, if nothing was written in it for `days` (0: never); None otherwise."""
    silence = now - last_post_at
    if not days or silence < timedelta(days=days):
        return None
    years, months = divmod(silence.days // 30, 12)
    if years:
        since = ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    else:
        since = ngettext("%(count)d month", "%(count)d months", max(months, 1)) % {"count": max(months, 1)}
    words = _(
        "Nobody has written here for %(since)s. If your question is a new one, a topic of its own will find more "
        "readers."
    ) % {"since": since}
    return Advice("old-topic", words, url=new_topic_url, fix_label=_("Start a topic") if new_topic_url else "")


def is_shouted(text: str, letters: int) -> bool:
    """Whether a text of at least so many letters is mostly capitals. Scripts without capitals never are."""
    cased = [char for char in text if char.upper() != char.lower()]
    return len(cased) >= letters and sum(char.isupper() for char in cased) >= _SHARE * len(cased)


def is_short(url: str) -> bool:
    """Whether an address is one of those that hide where they lead."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return False
    return host in SHORTENERS


def is_whole(quote: str, post: str) -> bool:
    """Whether a long post is quoted (nearly) whole."""
    words, whole = len(_WORD.findall(quote)), len(_WORD.findall(post))
    return whole >= LONG_QUOTE and words >= _WHOLE * whole


def _title(typed: Typed) -> Advice | None:
    if " " not in typed.title.strip() or not is_shouted(typed.title, _TITLE_LETTERS):
        return None
    words = _("The title is in capitals, which reads like shouting. In small letters more people will open it.")
    return Advice("capitals", words, fix="fix-capitals", fix_label=_("Use small letters"))


def _shouting(text: str) -> Advice | None:
    if not is_shouted(text, _TEXT_LETTERS):
        return None
    return Advice("shouting", _("Most of this text is in capitals. In small letters it is easier to read."))


def _quotes(typed: Typed) -> list[Advice]:
    whole = [pk for pk, words in typed.quotes.items() if is_whole(words, typed.posts.get(pk, ""))]
    words = _("You quote a long post whole. Your readers have it above; the part you answer is enough.")
    return [Advice("whole-quote", words, fix=f"fix-quote:{pk}", fix_label=_("Shorten the quote")) for pk in whole[:1]]


def _pictures(typed: Typed) -> list[Advice]:
    found = [
        Advice(
            "no-alt",
            _("“%(name)s” says nothing to those who cannot see it. A few words about what it shows are enough.")
            % {"name": name},
            url=f"#alt-{pk}",
            fix_label=_("Describe it"),
        )
        for pk, name in typed.undescribed[:3]
    ]
    silent = [piece for piece in typed.rendered.pieces if not isinstance(piece, str) and piece.kind == "remote"]
    if any(not str(slot.data.get("alt") or slot.data.get("caption") or "").strip() for slot in silent):
        words = _(
            "A picture from another site has no description, so those who cannot see it learn nothing of it. "
            "Write what it shows beside its address: %(how)s"
        )
        how = '[img alt="…"]https://…[/img]' if typed.syntax == "bbcode" else "![…](https://…)"
        found.append(Advice("no-alt", words % {"how": how}))
    return found


def _links(typed: Typed) -> list[Advice]:
    short = [url for url in typed.rendered.links if is_short(url)][:MOST_LINKS]
    return [
        Advice(
            "short-link",
            _("“%(url)s” hides where it leads, and dies with its service. The real address lasts longer.")
            % {"url": url[:80]},
            fix=f"fix-link:{url}" if typed.may_ask else "",
            fix_label=_("Put the real address in") if typed.may_ask else "",
        )
        for url in short
    ]
