"""Colours for code."""

import pytest

from threadkeep.markup.highlight import CLASSES, LANGUAGES, MAX_BLOCK, MAX_POST, Highlighter


def joined(pairs):
    return "".join(text for _, text in pairs)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_language_is_known_and_keeps_the_code(language):
    code = "if (x == 'a') { return 1; } # end\n\n\tfunction f() /* y */\n<b>\u00e9</b>"
    pairs = Highlighter().colour(code, language)
    assert joined(pairs) == code
    assert {css_class for css_class, _ in pairs} <= CLASSES | {""}


def test_code_is_coloured():
    assert ("k", "return") in Highlighter().colour("return 1", "python")
    assert ("k", "return") in Highlighter().colour("return 1", "Python")


@pytest.mark.parametrize(
    ("code", "language"),
    [("return 1", "brainfuck"), ("return 1", ""), ("x" * 500, "python"), ("x\n" * MAX_BLOCK, "python")],
)
def test_other_code_is_shown_plain(code, language):
    assert Highlighter().colour(code, language) == [("", code)]


def test_a_post_has_only_so_much_coloured_code():
    highlighter = Highlighter()
    block = "return 1\n" * 500
    coloured = [len(highlighter.colour(block, "python")) > 1 for _ in range(10)]
    assert coloured == [True] * (MAX_POST // len(block)) + [False] * (10 - MAX_POST // len(block))


def test_a_lexer_that_trips_leaves_the_code_plain(monkeypatch):
    def trips(code):
        raise RuntimeError

    monkeypatch.setattr(
        "threadkeep.markup.highlight._lexer", lambda language: type("L", (), {"get_tokens_unprocessed": trips})
    )
    assert Highlighter().colour("return 1", "python") == [("", "return 1")]


def test_time_that_is_over_leaves_the_code_plain():
    highlighter = Highlighter()
    highlighter.seconds = -1.0
    assert highlighter.colour("return 1", "python") == [("", "return 1")]
