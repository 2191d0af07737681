"""`netnotes mix`: the panels' sentences, with bars in text."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_argument
from netnotes.errors import EXIT_DONE
from netnotes.network.panels.details import compute_details, convert_to_json_value
from netnotes.network.panels.model import Bars
from netnotes.network.panels.panel_list import build_panels
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.network.network import Network
    from netnotes.network.panels.model import Panel


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `mix`."""
    add_vault_argument(parser)
    parser.add_argument("--json", action="store_true", help="print every number as JSON; fractions as `13/2`")


def run(args: argparse.Namespace) -> int:
    """Print what the network is made of."""
    network = find_and_load_vault(args.vault, args.today).network
    if args.json:
        print(json.dumps(format_json(network), ensure_ascii=False, indent=1))
    else:
        print("\n".join(format_text(network, color=args.color)))
    return EXIT_DONE


def format_json(network: Network) -> dict[str, object]:
    """Every panel and the details for another program."""
    return {
        "netnotes": 1,
        "as_of": network.today.isoformat(),
        "panels": [
            {
                "id": panel.id,
                "n": panel.contact_count,
                "missing": panel.missing_count,
                "values": convert_to_json_value(panel.values),
                "sentences": list(panel.sentences),
            }
            for panel in build_panels(network)
        ],
        "details": convert_to_json_value(compute_details(network)),
    }


def format_text(network: Network, *, color: bool) -> Iterator[str]:
    """Every panel for a terminal."""
    bold, normal = ("\x1b[1m", "\x1b[0m") if color else ("", "")
    some = build_panels(network)
    if not some:
        yield "Nobody here yet. Make a note `People/Ada Quill.md`; a name is enough to begin."
    for number, panel in enumerate(some):
        if number:
            yield ""
        yield f"{bold}{panel.title}{normal}"
        for sentence in panel.sentences:
            yield from textwrap.wrap(sentence, 96, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
        yield from _format_bars(panel)


MAX_BAR_WIDTH = 40


def _format_bars(panel: Panel) -> Iterator[str]:
    """The panel's bars in text, where its picture is bars."""
    if not isinstance(panel.picture, Bars) or not panel.has_enough_notes:
        return
    width = max(len(bar.label) for bar in panel.picture.bars)
    most = max((bar.size for bar in panel.picture.bars), default=0) or 1
    for bar in panel.picture.bars:
        length = round(MAX_BAR_WIDTH * bar.size / most)
        yield f"    {bar.label:<{width}}  {'█' * length}{' ' if length else ''}{bar.size:,}"
