"""No text takes long: four times the text takes about four times the time, and a megabyte of anything is soon done.

What is compared are processor times of two sizes on the same machine within the same second, the better of three tries,
and a quadratic reading would give 16: so the limit of 10 holds on a busy machine too.
"""

import gc
import resource
import subprocess
import sys
import time

import pytest

from threadkeep.markup.highlight import MAX_BLOCK, MAX_SECONDS, Highlighter
from threadkeep.markup.render import render
from threadkeep.markup.vocabulary import OwnTag, Vocabulary

OWN = Vocabulary(
    own_tags=(OwnTag("note", "[indent][b]{content}[/b][/indent]"), OwnTag("word", "{content}", content="word")),
    version=1,
)
SMALL, LARGE = 10_000, 40_000
# Below this a measurement says nothing.
TOO_SHORT = 0.03

REPEATED = [
    "[", "]", "[]", "[a](", "![", "![a](", '[a](b "c', "[a](<b", "[a][", "[a]](b ", "[a](b)", "[a]: b 'c\n", "[a]:\n",
    "[a]: /b\n", "*", "_", "`", "``a`", "*a ", "a*", "**a ", "*a_ ", "a**b", "~~a", "\\", "\\a", "&", "&amp;", "&#1",
    "<", "<a:b", "<http://a> ", "<x@", ">", "> ", ">\n", "> > > > > > a\n", "- ", "-\n", "- a\n", "1. a\n\n",
    "* * * a\n", "- [ ] a\n", "# a\n", "a\n", "\n", "a\n\n", "a  \n", "|", "|a", "|a|b|\n|-|-|\n", "|-|\n", "```\n",
    "> ```\n", "    a\n", "---\n", "a\n===\n", " ", "\t", "+\n", "http://a.b/c ", "http://", "www.", "www.a ",
    "http://a/(", "http://a/)))", "a@b.cc ", "@", "a@", "http://ä.b/ ", "[quote]", "[/quote]", "[quote=",
    "[quote author=", '[quote="', "[b]", "[b]a", "[b]a[/b]", "[b][i]a[/b][/i]", "[/b]", "[url]", "[url=http://a]",
    "[url=http://a]a[/url]", "[list]", "[*]", "[list][*]", "[li]a", "[table][tr][td]", "[td]", "[code]",
    "[code]a[/code]", "[img]", "[attach=1]", "[color=red]a", "[center]", "[quote]a[/quote]", "[nobbc][b]",
    "[size=1 a=", "[b x='", "[x]", "[hr]", "[br]", "Source: A\n", "source@", "(via a ", "\x00", "\u202e", "\ud800",
    "á́", "😀 ", "\u0301", "[b]\u0301[/b]", "[heading]",
    "[heading=2]a[/heading]", "[me=a]", "[align=center]", "[anchor=a]a[/anchor]", "[url=#a]a[/url]", "[topic=1]",
    "[topic=1]a[/topic]", "[post=1]Marta, #1[/post]", "[user=1]", "[user=1]a[/user]", "[time]1[/time]", "[math]",
    "[math]x[/math]", "[media]https://youtu.be/dQw4w9WgXcQ[/media]", "[note]", "[note]a[/note]", "[word]",
    "[word]a[/word]", "[ispoiler]a", "[html]", "@marta ", '@"a', '@"a" ', "@a b c d ", ":) ", ":smile:", ":a", "8) ",
    "xD", "<3", "||", "||a", "||a||b", "$", "$a", "$$", "$$a\n", "$x_1$ ",
    "$\\frac{ ", "[^a]", "[^a]: b\n", "[^a]: ", "*[a]: b\n", "*[ab]: b\nab ", ">! ", ">! a\n", ":::spoiler\n",
    ":::spoiler\n:::\n", ":::\n",
    "[math]", "[math]x[/math]", "[ispoiler]", "https://youtu.be/dQw4w9WgXcQ ", "/t/1 ", "[a](/t/1) ", "[a](topic:1)",
    "plain words and more of them. ",
]  # fmt: skip


