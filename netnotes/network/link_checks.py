"""Checks of the links in properties: to people, to goals, and who introduced whom.

Each is named after the rule that it checks, and yields a diagnostic for what breaks the rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.model.note_path import extract_note_name
from netnotes.reading.person_notes import is_named_like_person
from netnotes.text import find_closest_in_index, find_closest_match, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Link
    from netnotes.network.network import Network


def check_links_to_people(network: Network) -> Iterator[Diagnostic]:
    """A link in a property leads to a note, and is more than an alias of one."""
    for origin, link in _iter_links_to_people(network):
        # A name without [[ ]] is for people who have no note.
        if link.plain:
            continue
        match = network.find_file(link, origin)
        if match.by_alias:
            if not network.settings.me.is_named(link.target):
                yield _build_alias_link_diagnostic(link, match.path)
        # `[[2026-10-02]]` is a day; its daily note need not exist.
        elif (
            not match.path
            and not parse_day(link.target)
            and not network.settings.me.is_named(link.target)
        ):
            suggestion = suggest_note_name(link, network)
            yield Diagnostic(
                link.source_location,
                "dead-link",
                f"There is no note called {link.target}.",
                _advise(suggestion, "Fix the name, or create the note."),
            )


def _advise(suggestion: str, otherwise: str) -> str:
    """Advise to link to the note that may be meant, or what to do where there is none."""
    if suggestion:
        return f"Did you mean [[{suggestion}]]?"
    return otherwise


def check_links_of_goals(network: Network) -> Iterator[Diagnostic]:
    """Whom I want to meet need not have a note; a name one slip from a contact's is reported."""
    for goal in network.goals:
        for link in goal.targets:
            match = network.find_file(link, goal.path)
            if link.plain or match.path:
                continue
            suggestion = suggest_note_name(link, network)
            if suggestion:
                yield Diagnostic(
                    link.source_location,
                    "dead-link",
                    f"There is no note called {link.target}.",
                    f"Did you mean [[{suggestion}]]? Without a note, write the name without [[ ]].",
                )


def _build_alias_link_diagnostic(link: Link, path: str) -> Diagnostic:
    name = extract_note_name(path)
    return Diagnostic(
        link.source_location,
        "alias-link",
        f"[[{link.target}]] is only another name for {name}; Obsidian would not find it.",
        f"Write [[{name}|{link.label}]].",
    )


def check_introducers(network: Network) -> Iterator[Diagnostic]:
    """Who introduced a contact is `me`, a note, also without [[ ]], or the name of a person."""
    for contact in network.contacts:
        link = contact.introduced_by
        if not link or not link.plain or network.introductions[contact.path].by != "other":
            continue
        if network.find_file(link, contact.path).path:
            continue

        suggestion = suggest_note_name(link, network)
        # Whoever introduced somebody need not have a note; a slip is said.
        if not suggestion and is_named_like_person(link.target):
            continue
        yield Diagnostic(
            link.source_location,
            "dead-link",
            f"`{link.target}` is neither `me` nor somebody in your notes.",
            _advise(suggestion, f'Write `me`, or "[[{link.target}]]" and make the note.'),
        )


def check_goals_exist(network: Network) -> Iterator[Diagnostic]:
    """A goal that a contact names is the note of a goal."""
    goal_paths = {goal.path for goal in network.goals}
    for contact in network.contacts:
        for link in (*contact.goals, *contact.not_for):
            if network.find_file(link, contact.path).path in goal_paths:
                continue

            # There are few goals; an index as for contacts would not pay.
            suggestion = find_closest_match(link.target, (goal.name for goal in network.goals))
            folder = network.settings.goals
            yield Diagnostic(
                link.source_location,
                "unknown-goal",
                f"There is no goal called {link.target}.",
                _advise(suggestion, f"Create the note {folder}/{link.target}.md, or fix the name."),
            )


def check_self_links(network: Network) -> Iterator[Diagnostic]:
    """Nobody knows or introduced themselves."""
    for contact in network.contacts:
        links = [("knows", link) for link in contact.knows or ()]
        if contact.introduced_by:
            links.append(("introduced_by", contact.introduced_by))
        for property_name, link in links:
            if network.find_file(link, contact.path).path == contact.path:
                yield Diagnostic(
                    link.source_location,
                    "self-link",
                    f"`{property_name}` in the note of {contact.name} names {contact.name}.",
                    "Take it out.",
                )


def check_introduction_cycles(network: Network) -> Iterator[Diagnostic]:
    """Introductions lead back to a contact whom no contact introduced."""
    checked_paths: set[str] = set()
    for contact in network.contacts:
        chain: list[str] = []
        path = contact.path
        while path and path not in checked_paths and path not in chain:
            chain.append(path)
            introduction = network.introductions[path]
            path = introduction.path if introduction.by == "contact" else ""

        if path in chain:
            yield _build_cycle_diagnostic(chain[chain.index(path) :], network)
        checked_paths.update(chain)


def _build_cycle_diagnostic(cycle: list[str], network: Network) -> Diagnostic:
    names = [network.contacts_by_path[path].name for path in (*cycle, cycle[0])]
    # The first by path, so that the same circle is reported in the same note on every run.
    first_contact = network.contacts_by_path[min(cycle)]
    return Diagnostic(
        first_contact.find_source_location("introduced_by"),
        "introduction-circle",
        f"Introductions go round in a circle: {' was introduced by '.join(names)}.",
        "One of them is wrong.",
    )


def suggest_note_name(link: Link, network: Network) -> str:
    """Suggest the note of a contact whose name is one typing error away, or nothing."""
    return find_closest_in_index(link.target.rpartition("/")[2], network.note_name_index)


def _iter_links_to_people(network: Network) -> Iterator[tuple[str, Link]]:
    """Yield the links in properties that lead to people or events, each with the note it is in."""
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
