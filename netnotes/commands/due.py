"""`netnotes due`: this week's list in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.week import format_json, format_markdown, format_text
from netnotes.errors import EXIT_DONE
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `due`."""
    add_vault_argument(parser)
    parser.add_argument(
        "--all", action="store_true", help="also list everybody with their standing"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the list as JSON")
    form.add_argument(
        "--markdown", action="store_true", help="print the list as Markdown, for a mail"
    )


def run(args: argparse.Namespace) -> int:
    """Print whom to be in touch with this week, and why."""
    network = find_and_load_vault(args.vault, args.today).network
    if args.json:
        print(json.dumps(format_json(network, everybody=args.all), ensure_ascii=False, indent=1))
    elif args.markdown:
        print("\n".join(format_markdown(network, everybody=args.all)))
    else:
        print("\n".join(format_text(network, everybody=args.all, color=args.color)))
    return EXIT_DONE
