"""Find out which contact is meant, and ask at the terminal where that is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.output.terminal import choose_index, confirm, is_at_terminal
from netnotes.errors import NetnotesError
from netnotes.network.names import (
    AmbiguousNameError,
    describe_candidates,
    find_by_whole_name,
    find_candidates,
    find_goals,
)
from netnotes.network.record import build_name_record
from netnotes.network.wording import describe_death
from netnotes.text import format_command, format_few_names, join_words
from netnotes.vault.paths import convert_to_vault_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from datetime import date as Day
    from pathlib import Path

    from netnotes.model.people import Contact, Goal
    from netnotes.network.names import Candidate
    from netnotes.network.network import Network


def choose_contact(network: Network, name: str, root: Path, *, can_ask: bool = True) -> Contact:
    """Return the one contact a name means, as `find_candidates` does.

    `root` is the folder of the vault, for a path. At a terminal the user is asked which of several
    is meant, if `can_ask`. Raises NetnotesError if the name means nobody, AmbiguousNameError if it
    means several and nobody can be asked, and NetnotesError if none is chosen.
    """
    candidates = find_candidates(network, convert_to_vault_path(name, root))
    if not candidates:
        raise NetnotesError(describe_unknown_name(name))
    if len(candidates) == 1:
        return candidates[0]
    if not can_ask or not is_at_terminal():
        raise AmbiguousNameError(name, network, candidates)

    options = [format_option(option) for option in describe_candidates(network, candidates)]
    index = choose_index(options, f"Which {name}? ")
    if index is None:
        raise NetnotesError("Nobody was chosen, and nothing was written.")
    return candidates[index]


def choose_goal(network: Network, name: str, root: Path, *, can_ask: bool = True) -> Goal:
    """Return the one goal that a name means, as `find_goals` does.

    At a terminal the user is asked which of several is meant, if `can_ask`. Raises NetnotesError if
    the name means none, or several and none is chosen.
    """
    goals = find_goals(network, convert_to_vault_path(name, root))
    if len(goals) == 1:
        return goals[0]
    if not goals:
        known = [goal.name for goal in network.active_goals]
        there_are = _NO_GOALS
        if known:
            there_are = f"Active goals are {format_few_names(known)}."
        raise NetnotesError(f"No goal is called {name}. {there_are}")
    paths = [goal.path for goal in goals]
    if not can_ask or not is_at_terminal():
        raise NetnotesError(
            f"{name} could be {len(goals):,} goals. "
            f"Write the path of one: {join_words(paths, 'or')}."
        )
    index = choose_index(paths, f"Which {name}? ")
    if index is None:
        raise NetnotesError("No goal was chosen, and nothing was written.")
    return goals[index]


_NO_GOALS = "A note in the folder `Goals` is a goal; its name is enough to begin."


def describe_unknown_name(name: str) -> str:
    """Say that nobody has a name, and which commands search for it or make a note."""
    message = f"Nobody in your notes is called {name}."
    # Behind `--` a name that begins with `-` is no option.
    separator = ["--"] if name.startswith("-") else []
    who_command = format_command("netnotes", "who", *separator, name)
    new_command = format_command("netnotes", "new", *separator, name)
    if not who_command:
        return message
    return (
        f"{message} `{who_command}` searches everything in your notes, "
        f"`{new_command}` creates a note."
    )


def build_candidate_records(candidates: Iterable[Candidate]) -> list[dict[str, object]]:
    """Build what `--json` prints where a name means several contacts; `write` means one of them."""
    return [
        {
            **build_name_record(candidate.contact),
            "write": candidate.name,
            "differs_in": list(candidate.details),
        }
        for candidate in candidates
    ]


def format_option(candidate: Candidate) -> str:
    """Format one of several who have a name, with what tells them apart."""
    if not candidate.details:
        return candidate.contact.name
    return f"{candidate.contact.name} ({', '.join(candidate.details)})"


def split_contact_name(
    network: Network, words: Sequence[str], root: Path
) -> tuple[str, Sequence[str]]:
    """Split arguments into the name that they begin with and the others.

    The name is the longest one of somebody in the vault, in as many arguments as a shell makes of
    `ada quill`; if there is none, the first argument.
    """
    for count in range(len(words), 1, -1):
        name = " ".join(words[:count])
        if find_by_whole_name(network, convert_to_vault_path(name, root)):
            return name, words[count:]
    return words[0], words[1:]


def check_is_alive(contact: Contact, args: argparse.Namespace, day: Day | None = None) -> None:
    """Ask before something is written about a contact who has died.

    What happened on a `day` until their death is written without a question.
    Raises NetnotesError if the answer is no, or nobody can be asked.
    """
    if contact.died is None or args.anyway or args.dry_run:
        return
    if day and not contact.died.can_be_before(day):
        return
    words = describe_death(contact)
    if not confirm(f"{words}. Write it all the same?"):
        raise NetnotesError(f"{words}. Nothing was written; `--anyway` writes it all the same.")
