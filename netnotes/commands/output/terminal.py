"""What a terminal can do: show bold text, answer questions, open an address."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from netnotes import JSON_VERSION
from netnotes.commands.output.terminal_stream import BOLD, format_style
from netnotes.text import escape_control_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

EMPTY_VAULT_HINT = (
    "Nobody here yet. `netnotes start` asks a few questions and makes the first notes; or make a "
    "note `People/Ada Quill.md`, where a name is enough to begin."
)


def is_at_terminal() -> bool:
    """Return whether a user can read questions and answer them; not so through a pipe."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def format_bold(text: str, *, color: bool) -> str:
    """Format a text in bold where `color` says that the terminal shows it."""
    if not color:
        return text
    return format_style(text, BOLD)


def print_json(record: Mapping[str, object]) -> None:
    """Print an object as the JSON of every command with `--json`; the version comes first."""
    value = {"netnotes": JSON_VERSION, **record}
    # With letters as they are: a name in the pipe to `grep` or `jq` is spelled as in the note.
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    if not _can_print(text):
        text = json.dumps(value, indent=1)
    print(text)


def _can_print(text: str) -> bool:
    """Whether the encoding of the output has all letters of a text."""
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def choose_index(options: Sequence[str], question: str) -> int | None:
    """Print numbered options and ask for one; its index, or None if none has that number."""
    print(format_numbered(options))
    answer = ask(question).strip()
    if not answer.isdigit() or not 0 < int(answer) <= len(options):
        return None
    return int(answer) - 1


def format_numbered(options: Sequence[str]) -> str:
    """Format options as lines with numbers, counted from 1."""
    return "\n".join(f"  {number}  {option}" for number, option in enumerate(options, start=1))


def ask(question: str) -> str:
    """Ask a question at the terminal, and return the line that is typed."""
    # At a terminal `input` does not write its question to `sys.stdout`, where it would be escaped.
    return input(escape_control_characters(question))


def confirm(question: str) -> bool:
    """Ask a question that is answered with yes or no; no where nobody can be asked."""
    if not is_at_terminal():
        return False
    try:
        answer = ask(f"{question} [y/N] ")
    except EOFError:  # Ctrl-D
        return False
    return answer.strip().casefold() in ("y", "yes")


def open_in_browser(address: str) -> None:
    """Open a page in the browser, or say where it is."""
    if not open_address(address):
        print(f"Open {address} in your browser.")


def open_address(address: str) -> bool:
    """Open an address in the program that is for it; False if there is no screen or no program."""
    import webbrowser

    # Without a screen Python finds a browser for the terminal, such as w3m, and that would take it
    # over in the middle of a command.
    return _has_screen() and webbrowser.open(address)


def _has_screen() -> bool:
    # macOS and Windows always have one. Over ssh and in containers neither variable is set.
    if sys.platform in ("darwin", "win32"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def drop_doubled_blank_lines(lines: Iterable[str]) -> Iterator[str]:
    """Drop each blank line that follows another one: parts of an output may both ask for one."""
    last_line = None
    for line in lines:
        if line or last_line != "":
            yield line
        last_line = line
