"""The mix as text for a terminal and as JSON."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from netnotes.commands.output.terminal import EMPTY_VAULT_HINT, format_bold
from netnotes.network.measures.measures import Measures
from netnotes.network.panels.json_values import convert_to_json_value
from netnotes.network.panels.model import Bars
from netnotes.network.panels.panel_list import build_panels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.network import Network
    from netnotes.network.panels.model import Panel


MAX_BAR_WIDTH = 40

# In columns, the indent counted.
MAX_SENTENCE_WIDTH = 96


def format_json(network: Network) -> dict[str, object]:
    """Build what `mix --json` prints: every panel."""
    return {
        "as_of": network.today.isoformat(),
        "panels": [_build_panel_record(panel) for panel in build_panels(Measures(network))],
    }


def _build_panel_record(panel: Panel) -> dict[str, object]:
    return {
        "id": panel.id,
        "n": panel.contact_count,
        "missing": panel.missing_count,
        "values": convert_to_json_value(panel.values),
        "sentences": list(panel.sentences),
    }


def format_text(network: Network, *, color: bool) -> Iterator[str]:
    """Format every panel for a terminal: title, sentences, bars."""
    panels = build_panels(Measures(network))
    if not panels:
        yield EMPTY_VAULT_HINT
    for number, panel in enumerate(panels):
        if number:
            yield ""
        yield format_bold(panel.title, color=color)
        for sentence in panel.sentences:
            yield from textwrap.wrap(
                sentence,
                MAX_SENTENCE_WIDTH,
                initial_indent="  ",
                subsequent_indent="  ",
                break_on_hyphens=False,
            )
        yield from _format_bars(panel)


def _format_bars(panel: Panel) -> Iterator[str]:
    """Format the panel's bars, if its picture is bars; the longest is `MAX_BAR_WIDTH` wide."""
    if not isinstance(panel.picture, Bars) or not panel.has_enough_notes:
        return
    bars = panel.picture.bars
    label_width = max(len(bar.label) for bar in bars)
    max_size = max(bar.size for bar in bars) or 1
    for bar in bars:
        filled = "█" * round(MAX_BAR_WIDTH * bar.size / max_size)
        # Without a bar the number begins where bars begin.
        bar_and_size = f"{filled} {bar.size:,}".lstrip()
        yield f"    {bar.label:<{label_width}}  {bar_and_size}"
