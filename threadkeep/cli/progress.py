"""How far long work has come: a bar with rate and time left on a terminal, a plain line now and then elsewhere.

    with Progress(_("Reading files"), total=1000) as progress:
        for file in files:
            ...
            progress.advance()

Everything goes to standard error, so that standard output stays the command's answer. Ctrl-C inside the block ends the
process with 130 and a sentence that says how to go on.
"""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self, TextIO

from threadkeep.cli.exit_codes import INTERRUPTED
from threadkeep.site.operator_language import _

WIDTH = 24
DRAW_EVERY = 0.1  # seconds, on a terminal
SAY_EVERY = 10.0  # seconds, in a log
# Times up to here are "moments"; a time left that jumps between 1 and 2 seconds tells nobody anything.
MOMENT = 3.0


class Progress:
    """Counts work done. `total` None or 0: nobody knows how much there is, so there is a rate but no time left."""

    def __init__(
        self,
        what: str,
        total: int | None = None,
        *,
        resume: str = "",
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.what = what
        self.total = total or 0
        self.done = 0
        self._resume = resume or _("Nothing is half done. Run the same command again to go on.")
        self._stream = stream or sys.stderr
        self._clock = clock
        self._is_terminal = self._stream.isatty()
        self._started = self._said_at = clock()
        self._drawn = False

    def __enter__(self) -> Self:
        return self

    def advance(self, steps: int = 1) -> None:
        """So many more are done."""
        self.done += steps
        now = self._clock()
        if now - self._said_at >= (DRAW_EVERY if self._is_terminal else SAY_EVERY):
            self._said_at = now
            self._say(self._line(now))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        now = self._clock()
        if kind is None and (self._drawn or not self._is_terminal or self.done):
            self._say(self._closing_line(now))
        if self._is_terminal and (self._drawn or kind is None):
            self._stream.write("\n")
        if kind is KeyboardInterrupt:
            words = {"what": self.what, "done": f"{self.done:,}", "resume": self._resume}
            self._stream.write(_("%(what)s: stopped after %(done)s. %(resume)s") % words + "\n")
            self._stream.flush()
            raise SystemExit(INTERRUPTED) from None
        self._stream.flush()

    def rate(self, now: float) -> float:
        """How many per second, since the beginning."""
        return self.done / max(now - self._started, 1e-6)

    def _line(self, now: float) -> str:
        rate = self.rate(now)
        words = {"what": self.what, "done": f"{self.done:,}", "rate": f"{rate:,.0f}" if rate >= 10 else f"{rate:.1f}"}
        if not self.total:
            return _("%(what)s: %(done)s, %(rate)s/s") % words
        part = min(1.0, self.done / self.total)
        words |= {
            "bar": "#" * int(part * WIDTH) + "." * (WIDTH - int(part * WIDTH)),
            "percent": f"{int(part * 100)}",
            "total": f"{self.total:,}",
            "left": plain_duration((self.total - self.done) / rate if rate else 0),
        }
        if self._is_terminal:
            return _("%(what)s [%(bar)s] %(percent)s %%  %(done)s of %(total)s, %(rate)s/s, %(left)s left") % words
        return _("%(what)s: %(done)s of %(total)s (%(percent)s %%), %(rate)s/s, %(left)s left") % words

    def _closing_line(self, now: float) -> str:
        words = {"what": self.what, "done": f"{self.done:,}", "time": plain_duration(now - self._started)}
        return _("%(what)s: %(done)s done in %(time)s") % words

    def _say(self, line: str) -> None:
        if self._is_terminal:
            # Back to the first column, the line, and clear what is left of a longer one before it.
            self._stream.write(f"\r{line}\x1b[K")
            self._drawn = True
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()


def plain_duration(seconds: float) -> str:
    """Seconds as people say them: "a moment", "45 s", "12 min", "3 h 20 min"."""
    if seconds < MOMENT:
        return _("a moment")
    if seconds < 100:
        return _("%(n)d s") % {"n": round(seconds)}
    minutes = round(seconds / 60)
    if minutes < 100:
        return _("%(n)d min") % {"n": minutes}
    return _("%(h)d h %(n)d min") % {"h": minutes // 60, "n": minutes % 60}
