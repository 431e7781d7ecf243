"""Whether what is quoted of a post is in that post: compared as words, forgiving everything else.

Forgiven: markup, white space, punctuation, case, pictures; words left out where an ellipsis says so ("…", "[...]") or a
paragraph ends, so that parts of a post can be quoted; quotes within quotes. Not forgiven: other words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from threadkeep.markup.to_text import to_text
from threadkeep.markup.tree import (
    Aligned,
    Block,
    Document,
    Figure,
    Footnotes,
    ListBlock,
    Quote,
    Rule,
    Spoiler,
    Table,
)
from threadkeep.topics.models import Post, QuoteCheck
from threadkeep.topics.rendering import parse_text, rendered_of
from threadkeep.vocabulary.queries import current_vocabulary

# So many quotations of one post are compared; those after them carry no flag.
MOST_QUOTED = 50

type Quotation = tuple[int, int]
"""The quoted post, and the how manieth quotation of it this is in the text, from 0."""
_ELLIPSIS = re.compile(r"…|\.{3,}|[\[(]\s*\.{2,}\s*[\])]")


def quote_states(post_ids: list[int]) -> Mapping[int, frozenset[tuple[int, int, str]]]:
    """For each of these posts that quotes others: (quoted post, place, state) as `QuoteCheck` keeps it. Six queries at
    most.

    A post can only quote what was there before it was written: other numbers are no quotations.
    """
    columns = ("id", "rendered", "renderer_version", "posted_at", "edited_at")
    posts = {post.pk: post for post in Post.objects.filter(pk__in=post_ids).only(*columns)}
    quoting = [pk for pk, rendered in rendered_of(posts.values()).items() if rendered.quoted_post_ids]
    if not quoting:
        return {}
    vocabulary = current_vocabulary()
    quotes: dict[int, dict[Quotation, list[str]]] = {}
    for pk, source, syntax in Post.objects.filter(pk__in=quoting).values_list("id", "source", "syntax"):
        quotes[pk] = quoted_words(parse_text(source, syntax, vocabulary))
    wanted = {quoted for found in quotes.values() for quoted, _place in found}
    quoted_posts = {post.pk: post for post in Post.objects.filter(pk__in=wanted).only(*columns)}
    words = {pk: words_of_text(each.text) for pk, each in rendered_of(quoted_posts.values()).items()}
    states: dict[int, frozenset[tuple[int, int, str]]] = {}
    for pk, found in quotes.items():
        written_at = posts[pk].edited_at or posts[pk].posted_at
        rows = {
            (quoted, place, _state(parts, words[quoted], quoted_posts[quoted].edited_at, written_at))
            for (quoted, place), parts in found.items()
            if quoted != pk and quoted in words and quoted_posts[quoted].posted_at <= written_at
        }
        if rows:
            states[pk] = frozenset(rows)
    return states


def _state(parts: Iterable[str], words: str, edited_at: datetime | None, quoted_at: datetime) -> str:
    if all(part in words for part in parts):
        return QuoteCheck.STAND
    return QuoteCheck.CHANGED if edited_at is not None and edited_at > quoted_at else QuoteCheck.DIFFER


def quoted_words(document: Document) -> dict[Quotation, list[str]]:
    """What a text quotes of which posts (at most MOST_QUOTED times): the words of each run with nothing left out."""
    found: dict[Quotation, list[str]] = defaultdict(list)
    for quotation, block in _quoted(document.children, (0, 0), Counter()):
        if 0 < quotation[0] < 2**63 and (quotation in found or len(found) < MOST_QUOTED):
            found[quotation] += [words for part in _ELLIPSIS.split(_text(block)) if (words := words_of_text(part))]
    return dict(found)


def _quoted(blocks: Iterable[Block], quotation: Quotation, counted: Counter[int]) -> Iterator[tuple[Quotation, Block]]:
    """Every block that holds words, with the innermost quotation around it; (0, 0) is none."""
    for block in blocks:
        match block:
            case Quote():
                # Counted as its head is met, which is the order in which a page fills the heads.
                inside = (block.head.post_id, counted[block.head.post_id]) if block.head else (0, 0)
                counted[inside[0]] += 1
                yield from _quoted(block.children, inside, counted)
            case Aligned() | Spoiler():
                yield from _quoted(block.children, quotation, counted)
            case ListBlock():
                for item in block.items:
                    yield from _quoted(item.children, quotation, counted)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from _quoted(cell.children, quotation, counted)
            case Footnotes():
                for note in block.notes:
                    yield from _quoted(note.children, quotation, counted)
            case Rule() | Figure():
                pass
            case _:
                yield quotation, block


def _text(block: Block) -> str:
    return to_text(Document((block,)))


def words_of_text(text: str) -> str:
    """The letters, digits and marks of a text, folded, with nothing between them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNM")
