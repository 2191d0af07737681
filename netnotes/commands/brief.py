"""`netnotes brief`: one contact on one screen, to read before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.options import NAME_HELP, add_vault_option
from netnotes.commands.output.choosing import build_candidate_records, choose_contact
from netnotes.commands.output.person import format_text
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE
from netnotes.network.names import AmbiguousNameError
from netnotes.network.record import build_contact_record
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse


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
        print_json(build_contact_record(contact, network))
    else:
        print("\n".join(format_text(contact, network, color=args.color)))
    return EXIT_DONE
