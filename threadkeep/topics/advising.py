"""Advice for a form: what the pure rules of advice.py need, read from the board; and what its buttons do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import QueryDict
from django.template import engines
from django.utils import timezone
from django.utils.translation import gettext as _
from markupsafe import Markup

from threadkeep.kernel import addresses, fetch, limits
from threadkeep.markup.addresses import is_web, safe_address
from threadkeep.markup.render import Syntax, parse
from threadkeep.members.viewer import Viewer
from threadkeep.topics.advice import Advice, Typed, advise, advise_on_age, is_short
from threadkeep.topics.look import ComposerLook
from threadkeep.topics.mending import quotes_of_posts, sentence_case, with_address, with_short_quote
from threadkeep.topics.models import Topic
from threadkeep.topics.rendering import rendered_of
from threadkeep.topics.rights import passes
from threadkeep.topics.rules import check_start_topic, visible_posts
from threadkeep.topics.similar import similar_topics
from threadkeep.topics.writing import Writing

FIX: Final = "fix-"
# Posts a text quotes that are looked at; who quotes more than these answers many people at once.
MOST_QUOTES: Final = 10
LINKS_PER_MINUTE: Final = 10


def wants_fix(typed: QueryDict) -> bool:
    """Whether a form was sent by the button of an advice."""
    return typed.get("act", "").startswith(FIX)


@dataclass(frozen=True)
class Mended:
    """What a fix made of a form, and a sentence about it if there is something to say."""

    title: str
    text: str
    said: str = ""


def mend(viewer: Viewer, typed: QueryDict, syntax: str) -> Mended:
    """Do what the button of an advice asks for. What cannot be done leaves everything as it was typed, and says so."""
    title, text = typed.get("title", ""), typed.get("text", "").replace("\r\n", "\n").replace("\r", "\n")
    key, _colon, argument = typed.get("act", "").removeprefix(FIX).partition(":")
    language: Syntax = "bbcode" if syntax == "bbcode" else "markdown"
    if key == "capitals":
        return Mended(sentence_case(title, text), text)
    if key == "quote" and argument.isascii() and argument.isdigit() and len(argument) < 19:
        return Mended(title, with_short_quote(text, language, int(argument)))
    if key == "link":
        return _with_real_address(viewer, title, text, argument)
    return Mended(title, text)


def _with_real_address(viewer: Viewer, title: str, text: str, url: str) -> Mended:
    if not is_short(url) or url not in text:
        return Mended(title, text)
    per_minute = LINKS_PER_MINUTE
    limits.take("real-address", f"member:{viewer.id}", per_minute=per_minute, burst=per_minute, now=timezone.now())
    try:
        leads_to = fetch.fetch(url).url
    except fetch.NotFetched:
        return Mended(title, text, _("“%(url)s” did not answer, so it stands as you wrote it.") % {"url": url[:80]})
    if safe_address(leads_to) is None or not is_web(leads_to) or is_short(leads_to):
        return Mended(title, text, _("“%(url)s” leads nowhere else, so it stands as you wrote it.") % {"url": url[:80]})
    said = _("It leads to %(url)s; that stands in your text now.") % {"url": leads_to[:200]}
    return Mended(title, with_address(text, url, leads_to), said)


def advice_for(viewer: Viewer, look: ComposerLook, writing: Writing) -> list[Advice]:
    """What there is to say about a text in this form. At most two queries, and none if it quotes no post."""
    rendered = writing.rendered
    quotes = quotes_of_posts(parse(writing.text, _language(writing))) if rendered.quoted_post_ids else {}
    undescribed = [(file.id, file.name) for file in look.files if file.is_picture and not _is_said(file, writing)]
    return advise(
        Typed(
            rendered,
            writing.syntax,
            look.title,
            quotes,
            _words_of(viewer, list(quotes)[:MOST_QUOTES]),
            undescribed,
            may_ask=fetch.is_on(),
        )
    )


def age_of_topic(viewer: Viewer, topic: Topic, now: datetime) -> list[Advice]:
    """That a topic is old, for whoever is about to answer in it."""
    may_start = passes(check_start_topic, viewer, topic.board_id)
    found = advise_on_age(
        topic.last_post_at,
        now,
        days=settings.THREADKEEP.posts.old_topic_days,
        new_topic_url=addresses.new_topic(topic.board_id) if may_start else "",
    )
    return [found] if found else []


def shown(advice: Iterable[Advice]) -> list[Markup]:
    """The HTML of each, for the composer."""
    template: Any = engines["threadkeep"].env.get_template("theme/advice.html")  # type: ignore[attr-defined]
    return [template.module.advice(one) for one in advice]


def similar_html(viewer: Viewer, board_id: int, title: str) -> Markup:
    """The list of topics whose titles say much the same; "" if there are none, or the title says too little."""
    found = similar_topics(viewer, board_id, title) if len(title.split()) > 1 else ()
    template: Any = engines["threadkeep"].env.get_template("theme/advice.html")  # type: ignore[attr-defined]
    html: Markup = template.module.similar(found, board_id) if found else Markup()
    return html


def _words_of(viewer: Viewer, post_ids: Sequence[int]) -> dict[int, str]:
    posts = visible_posts(viewer).filter(pk__in=post_ids).only("id", "rendered", "renderer_version")
    return {pk: rendered.text for pk, rendered in rendered_of(posts).items()} if post_ids else {}


def _language(writing: Writing) -> Syntax:
    return "bbcode" if writing.syntax == "bbcode" else "markdown"


def _is_said(file: Any, writing: Writing) -> bool:
    """Whether a picture is described: with the file, or where it stands in the text."""
    if file.alt.strip() not in ("", file.name):
        return True
    slots = (piece for piece in writing.rendered.pieces if not isinstance(piece, str) and piece.kind == "file")
    return any(
        slot.data.get("id") == file.id and str(slot.data.get("alt") or "").strip() not in ("", file.name)
        for slot in slots
    )
