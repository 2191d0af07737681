"""The vault in another form, as bytes or into a file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netnotes.network.network import Network


def export_vault(
    format_name: str, network: Network, vault_name: str, previous_calendar: bytes = b""
) -> bytes:
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
                json.dumps(
                    build_front_matter_schema(network.settings), ensure_ascii=False, indent=1
                )
                + "\n"
            ).encode()
