"""LinkGraph: who is linked, tagged, introduced, tied to whom; the touches that other notes tell of a contact, gathered onto the contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.people import Contact, Event, Goal
from netnotes.reading.file_index import FileIndex, find_file
from netnotes.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netnotes.model.people import Touch
    from netnotes.reading.reader import Reading


class Introduction(NamedTuple):
    """Who brought me together with a contact: `by` is `me`, `contact`, `event`, `other`, or empty for not written."""

    by: str
    path: str = ""


UNKNOWN_INTRODUCTION = Introduction("")


class LinkGraph(Struct, frozen=True, kw_only=True):
    """How the notes hang together: all that follows from what they show outward, whatever the day and the log say.

    Contacts, goals and events are known by their paths. `ties` are who knows whom, both ways, among contacts that are
    not archived. `contacts_of` gives each goal's contacts, `goals_of` each contact's goals. `backlinks` are the paths
    of the notes that link to a contact, goal or event, `targets` what the text of each of these links to, as written.
    `tagged` are other notes by each folded tag.
    """

    file_index: FileIndex
    ties: Mapping[str, frozenset[str]]
    introductions: Mapping[str, Introduction]
    contacts_by_goal: Mapping[str, tuple[str, ...]]
    goals_by_contact: Mapping[str, tuple[str, ...]]
    backlinks: Mapping[str, tuple[str, ...]]
    link_targets: Mapping[str, tuple[str, ...]]
    notes_by_tag: Mapping[str, tuple[str, ...]]


def build_file_index(readings: Iterable[Reading], attachments: tuple[str, ...]) -> FileIndex:
    """Every file of a vault, to be found by its path, its name, or what else the note calls itself."""
    names = {
        one.path: (*one.aliases, *((one.entity.name,) if one.entity else ())) for one in readings
    }
    return FileIndex((*names, *attachments), {path: more for path, more in names.items() if more})


def build_link_graph(
    readings: list[Reading],
    file_index: FileIndex,
    contacts: tuple[Contact, ...],
    goals: tuple[Goal, ...],
    events: tuple[Event, ...],
) -> LinkGraph:
    by_path = {one.path: one for one in contacts}
    introductions = {
        one.path: find_introduction(one, file_index, by_path, events) for one in contacts
    }
    goals_of = _group_goals_by_contact(contacts, file_index, goals)
    return LinkGraph(
        file_index=file_index,
        ties=_collect_ties(contacts, by_path, introductions, file_index),
        introductions=introductions,
        contacts_by_goal={
            goal.path: tuple(path for path, some in goals_of.items() if goal.path in some)
            for goal in goals
        },
        goals_by_contact=goals_of,
        backlinks=_collect_backlinks(
            readings,
            file_index,
            by_path.keys() | {one.path for one in goals} | {one.path for one in events},
        ),
        link_targets={
            one.path: tuple(dict.fromkeys(link.target for link in one.links))
            for one in readings
            if one.entity
        },
        notes_by_tag=_group_notes_by_tag(readings),
    )


def build_name_sort_key(entity: Contact | Goal | Event) -> tuple[str, str]:
    return fold_name(entity.name), entity.path


def collect_contacts(readings: list[Reading], file_index: FileIndex) -> list[Contact]:
    """Every contact, with the touches that meeting notes and daily notes tell of them.

    A day told in two places counts once: the contact's own note is believed first.
    """
    contacts = {one.path: one.entity for one in readings if isinstance(one.entity, Contact)}
    told: dict[str, list[Touch]] = {}
    for reading in readings:
        for touch, people in reading.encounters:
            for path in {find_file(link.target, reading.path, file_index).path for link in people}:
                if path in contacts:
                    told.setdefault(path, []).append(touch)
    for path, touches in told.items():
        contact = contacts[path]
        days = {touch.date for touch in contact.touches}
        more = tuple(
            {touch.date: touch for touch in reversed(touches) if touch.date not in days}.values()
        )
        contacts[path] = replace(contact, touches=contact.touches + more)
    return list(contacts.values())


def find_introduction(
    contact: Contact,
    file_index: FileIndex,
    contacts_by_path: Mapping[str, Contact],
    events: tuple[Event, ...],
) -> Introduction:
    """Who brought me together with a contact; with nothing written but an event where we met, the event did."""
    link = contact.introduced_by or contact.met_at
    if link is None:
        return UNKNOWN_INTRODUCTION
    if contact.introduced_by and fold(link.target) in ("me", "myself", "self"):
        return Introduction("me")
    path = find_file(link.target, contact.path, file_index).path
    if path in contacts_by_path and contact.introduced_by:
        return Introduction("contact", path) if path != contact.path else UNKNOWN_INTRODUCTION
    if any(path == event.path for event in events):
        return Introduction("event", path)
    return Introduction("other") if contact.introduced_by else UNKNOWN_INTRODUCTION


def _group_goals_by_contact(
    contacts: tuple[Contact, ...], file_index: FileIndex, goals: tuple[Goal, ...]
) -> dict[str, tuple[str, ...]]:
    """The goals each contact is linked to."""
    known = {goal.path for goal in goals}
    named = (
        (one.path, [find_file(link.target, one.path, file_index).path for link in one.goals])
        for one in contacts
    )
    return {
        one: tuple(dict.fromkeys([path for path in paths if path in known])) for one, paths in named
    }


def _collect_ties(
    contacts: tuple[Contact, ...],
    contacts_by_path: Mapping[str, Contact],
    introductions: Mapping[str, Introduction],
    file_index: FileIndex,
) -> Mapping[str, frozenset[str]]:
    """Who knows whom: `knows` of either side and introductions, both ways, among contacts that are not archived."""
    ties: dict[str, set[str]] = {one.path: set() for one in contacts if not one.archived}
    for one, theirs in ties.items():
        known = [
            find_file(link.target, one, file_index).path
            for link in contacts_by_path[one].knows or ()
        ]
        for path in (*known, introductions[one].path):
            if path in ties and path != one:
                theirs.add(path)
                ties[path].add(one)
    return {path: frozenset(others) for path, others in ties.items()}


def _collect_backlinks(
    readings: list[Reading], file_index: FileIndex, target_paths: set[str]
) -> Mapping[str, tuple[str, ...]]:
    """The notes that link to each of our notes, from their text or, for people, goals and events, their properties."""
    back: dict[str, dict[str, None]] = {}
    for reading in readings:
        for target in {link.target for link in reading.links}:
            path = find_file(target, reading.path, file_index).path
            if path in target_paths and path != reading.path:
                back.setdefault(path, {})[reading.path] = None
    return {path: tuple(sorted(origins)) for path, origins in back.items()}


def _group_notes_by_tag(readings: list[Reading]) -> Mapping[str, tuple[str, ...]]:
    """The notes that are not about a person, by their folded tags: what I could send somebody who cares."""
    notes: dict[str, list[str]] = {}
    for reading in readings:
        if not isinstance(reading.entity, Contact):
            for tag in reading.tags:
                notes.setdefault(fold(tag), []).append(reading.path)
    return {tag: tuple(paths) for tag, paths in notes.items()}
