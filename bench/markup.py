"""`python -m bench.markup`: how many posts the text engine renders in a second of one core, and how much that costs
beside markdown-it-py, which renders the same words and does nothing else.

python -m bench.markup                # each kind of post
python -m bench.markup --hostile      # a megabyte of each thing that could be slow, in seconds
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import batched

import click
from markdown_it import MarkdownIt

from bench.texts import NOUNS, sentence
from threadkeep.markup.render import Syntax, render, render_html

POSTS = 400
# The best of so many rounds counts: whatever else the machine does only ever makes it slower.
ROUNDS = 15


def words(rng: random.Random, count: int) -> str:
    """So many words of ordinary sentences."""
    found: list[str] = []
    while len(found) < count:
        found += sentence(rng).split()
    return " ".join(found[:count])


def markdown(rng: random.Random) -> str:
    """100 words: two paragraphs, some emphasis, a link, now and then a list or a quote."""
    noun = rng.choice(NOUNS)
    parts = [
        f"{words(rng, 20)} **{words(rng, 2)}** {words(rng, 12)} [{noun}](https://example.org/{noun}) {words(rng, 14)}.",
        f"{words(rng, 18)} *{words(rng, 3)}* {words(rng, 10)}.",
    ]
    parts.insert(
        rng.randrange(3),
        rng.choice((
            "\n".join(f"- {words(rng, 5)}" for _ in range(4)),
            f"> [Marta, #{rng.randint(1, 90)}](post:{rng.randint(1, 9999)})\n\n> {words(rng, 20)}",
            f"{words(rng, 20)} :)",
        )),
    )  # fmt: skip
    return "\n\n".join(parts)


def bbcode(rng: random.Random) -> str:
    """100 words: a quote, a paragraph with a strong word and a link, now and then a face."""
    return (
        f"[quote author=Marta post_id={rng.randint(1, 9999)}]{words(rng, 20)}[/quote]\n{words(rng, 30)} "
        f"[b]{words(rng, 2)}[/b] {words(rng, 20)} [url=https://example.org/{rng.randint(1, 999)}]{words(rng, 3)}[/url] "
        f"{words(rng, 25)}{rng.choice(('.', ' :)', '!'))}"
    )


def tag_heavy(rng: random.Random) -> str:
    """100 words with a tag at every fifth: what people write who like the toolbar."""
    return (
        f'[quote="Marta" post_id={rng.randint(1, 9999)}][i]{words(rng, 8)}[/i] [b]{words(rng, 4)}[/b][/quote]\n'
        f"{words(rng, 10)} [b]{words(rng, 2)}[/b] [color=red]{words(rng, 2)}[/color] [size=5]{words(rng, 2)}[/size] "
        f"{words(rng, 10)} :)\n[list][*]{words(rng, 4)}[*][u]{words(rng, 4)}[/u][*]{words(rng, 4)}[/list]\n"
        f"[url=https://example.org/{rng.randint(1, 999)}]{words(rng, 3)}[/url] "
        f"[img]https://example.org/{rng.randint(1, 99)}.jpg[/img]\n[center]{words(rng, 5)}[/center] {words(rng, 15)} "
        f"https://example.org/x [s]{words(rng, 2)}[/s] [i]{words(rng, 3)}[/i] {words(rng, 10)}"
    )


KINDS: dict[str, tuple[Syntax, Callable[[random.Random], str]]] = {
    "Markdown, 100 words": ("markdown", markdown),
    "BBCode, 100 words": ("bbcode", bbcode),
    "BBCode, 100 words, 23 tags": ("bbcode", tag_heavy),
}
_K = 1_000
HOSTILE: dict[str, str] = {
    "1 MB of [": "[" * _K * _K,
    "100,000 [quote]": "[quote]" * 100 * _K,
    "100,000 >": ">" * 100 * _K,
    "lists each further in": "".join("  " * depth + "- a\n" for depth in range(_K)),
    "20,000 [list][*]": "[list][*]" * 20 * _K,
    "10,000 mentions": "@marta " * 10 * _K,
    "1 MB of *": "*" * _K * _K,
    "1 MB of _": "_" * _K * _K,
    "1 MB of `": "`" * _K * _K,
    "1 MB of $": "$" * _K * _K,
    "1 MB of [a](": "[a](" * 250 * _K,
    "1 MB of &": "&" * _K * _K,
    "1 MB of accents": "a" + "\u0301" * _K * 500,
    "500,000 lines": "a\n" * 500 * _K,
}


def seconds_of(render_one: Callable[[str], object], posts: Sequence[str]) -> float:
    """Processor time of one post: the best round of each small batch, so that a busy moment spoils only one."""
    total = 0.0
    for batch in batched(posts, 20):
        best = float("inf")
        for _ in range(ROUNDS):
            started = time.process_time()
            for post in batch:
                render_one(post)
            best = min(best, time.process_time() - started)
        total += best
    return total / len(posts)


def rates() -> list[tuple[str, float, float, float]]:
    """For each kind: posts a second with everything a board keeps of them, with the HTML alone, and the ratio."""
    plain = MarkdownIt("commonmark")
    figures = []
    for name, (syntax, write) in KINDS.items():
        rng = random.Random(7)
        posts = [write(rng) for _ in range(POSTS)]
        whole = seconds_of(partial(render, syntax=syntax), posts)
        html = seconds_of(partial(render_html, syntax=syntax), posts)
        rng = random.Random(7)
        yardstick = seconds_of(plain.render, [markdown(rng) for _ in range(POSTS)])
        figures.append((name, 1 / whole, 1 / html, whole / yardstick))
    return figures


def slowest() -> list[tuple[str, float, float]]:
    """For each hostile text: processor seconds as Markdown and as BBCode."""

    def took(text: str, syntax: Syntax) -> float:
        started = time.process_time()
        render(text, syntax)
        return time.process_time() - started

    return [(name, took(text, "markdown"), took(text, "bbcode")) for name, text in HOSTILE.items()]


@click.command()
@click.option("--hostile", is_flag=True, help="Measure what could be slow instead.")
def main(hostile: bool) -> None:
    """Print a table."""
    if hostile:
        click.echo("| text | Markdown, s | BBCode, s |\n|---|---|---|")
        for name, first, second in slowest():
            click.echo(f"| {name} | {first:.2f} | {second:.2f} |")
        return
    click.echo("| post | posts/s, all a board keeps | posts/s, HTML alone | CPU, x markdown-it-py |\n|---|---|---|---|")
    for name, whole, html, ratio in rates():
        click.echo(f"| {name} | {whole:,.0f} | {html:,.0f} | {ratio:.2f} |")


if __name__ == "__main__":
    main()
