"""Whether what is quoted of a post is in that post: compared as words, forgiving everything else.

Forgiven: markup, white space, punctuation, case, pictures; words left out where an ellipsis says so ("…", "[...]") or a
paragraph ends, so that parts of a post can be quoted; quotes within quotes. Not forgiven: other words.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
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

# So many different posts quoted by one post are compared; the quotes of others carry no flag.
MOST_QUOTED = 50
_ELLIPSIS = re.compile(r"…|\.{3,}|[\[(]\s*\.{2,}\s*[\])]")


def quote_states(post_ids: list[int]) -> Mapping[int, frozenset[tuple[int, str]]]:
    """For each of these posts that quotes others: (quoted post, state) as `QuoteCheck` keeps it. Six queries at most.

    A post can only quote what was there before it was written: other numbers are no quotations.
    """
    columns = ("id", "rendered", "renderer_version", "posted_at", "edited_at")
    posts = {post.pk: post for post in Post.objects.filter(pk__in=post_ids).only(*columns)}
    quoting = [pk for pk, rendered in rendered_of(posts.values()).items() if rendered.quoted_post_ids]
    if not quoting:
        return {}
    vocabulary = current_vocabulary()
    quotes: dict[int, dict[int, list[str]]] = {}
    for pk, source, syntax in Post.objects.filter(pk__in=quoting).values_list("id", "source", "syntax"):
        quotes[pk] = quoted_words(parse_text(source, syntax, vocabulary))
    wanted = {quoted for found in quotes.values() for quoted in found}
    quoted_posts = {post.pk: post for post in Post.objects.filter(pk__in=wanted).only(*columns)}
    words = {pk: words_of_text(each.text) for pk, each in rendered_of(quoted_posts.values()).items()}
    states: dict[int, frozenset[tuple[int, str]]] = {}
    for pk, found in quotes.items():
        written_at = posts[pk].edited_at or posts[pk].posted_at
        rows = {
            (quoted, _state(parts, words[quoted], quoted_posts[quoted].edited_at, written_at))
            for quoted, parts in found.items()
            if quoted != pk and quoted in words and quoted_posts[quoted].posted_at <= written_at
        }
        if rows:
            states[pk] = frozenset(rows)
    return states


def _state(parts: Iterable[str], words: str, edited_at: datetime | None, quoted_at: datetime) -> str:
    if all(part in words for part in parts):
        return QuoteCheck.STAND
    return QuoteCheck.CHANGED if edited_at is not None and edited_at > quoted_at else QuoteCheck.DIFFER


def quoted_words(document: Document) -> dict[int, list[str]]:
    """What a text quotes of which posts (at most MOST_QUOTED): the words of each run with nothing left out, folded."""
    found: dict[int, list[str]] = defaultdict(list)
    for post_id, block in _quoted(document.children, 0):
        if 0 < post_id < 2**63 and (post_id in found or len(found) < MOST_QUOTED):
            found[post_id] += [words for part in _ELLIPSIS.split(_text(block)) if (words := words_of_text(part))]
    return dict(found)


def _quoted(blocks: Iterable[Block], post_id: int) -> Iterator[tuple[int, Block]]:
    """Every block that holds words, with the post of the innermost quote around it; 0 is no post."""
    for block in blocks:
        match block:
            case Quote():
                yield from _quoted(block.children, block.head.post_id if block.head else 0)
            case Aligned() | Spoiler():
                yield from _quoted(block.children, post_id)
            case ListBlock():
                for item in block.items:
                    yield from _quoted(item.children, post_id)
            case Table():
                for row in block.rows:
                    for cell in row:
                        yield from _quoted(cell.children, post_id)
            case Footnotes():
                for note in block.notes:
                    yield from _quoted(note.children, post_id)
            case Rule() | Figure():
                pass
            case _:
                yield post_id, block


def _text(block: Block) -> str:
    return to_text(Document((block,)))


def words_of_text(text: str) -> str:
    """The letters, digits and marks of a text, folded, with nothing between them."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNM")
