"""`netnotes mix`: print what the network is made of, in sentences and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.mix import format_json, format_text
from netnotes.commands.output.no_people import describe_loaded_vault_without_people
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `mix`."""
    add_vault_argument(parser)
    parser.add_argument("--json", action="store_true", help="print every number as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the panels of the mix."""
    loaded = find_and_load_vault(args.vault, args.today)
    network = loaded.network
    if args.json:
        print_json(format_json(network))
        return EXIT_DONE
    print("\n".join(format_text(network, color=args.color)))
    hint = describe_loaded_vault_without_people(loaded)
    if hint:
        print(f"\n{hint}")
    return EXIT_DONE
