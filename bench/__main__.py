"""`make bench`: what each page costs, as a ratio to a static file served on the same machine in the same run.

make bench                                   # 60,000 posts, SQLite
make bench ARGS="--posts 1000000 --data /tmp/big"
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

import click

from bench.measure import Figure, get, measure
from bench.servers import board, nginx


@click.command()
@click.option("--posts", type=int, default=60_000, show_default=True, help="How large a board to measure.")
@click.option("--data", type=click.Path(path_type=Path), help="Keep the board in this folder and use it again.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
def main(posts: int, data: Path | None, as_json: bool) -> None:
    """Measure, and print a table of ratios."""
    with tempfile.TemporaryDirectory(prefix="threadkeep-bench-") as scratch:
        folder = data or Path(scratch) / "board"
        _open(folder, posts)
        figures = _measure(Path(scratch), folder)
    if as_json:
        click.echo(json.dumps([asdict(figure) for figure in figures], indent=1))
    else:
        click.echo(table(figures))


def _open(folder: Path, posts: int) -> None:
    """Make the board if it is not there, and let this process see it too."""
    os.environ["THREADKEEP_DATA_DIR"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "threadkeep.site.settings"
    if not (folder / "threadkeep.sqlite3").exists():
        subprocess.run([sys.executable, "-m", "threadkeep", "bench-data", "--posts", str(posts)], check=True)
    import django

    django.setup()


def _measure(scratch: Path, folder: Path) -> list[Figure]:
    from bench.pages import pages, reply_page

    with nginx(scratch / "nginx") as (port, pid):
        static = measure("static file of 40 kB, nginx", port, pid, get("/file.html"), requests=2000)
    figures = [static]
    # One member posts all replies that are measured: the limit for people would stop the measurement.
    with board(folder, limits_post="100000") as (port, pid):
        figures.append(measure("front alone (/healthz)", port, pid, get("/healthz"), requests=1000))
        for page in pages():
            figures.append(measure(page.name, port, pid, page.ask, requests=page.requests))
            click.echo(f"  {page.name}", err=True)
        reply = reply_page()
        figures.append(measure(reply.name, port, pid, reply.ask, requests=reply.requests, expect=302))
    return figures


def table(figures: list[Figure]) -> str:
    """The figures as a Markdown table; the first one is the yardstick."""
    static = figures[0]
    lines = ["| page | CPU, x static | latency, x static | CPU ms | kB sent |", "|---|---|---|---|---|"]
    for each in figures:
        lines.append(
            f"| {each.name} | {each.cpu_ms / static.cpu_ms:.0f} | {each.latency_ms / static.latency_ms:.0f} "
            f"| {each.cpu_ms:.3f} | {each.size / 1000:.0f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
