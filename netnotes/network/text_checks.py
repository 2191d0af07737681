"""Checks that look at whole notes: their texts, and the touches that they record for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.network.checks import suggest_note_name
from netnotes.text import format_day_short, join_words, parse_day, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Link
    from netnotes.model.reading import Reading
    from netnotes.network.network import Network


def check_links_in_text(network: Network, readings: Iterable[Reading]) -> Iterator[Diagnostic]:
    """A link in the text of a contact, goal or event leads to a file.

    Off until the settings turn it on: many people link to notes that they mean to write later.
    """
    if network.settings.find_severity("dead-link-in-text") == "off":
        return
    for reading in readings:
        if not reading.entity:
            continue
        for link in reading.links:
            # Obsidian users link days to daily notes that may not exist yet.
            if not network.find_file(link, reading.path).path and not parse_day(link.target):
                yield Diagnostic(
                    link.source_location,
                    "dead-link-in-text",
                    f"There is no note called {link.target}.",
                    "Mend the name, or make the note.",
                )


def check_meetings_name_contacts(
    network: Network, readings: Iterable[Reading]
) -> Iterator[Diagnostic]:
    """Somebody named in the section of people of a note with a day is a contact."""
    for reading in readings:
        for touch, links, from_section in reading.encounters:
            if not from_section:
                continue
            paths = {network.find_file(link, reading.path).path for link in links}
            if not paths.isdisjoint(network.contacts_by_path):
                continue
            named_links = [link for link in links if link.source_location.line > 1]
            if all(map(_is_group_word, named_links)):
                continue
            names = [shorten_to_words(link.label, 40) for link in named_links[:3]]
            suggestions = filter(None, (suggest_note_name(link, network) for link in named_links))
            suggestion = next(suggestions, "")
            yield Diagnostic(
                links[0].source_location,
                "unread-meeting",
                f"This reads like a meeting on {format_day_short(touch.date)}, but none of the "
                f"people it names is a contact: {join_words(names)}.",
                f"Did you mean {suggestion}?"
                if suggestion
                else "Make a note for one of them, or write the name as their note has it.",
            )


def _is_group_word(link: Link) -> bool:
    """Whether somebody is named by a word without a capital: `everyone`, `the whole team`."""
    name = link.target
    return link.plain and name == name.casefold() and name != name.upper()
