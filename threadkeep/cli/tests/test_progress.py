"""Long work says how far it is, on a terminal and in a log, and stops cleanly."""

import io

import pytest

from threadkeep.cli.progress import Progress, plain_duration


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_with_rate_and_time_left() -> None:
    clock, screen = Clock(), Terminal()
    with Progress("Reading files", 400, stream=screen, clock=clock) as progress:
        clock.now += 10
        progress.advance(100)
        drawn = screen.getvalue()
    assert "Reading files [######" in drawn
    assert "25 %" in drawn
    assert "100 of 400" in drawn
    assert "10/s" in drawn
    assert "30 s left" in drawn
    assert "\n" not in drawn, "the bar stays in one line until it is done"
    assert "100 done in 10 s" in screen.getvalue()


def test_a_log_gets_a_plain_line_now_and_then() -> None:
    clock, log = Clock(), io.StringIO()
    with Progress("Reading files", 1000, stream=log, clock=clock) as progress:
        for _second in range(100):
            clock.now += 1
            progress.advance(10)
    lines = log.getvalue().splitlines()
    assert len(lines) == 11, "one every ten seconds, and the closing line"
    assert lines[0] == "Reading files: 100 of 1,000 (10 %), 10/s, 90 s left"
    assert lines[-1] == "Reading files: 1,000 done in 2 min"
    assert "\x1b" not in log.getvalue()


def test_without_a_total_there_is_a_rate_but_no_time_left() -> None:
    clock, log = Clock(), io.StringIO()
    with Progress("Reading files", stream=log, clock=clock) as progress:
        clock.now += 20
        progress.advance(10)
    assert log.getvalue().splitlines()[0] == "Reading files: 10, 0.5/s"


def test_ctrl_c_ends_with_130_and_says_how_to_go_on() -> None:
    screen = Terminal()

    def stopped() -> None:
        with Progress("Rebuilding", 10, stream=screen) as progress:
            progress.advance(3)
            raise KeyboardInterrupt

    with pytest.raises(SystemExit) as ended:
        stopped()
    assert ended.value.code == 130
    assert "Rebuilding: stopped after 3." in screen.getvalue()
    assert "Run the same command again to go on." in screen.getvalue()


def test_an_error_is_passed_on_and_nothing_is_called_done() -> None:
    log = io.StringIO()

    def failed() -> None:
        with Progress("Rebuilding", 10, stream=log):
            raise LookupError

    with pytest.raises(LookupError):
        failed()
    assert "done" not in log.getvalue()


@pytest.mark.parametrize(
    ("seconds", "says"),
    [(0, "a moment"), (45.4, "45 s"), (200, "3 min"), (12_000, "3 h 20 min"), (86_400, "24 h 0 min")],
)
def test_durations_are_said_as_people_say_them(seconds: float, says: str) -> None:
    assert plain_duration(seconds) == says
