"""How far a long command has come: a line on the terminal for a person who waits, and nothing for a program."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


DELAY_SECONDS = 0.5
"""Seconds after which somebody waits."""

REFRESH_SECONDS = 0.1
"""Seconds between two looks of the line."""

BAR_WIDTH = 24
"""Signs of a bar."""


class ProgressLine:
    """The last line of a terminal, written over as the work goes on and empty in the end."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._next_update = clock() + DELAY_SECONDS
        self._is_shown = False

    def update(self, activity: str, done: int, total: int) -> None:
        """So much of the whole is done; with all of it done the line is empty again."""
        if done >= total:
            self._write("")
        elif self._clock() >= self._next_update:
            full = BAR_WIDTH * done // total
            self._write(
                f"{activity} {'█' * full}{'░' * (BAR_WIDTH - full)} {100 * done // total:3} %"
            )
            self._next_update = self._clock() + REFRESH_SECONDS

    def _write(self, text: str) -> None:
        if text or self._is_shown:
            self._stream.write(f"\r\x1b[K{text}")
            self._stream.flush()
        self._is_shown = bool(text)


_current_line: ContextVar[ProgressLine | None] = ContextVar("progress", default=None)


def report_progress(activity: str, done: int, total: int) -> None:
    """Say how far something has come, where somebody waits for it."""
    if line := _current_line.get():
        line.update(activity, done, total)


@contextmanager
def show_progress(*, quiet: bool) -> Iterator[None]:
    """Show on the terminal, where there is one, how far all that is done here has come."""
    wanted = not quiet and sys.stderr.isatty()
    token = _current_line.set(ProgressLine(sys.stderr) if wanted else None)
    try:
        yield
    finally:
        report_progress("", 1, 1)
        _current_line.reset(token)
