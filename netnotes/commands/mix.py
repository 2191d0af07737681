"""`netnotes mix`: the panels' sentences, with bars in text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.mix import format_json, format_text
from netnotes.errors import EXIT_DONE
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `mix`."""
    add_vault_argument(parser)
    parser.add_argument(
        "--json", action="store_true", help="print every number as JSON; fractions as `13/2`"
    )


def run(args: argparse.Namespace) -> int:
    """Print what the network is made of."""
    network = find_and_load_vault(args.vault, args.today).network
    if args.json:
        print(json.dumps(format_json(network), ensure_ascii=False, indent=1))
    else:
        print("\n".join(format_text(network, color=args.color)))
    return EXIT_DONE
