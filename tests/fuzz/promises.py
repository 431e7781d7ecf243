"""What must hold for every text in either syntax; `broken` says in words what does not."""

from __future__ import annotations

from threadkeep.markup.gate import through_the_gate
from threadkeep.markup.render import Rendered, Syntax, parse, plain_fill, quote_of, render
from threadkeep.markup.tests.page_check import faults
from threadkeep.markup.to_html import to_html
from threadkeep.markup.vocabulary import OwnTag, Vocabulary

SYNTAXES: tuple[Syntax, ...] = ("markdown", "bbcode")
# Own tags put what members write into places of their own.
VOCABULARY = Vocabulary(
    own_tags=(
        OwnTag("note", "[spoiler={value}][b]{content}[/b][/spoiler]", value="text", default="Note"),
        OwnTag(
            "wiki",
            "[url=https://wiki.example/{content}]{content}[/url][code={content}]{content}[/code]",
            content="text",
        ),
        OwnTag("led", "[url={value}][img]{value}[/img]{content}[/url]", value="address"),
    ),
    version=1,
)
OWN_URL = "https://board.example"


def broken(text: str, syntax: Syntax) -> list[str]:
    """What is wrong with the page of a text: unsafe, unbalanced, not the same again, not to be stored or quoted."""
    rendered = render(text, syntax, vocabulary=VOCABULARY, own_url=OWN_URL)
    wrong = faults(rendered.html(plain_fill))
    html = "".join(to_html(parse(text, syntax, vocabulary=VOCABULARY)).parts)
    if through_the_gate(html) != html:
        wrong.append("the gate had something to take away")
    if render(text, syntax, vocabulary=VOCABULARY, own_url=OWN_URL) != rendered:
        wrong.append("a second run gave another page")
    if Rendered.from_json(rendered.to_json()) != rendered:
        wrong.append("stored and read again it was another")
    rendered.text.encode("utf-8")
    for target in SYNTAXES:
        quote = quote_of(text, syntax, target=target, post_id=7, author="Jo", number=1, vocabulary=VOCABULARY)
        wrong += faults(render(quote, target).html(plain_fill))
    return wrong
