"""Looks for a text that breaks a promise.

    python -m tests.fuzz                         # by chance, from pieces of attacks, until Ctrl-C
    python -m tests.fuzz --runs 10000 --seed 7   # the same texts each time
    python -m tests.fuzz --guided FOLDER         # guided by coverage; FOLDER keeps the texts that reached new code

Guided needs atheris, which is not among our packages for it is large: `uv pip install --python .venv/bin/python
atheris==3.1.0`. Arguments after FOLDER go to libFuzzer ("-max_total_time=600", "-jobs=2"). A text that breaks a promise
is printed, and ends the run with 1.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from importlib import import_module
from inspect import isfunction
from pathlib import Path
from typing import Any

import click

from tests.fuzz.hostile import Hostile
from tests.fuzz.promises import SYNTAXES, broken


@click.command(context_settings={"ignore_unknown_options": True})
@click.option("--runs", type=int, default=0, help="So many texts; 0: until it is stopped.")
@click.option("--seed", type=int, default=1, show_default=True, help="Where chance begins.")
@click.option("--guided", is_flag=True, help="Guided by coverage (atheris).")
@click.argument("rest", nargs=-1, type=click.UNPROCESSED)
def main(runs: int, seed: int, guided: bool, rest: tuple[str, ...]) -> None:
    """Look for a text that breaks a promise."""
    if guided:
        _guided(list(rest))
        return
    hostile = Hostile(seed)
    for number in itertools.count(1) if not runs else range(1, runs + 1):
        check(hostile.text())
        if number % 500 == 0:
            click.echo(f"{number} texts, none broke a promise", err=True)


def check(text: str) -> None:
    """Ends the run if a text breaks a promise in either syntax."""
    for syntax in SYNTAXES:
        wrong = broken(text, syntax)
        if wrong:
            click.echo(f"{syntax}: {text!r}\n" + "\n".join(wrong))
            raise SystemExit(1)


def _guided(arguments: list[str]) -> None:
    try:
        atheris: Any = import_module("atheris")
    except ImportError:
        click.echo("atheris is not installed. See the top of tests/fuzz/__main__.py.", err=True)
        raise SystemExit(2) from None

    def one(data: bytes) -> None:
        # What is no UTF-8 becomes lone surrogates, and those are of interest too.
        check(data.decode("utf-8", "surrogateescape"))

    _seed(Path(arguments[0]) if arguments and not arguments[0].startswith("-") else None)
    for function in _functions():
        atheris.instrument_func(function)
    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


def _seed(folder: Path | None) -> None:
    """An empty folder begins with attacks: chance alone would take hours to write the first tag."""
    if folder is None or (folder.is_dir() and any(folder.iterdir())):
        return
    folder.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(Hostile(1).texts(300)):
        (folder / f"{number:03}").write_text(text[:2_000], encoding="utf-8", errors="replace")


def _functions() -> Iterator[Any]:
    """Every function and method of the text engine and of markdown-it-py."""
    for name, module in list(sys.modules.items()):
        if not name.startswith(("threadkeep.markup", "markdown_it")):
            continue
        holders = [module, *(one for one in vars(module).values() if isinstance(one, type) and one.__module__ == name)]
        for holder in holders:
            yield from (one for one in vars(holder).values() if isfunction(one) and one.__module__ == name)


if __name__ == "__main__":
    main()
