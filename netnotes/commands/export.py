"""`netnotes export FORM`: people leave, for a spreadsheet, an address book, a calendar, or another program."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.errors import EXIT_DONE
from netnotes.model.diagnostics import Severity
from netnotes.system import export_file
from netnotes.text import format_count
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse

    from netnotes.network.network import Network

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
    if unread := sum(place.settings.find_severity(one.code) is Severity.ERROR for one in opened.diagnostics):
        print(_UNREAD_MESSAGE.format(format_count(unread, "error")), file=sys.stderr)
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return EXIT_DONE
    export_file.write_export(file, content, place.root)
    if not args.quiet:
        what = "the schema" if args.form == "schema" else format_count(len(network.contacts), "person", "people")
        print(f"{what}: {file}")
    return EXIT_DONE


_UNREAD_MESSAGE = (
    "netnotes: {} in the notes: what can't be read there is not in the export. `netnotes check` shows where."
)


def export_vault(format_name: str, network: Network, vault_name: str, previous_calendar: bytes = b"") -> bytes:
    """The vault in another form. `before` is the calendar that this one takes the place of."""
    match format_name:
        case "csv":
            from netnotes.formats.own_csv import convert_to_csv

            return convert_to_csv(network).encode(errors="replace")
        case "vcf":
            from netnotes.formats.writers.vcards import convert_to_vcf

            return convert_to_vcf(network, vault_name)
        case "ics":
            from netnotes.formats.writers.calendar import convert_to_ics

            return convert_to_ics(network, vault_name, previous_calendar.decode(errors="replace"))
        case "json":
            from netnotes.formats.writers.json_export import convert_to_json

            return convert_to_json(network, vault_name).encode(errors="replace")
        case _:
            from netnotes.formats.writers.json_schema import build_front_matter_schema

            return (
                json.dumps(build_front_matter_schema(network.settings), ensure_ascii=False, indent=1) + "\n"
            ).encode()
