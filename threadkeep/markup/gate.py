"""The last gate: nh3 (ammonia) over the finished HTML, with exactly the elements and attributes to_html.py writes.

The serialiser cannot write anything else, so the gate changes nothing; tests hold that on every corpus. It is there for
the day somebody makes a mistake above.
"""

import nh3

from threadkeep.markup.colours import PALETTE
from threadkeep.markup.highlight import CLASSES
from threadkeep.markup.html_lines import ID_PREFIX, REL
from threadkeep.markup.mathml import ATTRIBUTES as FORMULA_ATTRIBUTES
from threadkeep.markup.mathml import ELEMENTS as FORMULA_ELEMENTS

# fmt: off
_BLOCKS = ["p", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "li", "table", "th", "td", "pre", "div", "details",
           "summary"]
_OTHERS = ["strong", "em", "u", "del", "sub", "sup", "small", "mark", "abbr", "span", "code", "a", "br", "hr", "cite",
           "thead", "tbody", "tr"]
# fmt: on
TAGS = frozenset(_BLOCKS + _OTHERS) | FORMULA_ELEMENTS | {"math"}

ATTRIBUTES: dict[str, set[str]] = {
    "a": {"href", "title", "id"},
    "li": {"id"},
    "abbr": {"title"},
    # A language is named by the writer, so its class cannot be listed; the serialiser escapes it.
    "code": {"class"},
    "div": {"data-slot"},
    "span": {"data-slot", "title", "id"},
    "ol": {"start"},
    # Their values are checked where they are written (mathml.py); none of them can lead anywhere or load anything.
    **{element: set(FORMULA_ATTRIBUTES) for element in FORMULA_ELEMENTS},
}
VALUES: dict[str, dict[str, set[str]]] = {tag: {"dir": {"auto"}} for tag in _BLOCKS}
VALUES["a"] = {"rel": {REL}}
VALUES["ol"] |= {"type": {"a", "A", "i", "I"}}
VALUES["th"] |= {"align": {"left", "center", "right"}}
VALUES["td"] |= {"align": {"left", "center", "right"}}
VALUES["span"] = {"tabindex": {"0"}}
VALUES["math"] = {"display": {"block"}}

CSS_CLASSES: dict[str, set[str]] = {
    "p": {"quote-head"},
    "li": {"task", "done", "open"},
    "div": {"ta-left", "ta-center", "ta-right", "ta-justify", "ta-indent", "footnotes"},
    "a": {"note-back"},
    "sup": {"note-sign"},
    "details": {"spoiler"},
    "span": {f"tc-{name}" for name in PALETTE}
    | {f"ts-{size}" for size in range(1, 8)}
    | {"tt", "task-box", "emoji", "spoiler-words"}
    | CLASSES,
}
SCHEMES = {"http", "https", "mailto", "ftp"}

_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags={"script", "style"},
    attributes=ATTRIBUTES,
    tag_attribute_values=VALUES,
    allowed_classes=CSS_CLASSES,
    url_schemes=SCHEMES,
    link_rel=None,
    id_prefix=ID_PREFIX,
    strip_comments=True,
)


def through_the_gate(html: str) -> str:
    """The HTML without anything that is not on the lists above."""
    return _CLEANER.clean(html)
