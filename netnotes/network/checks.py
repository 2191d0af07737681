"""What must be true of a vault as a whole. Each check is named by the truth it guards, and yields what breaks it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import extract_note_name
from netnotes.reading.file_index import find_file
from netnotes.text import (
    build_deletion_index,
    find_closest_in_index,
    find_closest_match,
    fold_name,
    format_day_short,
    parse_day,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from netnotes.model.people import Contact, Link
    from netnotes.network.network import Network
    from netnotes.reading.reader import Reading


def check_network(network: Network) -> tuple[Diagnostic, ...]:
    """Everything that is wrong with what the notes show each other. As long as that and the day stay, so does this."""
    return tuple([diagnostic for truth in CHECKS for diagnostic in truth(network)])


def check_dates_are_past(network: Network) -> Iterator[Diagnostic]:
    """A last contact and a first meeting lie in the past."""
    for contact in network.contacts:
        for prop in ("last_contact", "met"):
            day = getattr(contact, prop)
            if day and day > network.today:
                message = f"`{prop}` is {format_day_short(day)}, which is still to come."
                yield Diagnostic(
                    contact.find_source_location(prop),
                    "future-date",
                    message,
                    "A plan goes under `next`.",
                )


def check_met_before_last_contact(network: Network) -> Iterator[Diagnostic]:
    """Nobody was in touch before the first meeting, by what the front matter says."""
    for contact in network.contacts:
        if contact.met and contact.last_contact and contact.last_contact < contact.met:
            message = f"`last_contact` is {format_day_short(contact.last_contact)}, before you met on {format_day_short(contact.met)}."
            yield Diagnostic(
                contact.find_source_location("last_contact"),
                "met-after-contact",
                message,
                "Mend one of the two.",
            )


def check_purposes_are_written(network: Network) -> Iterator[Diagnostic]:
    """Every contact has a purpose."""
    for contact in network.contacts:
        if not contact.purpose and not contact.archived:
            message = f"{contact.name} has no purpose yet."
            yield Diagnostic(
                SourceLocation(contact.path),
                "no-purpose",
                message,
                "Add a line `purpose:` that says what for.",
            )


def check_links_to_people(network: Network) -> Iterator[Diagnostic]:
    """A link in a property leads to a note, and is not only an alias for one."""
    for origin, link in _iter_links_to_people(network):
        found = find_file(link.target, origin, network.file_index)
        if link.plain or (found.path and not found.by_alias) or _is_me(network, link):
            continue
        if found.by_alias:
            name = extract_note_name(found.path)
            message = (
                f"[[{link.target}]] is only another name for {name}; Obsidian would not find it."
            )
            yield Diagnostic(
                link.source_location, "alias-link", message, f"Write [[{name}|{link.label}]]."
            )
        elif not found.path and not parse_day(link.target):
            meant = _suggest_note_name(link, network)
            mend = f"Did you mean [[{meant}]]?" if meant else "Mend the name, or make the note."
            yield Diagnostic(
                link.source_location, "dead-link", f"There is no note called {link.target}.", mend
            )


def check_introducers(network: Network) -> Iterator[Diagnostic]:
    """Who introduced somebody is `me`, a contact or another note, also when named plainly."""
    for contact in network.contacts:
        link = contact.introduced_by
        if link and link.plain and network.introductions[contact.path].by == "other":
            message = f"`{link.target}` is neither `me` nor somebody in your notes."
            meant = _suggest_note_name(link, network)
            mend = (
                f"Did you mean [[{meant}]]?"
                if meant
                else f'Write `me`, or "[[{link.target}]]" and make the note.'
            )
            if not network.find_file(link, contact.path).path:
                yield Diagnostic(link.source_location, "dead-link", message, mend)


def check_goals_exist(network: Network) -> Iterator[Diagnostic]:
    """A goal that a contact names is a goal note."""
    known = {goal.path for goal in network.goals}
    for contact in network.contacts:
        for link in contact.goals:
            if network.find_file(link, contact.path).path not in known:
                meant = find_closest_match(link.target, (goal.name for goal in network.goals))
                folder = network.settings.goals
                mend = (
                    f"Did you mean [[{meant}]]?"
                    if meant
                    else f"Make the note {folder}/{link.target}.md, or mend the name."
                )
                yield Diagnostic(
                    link.source_location,
                    "unknown-goal",
                    f"There is no goal called {link.target}.",
                    mend,
                )


def check_self_links(network: Network) -> Iterator[Diagnostic]:
    """Nobody knows or introduced themselves."""
    for one in network.contacts:
        named = [("knows", link) for link in one.knows or ()]
        if one.introduced_by:
            named.append(("introduced_by", one.introduced_by))
        for prop, link in named:
            if find_file(link.target, one.path, network.file_index).path == one.path:
                message = f"`{prop}` in the note of {one.name} names {one.name}."
                yield Diagnostic(link.source_location, "self-link", message, "Take it out.")


def check_introduction_cycles(network: Network) -> Iterator[Diagnostic]:
    """Who introduced whom leads back to somebody nobody introduced."""
    done: set[str] = set()
    for contact in network.contacts:
        chain: list[str] = []
        path = contact.path
        while path and path not in done and path not in chain:
            chain.append(path)
            path = (
                network.introductions[path].path
                if network.introductions[path].by == "contact"
                else ""
            )
        if path in chain:
            circle = chain[chain.index(path) :]
            names = [network.contacts_by_path[one].name for one in (*circle, path)]
            first = network.contacts_by_path[min(circle)]
            message = f"Introductions go round in a circle: {' was introduced by '.join(names)}."
            yield Diagnostic(
                first.find_source_location("introduced_by"),
                "introduction-circle",
                message,
                "One of them is wrong.",
            )
        done.update(chain)


def check_names_are_unique(network: Network) -> Iterator[Diagnostic]:
    """No two contacts go by one name."""
    first: dict[str, Contact] = {}
    for contact in network.contacts:
        other = first.setdefault(fold_name(contact.name), contact)
        if other is not contact:
            message = f"{contact.name} is also the name in {other.path}."
            mend = "Give one of them a `name:` that tells them apart, or merge the two notes."
            yield Diagnostic(contact.find_source_location(), "duplicate-name", message, mend)


def check_hidden_characters(network: Network) -> Iterator[Diagnostic]:
    """A name turns no direction of writing."""
    for contact in network.contacts:
        if not contact.name.isascii() and any(
            unicodedata.bidirectional(sign) in _BIDI_CONTROLS for sign in contact.name
        ):
            shown = "".join(
                "·" if unicodedata.bidirectional(one) in _BIDI_CONTROLS else one
                for one in contact.name
            )
            message = f"The name {shown} holds invisible signs that turn the direction of writing (shown as ·)."
            yield Diagnostic(
                contact.find_source_location(), "hidden-character", message, "Type the name anew."
            )


_BIDI_CONTROLS = frozenset(("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"))


def check_links_in_text(network: Network, readings: Iterable[Reading]) -> Iterator[Diagnostic]:
    """A link in the text of a contact, goal or event leads to a file. Off until the settings ask for it."""
    if network.settings.find_severity("dead-link-in-text") == "off":
        return
    for reading in readings:
        if reading.entity:
            for link in reading.links:
                if not find_file(
                    link.target, reading.path, network.file_index
                ).path and not parse_day(link.target):
                    message = f"There is no note called {link.target}."
                    yield Diagnostic(
                        link.source_location,
                        "dead-link-in-text",
                        message,
                        "Mend the name, or make the note.",
                    )


def _suggest_note_name(link: Link, network: Network) -> str:
    """The note of a contact whose name is one slip of typing away from a link's, or nothing."""
    return find_closest_in_index(link.target.rpartition("/")[2], _build_name_index(network))


@lru_cache(maxsize=1)
def _build_name_index(network: Network) -> Mapping[str, tuple[str, ...]]:
    return build_deletion_index(extract_note_name(one.path) for one in network.contacts)


def _iter_links_to_people(network: Network) -> Iterator[tuple[str, Link]]:
    """The links of properties that lead to people or events, each with the note it stands in."""
    for contact in network.contacts:
        for link in contact.knows or ():
            yield contact.path, link
        if contact.introduced_by:
            yield contact.path, contact.introduced_by
        if contact.met_at:
            yield contact.path, contact.met_at
    for event in network.events:
        for link in event.people:
            yield event.path, link


def _is_me(network: Network, link: Link) -> bool:
    return fold_name(link.target) in ("me", fold_name(network.settings.me.name))


CHECKS: tuple[Callable[[Network], Iterator[Diagnostic]], ...] = (
    check_dates_are_past,
    check_met_before_last_contact,
    check_purposes_are_written,
    check_links_to_people,
    check_introducers,
    check_goals_exist,
    check_self_links,
    check_introduction_cycles,
    check_names_are_unique,
    check_hidden_characters,
)
