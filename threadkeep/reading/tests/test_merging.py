"""Two changes of one text become one text when they do not touch each other, and never otherwise."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from threadkeep.reading.merging import MOST_LINES, merge, merge_text

OLD = "first\nsecond\nthird\nfourth\nfifth"
LINES = st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=8).map("\n".join)


def test_changes_of_different_lines_are_both_in_the_merged_text() -> None:
    mine, theirs = OLD.replace("first", "FIRST"), OLD.replace("fifth", "FIFTH\nsixth")
    assert merge_text(OLD, mine, theirs) == "FIRST\nsecond\nthird\nfourth\nFIFTH\nsixth"
    assert merge_text(OLD, theirs, mine) == "FIRST\nsecond\nthird\nfourth\nFIFTH\nsixth"


def test_a_line_changed_by_both_cannot_be_merged_nor_can_neighbours() -> None:
    assert merge_text(OLD, OLD.replace("third", "mine"), OLD.replace("third", "theirs")) is None
    assert merge_text(OLD, OLD.replace("second", "mine"), OLD.replace("third", "theirs")) is None
    assert merge_text("", "mine", "theirs") is None


def test_the_same_change_made_twice_is_one_change() -> None:
    both = OLD.replace("third", "3rd")
    assert merge_text(OLD, both, both.replace("fifth", "5th")) == both.replace("fifth", "5th")


def test_other_fields_are_taken_from_whoever_changed_them() -> None:
    base = {"text": ["a"], "title": ["Tide"], "attachment": ["1"]}
    mine = {"text": ["a"], "title": ["Tides"], "attachment": ["1"]}
    theirs = {"text": ["a"], "title": ["Tide"], "attachment": ["1", "2"], "alt-2": ["A mast"]}
    merged = {"text": ["a"], "title": ["Tides"], "attachment": ["1", "2"], "alt-2": ["A mast"]}
    assert merge(base, mine, theirs) == merged
    assert merge(base, mine, {**theirs, "title": ["Ebb"]}) is None
    assert merge(base, {"text": ["a"], "title": ["Tide"]}, base) == {"text": ["a"], "title": ["Tide"]}


def test_a_text_too_long_to_compare_is_kept_twice_instead_and_one_of_common_length_is_merged_at_once() -> None:
    lines = [f"line {number}" for number in range(MOST_LINES + 1)]
    assert merge_text("\n".join(lines), "\n".join(["x", *lines]), "\n".join([*lines, "y"])) is None
    base = "\n".join(lines[: MOST_LINES - 1])
    began = time.perf_counter()
    assert merge_text(base, f"x\n{base}", f"{base}\ny") == f"x\n{base}\ny"
    assert time.perf_counter() - began < 5


@given(base=LINES, mine=LINES, theirs=LINES)
def test_merging_is_the_same_both_ways_and_one_sided_changes_stay_as_they_are(base, mine, theirs) -> None:
    assert merge_text(base, mine, theirs) == merge_text(base, theirs, mine)
    assert merge_text(base, mine, base) == mine
    assert merge_text(base, base, theirs) == theirs
    merged = merge_text(base, mine, theirs)
    if merged is not None:
        for line in set(mine.split("\n")) - set(base.split("\n")):
            assert line in merged.split("\n")
