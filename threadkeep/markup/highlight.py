"""Colours for code, by Pygments, as short class names ("k", "s2"); the theme gives them colours.

Only languages of the list below are coloured, and only as much code as a person reads: a lexer is a pile of regular
expressions, and some take long over text made to annoy them (measured in tests/test_growth.py).
"""

from __future__ import annotations

import re
from functools import cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import STANDARD_TYPES, _TokenType
from pygments.util import ClassNotFound

MAX_BLOCK = 8_000
MAX_POST = 24_000
MAX_LINE = 400

# The names Pygments knows its lexers by. Whatever is not here is shown plain, with its language kept as a class.
LANGUAGES = frozenset({
    "bash", "sh", "shell", "console", "c", "cpp", "c++", "csharp", "c#", "cs", "css", "diff", "dockerfile", "docker",
    "go", "golang", "haskell", "hs", "html", "http", "ini", "java", "javascript", "js", "json", "kotlin", "latex",
    "tex", "lua", "make", "makefile", "nginx", "objective-c", "objc", "pascal", "delphi", "perl", "pl", "php",
    "postgres", "postgresql", "powershell", "ps1", "python", "py", "py3", "python3", "pycon", "r", "ruby", "rb",
    "rust", "rs", "scala", "sql", "sqlite3", "swift", "toml", "ts", "typescript", "vb.net", "xml", "yaml", "yml",
})  # fmt: skip
_LONG_LINE = re.compile(rf"[^\n]{{{MAX_LINE}}}")

# Every class a highlighted text can carry; the gate lets no other through.
CLASSES = frozenset(name for name in STANDARD_TYPES.values() if name)


@cache
def _lexer(language: str) -> Lexer | None:
    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False, startinline=True)
    except ClassNotFound:
        return None


@cache
def _css_class(kind: _TokenType) -> str:
    while kind not in STANDARD_TYPES:
        kind = kind.parent
    return str(STANDARD_TYPES[kind])


def highlight(code: str, language: str, spent: int) -> tuple[list[tuple[str, str]], int]:
    """Code as (class, text) pairs, and how many characters of this post are coloured now.

    `spent` is what the call before gave back, 0 at first. The texts joined are the code, to the last character.
    """
    plain = [("", code)] if code else []
    if language.lower() not in LANGUAGES or len(code) > MAX_BLOCK or spent + len(code) > MAX_POST:
        return plain, spent
    if _LONG_LINE.search(code):
        return plain, spent
    lexer = _lexer(language.lower())
    if lexer is None:
        return plain, spent
    pairs: list[tuple[str, str]] = []
    for _, kind, text in lexer.get_tokens_unprocessed(code):
        css_class = "" if text.isspace() else _css_class(kind)
        if pairs and pairs[-1][0] == css_class:
            pairs[-1] = (css_class, pairs[-1][1] + text)
        elif text:
            pairs.append((css_class, text))
    if sum(len(text) for _, text in pairs) != len(code):
        return plain, spent + len(code)
    return pairs, spent + len(code)
