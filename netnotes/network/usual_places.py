"""Where one is anyway and meets people, from `[plan] places`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.markdown.plain import strip_markdown
from netnotes.model.note_path import extract_note_name
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.network.network import Network


class UsualPlace(NamedTuple):
    """A place where one is anyway."""

    words: str

    # The path of the note that it links to; empty where there is none.
    path: str = ""

    # The day on which the linked event is next, or today while it lasts; None if there is none.
    next_day: Day | None = None


def list_usual_places(network: Network) -> tuple[UsualPlace, ...]:
    """List where one is anyway, in the order of the settings."""
    return tuple([_build_place(text, network) for text in network.settings.places if text.strip()])


def describe_usual_places(network: Network) -> str:
    """Describe where one is anyway in one sentence; empty where the settings name no place."""
    places = []
    for place in list_usual_places(network):
        day = f" ({format_day_short(place.next_day)})" if place.next_day else ""
        places.append(f"{place.words}{day}")
    if not places:
        return ""
    return f"Where you are anyway: {'; '.join(places)}."


def _build_place(text: str, network: Network) -> UsualPlace:
    match = _LINK.search(text)
    path = network.find_path(match["target"].strip(), "") if match else ""
    if not match or not path:
        return UsualPlace(strip_markdown(text))
    # `[[Signals]], at the harbour` says more than the link.
    words = strip_markdown(text.replace(match[0], match["label"] or extract_note_name(path)))
    for event in network.events:
        if event.path == path and event.date and (event.last_day or event.date) >= network.today:
            return UsualPlace(words, path, max(event.date, network.today))
    return UsualPlace(words, path)


_LINK = re.compile(r"\[\[(?P<target>[^\[\]|]+)(?:\|(?P<label>[^\[\]]*))?\]\]")
