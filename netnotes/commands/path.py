"""`netnotes path`: who can open the door to somebody, or to people who fit words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_option
from netnotes.commands.output.choosing import build_candidate_records, choose_contact
from netnotes.commands.output.terminal import print_json
from netnotes.commands.output.ways import (
    build_person_result,
    build_words_result,
    format_people,
    format_person,
)
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.network.measures.acquaintances import Person
from netnotes.network.measures.ways import WaySearch
from netnotes.network.names import AmbiguousNameError, find_by_whole_name, find_candidates
from netnotes.network.search import find_lines_in_logs
from netnotes.text import (
    build_deletion_index,
    find_closest_in_index,
    fold_name,
    format_command,
    join_words,
)
from netnotes.vault.load import find_and_load_vault
from netnotes.vault.paths import convert_to_vault_path

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from pathlib import Path

    from netnotes.network.network import Network


# Names without a note that an error lists: they fit on a screen.
MAX_NAMED = 8


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `path`."""
    parser.add_argument(
        "text",
        nargs="+",
        metavar="NAME|WORDS",
        help="a name, also of somebody without a note; or whom you look for, in words: "
        "compared with role, field, organisation, place, offers and interests",
    )
    parser.add_argument(
        "--words", action="store_true", help="take the words for whom you look for, and no name"
    )
    parser.add_argument("--all", action="store_true", help="show all ways, not the first few")
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print the ways as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the ways to the person or the people meant."""
    loaded = find_and_load_vault(args.vault, args.today)
    network, text = loaded.network, " ".join(args.text)
    search = WaySearch(network)
    person = None
    if not args.words:
        person = _find_person(search, text, loaded.vault.root, is_json=args.json)
    if person:
        if args.json:
            print_json(build_person_result(person, text, search))
        else:
            print("\n".join(format_person(person, search, show_all=args.all, color=args.color)))
        return EXIT_DONE

    wanted_people = search.find_wanted_people(text)
    if args.json:
        print_json(build_words_result(wanted_people, text, search))
        return EXIT_DONE
    if not wanted_people:
        raise NetnotesError(_describe_nobody(text, search))
    lines = format_people(wanted_people, text, search, show_all=args.all, color=args.color)
    print("\n".join(lines))
    return EXIT_DONE


def _find_person(search: WaySearch, text: str, root: Path, *, is_json: bool) -> Person | None:
    """Find the one whom a text names, with a note or without; None if it names nobody.

    Raises NetnotesError if it names several and nobody chooses one.
    """
    network = search.network
    vault_path = convert_to_vault_path(text, root)
    if find_by_whole_name(network, vault_path):
        return _choose_person(network, text, root, is_json=is_json)
    names = search.acquaintances.find_names(text)
    candidates = find_candidates(network, vault_path)
    if candidates and not names:
        return _choose_person(network, text, root, is_json=is_json)
    if len(names) == 1 and not candidates:
        return names[0]
    if names:
        people = [*[Person(contact.name, contact.path) for contact in candidates], *names]
        raise NetnotesError(_describe_several(text, people))
    return None


def _choose_person(network: Network, text: str, root: Path, *, is_json: bool) -> Person:
    try:
        contact = choose_contact(network, text, root, can_ask=not is_json)
    except AmbiguousNameError as error:
        if is_json:
            print_json({"candidates": build_candidate_records(error.candidates)})
        raise
    return Person(contact.name, contact.path)


def _describe_several(text: str, people: Sequence[Person]) -> str:
    lines = [f"{text} could be {len(people):,} people. Write the whole name of one of these:"]
    for person in people[:MAX_NAMED]:
        lines.append(f"  {person.name}" if person.path else f"  {person.name}, who has no note")
    if len(people) > MAX_NAMED:
        lines.append(f"  and {len(people) - MAX_NAMED:,} more")
    return "\n".join(lines)


def _describe_nobody(text: str, search: WaySearch) -> str:
    """Say that a text names nobody and fits nobody, and what may have been meant."""
    for goal in search.network.goals:
        if fold_name(goal.name) == fold_name(text):
            return (
                f"{goal.name} is a goal; its page says whom you want to meet, and the ways to them."
            )
    message = f"Nobody in your notes is called {text}, and nobody fits these words."
    lines = find_lines_in_logs(search.network, text)
    if lines:
        line = lines[0]
        place = f"{line.source_location.path}:{line.source_location.line}"
        message += f" The log of {line.contact.name} has them ({place})."
        if text[:1].isupper():
            message += f" A line `named:: {text}` below that entry makes a way to them."
        return message
    names = [person.name for person in search.acquaintances.names.values()]
    suggestions = [
        find_closest_in_index(text, search.network.note_name_index),
        find_closest_in_index(text, build_deletion_index(names)),
    ]
    commands = []
    for suggestion in dict.fromkeys(suggestions):
        if suggestion:
            commands.append(f"`{format_command('netnotes', 'path', suggestion)}`")
    if commands:
        return f"{message} Did you mean {join_words(commands, 'or')}?"
    return (
        f"{message} Words are compared with role, field, organisation, place, offers and "
        "interests; fewer words fit more people."
    )
