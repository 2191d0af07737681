"""The table of all commands, and the parser of the command line."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

import netnotes
from netnotes.text import parse_day

if TYPE_CHECKING:
    from datetime import date as Day


# The day to reckon with must have years before and after it: a calendar ends in 9999.
TODAY_YEARS = range(1900, 2200)


class Command(NamedTuple):
    """A command of the program; `commands/<module_name>.py` has its functions.

    They are `add_arguments(parser)` and `run(args)`.
    """

    # The verb that the user types.
    name: str

    # What it does, in one line of the help.
    summary: str

    # A command line that can be typed as it is.
    example: str

    # The name of its module, where `name` is a keyword of Python; else empty.
    alias: str = ""

    @property
    def module_name(self) -> str:
        """The name of the command's module in `netnotes.commands`."""
        return self.alias or self.name


COMMANDS: tuple[Command, ...] = (
    Command(
        "init",
        "look at a folder of notes, propose settings that fit, and make it a vault",
        "netnotes init ~/Vault",
    ),
    Command(
        "start",
        "the first quarter of an hour: a few questions, and the notes they make",
        "netnotes start ~/Vault",
    ),
    Command(
        "demo",
        "copy the example vault with its dates shifted to today, build it and open it",
        "netnotes demo",
    ),
    Command("build", "read the notes, and write the dashboard", "netnotes build ~/Vault --open"),
    Command(
        "serve",
        "show the dashboard in the browser, kept up to date while you edit",
        "netnotes serve ~/Vault --open",
    ),
    Command(
        "check",
        "say what is wrong in the notes, by file, line and column",
        "netnotes check ~/Vault",
    ),
    Command("due", "this week's list in the terminal", "netnotes due ~/Vault --markdown"),
    Command(
        "mix",
        "what your network is made of, in fifteen sentences with bars",
        "netnotes mix ~/Vault",
    ),
    Command("who", "people by any words of what is known about them", "netnotes who lisbon due"),
    Command(
        "path",
        "who can open the door to somebody, or to people who fit your words",
        "netnotes path a depot manager",
    ),
    Command("brief", "one person on one screen, before a meeting", "netnotes brief ada"),
    Command(
        "new",
        "a new contact, from your template and what you say",
        'netnotes new "Ada Quill" --purpose "How teams are funded"',
    ),
    Command(
        "log",
        "write what happened with somebody into their note",
        'netnotes log "coffee with Ada yesterday: talked about the move"',
    ),
    Command(
        "met",
        "write down whom you met at an event or on a day: new notes, and entries in others",
        'netnotes met "Civic Data Camp" "Camille Joubert: journalist, open data"',
    ),
    Command(
        "inbox",
        "file the sentences that your phone appended to the inbox",
        "netnotes inbox --dry-run",
    ),
    Command(
        "ask",
        "whom you could ask for a goal, with a draft each; and writing down whom you asked",
        'netnotes ask "lead the platform group"',
    ),
    Command("done", "tick a promise, or say what came of an ask", "netnotes done ada draft"),
    Command("snooze", "leave somebody alone until a day", "netnotes snooze ada 3 weeks"),
    Command("archive", "keep somebody, and never have them due", "netnotes archive ada"),
    Command(
        "rename", "rename a note and every link to it", 'netnotes rename "Ada Quill" "Ada Byron"'
    ),
    Command("undo", "take back what the last command wrote", "netnotes undo"),
    Command("review", "go through this week's list, one person after another", "netnotes review"),
    Command(
        "import",
        "people from LinkedIn, Google, Outlook, vCard, Monica, friends.md, netnotes or any CSV",
        "netnotes import Connections.csv",
        alias="import_people",
    ),
    Command(
        "dedupe",
        "who is probably in your notes twice, and making one note of two",
        "netnotes dedupe",
    ),
    Command(
        "export",
        "everybody as a table, cards, a calendar, a graph, or everything as JSON",
        "netnotes export vcf -o people.vcf",
    ),
    Command(
        "explain",
        "where a contact's facts were read and what was not; or the rule behind a finding",
        "netnotes explain People/Ada.md",
    ),
    Command(
        "completion",
        "print what your shell needs to complete verbs, options and names",
        "netnotes completion bash",
    ),
)


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of the whole command line, without the options of single commands."""
    parser = argparse.ArgumentParser(
        prog="netnotes",
        description="Plain notes about the people you know in, a private dashboard out.",
        epilog="`netnotes VERB --help` shows a verb's options and an example.",
    )
    _set_plain_help(parser)
    parser.add_argument("--version", action="version", version=f"netnotes {netnotes.__version__}")
    subparsers = parser.add_subparsers(dest="verb", metavar="VERB", required=True, title="verbs")
    for command in COMMANDS:
        verb_parser = subparsers.add_parser(
            command.name,
            help=command.summary,
            description=f"{command.summary[0].upper()}{command.summary[1:]}.",
            epilog=f"example: {command.example}",
        )
        _set_plain_help(verb_parser)
        verb_parser.add_argument(
            "--today",
            type=parse_day_argument,
            metavar="DATE",
            help="pretend that today is DATE",
        )
        verb_parser.add_argument("--quiet", action="store_true", help="say only what went wrong")
        verb_parser.add_argument("--no-color", action="store_true", help="no colours")

    return parser


def _set_plain_help(parser: argparse.ArgumentParser) -> None:
    # From Python 3.14 on argparse colours its help by itself, with control characters that would be
    # shown as such.
    vars(parser)["color"] = False


def build_verb_parser(verb: str) -> argparse.ArgumentParser:
    """Build the parser with the options of one command, whose module is imported for them."""
    parser = build_parser()
    module = import_module(f"netnotes.commands.{find_command(verb).module_name}")
    module.add_arguments(find_verb_parser(parser, verb))

    return parser


def find_verb_parser(parser: argparse.ArgumentParser, verb: str) -> argparse.ArgumentParser:
    """Find the parser of one command in that of the whole command line."""
    # argparse has no public way to a parser that was added.
    subparsers = next(
        action for action in parser._actions if isinstance(action, argparse._SubParsersAction)
    )
    verb_parser: argparse.ArgumentParser = subparsers.choices[verb]
    return verb_parser


def find_command(name: str) -> Command:
    """Find a command by its verb, which must be one."""
    return next(command for command in COMMANDS if command.name == name)


def parse_day_argument(text: str) -> Day:
    """Parse a day written YYYY-MM-DD. Raises argparse's own error for anything else."""
    day = parse_day(text)
    if day is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day written YYYY-MM-DD")
    if day.year not in TODAY_YEARS:
        first_year, last_year = TODAY_YEARS[0], TODAY_YEARS[-1]
        raise argparse.ArgumentTypeError(
            f"{text} can't be reckoned with; write a day from {first_year} to {last_year}"
        )

    return day
