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
from importlib import import_module
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
        check(data.decode("utf-8", "surrogatepass" if data[:1] == b"\xed" else "replace"))

    for name in [name for name in sys.modules if name.startswith(("threadkeep.markup", "markdown_it"))]:
        for value in vars(sys.modules[name]).values():
            if getattr(value, "__module__", None) == name and callable(value) and hasattr(value, "__code__"):
                atheris.instrument_func(value)
    atheris.Setup([sys.argv[0], *arguments], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
