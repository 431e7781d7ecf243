"""Characters that never reach a page: what cannot be stored or sent, and what turns text around unseen.

The source keeps them, byte for byte; everything made from it goes through `printable` first.

- NUL, other control characters, lone surrogates, U+FFFE and U+FFFF become U+FFFD, the replacement character:
  databases, UTF-8 and XML feeds refuse them. Tab and newline stay; CR LF and CR become newline; form feed and vertical
  tab become a space.
- Bidirectional embeddings, overrides and isolates (U+202A to U+202E, U+2066 to U+2069) are left out. Unclosed ones
  would turn round what stands after them, and they let a file "gpj.exe" read as "exe.jpg" (CVE-2021-42574, "Trojan
  Source"). Every block is `dir="auto"` instead. The marks U+200E, U+200F and U+061C stay: right-to-left writers
  need them.
"""

import re

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
        return source.translate(_TABLE)
    return source
