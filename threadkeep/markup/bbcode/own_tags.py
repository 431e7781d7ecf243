"""A board's own BBCodes: what an owner may write as a template, and the grammar that reads them.

A template is BBCode of the tags every board has. It is taken apart here, once; what a member writes is put into the
pieces, into words and values that were read already, and is never read as a tag of the template. So an own tag cannot
say anything the tree cannot, and own tags inside templates (which could grow without end) are no tags at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from threadkeep.markup.bbcode.grammar import PLAIN_GRAMMAR, RAW_KINDS, Grammar, Hole, Part, Piece, Template, grammar
from threadkeep.markup.bbcode.tags import TAGS, Kind, Tag, Value
from threadkeep.markup.bbcode.tokenise import MAX_NAME, tokenise
from threadkeep.markup.bbcode.values import ABOUT, fits
from threadkeep.markup.vocabulary import OwnTag

# Characters of a template, and tags in it.
MAX_TEMPLATE = 1_000
MAX_TEMPLATE_TAGS = 30
# Times the value, and the content, may stand in a template.
MAX_USES = 5
MAX_CHOICES = 50

_NAME = re.compile(rf"[a-z][a-z0-9_]{{0,{MAX_NAME - 1}}}", re.ASCII)
HOLE = re.compile(r"\{(value|content)\}")
_TYPEABLE = re.compile(r"""[^\[\]"'\n]{1,100}""")
# The part of an address that says whose it is.
_WHOSE = re.compile(r"https?://[^/?#{}\s]+/|(?![/\\]{2})/|#|\?", re.IGNORECASE)
_ADDRESSES = {"web", "picture", "video"}


def gettext_noop(sentence: str) -> str:
    """The sentence. Marks it for the catalogues: whoever shows it translates it."""
    return sentence


class TagFault(NamedTuple):
    """What is wrong with an own tag: the field of `OwnTag`, a sentence to be translated, and what to put into it."""

    field: str
    sentence: str
    values: Mapping[str, Any]


def faults_of(tag: OwnTag) -> list[TagFault]:
    """Everything that keeps an own tag from being used; empty if nothing does. At most one fault for each field."""
    faults = [
        *_name_faults(tag),
        *_kind_faults(tag),
        *_choice_faults(tag),
        *_default_faults(tag),
        *_template_faults(tag),
    ]
    return list({fault.field: fault for fault in reversed(faults)}.values())[::-1]


def _fault(field: str, sentence: str, **values: Any) -> TagFault:
    return TagFault(field, sentence, values)


def _name_faults(tag: OwnTag) -> Iterator[TagFault]:
    if not _NAME.fullmatch(tag.name):
        yield _fault(
            "name",
            gettext_noop("A name is at most %(limit)d small letters from a to z and digits, beginning with a letter."),
            limit=MAX_NAME,
        )
    elif tag.name in TAGS:
        yield _fault(
            "name", gettext_noop("[%(name)s] is a tag that every board has. Choose another name."), name=tag.name
        )


def _kind_faults(tag: OwnTag) -> Iterator[TagFault]:
    if tag.value not in ABOUT.keys() - {"markup"}:
        yield _fault("value", gettext_noop("Choose what may stand there."))
    if tag.content not in ABOUT:
        yield _fault("content", gettext_noop("Choose what may stand there."))


def _choice_faults(tag: OwnTag) -> Iterator[TagFault]:
    for field, kind, choices in (
        ("choices", tag.value, tag.choices),
        ("content_choices", tag.content, tag.content_choices),
    ):
        if kind != "choice":
            continue
        if not choices:
            yield _fault(field, gettext_noop("Name the words that can be chosen, at least one."))
        elif len(choices) > MAX_CHOICES:
            yield _fault(field, gettext_noop("At most %(limit)d words can be chosen from."), limit=MAX_CHOICES)
        elif bad := next((word for word in choices if not _TYPEABLE.fullmatch(word)), None):
            yield _fault(
                field,
                gettext_noop("“%(word)s” cannot be typed as a value: leave out brackets and quotation marks."),
                word=bad,
            )


def _default_faults(tag: OwnTag) -> Iterator[TagFault]:
    if tag.default and tag.value == "none":
        yield _fault("default", gettext_noop("This tag takes no value, so it needs none to begin with."))
    elif tag.default and not fits(tag.value, tag.default, tag.choices):
        yield _fault("default", gettext_noop("This is no value that the tag takes."))


def _template_faults(tag: OwnTag) -> Iterator[TagFault]:
    template = tag.template
    if not template.strip():
        yield _fault("template", gettext_noop("Write what the tag stands for."))
        return
    if len(template) > MAX_TEMPLATE:
        yield _fault(
            "template", gettext_noop("This is longer than %(limit)d characters. Shorten it."), limit=MAX_TEMPLATE
        )
        return
    pieces = tokenise(template)
    yield from _use_faults(tag)
    yield from _tag_faults(pieces)
    yield from _place_faults(tag, pieces)


