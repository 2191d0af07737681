"""Checks of links in texts that are shown as what they link to: pitches and places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.settings import SETTINGS_FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.network import Network


def check_links_in_pitches_and_places(network: Network) -> Iterator[Diagnostic]:
    """What a pitch or a place of the settings links to is a note, or nothing can be shown."""
    settings = network.settings
    yield from _check_text(settings.me.pitch, "pitch", SETTINGS_FILE_NAME, network)
    for place in settings.places:
        yield from _check_text(place, "places", SETTINGS_FILE_NAME, network)
    for goal in network.goals:
        yield from _check_text(goal.pitch, "pitch", goal.path, network)


def _check_text(text: str, name: str, path: str, network: Network) -> Iterator[Diagnostic]:
    if "[[" not in text:
        return
    for match in _LINK.finditer(text):
        target = match[1].strip()
        if not network.find_path(target, path):
            yield Diagnostic(
                SourceLocation(path),
                "dead-link",
                f"`{name}` links to {target}, and there is no note called so.",
                "Fix the name, or create the note.",
            )


_LINK = re.compile(r"\[\[([^\[\]|#^]+)")
