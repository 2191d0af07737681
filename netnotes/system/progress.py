"""ProgressLine: how far a long command has come, shown on a terminal and to no other program."""

from __future__ import annotations

import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


# The line appears after this long: a command that is done by then shows none.
DELAY_SECONDS = 0.5

# The line is written again this often at most: each write takes time from the work.
REFRESH_SECONDS = 0.1

# The width of the bar in characters.
BAR_WIDTH = 24

_ERASE_LINE = "\r\x1b[K"


class ProgressLine:
    """The last line of a terminal, written again as the work goes on, and erased at the end."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._next_update = clock() + DELAY_SECONDS
        self._is_shown = False

    def update(self, activity: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps are done; when all are, the line is erased."""
        if done >= total:
            self._write("")
        elif self._clock() >= self._next_update:
            filled_width = BAR_WIDTH * done // total
            bar = "█" * filled_width + "░" * (BAR_WIDTH - filled_width)
            self._write(f"{activity} {bar} {100 * done // total:3}%")
            self._next_update = self._clock() + REFRESH_SECONDS

    def _write(self, text: str) -> None:
        if text or self._is_shown:
            self._stream.write(f"{_ERASE_LINE}{text}")
            self._stream.flush()
        self._is_shown = bool(text)


# A context variable, so that what is called deep below can report without being handed the line.
_current_line: ContextVar[ProgressLine | None] = ContextVar("progress", default=None)


def report_progress(activity: str, done: int, total: int) -> None:
    """Report how far the work has come, if a line for it is shown."""
    line = _current_line.get()
    if line is not None:
        line.update(activity, done, total)


@contextmanager
def show_progress(stream: TextIO, *, quiet: bool) -> Iterator[None]:
    """Show what `report_progress` reports in this context, if `stream` is a terminal."""
    is_wanted = not quiet and stream.isatty()
    token = _current_line.set(ProgressLine(stream) if is_wanted else None)
    try:
        yield
    finally:
        # Also after an error: its message must not follow half a bar.
        report_progress("", 1, 1)
        _current_line.reset(token)
