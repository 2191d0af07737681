"""The mix as text, JSON."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from netnotes.network.measures.measures import Measures
from netnotes.network.panels.details import compute_details, convert_to_json_value
from netnotes.network.panels.model import Bars
from netnotes.network.panels.panel_list import build_panels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.network import Network
    from netnotes.network.panels.model import Panel


def format_json(network: Network) -> dict[str, object]:
    """Every panel and the details for another program."""
    measures = Measures(network)
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
            for panel in build_panels(measures)
        ],
        "details": convert_to_json_value(compute_details(measures)),
    }


def format_text(network: Network, *, color: bool) -> Iterator[str]:
    """Every panel for a terminal."""
    bold, normal = ("\x1b[1m", "\x1b[0m") if color else ("", "")
    some = build_panels(Measures(network))
    if not some:
        yield "Nobody here yet. Make a note `People/Ada Quill.md`; a name is enough to begin."
    for number, panel in enumerate(some):
        if number:
            yield ""
        yield f"{bold}{panel.title}{normal}"
        for sentence in panel.sentences:
            yield from textwrap.wrap(
                sentence, 96, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
            )
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
