"""`netnotes brief`: one contact on one screen, to read before a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_option
from netnotes.commands.output.choosing import choose_contact
from netnotes.commands.output.person import format_text
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE
from netnotes.network.record import build_contact_record
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `brief`."""
    parser.add_argument(
        "name", nargs="+", metavar="NAME", help="a name, an alias, or a first name nobody else has"
    )
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print the person as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what is worth knowing before meeting a contact."""
    network = find_and_load_vault(args.vault, args.today).network
    contact = choose_contact(network, " ".join(args.name))
    if args.json:
        print_json({"netnotes": 1, **build_contact_record(contact, network)})
    else:
        print("\n".join(format_text(contact, network, color=args.color)))
    return EXIT_DONE
