"""`netnotes due`: print this week's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.no_people import describe_loaded_vault_without_people
from netnotes.commands.output.terminal import drop_doubled_blank_lines, print_json
from netnotes.commands.output.week import format_json, format_markdown, format_text
from netnotes.errors import EXIT_DONE
from netnotes.model.inbox import suggest_filing
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `due`."""
    add_vault_argument(parser)
    parser.add_argument(
        "--all", action="store_true", help="also list everybody with their standing"
    )
    output_format = parser.add_mutually_exclusive_group()
    output_format.add_argument("--json", action="store_true", help="print the list as JSON")
    output_format.add_argument(
        "--markdown", action="store_true", help="print the list as Markdown, for a mail"
    )


def run(args: argparse.Namespace) -> int:
    """Print whom to be in touch with this week, and why."""
    loaded = find_and_load_vault(args.vault, args.today)
    network = loaded.network
    if args.json:
        inbox_count = loaded.waiting_sentences.sentence_count
        print_json(format_json(network, all_contacts=args.all, inbox_count=inbox_count))
        return EXIT_DONE
    if args.markdown:
        lines = format_markdown(network, all_contacts=args.all)
        print("\n".join(drop_doubled_blank_lines(lines)))
    else:
        lines = format_text(network, all_contacts=args.all, color=args.color)
        print("\n".join(drop_doubled_blank_lines(lines)))
    hint = describe_loaded_vault_without_people(loaded)
    if hint:
        print(f"\n{hint}")
    waiting = suggest_filing(loaded.waiting_sentences)
    if waiting:
        print(f"\n{waiting}")
    return EXIT_DONE
