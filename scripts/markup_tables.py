"""The tables of docs/markup.md that are made from code. Each stands between two comments in the page:

<!-- made: tags -->
<!-- end -->
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "markup.md"
_MADE = re.compile(r"(<!-- made: (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def markup_page() -> str:
    """docs/markup.md, its tables as the code has them, the prose between them as it is."""
    return _MADE.sub(lambda match: f"{match[1]}{TABLES[match['name']]()}\n{match[3]}", PAGE.read_text(encoding="utf-8"))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in (head, *rows)]
    return "\n".join([lines[0], "|" + "---|" * len(head), *lines[1:]])


def tags_table() -> str:
    """Every BBCode tag with its other names and an example."""
    from threadkeep.markup.bbcode.tags import TAGS

    rows = []
    for tag in {tag.name: tag for tag in TAGS.values()}.values():
        also = ", ".join(f"`{alias}`" for alias in tag.aliases) or "–"
        rows.append((f"`{tag.name}`", also, f"`{tag.example}`"))
    return _table(("Tag", "Also", "Example"), rows)


def smileys_table() -> str:
    """The smileys a board begins with."""
    from threadkeep.markup.vocabulary import SMILEYS

    by_character: dict[str, list[str]] = {}
    for typed, character in SMILEYS.items():
        by_character.setdefault(character, []).append(f"`{typed}`")
    return _table(("Typed", "Shown"), ((" ".join(typed), character) for character, typed in by_character.items()))


def colours_table() -> str:
    """The palette."""
    from threadkeep.markup.colours import PALETTE

    return ", ".join(f"`{name}`" for name in PALETTE) + "."


def limits_table() -> str:
    """Every limit, with its number."""
    return _table(("What", "Limit"), ((what, str(limit)) for what, limit in _limits()))


def _limits() -> list[tuple[str, int]]:
    from threadkeep.markup import addresses, characters, highlight, mathml, render
    from threadkeep.markup.bbcode import attributes, builder, own_reading, own_tags, tokenise
    from threadkeep.markup.markdown import limits

    return [
        ("characters of a post that are read", render.MAX_LENGTH),
        (
            "Markdown: lines, once more for each quote around them, three times for each list mark, half the cells",
            limits.MAX_LINE_WORK,
        ),
        ("Markdown: cells of tables", limits.MAX_CELLS),
        ("Markdown: characters that could begin inline markup", limits.MAX_MARKS),
        ("Markdown: blocks inside each other (a list and its item are two)", limits.MAX_BLOCK_LEVEL),
        ("Markdown: styles and links inside each other", limits.MAX_INLINE_LEVEL),
        ("Markdown: notes", limits.MAX_NOTES),
        ("Markdown: abbreviations", limits.MAX_ABBREVIATIONS),
        ("Markdown: characters of what an abbreviation means", limits.MAX_MEANING),
        ("Markdown: lines of a formula", limits.MAX_FORMULA_LINES),
        ("BBCode: tags", tokenise.MAX_TAGS),
        ("BBCode: paragraphs", builder.MAX_PARAGRAPHS),
        ("BBCode: blocks, and styles, inside each other", builder.MAX_DEPTH),
        ("BBCode: characters of a tag's values", attributes.MAX_LENGTH),
        ("BBCode: characters between the tags of a file, topic, post, member or time", tokenise.MAX_NAMED),
        ("own tags: characters of a template", own_tags.MAX_TEMPLATE),
        ("own tags: tags in a template", own_tags.MAX_TEMPLATE_TAGS),
        ("own tags: times the value, or the content, stands in a template", own_tags.MAX_USES),
        ("own tags: characters that templates add to one post", own_reading.MAX_WRITTEN),
        ("characters of an address", addresses.MAX_LENGTH),
        ("marks on one letter (accents and the like)", characters.MAX_MARKS),
        ("formulas: characters of one", mathml.MAX_LENGTH),
        ("formulas: of one post", mathml.MAX_FORMULAS),
        ("formulas: characters of all in one post", mathml.MAX_LENGTH_TOGETHER),
        ("code that is coloured, characters of one block", highlight.MAX_BLOCK),
        ("code that is coloured, characters of one post", highlight.MAX_POST),
    ]


def languages_table() -> str:
    """The languages whose code is coloured."""
    from threadkeep.markup.highlight import LANGUAGES

    return ", ".join(f"`{name}`" for name in sorted(LANGUAGES)) + "."


def films_table() -> str:
    """Where films may come from."""
    from threadkeep.markup.videos import PROVIDERS

    return ", ".join(f"`{name}`" for name in PROVIDERS) + "."


def own_kinds_table() -> str:
    """What the value and the content of an own tag can be."""
    from threadkeep.markup.bbcode.values import ABOUT

    return _table(("Kind", "What may stand there"), ((f"`{kind}`", about) for kind, about in ABOUT.items()))


def elements_table() -> str:
    """The elements the gate lets through, with their attributes."""
    from threadkeep.markup import gate
    from threadkeep.markup.mathml import ELEMENTS

    def attributes(tag: str) -> str:
        free = gate.ATTRIBUTES.get(tag, set())
        listed = gate.VALUES.get(tag, {})
        classes = {"class"} if gate.CSS_CLASSES.get(tag) else set()
        return ", ".join(f"`{name}`" for name in sorted(free | listed.keys() | classes)) or "–"

    rows: dict[str, list[str]] = {}
    for tag in sorted(gate.TAGS - ELEMENTS):
        rows.setdefault(attributes(tag), []).append(f"`{tag}`")
    table = _table(("Elements", "Attributes"), ((" ".join(tags), names) for names, tags in rows.items()))
    return f"{table}\n\nIn `math`: " + " ".join(f"`{tag}`" for tag in sorted(ELEMENTS)) + "."


TABLES: dict[str, Callable[[], str]] = {
    "tags": tags_table,
    "smileys": smileys_table,
    "colours": colours_table,
    "limits": limits_table,
    "own-kinds": own_kinds_table,
    "languages": languages_table,
    "films": films_table,
    "elements": elements_table,
}
