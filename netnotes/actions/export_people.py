"""The people of a vault in another program's format, as bytes or in a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netnotes.system.export_file import read_export, write_export

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.network.network import Network
    from netnotes.vault.paths import VaultPaths


def export_vault(
    format_name: str, network: Network, vault_name: str, previous_calendar: bytes = b""
) -> bytes:
    """Convert a network to a format: `csv`, `vcf`, `ics`, `json`, `graphml`, else `schema`.

    `previous_calendar` is the calendar that this one replaces, empty if there is none.
    """
    # Each format is imported when it is asked for: `export csv` does not wait for the others.
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
        case "graphml":
            from netnotes.formats.writers.graphml import convert_to_graphml

            return convert_to_graphml(network, vault_name)
        case _:
            from netnotes.formats.writers.json_schema import build_front_matter_schema

            schema = build_front_matter_schema(network.settings)
            return (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode()


def export_to_file(format_name: str, network: Network, paths: VaultPaths, file: Path) -> None:
    """Write a network to a file, readable by its owner alone.

    Raises NetnotesError where the file must not or cannot be written.
    """
    # A calendar goes on from the one before it: see `compute_sequence`.
    previous_calendar = b""
    if format_name == "ics":
        previous_calendar = read_export(file)
    content = export_vault(format_name, network, paths.root.name, previous_calendar)
    write_export(file, content, paths.root)
