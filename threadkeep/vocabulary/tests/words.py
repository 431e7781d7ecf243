"""What the tests of the vocabulary share: a BBCode, and how a post looks with the board's words of now."""

from __future__ import annotations

from threadkeep.kernel.facts import heard
from threadkeep.kernel.models import Event
from threadkeep.markup.vocabulary import OwnTag
from threadkeep.topics.rendering import render_text

NOTE = OwnTag("note", "[b]Note:[/b] {content}")


def newest_fact():
    """The fact that was told last."""
    return heard(Event.objects.order_by("-pk").first()).fact


def read(text, syntax="bbcode"):
    """How the board reads a text now."""
    return render_text(text, syntax).html(lambda slot: "")
