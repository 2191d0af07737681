"""`netnotes export FORM`: the people for a spreadsheet, an address book, a calendar, a program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.export_people import export_to_file, export_vault
from netnotes.commands.options import add_vault_argument
from netnotes.errors import EXIT_DONE
from netnotes.model.settings import count_errors
from netnotes.network.first_look import NO_INTERVALS, has_no_intervals
from netnotes.text import format_count
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse

    from netnotes.network.network import Network
    from netnotes.vault.load import LoadedVault
    from netnotes.vault.paths import VaultPaths


# The name of each format and what it is.
FORMATS = (
    ("csv", "a table of the contacts, which reads back"),
    ("vcf", "vCards 4.0, for address books"),
    ("ics", "a calendar of follow-ups, promises and birthdays"),
    ("json", "everything, by docs/export.schema.json"),
    ("graphml", "who knows whom, for networkx, igraph and Gephi"),
    ("schema", "the JSON Schema of a contact's front matter, for editors"),
)

# Else a graph of separate nodes would look like an answer.
NO_TIES = (
    "no note says who knows whom, so the graph has no ties. "
    'A line `knows: "[[Name of a note]]"` in a contact\'s note adds one.'
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `export`."""
    parser.add_argument(
        "form",
        choices=[name for name, _ in FORMATS],
        metavar="FORM",
        help="; ".join(f"{name}: {description}" for name, description in FORMATS),
    )
    add_vault_argument(parser)
    parser.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FILE",
        help="write this file, readable by you alone, and not the terminal",
    )


def run(args: argparse.Namespace) -> int:
    """Print the vault in another format, or write it to a file."""
    paths = find_vault(args.vault)
    loaded = load_vault(paths, args.today)
    _warn_of_errors(loaded, paths)
    if args.form == "ics" and has_no_intervals(loaded.network):
        # Else an empty calendar would look as if nothing were due.
        print(f"netnotes: {NO_INTERVALS} `netnotes due` says where to begin.", file=sys.stderr)
    if args.form == "graphml" and not any(loaded.network.ties.values()):
        print(f"netnotes: {NO_TIES}", file=sys.stderr)

    if args.output is None:
        _print_content(export_vault(args.form, loaded.network, paths.root.name))
        return EXIT_DONE

    export_to_file(args.form, loaded.network, paths, args.output)
    if not args.quiet:
        print(f"{_describe_content(args.form, loaded.network)}: {args.output}")
    return EXIT_DONE


def _print_content(content: bytes) -> None:
    """Print an export: to a file or a program byte by byte, to a terminal as text."""
    if sys.stdout.isatty():
        # As bytes, control characters in the notes would reach the terminal.
        print(content.decode(), end="")
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _warn_of_errors(loaded: LoadedVault, paths: VaultPaths) -> None:
    """Print how many errors the notes have: what cannot be read is missing in the export."""
    error_count = count_errors(loaded.diagnostics, paths.settings)
    if error_count:
        print(
            f"netnotes: {format_count(error_count, 'error')} in the notes: what can't be read "
            "there is not in the export. `netnotes check` shows where.",
            file=sys.stderr,
        )


def _describe_content(format_name: str, network: Network) -> str:
    if format_name == "schema":
        return "the schema"
    if format_name == "graphml":
        people = format_count(len(network.active_contacts), "person", "people")
        tie_count = sum(map(len, network.ties.values())) // 2
        return f"{people} and {format_count(tie_count, 'tie')}"
    return format_count(len(network.contacts), "person", "people")
