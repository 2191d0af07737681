"""`netnotes completion`: print the script with which a shell completes verbs, options and names.

The script asks `netnotes completion words` for every word that is typed.
"""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from netnotes.commands.parser import COMMANDS, build_verb_parser
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.network.names import find_unique_name
from netnotes.text import fold_for_search
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

# Each script discards what goes to stderr: an error in the middle of a line that is being typed
# would destroy it.
SCRIPTS = {
    # Names have spaces. So only a line's end separates candidates, and `printf %q` quotes them.
    "bash": r"""_netnotes() {
    local IFS=$'\n'
    COMPREPLY=($(netnotes completion words -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
    [ ${#COMPREPLY[@]} -eq 0 ] || COMPREPLY=($(printf '%q\n' "${COMPREPLY[@]}"))
}
complete -o default -F _netnotes netnotes""",
    # `-U` keeps what does not begin with the typed word: `chloe` is completed to `Chloé`.
    "zsh": r"""_netnotes() {
    local -a found
    found=("${(@f)$(netnotes completion words -- "${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
    [ -n "$found" ] && compadd -U -a found || _files
}
compdef _netnotes netnotes""",
    "fish": r"""complete -c netnotes -a '(netnotes completion words -- """
    r"""(commandline -opc)[2..] (commandline -ct) 2>/dev/null)'""",
}

# The verbs whose first argument is a contact.
CONTACT_VERBS = ("who", "path", "brief", "log", "done", "snooze", "archive", "rename", "explain")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `completion`."""
    parser.add_argument(
        "shell",
        metavar="SHELL",
        help=f"{', '.join(SCRIPTS)}; the script goes into the shell's start file",
    )
    parser.add_argument("words", nargs="*", help=argparse.SUPPRESS)


def run(args: argparse.Namespace) -> int:
    """Print the script for a shell; or, for that script, what the word being typed could become."""
    if args.shell == "words":
        words = args.words
        if "--" in args.typed:
            words = list(args.typed[args.typed.index("--") + 1 :])
        print("\n".join(iter_completions(words or [""], args.today)))
        return EXIT_DONE
    if args.shell not in SCRIPTS:
        raise NetnotesError(
            f"There is no completion for {args.shell}. Write one of: {', '.join(SCRIPTS)}."
        )
    print(SCRIPTS[args.shell])
    return EXIT_DONE


def iter_completions(words: list[str], today: Day) -> Iterator[str]:
    """Yield what the last of the words behind `netnotes` could become; it may be empty."""
    verb, current_word = words[0], words[-1]
    if len(words) == 1:
        candidates = [command.name for command in COMMANDS]
    elif current_word.startswith("-"):
        candidates = _list_long_options(verb)
    elif verb == "ask" and len(words) == 2:
        yield from _iter_goal_names(current_word, today)
        return
    elif verb in CONTACT_VERBS and len(words) == 2:
        # Only here are notes read. Verbs and options must come at once, in any folder.
        yield from _iter_contact_names(current_word, today)
        return
    else:
        return

    for candidate in candidates:
        if candidate.startswith(current_word):
            yield candidate


def _list_long_options(verb: str) -> list[str]:
    """List the options of a verb that begin with `--`; none if there is no such verb."""
    if verb not in {command.name for command in COMMANDS}:
        return []
    options = []
    # argparse has no public way to list the options of a parser.
    for verbs_action in build_verb_parser(verb)._actions:
        if not isinstance(verbs_action, argparse._SubParsersAction):
            continue
        for action in verbs_action.choices[verb]._actions:
            options += [option for option in action.option_strings if option.startswith("--")]
    return options


def _iter_goal_names(beginning: str, today: Day) -> Iterator[str]:
    """Yield the names of active goals that begin like this, without regard to case and accents."""
    for goal in find_and_load_vault(None, today).network.active_goals:
        if fold_for_search(goal.name).startswith(fold_for_search(beginning)):
            yield goal.name


def _iter_contact_names(beginning: str, today: Day) -> Iterator[str]:
    """Yield the names that begin like this, without regard to case and accents.

    Of somebody with a namesake it is a name that means nobody else.
    """
    folded_beginning = fold_for_search(beginning)
    network = find_and_load_vault(None, today).network
    counts = Counter(fold_for_search(contact.name) for contact in network.contacts)
    for contact in network.contacts:
        folded_name = fold_for_search(contact.name)
        if not folded_name.startswith(folded_beginning):
            continue
        yield contact.name if counts[folded_name] == 1 else find_unique_name(network, contact)
