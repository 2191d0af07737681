"""The command line: which verbs there are, what they share, and the one place where the program ends.

The clock is read here and nowhere else; a verb is imported when it is called.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from datetime import date as Day
from importlib import import_module
from typing import TYPE_CHECKING

import netnotes
from netnotes.commands.parser import (
    COMMANDS,
    build_parser,
    build_verb_parser,
    find_command,
    parse_day_argument,
)
from netnotes.errors import EXIT_BUG, EXIT_DONE, EXIT_INTERRUPTED, NetnotesError
from netnotes.system.progress import show_progress

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(argv: Sequence[str]) -> int:
    """Run one command; its exit code. Every error that is not a bug has its sentence here."""
    gc.disable()  # a command makes many small things that all stay until it ends a moment later
    try:
        args = _parse_arguments(argv)
        home = find_command(args.verb).module_name
        with show_progress(quiet=args.quiet):
            code: int = import_module(f"netnotes.commands.{home}").run(args)
    except NetnotesError as error:
        print(f"netnotes: {error}", file=sys.stderr)  # noqa: T201 - the one place where errors reach the person
        return error.exit_code
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_DONE
    except Exception:  # noqa: BLE001 - the last net: a surprise is a bug, and says so
        import traceback

        traceback.print_exc()
        print(_BUG_REPORT_REQUEST, file=sys.stderr)  # noqa: T201 - as above
        return EXIT_BUG
    return code


_BUG_REPORT_REQUEST = f"""
This is a bug in netnotes {netnotes.__version__}, not in your notes; none of them was changed.
Please report the lines above (take out names you would rather not show)."""


def _parse_arguments(argv: Sequence[str]) -> argparse.Namespace:
    names = {command.name for command in COMMANDS}
    verb = next((one for one in argv if not one.startswith("-")), "")
    args = (build_verb_parser(verb) if verb in names else build_parser()).parse_args(argv)
    told = args.today
    args.clock = (lambda: told) if told else _read_today
    args.today = args.clock()
    args.color = not (args.no_color or os.environ.get("NO_COLOR")) and sys.stdout.isatty()
    return args


def _read_today() -> Day:
    """The day the environment says, else the clock's. Nothing else in netnotes reads the clock's date."""
    told = os.environ.get("NETNOTES_TODAY", "")
    try:
        return parse_day_argument(told) if told else Day.today()  # noqa: DTZ011 - the person's own calendar day is meant
    except argparse.ArgumentTypeError as error:
        raise NetnotesError(f"NETNOTES_TODAY: {error}") from None
