"""`netnotes completion SHELL`: what a shell needs to complete verbs, options and names."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netnotes.commands.parser import COMMANDS, build_verb_parser
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.text import fold_for_search
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

SCRIPTS = {
    "bash": r"""_netnotes() {
    local IFS=$'\n'
    COMPREPLY=($(netnotes completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    [ ${#COMPREPLY[@]} -eq 0 ] || COMPREPLY=($(printf '%q\n' "${COMPREPLY[@]}"))
}
complete -o default -F _netnotes netnotes""",
    "zsh": r"""_netnotes() {
    local -a found
    found=("${(@f)$(netnotes completion words -- "${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
    [ -n "$found" ] && compadd -U -a found || _files
}
compdef _netnotes netnotes""",
    "fish": r"""complete -c netnotes -a '(netnotes completion words -- (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'""",
}

CONTACT_VERBS = ("who", "brief", "log", "done", "snooze", "archive", "rename")
"""The verbs whose argument is a person."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `completion`."""
    parser.add_argument(
        "shell",
        metavar="SHELL",
        help=f"{', '.join(SCRIPTS)}; the script goes into the shell's start file",
    )
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Print the script for a shell; or, asked by that script, what the word being typed could become."""
    if args.shell == "words":
        print("\n".join(iter_completions(args.words or [""], args.today)))
        return EXIT_DONE
    if args.shell not in SCRIPTS:
        raise NetnotesError(
            f"There is no completion for {args.shell}. Write one of: {', '.join(SCRIPTS)}."
        )
    print(SCRIPTS[args.shell])
    return EXIT_DONE


def iter_completions(words: list[str], today: Day) -> Iterator[str]:
    """What the last of these words could become."""
    verb, current = words[0], words[-1]
    if len(words) == 1:
        yield from (command.name for command in COMMANDS if command.name.startswith(current))
    elif current.startswith("-") and verb in {command.name for command in COMMANDS}:
        actions = next(
            one
            for one in build_verb_parser(verb)._actions
            if isinstance(one, argparse._SubParsersAction)
        )
        options = (
            option for action in actions.choices[verb]._actions for option in action.option_strings
        )
        yield from (
            option for option in options if option.startswith(current) and option.startswith("--")
        )
    elif verb in CONTACT_VERBS and len(words) == 2:
        wanted = fold_for_search(current)
        network = find_and_load_vault(None, today).network
        yield from (
            one.name for one in network.contacts if fold_for_search(one.name).startswith(wanted)
        )
