"""The same text gives the same tree, whichever syntax it is written in."""

import pytest

from threadkeep.markup.changing import changed
from threadkeep.markup.render import parse, render
from threadkeep.markup.tree import Text
from threadkeep.markup.vocabulary import OwnTag, Vocabulary

OWN_URL = "https://board.example"
# Words without any marks, and pairs: Markdown, BBCode.
SAME = [
    "Plain words, with a comma; and more.",
    "Hello @Marta Berg, and @Marta.",
    'Hello @"Marta Berg" and @“O\'Neill”!',
    "张三 said @李四 and @मार्ता बर्ग and @Ольга",
    "marta@example.org is no name, nor is a@b or @a@b.example or x@",
    "Well :) ;-) (:D) :(( x:) 8) (see 8) and <3",
    "I :thumbsup: :+1::smile: this, at 12:30:45, 1:100:1, :nobody:",
    "See https://example.org/a_b_c?d=(e), www.example.org. And http://example.org/:)",
    "http://müller.example/ü, https://пример.example and https://例え.example。",
    "https://youtu.be/dQw4w9WgXcQ",
    "See https://vimeo.com/123456789 now.",
    "https://board.example/t/12-a-walk?page=2 and https://board.example/p/34, not https://board.example/b/3",
    "Prices of 5 and 6, a|b, 3<4, 50% & more",
]
PAIRS = [
    ("*a* **b** ~~c~~ `d`", "[i]a[/i] [b]b[/b] [s]c[/s] [icode]d[/icode]"),
    ("**@Marta** :) `:)`", "[b]@Marta[/b] :) [icode]:)[/icode]"),
    ("a ||b *c*|| d", "a [ispoiler]b [i]c[/i][/ispoiler] d"),
    ("[words :) @a](https://example.org/)", "[url=https://example.org/]words :) @a[/url]"),
    ("[a walk](https://board.example/t/12)", "[url=https://board.example/t/12]a walk[/url]"),
    ("[a walk](topic:12) and [Marta, #4](post:34)", "[topic=12]a walk[/topic] and [post=34]Marta, #4[/post]"),
    ("Let $x^2$ be", "Let [math]x^2[/math] be"),
    ("![](https://example.org/a.png)", "[img]https://example.org/a.png[/img]"),
    ("> [Marta, #4](post:12)\n>\n> words", "[quote author=Marta post_id=12 number=4]words[/quote]"),
    (":::spoiler The end\nfolded\n:::", "[spoiler=The end]folded[/spoiler]"),
    ("- a\n- b @Marta", "[list][*]a[*]b @Marta[/list]"),
    ("```python\nx = ':)'\n```", "[code=python]\nx = ':)'\n[/code]"),
    ("one\n\ntwo\n\n---", "one\n\ntwo\n\n[hr]"),
]


def joined(document):
    """The tree with texts beside each other as one: a syntax may need several to write one."""

    def change(node):
        children = getattr(node, "children", None)
        if not isinstance(children, tuple):
            return node
        out = []
        for child in children:
            if out and isinstance(child, Text) and isinstance(out[-1], Text):
                child = Text(out.pop().text + child.text)  # noqa: PLW2901 - the two are one
            out.append(child)
        return type(node)(**{**{name: getattr(node, name) for name in node.__slots__}, "children": tuple(out)})

    return changed(document.children, change)


@pytest.mark.parametrize(("markdown", "bbcode"), [*((same, same) for same in SAME), *PAIRS])
def test_a_text_in_either_syntax_gives_the_same_tree(markdown, bbcode):
    trees = [
        joined(parse(source, syntax, own_url=OWN_URL))
        for source, syntax in ((markdown, "markdown"), (bbcode, "bbcode"))
    ]
    assert trees[0] == trees[1]


@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
def test_a_board_has_its_own_faces_or_none(syntax):
    own = Vocabulary(smileys={":cat:": "🐈", "=)": "🙂"}, own_tags=(OwnTag("note", "[b]{content}[/b]"),), version=1)
    assert render("=) :) :cat:", syntax, vocabulary=own).text == "🙂 :) 🐈"
    assert render(":) :cat:", syntax, vocabulary=Vocabulary(smileys={}, version=2)).text == ":) 🐈"


@pytest.mark.parametrize("syntax", ["markdown", "bbcode"])
def test_names_and_topics_are_told_to_the_board(syntax):
    rendered = render('@Marta Berg: https://board.example/t/7 @"Bo" @Marta Berg', syntax, own_url=OWN_URL)
    assert rendered.mentions == ("Marta Berg", "Bo")
    assert rendered.topic_ids == (7,)
    assert rendered.links == ()


def test_ten_thousand_names_are_read():
    assert (
        len([piece for piece in render("@marta\n" * 10_000, "bbcode").pieces if not isinstance(piece, str)]) == 10_000
    )
