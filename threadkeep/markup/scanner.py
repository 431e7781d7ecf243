"""What stands in plain words: names after "@", small faces and `:names:` of emoji, web and mail addresses.

Both front ends send every run of plain words through here, and nothing else: no code, no address, nothing escaped. So
the same words give the same nodes in either syntax. One expression looks for what a word could begin with, and each hit
is looked at once: the time grows with the length of the text, whatever it holds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from threadkeep.markup.addresses import find_addresses
from threadkeep.markup.emoji_names import NAME, emoji_named
from threadkeep.markup.tree import Emoji, Inline, Link, Mention, Text, Video
from threadkeep.markup.videos import video_of
from threadkeep.markup.vocabulary import PLAIN, Vocabulary

# Longest name of a member, and so of one word of it; how many words after the first may belong to it.
MAX_NAME = 40
MAX_REST = 3

_MARK_RANGES = (
    (0x300, 0x1E00),
    (0x20D0, 0x20F1),
    (0x302A, 0x3030),
    (0xA66F, 0xABF0),
    (0xFE20, 0xFE30),
    (0x10A00, 0x12000),
)
_MARKS = "".join(
    chr(code)
    for first, last in _MARK_RANGES
    for code in range(first, last)
    if unicodedata.category(chr(code)) in {"Mn", "Mc"}
)
# Letters and numbers of any script, their marks, and the joiners some scripts need between them.
_LETTERS = rf"\w{_MARKS}\u200c\u200d"
# Signs that join parts of a name: Jean-Luc, O'Neill, marta.berg.
_JOINS = r".'’ʼʻ·・\-"
_WORD = rf"[{_LETTERS}]{{1,{MAX_NAME}}}(?:[{_JOINS}][{_LETTERS}]{{1,{MAX_NAME}}}){{0,6}}(?![{_LETTERS}])"
_REST = re.compile(rf"(?: {_WORD}){{1,{MAX_REST}}}")
_QUOTED = rf'["“„«](?P<quoted>[^\s"“”„«»@][^\n"“”„«»@]{{0,{MAX_NAME - 1}}})["“”»]'
# After these, an "@" belongs to an address or to something else that is no name.
_BEFORE_NAME = "@/.+-_="
_BEFORE_FACE = "([{\"'«„“‘¿¡*_~>—–"
_AFTER_FACE = ".,;:!?…)]}\"'»”’*_~<—–"
# Scripts that write words without spaces between them: there, a face or a name may follow at once.
_WITHOUT_SPACES = (
    (0x0E00, 0x0F00),
    (0x1000, 0x10A0),
    (0x1780, 0x1800),
    (0x2E80, 0xA000),
    (0xF900, 0xFB00),
    (0xFF00, 0xFFEF),
)
# How far back the bracket is looked for that a face with a bracket could be closing.
_BRACKET_WINDOW = 200


class Scanner:
    """Finds what stands in plain words, with a board's own faces. Make it with `scanner_for`."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.faces = {typed: shown for typed, shown in vocabulary.smileys.items() if typed.strip() and shown}
        faces = [re.escape(face) for face in sorted(self.faces, key=len, reverse=True)]
        # Every way begins with a plain character, so that the search jumps from one to the next.
        ways = [rf"@(?:{_QUOTED}|(?P<name>{_WORD})(?!@))", rf":(?P<emoji>{NAME}):", *faces]
        self._way = re.compile("|".join(ways))
        # Looked for first, ten times faster than the ways: each begins with one character. A letter is no sign of a
        # face before the one behind it has been seen.
        signs = {"@", ":", *(face[0] for face in self.faces if not face[0].isalnum())}
        letters = {face[:2] for face in self.faces if face[0].isalnum()}
        self._first = re.compile(
            "|".join([*(re.escape(sign) + r"(?=\S)" for sign in sorted(signs)), *map(re.escape, sorted(letters))])
        )
        self._face = re.compile("|".join(faces)) if faces else None

    def nodes(self, text: str, *, link: bool = True, before: str = "") -> list[Inline]:
        """The nodes of a run of words. With `link` off (inside a link) names and addresses are words like any other.

        `before`: the character that stands right before the run, if one does that is no markup.
        """
        # Every address holds a ":" or an "@", or begins with "www.".
        if self._first.search(text) is None and "www." not in text and "WWW." not in text:
            return [Text(text)] if text else []
        match = self.find(text, 0)
        addresses = find_addresses(text)
        if match is None and not addresses:
            return [Text(text)] if text else []
        return _Run(self, text, link=link, before=before).read(addresses, match)

    def pieces(self, text: str, *, link: bool = True) -> list[tuple[str, Inline | None]]:
        """The words of a run in pieces, each with what it would become; None if it is words."""
        run = _Run(self, text, link=link)
        run.read(find_addresses(text), self.find(text, 0))
        pieces: list[tuple[str, Inline | None]] = []
        done = 0
        for start, end, node in run.found:
            pieces += [(text[done:start], None), (text[start:end], node)]
            done = end
        return [*pieces, (text[done:], None)]

    def find(self, text: str, pos: int) -> re.Match[str] | None:
        """The next thing that looks like a name, an emoji or a face."""
        while first := self._first.search(text, pos):
            if match := self._way.match(text, first.start()):
                return match
            pos = first.end()
        return None

    def face_at(self, text: str, pos: int) -> str:
        """The face that stands at a place, or empty."""
        match = self._face.match(text, pos) if self._face else None
        return match[0] if match else ""