def grown(kind, size):
    """A text of about a size that is not one bit repeated."""
    match kind:
        case "items each further in":
            return "".join("  " * depth + "- a\n" for depth in range(int(size**0.5)))
        case "lines that lazily belong to twenty quotes":
            return ">" * 20 + "a\n" + "b\n" * (size // 2)
        case "short rows of a wide table":
            columns = int(size**0.5)
            return "|a" * columns + "|\n" + "|-" * columns + "|\n" + "|\n" * (size // 2)
        case "links to one reference":
            return "[a]: /x\n\n" + "[a] " * (size // 4)
        case "many notes":
            return "".join(f"a[^{at}]\n\n[^{at}]: b\n\n" for at in range(size // 20))
        case "many abbreviations":
            return "".join(f"*[w{at}]: b\n" for at in range(size // 20)) + "\n" + "w1 w2 " * (size // 12)
        case "bad formulas":
            return "".join(f"$\\overset{at}\\over\\overset" + "\\substack'" * 50 + "$ " for at in range(size // 600))
        case "items of one list":
            return "[list]" + "[*]a" * (size // 4)
    return None


SHAPES = [
    "items each further in",
    "lines that lazily belong to twenty quotes",
    "short rows of a wide table",
    "links to one reference",
    "many notes",
    "many abbreviations",
    "bad formulas",
    "items of one list",
]


def seconds(text, syntax):
    gc.collect()
    gc.disable()
    try:
        started = time.process_time()
        render(text, syntax, vocabulary=OWN)
        return time.process_time() - started
    finally:
        gc.enable()


def growth(make, syntax):
    """How many times longer the large text takes than the small one; the best of three tries."""
    ratios = []
    for _ in range(3):
        large = seconds(make(LARGE), syntax)
        if large < TOO_SHORT:
            return 0.0
        ratios.append(large / max(seconds(make(SMALL), syntax), TOO_SHORT / 8))
        if ratios[-1] < 10:
            break
    return min(ratios)


@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
@pytest.mark.parametrize("bit", REPEATED, ids=ascii)
def test_a_bit_repeated_takes_time_in_proportion(bit, syntax):
    assert growth(lambda size: bit * (size // len(bit)), syntax) < 10


@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_shape_grown_takes_time_in_proportion(shape, syntax):
    assert growth(lambda size: grown(shape, size), syntax) < 10


def test_the_measurement_finds_a_quadratic_reading(monkeypatch):
    monkeypatch.setattr(
        sys.modules[__name__], "render", lambda text, _, vocabulary: [text.count("b") for _ in range(len(text) // 2)]
    )
    assert growth(lambda size: "a" * size, "markdown") > 10


MEGABYTE = """
from threadkeep.markup.render import render
texts = ["[" * 10**6, "[quote]" * 100_000, ">" * 100_000, "*" * 10**6, "_" * 10**6, "`" * 10**6, "[a](" * 250_000,
         "".join("  " * depth + "- a\\n" for depth in range(1000)), "@marta " * 10_000, "&" * 10**6, "a\\n" * 500_000,
         "[list][*]" * 20_000, "$" * 10**6, "a" + "\\u0301" * 500_000, ":) " * 100_000, "||" * 300_000]
for text in texts:
    for syntax in ("markdown", "bbcode"):
        render(text, syntax)
print("done")
"""


def test_megabytes_of_anything_are_done_in_the_time_a_process_is_given():
    # 32 texts, most of them done in half a second: a quadratic one alone would need minutes.
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    done = subprocess.run(
        [sys.executable, "-c", MEGABYTE], capture_output=True, text=True, preexec_fn=limit, check=False
    )
    assert done.stdout == "done\n", done.stderr


@pytest.mark.parametrize("language", ["c", "csharp", "java", "javascript", "python"])
@pytest.mark.parametrize("bit", ["\n", "a\n", '\\"'], ids=ascii)
def test_colouring_code_stops_when_its_time_is_over(language, bit):
    highlighter = Highlighter()
    code = (bit * MAX_BLOCK)[:MAX_BLOCK] if "\n" in bit else ("\n".join([bit * 20] * MAX_BLOCK))[:MAX_BLOCK]
    coloured = highlighter.colour(code, language)
    assert "".join(text for _, text in coloured) == code
    # One more step of a lexer may begin just before the time is over.
    assert highlighter.seconds > -10 * MAX_SECONDS
