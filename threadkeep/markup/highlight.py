"""Colours for code, by Pygments, as short class names ("k", "s2"); the theme gives them colours.

A lexer is a pile of regular expressions, and for most of them a text can be made over which they take seconds (C: some
thousand empty lines) or which they do not survive. So only languages of a list are coloured, only as much code as a
person reads, and only for so much processor time. That time is several times what the longest honest code takes; code
that exceeds it is shown plain, and so nothing but its colours depends on the machine.
"""

from __future__ import annotations

import re
import time
from contextlib import suppress
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType

MAX_BLOCK = 8_000
MAX_POST = 24_000
MAX_LINE = 400
# Processor time of one post: 8,000 characters of ordinary code take some 0.02 s.
MAX_SECONDS = 0.15

# The names Pygments knows its lexers by. Whatever is not here is shown plain, with its language kept as a class.
LANGUAGES = frozenset({
    "bash", "sh", "shell", "console", "c", "cpp", "c++", "csharp", "c#", "cs", "css", "diff", "dockerfile", "docker",
    "go", "golang", "haskell", "hs", "html", "http", "ini", "java", "javascript", "js", "json", "kotlin", "latex",
    "tex", "lua", "make", "makefile", "nginx", "objective-c", "objc", "perl", "pl", "php",
    "postgres", "postgresql", "powershell", "ps1", "python", "py", "py3", "python3", "pycon", "r", "ruby", "rb",
    "rust", "rs", "scala", "sql", "sqlite3", "swift", "toml", "ts", "typescript", "vb.net", "xml", "yaml", "yml",
})  # fmt: skip
_LONG_LINE = re.compile(rf"[^\n]{{{MAX_LINE}}}")

# Every class a highlighted text can carry; the gate lets no other through.
CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name)


@cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language, stripnl=False, ensurenl=False, startinline=True)


@cache
def _css_class(kind: _TokenType) -> str:
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return str(STANDARD_TYPES[kind])


class Highlighter:
    """Colours the code of one post, as long as there are characters and time left for it."""

    def __init__(self) -> None:
        self.characters = MAX_POST
        self.seconds = MAX_SECONDS

    def colour(self, code: str, language: str) -> list[tuple[str, str]]:
        """Code as (class, text) pairs; the texts joined are the code, to the last character."""
        plain = [("", code)]
        size = len(code)
        if language.lower() not in LANGUAGES or size > min(MAX_BLOCK, self.characters) or _LONG_LINE.search(code):
            return plain
        lexer = _lexer(language.lower())
        self.characters -= size
        started = time.thread_time()
        # Whatever a lexer trips over, the code is still there to be read.
        with suppress(Exception):
            pairs = self._pairs(lexer, code, started + self.seconds)
            plain = pairs if sum(len(text) for _, text in pairs) == size else plain
        self.seconds -= time.thread_time() - started
        return plain

    def _pairs(self, lexer: Lexer, code: str, until: float) -> list[tuple[str, str]]:
        pairs: list[tuple[str, str]] = []
        for number, (_, kind, text) in enumerate(lexer.get_tokens_unprocessed(code)):
            if number % 8 == 0 and time.thread_time() > until:
                return []
            css_class = "" if text.isspace() else _css_class(kind)
            if pairs and pairs[-1][0] == css_class:
                pairs[-1] = (css_class, pairs[-1][1] + text)
            elif text:
                pairs.append((css_class, text))
        return pairs
