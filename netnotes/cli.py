"""The command line: from arguments to an exit code, with a sentence for every error.

The calendar clock is read here and nowhere else; a command is imported when it is called.
"""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys
from contextlib import suppress
from datetime import date as Day
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

import netnotes
from netnotes.commands.output.terminal_stream import drop_output, protect_terminal
from netnotes.commands.parser import (
    COMMANDS,
    build_parser,
    build_verb_parser,
    find_command,
    find_verb_parser,
    parse_day_argument,
)
from netnotes.errors import (
    EXIT_BUG,
    EXIT_CANNOT,
    EXIT_DONE,
    EXIT_INTERRUPTED,
    NetnotesError,
    describe_write_error,
    is_write_refused,
)
from netnotes.system.progress import show_progress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BUG_REPORT_REQUEST = f"""
This is a bug in netnotes {netnotes.__version__}, not in your notes. Each of them is whole.
Please report the lines above (take out names you would rather not show)."""


def run(argv: Sequence[str]) -> int:
    """Run one command and return its exit code; errors are printed as a sentence."""
    # The line of progress moves the cursor on purpose, and holds no text of a note.
    progress_stream = sys.stderr
    with protect_terminal():
        return _run_command(argv, progress_stream)


def _run_command(argv: Sequence[str], progress_stream: TextIO) -> int:
    # A command makes many small objects, and all of them live until it ends a moment later.
    gc.disable()
    try:
        args = _parse_arguments(argv)
        module = import_module(f"netnotes.commands.{find_command(args.verb).module_name}")
        with show_progress(progress_stream, quiet=args.quiet):
            exit_code: int = module.run(args)
        # What is left in the buffer is written here, where an error of it can be told.
        sys.stdout.flush()
    except NetnotesError as error:
        _print_error(f"netnotes: {error}")
        return error.exit_code
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # What is printed as bytes goes past `TerminalStream`, as in `netnotes export csv | head
        # -1`.
        drop_output(sys.stdout)
        return EXIT_DONE
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            # No file of the vault has such a name, so it was typed.
            _print_error(f"netnotes: {error.filename} is too long for the name of a file.")
            return EXIT_CANNOT
        if not is_write_refused(error):
            return _report_bug()
        return _report_write_error(error)
    except Exception:  # noqa: BLE001 - what no command has foreseen is a bug
        return _report_bug()

    return exit_code


def _report_bug() -> int:
    import traceback

    with suppress(OSError):
        traceback.print_exc()
    _print_error(_BUG_REPORT_REQUEST)
    return EXIT_BUG


def _report_write_error(error: OSError) -> int:
    """Say that something can't be written that is neither a note nor the dashboard."""
    what = error.filename
    # Every file is written by its name; without one it is the output.
    if what is None:
        drop_output(sys.stdout)
        what = "What is printed"
    _print_error(
        f"netnotes: {what} can't be written: {describe_write_error(error)}. "
        "Each note is whole; look whether the command had done its work before that."
    )
    return EXIT_CANNOT


def _print_error(message: str) -> None:
    # On a full disk nobody may read it, and the exit code must be right all the same.
    with suppress(OSError):
        print(message, file=sys.stderr)  # noqa: T201 - errors reach the user here


def _parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments, and add to them the clock, the day and whether to use colours."""
    args = _parse_words(argv)
    _require_text(args)

    # argparse takes each `--` away, also one that is being completed.
    args.typed = tuple(argv)

    # `serve` runs for days and asks the clock for each; the other commands know one day only.
    args.clock = _build_clock(args.today)
    args.today = args.clock()

    is_plain = args.no_color or os.environ.get("NO_COLOR")  # https://no-color.org
    args.color = not is_plain and sys.stdout.isatty()

    return args


def _parse_words(argv: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments with the parser of the verb, whose module alone is imported for it."""
    verb = next((word for word in argv if not word.startswith("-")), "")
    if all(command.name != verb for command in COMMANDS):
        return build_parser().parse_args(argv)

    parser = build_verb_parser(verb)
    args, surplus_words = parser.parse_known_args(argv)
    if not surplus_words:
        return args
    # In `export vcf -o x.vcf ~/Vault` argparse takes the vault, which is after an option, for one
    # word too many. Its way to read words in any order knows no `--`.
    if argv[0] != verb or "--" in argv:
        return parser.parse_args(argv)
    args = find_verb_parser(parser, verb).parse_intermixed_args(argv[1:])
    args.verb = verb
    return args


def _require_text(args: argparse.Namespace) -> None:
    """Raise NetnotesError for words that are no text: no note could hold them.

    The system hands on bytes that are not UTF-8 as surrogates. The path of a file may have them.
    """
    for value in vars(args).values():
        words = value if isinstance(value, list) else [value]
        for word in words:
            if not isinstance(word, str):
                continue
            try:
                word.encode()
            except UnicodeEncodeError:
                raise NetnotesError(
                    f"`{word}` has bytes that are not UTF-8. Nothing was done. Set your terminal, "
                    "or the program that calls netnotes, to UTF-8."
                ) from None


def _build_clock(chosen_day: Day | None) -> Callable[[], Day]:
    """Build the function that says which day it is: the day of `--today`, or else today."""
    if chosen_day is None:
        return _read_today

    return lambda: chosen_day


def _read_today() -> Day:
    """Read the day from the environment variable NETNOTES_TODAY, or else from the clock."""
    text = os.environ.get("NETNOTES_TODAY", "")
    if not text:
        return Day.today()  # noqa: DTZ011 - the user's own calendar day is meant

    try:
        return parse_day_argument(text)
    except argparse.ArgumentTypeError as error:
        raise NetnotesError(f"NETNOTES_TODAY: {error}") from None
