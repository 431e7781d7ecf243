"""`threadkeep rebuild` does each part once, and goes on where it was stopped."""

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

from threadkeep.cli import main
from threadkeep.cli.rebuild import Bookmark
from threadkeep.kernel import derived
from threadkeep.kernel.derived import Derived

pytestmark = pytest.mark.django_db(transaction=True)


class Shelf:
    """Something derived with 500 keys that remembers what was written, and can be made to stop."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.written: list[int] = []
        self.stop_after: int | None = None

    def made(self) -> Derived:
        return Derived(self.name, lambda: 500, self.keys, lambda keys: [], self.write)

    def keys(self, after: int) -> Iterator[int]:
        return iter(range(after + 1, 501))

    def write(self, keys: list[int]) -> None:
        if self.stop_after is not None and len(self.written) >= self.stop_after:
            raise KeyboardInterrupt
        self.written += keys


@pytest.fixture
def shelves(monkeypatch: pytest.MonkeyPatch) -> tuple[Shelf, Shelf]:
    pair = (Shelf("boards.counts"), Shelf("topics.last_post"))
    monkeypatch.setattr(derived, "all_derived", lambda: [shelf.made() for shelf in pair])
    return pair


def rebuild(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["rebuild", *arguments])
    return result.exit_code, result.output


def test_everything_is_written_once_and_in_order(shelves: tuple[Shelf, Shelf]) -> None:
    code, output = rebuild()
    assert code == 0, output
    assert all(shelf.written == list(range(1, 501)) for shelf in shelves)
    assert "Rebuilding boards.counts: 500 done" in output


def test_only_what_was_named_is_rebuilt(shelves: tuple[Shelf, Shelf]) -> None:
    assert rebuild("topics.last_post")[0] == 0
    assert [len(shelf.written) for shelf in shelves] == [0, 500]


def test_an_unknown_name_is_refused_with_the_names_there_are(shelves: tuple[Shelf, Shelf]) -> None:
    code, output = rebuild("boards.cuonts")
    assert code == 3
    assert "boards.counts, topics.last_post" in output


def test_stopped_by_ctrl_c_it_goes_on_where_it_was(shelves: tuple[Shelf, Shelf]) -> None:
    second = shelves[1]
    second.stop_after = 200
    code, output = rebuild()
    assert code == 130
    assert "Run the same command again to go on." in output
    second.stop_after = None
    assert rebuild()[0] == 0
    assert second.written == list(range(1, 501)), "nothing twice, nothing left out"
    assert len(shelves[0].written) == 500, "the one that was done is not done again"


def test_the_last_part_of_a_name_is_enough(shelves: tuple[Shelf, Shelf]) -> None:
    assert rebuild("last_post")[0] == 0
    assert [len(shelf.written) for shelf in shelves] == [0, 500]


def test_what_lists_only_what_is_still_to_do_begins_again_with_that(
    shelves: tuple[Shelf, Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = shelves[0]

    def made() -> Derived:
        def left(after: int) -> Iterator[int]:
            return (key for key in range(after + 1, 501) if key not in shelf.written)

        def compute(keys: list[int]) -> Callable[[], None]:
            return partial(shelf.write, keys)

        return Derived("topics.markup", lambda: 500, left, lambda keys: [], shelf.write, compute, shrinks=True)

    monkeypatch.setattr(derived, "all_derived", lambda: [made()])
    shelf.stop_after = 200
    assert rebuild("markup")[0] == 130
    # Meanwhile one of those that were done is to be done again: no bookmark hides it.
    shelf.written.remove(7)
    shelf.stop_after = None
    assert rebuild("markup")[0] == 0
    assert sorted(shelf.written) == list(range(1, 501))


def test_from_start_forgets_an_earlier_run(shelves: tuple[Shelf, Shelf]) -> None:
    shelves[0].stop_after = 200
    rebuild("boards.counts")
    shelves[0].stop_after = None
    assert rebuild("boards.counts", "--from-start")[0] == 0
    assert len(shelves[0].written) == 700


def test_a_machine_can_list_and_rebuild(shelves: tuple[Shelf, Shelf]) -> None:
    listed = CliRunner().invoke(main, ["rebuild", "--list", "--json"])
    assert json.loads(listed.stdout)[0] == {"name": "boards.counts", "count": 500}
    done = CliRunner().invoke(main, ["rebuild", "--json"])
    assert json.loads(done.stdout) == {"rebuilt": {"boards.counts": 500, "topics.last_post": 500}}


@pytest.mark.parametrize("kept", ["", "[]", "{", '{"boards.counts": "x"}', '{"boards.counts": null}'])
def test_a_bookmark_that_cannot_be_read_only_costs_time(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "bookmark.json"
    path.write_text(kept)
    assert Bookmark(path).places() == {}
