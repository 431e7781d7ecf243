"""Rendering for tests: slots shown as what is in them, so that a test reads as the page does."""

from html import escape

from threadkeep.markup.render import Slot, Syntax, render


def shown_slot(slot: Slot) -> str:
    """A slot as one element: its kind and data."""
    data = " ".join(f"{name}={value}" for name, value in slot.data.items() if value != "")
    text = escape(f"{slot.kind} {data}", quote=False)
    return f'<div dir="auto">{{{text}}}</div>' if slot.block else f"{{{text}}}"


def page(source: str, syntax: Syntax) -> str:
    """The HTML of a text with its slots shown."""
    return render(source, syntax).html(shown_slot)


def bb(source: str) -> str:
    """The HTML of a text in BBCode."""
    return page(source, "bbcode")


def md(source: str) -> str:
    """The HTML of a text in Markdown."""
    return page(source, "markdown")
