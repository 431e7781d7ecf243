from __future__ import annotations

import inspect
import os
import random
from pathlib import Path

import pytest

from tests.architecture import sources
from tests.crash import test_commands
from tests.crash.play import Play
from threadkeep.kernel.crash import POINTS

pytestmark = [pytest.mark.processes]

ROUNDS = int(os.environ.get("THREADKEEP_TEST_CRASH_ROUNDS", "30"))
# Points that this test's writers and the server's own worker pass; the others have tests in test_commands.py.
WITHIN_REACH = ("before-commit", "after-commit-before-reply", "after-blob-write", "after-blob-rename", "in-effect")
ELSEWHERE = {
    "in-job": "test_in_job_the_mail_is_sent_and_marked_once",
    "in-picture": "test_in_picture_the_upload_is_whole_and_its_sizes_are_made_later",
    "in-rebuild": "test_in_rebuild_what_was_killed_goes_on_where_it_was",
    "in-migration": "test_in_migration_a_half_made_board_is_finished_by_the_next_init",
    "in-scrub": "test_in_scrub_what_was_killed_goes_on_and_forgets_no_fault",
    "in-checkpoint": "test_in_checkpoint_nothing_of_the_log_is_lost",
}


def test_nothing_acknowledged_is_lost_when_the_server_is_killed_at_random(tmp_path: Path) -> None:
    seed = int(os.environ.get("THREADKEEP_TEST_CRASH_SEED", "0")) or random.randrange(10**9)
    print(f"THREADKEEP_TEST_CRASH_SEED={seed}")
    with Play(tmp_path, seed) as play:
        for number in range(ROUNDS):
            found = play.round(kill_after=play.rng.uniform(0.05, 1.5))
            assert not found, f"round {number}, seed {seed}:\n" + "\n".join(found[:20])
        assert len([each for each in play.driver.journal.intents.values() if each.answer]) > ROUNDS * 10


def test_nothing_is_lost_at_any_named_point(tmp_path: Path) -> None:
    with Play(tmp_path, seed=7) as play:
        play.round(kill_after=0.5)
        for point in WITHIN_REACH:
            # Files only come from the writers; actions and effects also run as chores while the server starts.
            passings = play.rng.randint(1, 12) + (0 if "blob" in point else 12)
            found = play.round(die_at=f"{point}:{passings}")
            assert not found, f"at {point}:\n" + "\n".join(found[:20])
            assert play.died_by_itself, f"nobody passed the point {point}"


def test_every_crash_point_is_hit_by_some_test() -> None:
    assert set(POINTS) == set(WITHIN_REACH) | set(ELSEWHERE)
    for point, test in ELSEWHERE.items():
        source = inspect.getsource(getattr(test_commands, test))
        assert f'crash_at="{point}' in source or f'crash_at=f"{point}' in source, f"{test} does not die at {point}"


def test_every_crash_point_is_somewhere_in_the_program() -> None:
    """A point nobody passes would make a test wait in vain, or prove nothing."""
    program = "".join(source.text for source in sources.our_code())
    assert [point for point in POINTS if f'crash.point("{point}")' not in program] == []
