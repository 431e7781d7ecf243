"""`threadkeep rebuild`: derived data worked out again from the tables."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from threadkeep.cli.command import NotReady, answer_json, declare, json_option
from threadkeep.cli.exit_codes import DONE, INTERRUPTED, NOT_READY
from threadkeep.cli.progress import Progress
from threadkeep.site.operator_language import _

if TYPE_CHECKING:
    from threadkeep.kernel.derived import Derived


@declare(
    "rebuild",
    about=_(
        "Work out what is derived (counters, last posts, indexes, the HTML of posts) again from the tables. NAMES are "
        "those of --list, or their last parts; without any, everything. The board stays open meanwhile. Stopped by "
        "Ctrl-C or a crash, the same command goes on where it was."
    ),
    examples=("threadkeep rebuild", "threadkeep rebuild markup", "threadkeep rebuild --list"),
    exit_codes=(DONE, NOT_READY, INTERRUPTED),
)
@click.argument("names", nargs=-1)
@click.option("--list", "only_list", is_flag=True, help=_("List what is derived, and stop there."))
@click.option("--from-start", is_flag=True, help=_("Begin at the beginning, even if an earlier run was stopped."))
@json_option
def command(names: tuple[str, ...], only_list: bool, from_start: bool, as_json: bool) -> None:
    """Rebuild derived data."""
    from threadkeep.cli.opening import open_prepared_board

    config = open_prepared_board()
    wanted = _chosen(names)
    if only_list:
        _print_list(wanted, as_json)
        return
    bookmark = Bookmark(config.data_dir / "rebuild-bookmark.json")
    places = {} if from_start else bookmark.places()
    done = {}
    for each in wanted:
        done[each.name] = _rebuild(each, bookmark, places)
    bookmark.forget()
    if as_json:
        answer_json({"rebuilt": done})


def _chosen(names: tuple[str, ...]) -> list[Derived]:
    from threadkeep.kernel.derived import all_derived

    known = {each.name: each for each in all_derived()}
    wanted: set[str] = set()
    for asked in names:
        # "markup" for "topics.markup"; "counts" for every feature's counts.
        meant = {name for name in known if asked in (name, name.partition(".")[2])}
        if not meant:
            words = {"name": asked, "names": ", ".join(known) or "-"}
            raise NotReady(_("Nothing derived is called %(name)s. There are: %(names)s") % words)
        wanted |= meant
    # In the order of the kernel, not of the command line: later ones may be derived from earlier ones.
    return [each for name, each in known.items() if not names or name in wanted]


def _print_list(derived: list[Derived], as_json: bool) -> None:
    if as_json:
        answer_json([{"name": each.name, "count": each.count()} for each in derived])
        return
    for each in derived:
        click.echo(f"{each.name}  {each.count():,}")


def _rebuild(each: Derived, bookmark: Bookmark, places: dict[str, int]) -> int:
    """Rebuild one; returns how many keys were done now."""
    last = after = 0 if each.shrinks else places.get(each.name, 0)

    def after_commit(keys: list[int]) -> None:
        # Only now is it certain, so only now is the place remembered.
        nonlocal last
        last = keys[-1]
        if not each.shrinks:
            bookmark.remember(places | {each.name: last})
        progress.advance(len(keys))

    with Progress(_("Rebuilding %(name)s") % {"name": each.name}, total=None if after else each.count()) as progress:
        each.rebuild(after_commit, after=after)
    places[each.name] = last
    return progress.done


class Bookmark:
    """Where a stopped rebuild goes on: the last key done, by name, in a small file in the data folder."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def places(self) -> dict[str, int]:
        """What was remembered. A file that cannot be read only costs time, so it counts as none."""
        try:
            kept = json.loads(self.path.read_text(encoding="utf-8"))
            return {str(name): int(key) for name, key in kept.items()}
        except (OSError, ValueError, AttributeError, TypeError):
            return {}

    def remember(self, places: dict[str, int]) -> None:
        """Replace the file in one step."""
        beside = self.path.with_suffix(f".{os.getpid()}")
        beside.write_text(json.dumps(places), encoding="utf-8")
        beside.replace(self.path)

    def forget(self) -> None:
        """All is done; the next run begins at the beginning."""
        self.path.unlink(missing_ok=True)
