"""`netnotes brief`: one contact on one screen, to read before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.options import NAME_HELP, add_vault_option
from netnotes.commands.output.choosing import build_candidate_records, choose_contact
from netnotes.commands.output.person import format_text
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE
from netnotes.network.measures.pitches import list_pitches_for_contact
from netnotes.network.names import AmbiguousNameError
from netnotes.network.record import build_contact_record
from netnotes.network.what_to_say import CLOSING_QUESTIONS
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `brief`."""
    parser.add_argument("name", nargs="+", metavar="NAME", help=NAME_HELP)
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print the person as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what is worth knowing before meeting a contact."""
    loaded = find_and_load_vault(args.vault, args.today)
    network, name = loaded.network, " ".join(args.name)
    try:
        # A question would be printed into the JSON.
        contact = choose_contact(network, name, loaded.vault.root, can_ask=not args.json)
    except AmbiguousNameError as error:
        if args.json:
            print_json({"candidates": build_candidate_records(error.candidates)})
        raise
    if args.json:
        print_json(_build_record(contact, network))
    else:
        print("\n".join(format_text(contact, network, color=args.color)))
    return EXIT_DONE


def _build_record(contact: Contact, network: Network) -> dict[str, object]:
    """Build the object of a contact, with what to say if they ask what I do."""
    pitches = list_pitches_for_contact(
        contact, network, network.goals_by_target, network.pitches, network.today
    )
    say: dict[str, object] | None = None
    if pitches:
        say = {
            "pitches": [
                {"words": pitch.words, "goal": pitch.goal_path or None} for pitch in pitches
            ],
            "questions": list(CLOSING_QUESTIONS),
        }
    return {**build_contact_record(contact, network), "what_to_say": say}
