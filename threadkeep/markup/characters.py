"""Characters that never reach a page: what cannot be stored or sent, and what turns text around unseen.

The source keeps them, byte for byte; everything made from it goes through `printable` first.

- NUL, other control characters, lone surrogates, U+FFFE and U+FFFF become U+FFFD, the replacement character:
  databases, UTF-8 and XML feeds refuse them. Tab and newline stay; CR LF and CR become newline; form feed and vertical
  tab become a space.
- Bidirectional embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) are left out. Unclosed ones
  would turn round what stands after them, and they let a file "gpj.exe" read as "exe.jpg" (CVE-2021-42574, "Trojan
  Source"). Every block is `dir="auto"` instead. The marks U+200E, U+200F and U+061C stay: right-to-left writers
  need them.
- Of the marks that stand above and below one letter, the first MAX_MARKS stay. No language stacks more, and a hundred
  of them ("zalgo") cover the lines around them.
"""

import re
import unicodedata
from functools import cache

# Pointed and sung Hebrew has four, Tibetan six.
MAX_MARKS = 8

_REPLACED = "\ufffd"
_LEFT_OUT = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

_TABLE: dict[int, str | None] = {code: _REPLACED for code in range(0x20) if chr(code) not in "\t\n"}
_TABLE |= {0x0B: " ", 0x0C: " ", 0x7F: _REPLACED, 0xFFFE: _REPLACED, 0xFFFF: _REPLACED}
_TABLE |= dict.fromkeys(range(0xD800, 0xE000), _REPLACED)
_TABLE |= dict.fromkeys(map(ord, _LEFT_OUT))

# Nearly every post has none of these, and asking is forty times cheaper than translating.
_UNPRINTABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff{_LEFT_OUT}]")


def printable(source: str) -> str:
    """The source with only what can be shown, and "\\n" at the end of each line."""
    if "\r" in source:
        source = source.replace("\r\n", "\n").replace("\r", "\n")
    if _UNPRINTABLE.search(source):
        source = source.translate(_TABLE)
    return without_towers_in_words(source)


def without_towers_in_words(text: str) -> str:
    """Plain words without the marks too many, also those that tags or entities had kept apart in the source."""
    if text.isascii():
        return text
    far = _has_far_marks(text)
    return _tower(far).sub(r"\1", text) if _any_mark(far).search(text) else text


def without_towers(html: str) -> str:
    """A page of ours without the marks too many, also those that elements or entities had kept apart in the source."""
    if html.isascii():
        return html
    far = _has_far_marks(html)
    # To look for one mark is five times cheaper than to look for a tower, and most pages have none.
    return _tower_in_html(far).sub(_lowered, html) if _any_mark(far).search(html) else html


# Marks beyond U+FFFF are rare, and looking for them too takes twenty times longer. Emoji are not among these.
_FAR = re.compile("[\U00010000-\U0001efff\U000e0100-\U000e01ef]")


def _has_far_marks(text: str) -> bool:
    return _FAR.search(text) is not None


@cache
def _mark(*, far: bool) -> str:
    """Every mark that is drawn on the letter before it, as a character class."""
    planes = (range(0x300, 0x10000), *((range(0x10000, 0x1F000), range(0xE0100, 0xE01F0)) if far else ()))
    codes = [code for plane in planes for code in plane if unicodedata.category(chr(code)) in {"Mn", "Me"}]
    return "[" + "".join(f"\\U{code:08x}" for code in codes) + "]"


@cache
def _any_mark(far: bool) -> re.Pattern[str]:
    return re.compile(_mark(far=far))


@cache
def _tower(far: bool) -> re.Pattern[str]:
    return re.compile(f"({_mark(far=far)}{{{MAX_MARKS}}}){_mark(far=far)}+")


@cache
def _tower_in_html(far: bool) -> re.Pattern[str]:
    return re.compile(f"(?:{_mark(far=far)}(?:<[^<>]*>)*){{{MAX_MARKS + 1},}}")


@cache
def _mark_or_element() -> re.Pattern[str]:
    return re.compile(f"{_mark(far=True)}|<[^<>]*>")


def _lowered(tower: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for part in _mark_or_element().findall(tower[0]):
        marks += part[0] != "<"
        if part[0] == "<" or marks <= MAX_MARKS:
            kept.append(part)
    return "".join(kept)
