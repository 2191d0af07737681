"""`netnotes mix`: the panels' sentences, with bars in text."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING

from netnotes.cli import DONE, vault_argument
from netnotes.commands.opening import open_network
from netnotes.network.mix import Bars, details, panels, plain

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from netnotes.network.mix import Panel
    from netnotes.network.network import Network


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `mix`."""
    vault_argument(verb)
    verb.add_argument("--json", action="store_true", help="print every number as JSON; fractions as `13/2`")


def mix(args: argparse.Namespace) -> int:
    """Print what the network is made of."""
    network = open_network(args.vault, args.today).network
    if args.json:
        print(json.dumps(as_json(network), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_text(network, color=args.color)))
    return DONE


def as_json(network: Network) -> dict[str, object]:
    """Every panel and the details for another program."""
    return {
        "netnotes": 1,
        "as_of": network.today.isoformat(),
        "panels": [
            {
                "id": panel.id,
                "n": panel.n,
                "missing": panel.missing,
                "values": plain(panel.values),
                "sentences": list(panel.sentences),
            }
            for panel in panels(network)
        ],
        "details": plain(details(network)),
    }


def as_text(network: Network, *, color: bool) -> Iterator[str]:
    """Every panel for a terminal."""
    bold, normal = ("\x1b[1m", "\x1b[0m") if color else ("", "")
    some = panels(network)
    if not some:
        yield "Nobody here yet. Make a note `People/Ada Quill.md`; a name is enough to begin."
    for number, panel in enumerate(some):
        if number:
            yield ""
        yield f"{bold}{panel.title}{normal}"
        for sentence in panel.sentences:
            yield from textwrap.wrap(sentence, 96, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
        yield from _bars(panel)


LONGEST = 40


def _bars(panel: Panel) -> Iterator[str]:
    """The panel's bars in text, where its picture is bars."""
    if not isinstance(panel.picture, Bars) or not panel.enough:
        return
    width = max(len(bar.label) for bar in panel.picture.bars)
    most = max((bar.size for bar in panel.picture.bars), default=0) or 1
    for bar in panel.picture.bars:
        length = round(LONGEST * bar.size / most)
        yield f"    {bar.label:<{width}}  {'█' * length}{' ' if length else ''}{bar.size:,}"
