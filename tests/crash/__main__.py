"""The crash test by hand: any number of rounds, with the seed printed.

python -m tests.crash --rounds 240
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

import click

from tests.crash.play import Play


@click.command()
@click.option("--rounds", type=int, default=30, show_default=True)
@click.option("--seed", type=int, default=0, help="The seed of an earlier run, to see the same again.")
def main(rounds: int, seed: int) -> None:
    """Kill a board again and again; exit 1 when anything acknowledged was lost."""
    seed = seed or random.randrange(10**9)
    click.echo(f"seed {seed}")
    with tempfile.TemporaryDirectory(prefix="threadkeep-crash-") as folder, Play(Path(folder), seed) as play:
        for number in range(1, rounds + 1):
            found = play.round(kill_after=play.rng.uniform(0.05, 1.5))
            sure = sum(bool(each.answer) for each in play.driver.journal.intents.values())
            click.echo(f"round {number}: {sure} writes acknowledged so far, {len(found)} breaches")
            if found:
                raise SystemExit("\n".join(found))


if __name__ == "__main__":
    main()