def _use_faults(tag: OwnTag) -> Iterator[TagFault]:
    uses = [match[1] for match in HOLE.finditer(tag.template)]
    for name, kind in (("value", tag.value), ("content", tag.content)):
        hole, count = "{" + name + "}", uses.count(name)
        if kind == "none" and count:
            yield _fault("template", gettext_noop("The tag has nothing to put in the place of %(hole)s."), hole=hole)
        elif kind != "none" and not count:
            yield _fault(
                "template",
                gettext_noop("%(hole)s is missing: what a member writes there would be lost."),
                hole=hole,
            )
        elif kind == "markup" and count > 1:
            yield _fault("template", gettext_noop("%(hole)s can stand there only once."), hole=hole)
        elif count > MAX_USES:
            yield _fault(
                "template",
                gettext_noop("%(hole)s can stand there at most %(limit)d times."),
                hole=hole,
                limit=MAX_USES,
            )


def _tag_faults(pieces: list[str | Piece]) -> Iterator[TagFault]:
    """Tags that are none, too many tags, and tags without their other half."""
    tags = [piece for piece in pieces if isinstance(piece, Piece)]
    if len(tags) > MAX_TEMPLATE_TAGS:
        yield _fault("template", gettext_noop("These are more than %(limit)d tags."), limit=MAX_TEMPLATE_TAGS)
    for piece in pieces:
        if isinstance(piece, str) and (bracket := re.search(r"\[[^\[\]]{0,40}\]?|\]", piece)):
            yield _fault(
                "template",
                gettext_noop("“%(typed)s” is no tag that every board has, or its value is missing."),
                typed=bracket[0],
            )
    open_tags: list[Piece] = []
    for piece in tags:
        if piece.kind == "close":
            if not open_tags or open_tags[-1].tag is not piece.tag:
                yield _fault("template", gettext_noop("%(typed)s closes nothing here."), typed=piece.typed)
                return
            open_tags.pop()
        elif piece.kind == "open" and piece.tag.kind != "void" and piece.tag.name != "*":
            if piece.tag.kind in {"raw", "file"}:
                yield _fault("template", gettext_noop("%(typed)s is never closed."), typed=piece.typed)
                return
            open_tags.append(piece)
    if open_tags:
        yield _fault("template", gettext_noop("%(typed)s is never closed."), typed=open_tags[-1].typed)


def _place_faults(tag: OwnTag, pieces: list[str | Piece]) -> Iterator[TagFault]:
    """Holes where they may not be: markup inside a tag, and an address whose host a member could change."""
    if tag.content == "markup" and not any(isinstance(piece, str) and "{content}" in piece for piece in pieces):
        yield _fault(
            "template",
            gettext_noop("Content that can hold markup must stand between tags. Choose plain words for it instead."),
        )
    kinds = {"value": tag.value, "content": tag.content}
    for piece in pieces:
        if isinstance(piece, str) or piece.tag.does not in _ADDRESSES:
            continue
        for written in (piece.attributes.get("", ""), piece.content):
            first = HOLE.search(written)
            if first is None:
                continue
            whole = HOLE.fullmatch(written.strip())
            if whole and (kinds[whole[1]] == "address" or piece.tag.does == "video"):
                continue
            if whole or not _WHOSE.match(written[: first.start()]):
                yield _fault(
                    "template",
                    gettext_noop(
                        "In an address, %(hole)s can stand only after the host and a slash, or be all of it if an "
                        "address is what members write there."
                    ),
                    hole=first[0],
                )


@lru_cache(maxsize=32)
def grammar_of(own_tags: tuple[OwnTag, ...]) -> Grammar:
    """The grammar with these tags beside everybody's. One with faults is left out, and so shown as typed."""
    usable = {tag.name: tag for tag in own_tags if not faults_of(tag)}
    if not usable:
        return PLAIN_GRAMMAR
    return grammar(
        {**TAGS, **{name: _tag(tag) for name, tag in usable.items()}},
        {name: _template(tag) for name, tag in usable.items()},
    )


_KINDS: dict[str, Kind] = {"markup": "own", "none": "void"}


def _tag(own: OwnTag) -> Tag:
    value: Value = "never" if own.value == "none" else "may" if own.default else "must"
    return Tag(own.name, _KINDS.get(own.content, "raw"), "own", value, own=own)


def _template(own: OwnTag) -> Template:
    parts: list[Part] = []
    for piece in tokenise(own.template):
        if isinstance(piece, str):
            parts += _with_holes(piece)
        elif piece.tag.kind in RAW_KINDS and piece.kind == "raw":
            parts.append(piece)
        else:
            # Under a name of its own, so that no closing tag of a member ends what the template began.
            parts.append(piece._replace(tag=replace(piece.tag, name=f"{own.name} {piece.tag.name}")))
    size = len(own.template)
    if own.content != "markup":
        return Template(tuple(parts), size=size)
    at = parts.index(Hole("content"))
    return Template(tuple(parts[:at]), tuple(parts[at + 1 :]), _opened(parts[:at]), size)


def _with_holes(words: str) -> Iterator[Part]:
    for number, part in enumerate(HOLE.split(words)):
        if number % 2:
            yield Hole("value" if part == "value" else "content")
        elif part:
            yield part


def _opened(parts: Iterable[Part]) -> int:
    return sum(1 for part in parts if isinstance(part, Piece) and part.kind == "open")
