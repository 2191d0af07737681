"""How far a long command has come: a line on the terminal for a person who waits, and nothing for a program."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOON = 0.5
"""Seconds after which somebody waits."""

OFTEN = 0.1
"""Seconds between two looks of the line."""

WIDTH = 24
"""Signs of a bar."""


class Line:
    """The last line of a terminal, written over as the work goes on and empty in the end."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._next = clock() + SOON
        self._written = False

    def tell(self, doing: str, done: int, whole: int) -> None:
        """So much of the whole is done; with all of it done the line is empty again."""
        if done >= whole:
            self._write("")
        elif self._clock() >= self._next:
            full = WIDTH * done // whole
            self._write(f"{doing} {'█' * full}{'░' * (WIDTH - full)} {100 * done // whole:3} %")
            self._next = self._clock() + OFTEN

    def _write(self, words: str) -> None:
        if words or self._written:
            self._stream.write(f"\r\x1b[K{words}")
            self._stream.flush()
        self._written = bool(words)


_LINE: ContextVar[Line | None] = ContextVar("progress", default=None)


def tell(doing: str, done: int, whole: int) -> None:
    """Say how far something has come, where somebody waits for it."""
    if line := _LINE.get():
        line.tell(doing, done, whole)


@contextmanager
def shown(*, quiet: bool) -> Iterator[None]:
    """Show on the terminal, where there is one, how far all that is done here has come."""
    wanted = not quiet and sys.stderr.isatty()
    token = _LINE.set(Line(sys.stderr) if wanted else None)
    try:
        yield
    finally:
        tell("", 1, 1)
        _LINE.reset(token)
