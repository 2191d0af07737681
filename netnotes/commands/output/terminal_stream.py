"""TerminalStream: the one way of text to the terminal, on which no note can control it."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from io import UnsupportedOperation
from typing import TYPE_CHECKING, Any, TextIO, cast

from netnotes.text import escape_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

# Begins and ends a style. It is another one in each run, so that no text that was written before
# can hold it: the styles on the terminal are ours.
_STYLE_MARK = os.urandom(8).hex()

_STYLE_PATTERN = re.compile(rf"<{_STYLE_MARK} (\d+)>")

# Styles of a terminal, by their numbers in ECMA-48.
BOLD, RED, YELLOW = 1, 31, 33
_PLAIN = 0


def format_style(text: str, style: int) -> str:
    """Format a text in a style, which a `TerminalStream` shows."""
    return f"<{_STYLE_MARK} {style}>{text}<{_STYLE_MARK} {_PLAIN}>"


class TerminalStream:
    r"""A text stream that shows control characters instead of passing them on.

    Where its reader has ended, as in `netnotes import people.csv --yes | head -1`, the rest goes
    nowhere and the command goes on: it may print before it writes the notes. Letters that the
    encoding of the stream lacks are written as `\u20ac`. Everything else that a stream can do is
    done by the stream below.
    """

    # `input` encodes its question with this, without calling `write`.
    errors = "backslashreplace"

    def __init__(self, stream: TextIO) -> None:
        self.stream_below = stream

    def write(self, text: str) -> int:
        """Write a text; returns its length."""
        safe_text = escape_control_characters(text.replace("\r\n", "\n"))
        safe_text = _STYLE_PATTERN.sub("\x1b[\\1m", safe_text)
        encoding = self.stream_below.encoding or "utf-8"
        try:
            self.stream_below.write(safe_text.encode(encoding, self.errors).decode(encoding))
        except BrokenPipeError:
            drop_output(self.stream_below)
        return len(text)

    def flush(self) -> None:
        """Write what is in the buffer."""
        try:
            self.stream_below.flush()
        except BrokenPipeError:
            drop_output(self.stream_below)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream_below, name)


def drop_output(stream: TextIO) -> None:
    """Let what is left in a stream's buffer go nowhere: Python would write it at exit and fail."""
    # A test has an output without a descriptor.
    with suppress(UnsupportedOperation):
        null_descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null_descriptor, stream.fileno())
        os.close(null_descriptor)


@contextmanager
def protect_terminal() -> Iterator[None]:
    """Write all that is printed in this context through a `TerminalStream`."""
    stdout = cast("TextIO", TerminalStream(sys.stdout))
    stderr = cast("TextIO", TerminalStream(sys.stderr))
    with redirect_stdout(stdout), redirect_stderr(stderr):
        yield
