"""Checks that look at whole notes: their texts, and the touches that they record for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.network.link_checks import suggest_note_name
from netnotes.text import fold_words, format_day_short, join_words, parse_day, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.diagnostics import SourceLocation
    from netnotes.model.people import Contact, Link, Touch
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
                    "Fix the name, or create the note.",
                )


def check_meetings_name_contacts(
    network: Network, readings: Iterable[Reading]
) -> Iterator[Diagnostic]:
    """Somebody named in the section of people of a note with a day is a contact.

    Where nobody of that name could be one, the meeting was with others, and that is no problem.
    """
    if not network.contacts:
        return
    words_of_contacts = _collect_words_of_names(network)
    for reading in readings:
        for touch, links, from_section, _ in reading.encounters:
            if not from_section:
                continue
            paths = {network.find_file(link, reading.path).path for link in links}
            if not paths.isdisjoint(network.contacts_by_path):
                continue
            named_links = [link for link in links if link.source_location.line > 1]
            suggestion = _suggest_first(named_links, network)
            if suggestion or any(
                _may_mean_contact(link, reading.path, words_of_contacts, network)
                for link in named_links
            ):
                location = links[0].source_location
                yield _build_unread_meeting(touch, location, named_links, suggestion)


def check_absent_people(network: Network, readings: Iterable[Reading]) -> Iterator[Diagnostic]:
    """Whoever is said to be absent from a meeting is not one of those it is a touch with.

    `Excused: Ben` in a meeting that names Ben Okafor may be about him, and may be about another.
    """
    for reading in readings:
        for touch, links, _, absent in reading.encounters:
            for absent_link in absent:
                if network.find_file(absent_link, reading.path).path:
                    continue
                for link in links:
                    path = network.find_file(link, reading.path).path
                    contact = network.contacts_by_path.get(path or "")
                    if contact and _is_part_of_name(absent_link.label, contact):
                        yield _build_unclear_absence(touch, absent_link, contact)
                        break


def _is_part_of_name(label: str, contact: Contact) -> bool:
    """Tell whether a name may be a contact's first or last name alone."""
    names = (contact.name, *contact.aliases)
    word = fold_words(label)
    return any(word in fold_words(name).split() for name in names)


def _build_unclear_absence(touch: Touch, absent_link: Link, contact: Contact) -> Diagnostic:
    name = shorten_to_words(absent_link.label, 40)
    return Diagnostic(
        absent_link.source_location,
        "unread-meeting",
        f"{name}, who was absent on {format_day_short(touch.date)}, may be {contact.name}, for whom "
        "the meeting counts.",
        f"Write `[[{contact.name}]]` if so, or else the whole name.",
    )


def _suggest_first(links: list[Link], network: Network) -> str:
    """Suggest a note for the first link that has one by a name like it; empty for none."""
    for link in links:
        suggestion = suggest_note_name(link, network)
        if suggestion:
            return suggestion
    return ""


def _build_unread_meeting(
    touch: Touch, location: SourceLocation, links: list[Link], suggestion: str
) -> Diagnostic:
    names = [shorten_to_words(link.label, 40) for link in links[:3]]
    return Diagnostic(
        location,
        "unread-meeting",
        f"This reads like a meeting on {format_day_short(touch.date)}, but none of the "
        f"people it names is a contact: {join_words(names)}.",
        f"Did you mean {suggestion}?" if suggestion else _HELP_FOR_UNREAD_MEETING,
    )


_HELP_FOR_UNREAD_MEETING = (
    "To have it read, link to the notes of those who were there, as in "
    '`people: ["[[Ada Quill]]"]`, or make a note for them with `netnotes new`. '
    "If it is no meeting, write `netnotes: ignore`."
)


def _collect_words_of_names(network: Network) -> set[str]:
    """Collect the words, folded, of the names that contacts have."""
    words: set[str] = set()
    for contact in network.contacts:
        for name in (contact.name, *contact.aliases):
            words.update(fold_words(name).split())
    return words


def _may_mean_contact(link: Link, path: str, words_of_contacts: set[str], network: Network) -> bool:
    """Whether somebody who is no contact may be meant to be one.

    A link to a note that is not there may be one to a contact whose note is still to be made, and
    `Ada` a contact whose whole name is longer. Nobody is meant by `everyone`, or by a link to a
    note about something else.
    """
    if not link.plain:
        return not network.find_file(link, path).path
    words = fold_words(link.target).split()
    is_group = link.target == link.target.casefold() and link.target != link.target.upper()
    return not is_group and len(words) == 1 and words[0] in words_of_contacts