class WordsOnly(Scanner):
    """Finds nothing: for reading a text as the CommonMark specification does, which has none of all this."""

    def __init__(self) -> None:
        super().__init__(Vocabulary(smileys={}))

    def nodes(self, text: str, *, link: bool = True, before: str = "") -> list[Inline]:
        """The words, as they are."""
        return [Text(text)] if text else []


class _Run:
    """One run of words being read. `done`: up to where its nodes are made."""

    def __init__(self, scanner: Scanner, text: str, *, link: bool, before: str = "") -> None:
        self.scanner = scanner
        self.before = before
        self.text = text
        self.link = link
        self.done = 0
        self.nodes: list[Inline] = []
        self.found: list[tuple[int, int, Inline]] = []

    def read(self, addresses: list[tuple[int, int, str]], match: re.Match[str] | None) -> list[Inline]:
        text = self.text
        for start, end, href in [*addresses, (len(text), len(text), "")]:
            while match is not None and match.start() < start:
                pos = self._found(match, start)
                match = self.scanner.find(text, pos)
            if match is not None and match.start() < end:
                match = self.scanner.find(text, end)
            if start < end and self.link:
                self._add(start, end, address_node(href, text[start:end]))
        if self.done < len(text):
            self.nodes.append(Text(text[self.done :]))
        return self.nodes

    def _add(self, start: int, end: int, node: Inline) -> None:
        if start > self.done:
            self.nodes.append(Text(self.text[self.done : start]))
        self.nodes.append(node)
        self.found.append((start, end, node))
        self.done = end

    def _found(self, match: re.Match[str], limit: int) -> int:
        """Makes the node of a hit, if it is one; says where to look next. Nothing reaches beyond `limit`."""
        start, end = match.span()
        if match.lastgroup in {"name", "quoted"}:
            return self._mention(match, limit) if self.link and end <= limit else start + 1
        if match.lastgroup == "emoji":
            char = emoji_named(match["emoji"])
            if char and self._stands_apart(start, end):
                self._add(start, end, Emoji(char, match[0]))
                return end
        face = self.scanner.face_at(self.text, start)
        if face and self._is_face(face, start, start + len(face)):
            end = start + len(face)
            self._add(start, end, Emoji(self.scanner.faces[face], face))
            return end
        return start + 1

    def _mention(self, match: re.Match[str], limit: int) -> int:
        start, end = match.span()
        before = self._before(start)
        if before and (before in _BEFORE_NAME or _is_letter(before)):
            return start + 1
        if match["quoted"] is not None:
            self._add(start, end, Mention(match["quoted"].strip(), "", match[0]))
            return end
        rest = _REST.match(self.text, end, limit)
        # A name or an address right behind the last word makes that word a part of it.
        words = rest[0] if rest else ""
        self._add(start, end + len(words), Mention(match["name"], words, match[0]))
        return end + len(words)

    def _before(self, start: int) -> str:
        return self.text[start - 1] if start else self.before

    def _follows(self, start: int) -> bool:
        """Whether a place follows right after something else that was found."""
        return bool(self.found) and start == self.done

    def _stands_apart(self, start: int, end: int) -> bool:
        """Whether a `:name:` is not part of a word or a number ("1:100:1")."""
        before, after = self._before(start), self.text[end : end + 1]
        if not self._follows(start) and (before == ":" or _is_letter(before)):
            return False
        return not _is_letter(after)

    def _is_face(self, face: str, start: int, end: int) -> bool:
        """Whether a face stands apart from words, and is no end of a bracket and no number of a list."""
        before, after = self._before(start), self.text[end : end + 1]
        if (
            before
            and not self._follows(start)
            and not (before.isspace() or before in _BEFORE_FACE or _is_close(before))
        ):
            return False
        if after and not (after.isspace() or after in _AFTER_FACE or _is_close(after) or self._face_follows(end)):
            return False
        if not face[0].isalnum() or face[-1] != ")":
            return True
        window = self.text[max(0, start - _BRACKET_WINDOW) : start]
        return bool(window.rpartition("\n")[2].strip()) and window.rfind("(") <= window.rfind(")")

    def _face_follows(self, pos: int) -> bool:
        return bool(self.scanner.face_at(self.text, pos))


def address_node(href: str, shown: str) -> Inline:
    """What a bare address becomes: a film, or a link."""
    film = video_of(href)
    return Video(film[0], film[1], href) if film else Link(href, (Text(shown),))


@lru_cache(maxsize=64)
def scanner_for(vocabulary: Vocabulary = PLAIN) -> Scanner:
    """The scanner for a board's words; made once for each vocabulary."""
    return Scanner(vocabulary)


def _is_letter(char: str) -> bool:
    """Whether a character belongs to a word that what follows would belong to, too."""
    return char.isalnum() and not _is_close(char)


def _is_close(char: str) -> bool:
    return any(first <= ord(char) < last for first, last in _WITHOUT_SPACES)
