from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from tests.crash.play import Play
from threadkeep.kernel.crash import POINTS

pytestmark = [pytest.mark.processes]

ROUNDS = int(os.environ.get("THREADKEEP_TEST_CRASH_ROUNDS", "30"))
# Points that this test's writers and the server's own worker pass; the others have tests beside what they are in.
WITHIN_REACH = ("before-commit", "after-commit-before-reply", "after-blob-write", "after-blob-rename", "in-effect")
ELSEWHERE = {
    "in-job": "threadkeep/kernel/tests/test_processes.py",
    "in-picture": "threadkeep/attachments/tests",
    "in-rebuild": "tests/crash/test_commands.py",
    "in-migration": "tests/crash/test_commands.py",
    "in-scrub": "tests/crash/test_commands.py",
    "in-checkpoint": "tests/crash/test_commands.py",
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
            found = play.round(die_at=f"{point}:{play.rng.randint(1, 12)}")
            assert not found, f"at {point}:\n" + "\n".join(found[:20])
            assert play.died_by_itself, f"nobody passed the point {point}"


def test_every_crash_point_is_hit_by_some_test() -> None:
    assert set(POINTS) == set(WITHIN_REACH) | set(ELSEWHERE)
