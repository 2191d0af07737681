"""`netnotes export FORM`: people leave, for a spreadsheet, an address book, a calendar, or another program."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.cli import DONE, vault_argument
from netnotes.commands.opening import find_vault, open_vault
from netnotes.diagnostics import Severity
from netnotes.doors import export as export_door
from netnotes.words import counted

if TYPE_CHECKING:
    import argparse

    from netnotes.network.network import Network

FORMS = (
    ("csv", "a table of the contacts, which reads back"),
    ("vcf", "vCards 4.0, for address books"),
    ("ics", "a calendar of follow-ups, promises and birthdays"),
    ("json", "everything, by docs/export.schema.json"),
    ("schema", "the JSON Schema of a contact's front matter, for editors"),
)


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `export`."""
    said = "; ".join(f"{form}: {what}" for form, what in FORMS)
    verb.add_argument("form", choices=[form for form, _ in FORMS], metavar="FORM", help=said)
    vault_argument(verb)
    verb.add_argument(
        *("-o", "--output"),
        type=Path,
        metavar="FILE",
        help="write this file, readable by you alone, and not the terminal",
    )


def export(args: argparse.Namespace) -> int:
    """Print the vault in another form, or write it to a file."""
    place = find_vault(args.vault)
    file: Path | None = args.output
    opened = open_vault(place, args.today)
    network = opened.network
    before = export_door.content(file) if file and args.form == "ics" else b""
    content = exported(args.form, network, place.root.name, before)
    if unread := sum(place.settings.severity(one.code) is Severity.ERROR for one in opened.found):
        print(_UNREAD.format(counted(unread, "error")), file=sys.stderr)
    if file is None:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return DONE
    export_door.write(file, content, place.root)
    if not args.quiet:
        what = "the schema" if args.form == "schema" else counted(len(network.contacts), "person", "people")
        print(f"{what}: {file}")
    return DONE


_UNREAD = "netnotes: {} in the notes: what can't be read there is not in the export. `netnotes check` shows where."


def exported(form: str, network: Network, vault: str, before: bytes = b"") -> bytes:
    """The vault in another form. `before` is the calendar that this one takes the place of."""
    match form:
        case "csv":
            from netnotes.exchange.to_csv import to_csv

            return to_csv(network).encode(errors="replace")
        case "vcf":
            from netnotes.exchange.to_vcf import to_vcf

            return to_vcf(network, vault)
        case "ics":
            from netnotes.exchange.to_ics import to_ics

            return to_ics(network, vault, before.decode(errors="replace"))
        case "json":
            from netnotes.exchange.to_json import to_json

            return to_json(network, vault).encode(errors="replace")
        case _:
            from netnotes.exchange.schema import front_matter_schema

            return (json.dumps(front_matter_schema(network.settings), ensure_ascii=False, indent=1) + "\n").encode()
