"""`netnotes export FORM`: people leave, for a spreadsheet, an address book, a calendar, or another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.export_people import export_vault
from netnotes.commands.options import add_vault_argument
from netnotes.errors import EXIT_DONE
from netnotes.model.diagnostics import Severity
from netnotes.system import export_file
from netnotes.text import format_count
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse


FORMATS = (
    ("csv", "a table of the contacts, which reads back"),
    ("vcf", "vCards 4.0, for address books"),
    ("ics", "a calendar of follow-ups, promises and birthdays"),
    ("json", "everything, by docs/export.schema.json"),
    ("schema", "the JSON Schema of a contact's front matter, for editors"),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    said = "; ".join(f"{form}: {what}" for form, what in FORMATS)
    parser.add_argument("form", choices=[form for form, _ in FORMATS], metavar="FORM", help=said)
    add_vault_argument(parser)
    parser.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FILE",
        help="write this file, readable by you alone, and not the terminal",
    )


def run(args: argparse.Namespace) -> int:
    """Print the vault in another form, or write it to a file."""
    place = find_vault(args.vault)
    file: Path | None = args.output
    opened = load_vault(place, args.today)
    network = opened.network
    before = export_file.read_export(file) if file and args.form == "ics" else b""
    content = export_vault(args.form, network, place.root.name, before)
    if unread := sum(
        place.settings.find_severity(one.code) is Severity.ERROR for one in opened.diagnostics
    ):
        print(_UNREAD_MESSAGE.format(format_count(unread, "error")), file=sys.stderr)
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return EXIT_DONE
    export_file.write_export(file, content, place.root)
    if not args.quiet:
        what = (
            "the schema"
            if args.form == "schema"
            else format_count(len(network.contacts), "person", "people")
        )
        print(f"{what}: {file}")
    return EXIT_DONE


_UNREAD_MESSAGE = "netnotes: {} in the notes: what can't be read there is not in the export. `netnotes check` shows where."
