"""What members write to do harm, as it stands on a page of the board: with names, topics, posts and films filled in."""

import re
from html.parser import HTMLParser

import pytest

from tests.fuzz.hostile import Hostile
from tests.fuzz.promises import OWN_URL, SYNTAXES, VOCABULARY
from threadkeep.markup.render import render
from threadkeep.topics.forms import preview_body

VOID = {"br", "hr", "img", "source", "wbr", "input"}
# A paragraph ends where one of these begins, whatever was meant.
ENDS_A_PARAGRAPH = {
    "p", "div", "figure", "figcaption", "blockquote", "ul", "ol", "table", "pre", "details", "h3", "h4", "h5", "h6",
    "hr",
}  # fmt: skip
# Our own icons are <svg>; what would run in one is named here.
HARMFUL = re.compile(
    r"script|style|iframe|object|embed|form|base|meta|link|animate|set|foreignobject|template|noscript|textarea|title"
)
ADDRESS = re.compile(r"(?:https?://|ftp://|mailto:|/(?!/)|#|\?|(?![a-z][a-z0-9+.\-]*:)[^/\\])", re.IGNORECASE)


class Reader(HTMLParser):
    """Writes down what may not stand on a page."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.faults = []

    def handle_starttag(self, tag, attrs):
        if HARMFUL.fullmatch(tag):
            self.faults.append(f"<{tag}>")
        if "p" in self.open and tag in ENDS_A_PARAGRAPH:
            self.faults.append(f"<{tag}> stands in a paragraph")
        if tag == "a" and "a" in self.open:
            self.faults.append("a link stands in a link")
        for name, value in attrs:
            if name.startswith("on") or name in {"style", "srcdoc", "formaction", "ping", "action"}:
                self.faults.append(f"{name}={value}")
            if name in {"href", "src"} and not ADDRESS.match(value or "#"):
                self.faults.append(f"{name}={value}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else")

    def handle_comment(self, data):
        self.faults.append("a comment")


def faults(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader.faults + reader.open


@pytest.mark.parametrize("syntax", SYNTAXES)
def test_no_hostile_text_gets_onto_a_page(cast, syntax):
    # Somebody whose name is an attack, and a topic with one for a title, are what texts refer to.
    cast.member("Marta Berg")
    topic_id = cast.topic("yusuf", '"><img src=x onerror=alert(1)>')
    post_id = cast.reply("marta", topic_id, "<b>words</b>")
    viewer = cast.viewer("marta")
    around = f"@Marta Berg [topic={topic_id}]a[/topic] [topic](topic:{topic_id}) [post={post_id}]Marta, #1[/post] "
    films = "\n\nhttps://youtu.be/dQw4w9WgXcQ\n\n[media]https://youtu.be/dQw4w9WgXcQ[/media]"
    found = {}
    for text in Hostile(5).texts(120):
        rendered = render(around + text + films, syntax, own_url=OWN_URL, vocabulary=VOCABULARY)
        if wrong := faults(str(preview_body(viewer, rendered))):
            found[text] = wrong
    assert found == {}


@pytest.mark.parametrize(
    "html", [
        "<p><div></div></p>", "<a href=javascript:x>a</a>", "<img src=data:x>", "<b onclick=x>a</b>", "<p>", "</p>",
        "<script></script>", "<a href=//evil.example>a</a>", "<a href='java&#x73;cript:x'>a</a>", "<!--x-->",
    ]
)  # fmt: skip
def test_the_reader_finds_what_may_not_stand_there(html):
    assert faults(html)
