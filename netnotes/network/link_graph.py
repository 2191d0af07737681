"""The link graph: who is linked, tagged, introduced and tied to whom.

It follows from links and tags only, and is the same on any day. Here, too, the touches of a
contact are collected from meeting notes and daily notes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.note_path import decode_page_name
from netnotes.model.people import Contact, Event, Goal
from netnotes.network.touch_days import has_repeated_day, merge_touches_by_day
from netnotes.reading.file_index import FileIndex, find_file
from netnotes.text import fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Me, Touch
    from netnotes.model.reading import Reading


class Introduction(NamedTuple):
    """Who introduced me to a contact.

    `by` is `me` (we met without help), `contact`, `event`, `other` (a person or thing without
    a note of a contact or event), or empty if nothing is written. `path` is the contact or event.
    """

    by: str
    path: str = ""


UNKNOWN_INTRODUCTION = Introduction("")


class LinkGraph(Struct, frozen=True, kw_only=True):
    """Everything that follows from the public parts of all notes, whatever the day and the log.

    Contacts, goals and events are given by their paths. `ties` are who knows whom, in both
    directions, among contacts that are not archived. `backlinks` are the notes that link to a
    contact, goal or event; `link_targets` what its own text links to, as written. `notes_by_tag`
    are the notes of anything but contacts, by folded tag.
    """

    file_index: FileIndex
    ties: Mapping[str, frozenset[str]]
    introductions: Mapping[str, Introduction]
    contacts_by_goal: Mapping[str, tuple[str, ...]]
    goals_by_contact: Mapping[str, tuple[str, ...]]
    backlinks: Mapping[str, tuple[str, ...]]
    link_targets: Mapping[str, tuple[str, ...]]
    notes_by_tag: Mapping[str, tuple[str, ...]]

    def find_path(self, target: str, origin: str) -> str:
        """Find the path of the file that a link in the note `origin` names; empty for none."""
        return find_file(target, origin, self.file_index).path


def list_known_names_without_note(contact: Contact, graph: LinkGraph) -> list[str]:
    """List whom a contact knows by their own note and by name only, in the order of the note."""
    names = []
    for link in contact.knows or ():
        is_me = fold_name(link.target) in ("me", "myself")
        if not is_me and not graph.find_path(link.target, contact.path):
            names.append(link.label)
    return list(dict.fromkeys(names))


def build_file_index(readings: Iterable[Reading], attachments: tuple[str, ...]) -> FileIndex:
    """Build the index of all files of a vault, by path, file name and the note's other names."""
    names_by_path: dict[str, tuple[str, ...]] = {}
    for reading in readings:
        names = reading.aliases
        if reading.entity:
            names = (*names, reading.entity.name)
        page_name = decode_page_name(reading.path)
        if page_name:
            names = (*names, page_name)
        names_by_path[reading.path] = names

    paths = (*names_by_path, *attachments)
    return FileIndex(paths, {path: names for path, names in names_by_path.items() if names})


def build_link_graph(
    readings: list[Reading],
    file_index: FileIndex,
    contacts: tuple[Contact, ...],
    goals: tuple[Goal, ...],
    events: tuple[Event, ...],
    me: Me,
) -> LinkGraph:
    """Build the link graph of all notes. `readings` are sorted by path, the others by name."""
    contacts_by_path = {contact.path: contact for contact in contacts}
    event_paths = {event.path for event in events}
    introductions = {
        contact.path: find_introduction(
            contact, me, file_index, contacts_by_path.keys(), event_paths
        )
        for contact in contacts
    }
    goals_by_contact = _group_goals_by_contact(contacts, file_index, goals)
    target_paths = {*contacts_by_path, *event_paths, *(goal.path for goal in goals)}
    return LinkGraph(
        file_index=file_index,
        ties=_collect_ties(contacts, contacts_by_path, introductions, file_index),
        introductions=introductions,
        contacts_by_goal=_group_contacts_by_goal(goals, goals_by_contact),
        goals_by_contact=goals_by_contact,
        backlinks=_collect_backlinks(readings, file_index, target_paths),
        link_targets=_collect_link_targets(readings),
        notes_by_tag=_group_notes_by_tag(readings),
    )


def build_name_sort_key(entity: Contact | Goal | Event) -> tuple[str, str]:
    """Build the key that sorts by name, whatever the case, and then by path."""
    return fold_name(entity.name), entity.path


def collect_contacts(readings: list[Reading], file_index: FileIndex, today: Day) -> list[Contact]:
    """Collect the contacts, each with one touch for each day that their notes and others record.

    What was only planned is left out from its day on.
    """
    contacts: dict[str, Contact] = {}
    for reading in readings:
        if isinstance(reading.entity, Contact):
            contacts[reading.path] = _leave_out_past_plans(reading.entity, today)

    touches_elsewhere = _collect_touches_elsewhere(readings, contacts, file_index)
    merged_contacts = []
    for path, contact in contacts.items():
        if path in touches_elsewhere or has_repeated_day(contact.touches):
            touches = merge_touches_by_day(contact, touches_elsewhere.get(path, ()))
            contact = replace(contact, touches=touches)
        merged_contacts.append(contact)
    return merged_contacts


def _leave_out_past_plans(contact: Contact, today: Day) -> Contact:
    if not any(touch.is_plan and touch.date <= today for touch in contact.touches):
        return contact
    touches = [touch for touch in contact.touches if not touch.is_plan or touch.date > today]
    return replace(contact, touches=tuple(touches))


def _collect_touches_elsewhere(
    readings: list[Reading], contacts: Mapping[str, Contact], file_index: FileIndex
) -> dict[str, list[Touch]]:
    """Collect the touches in notes that are not the contact's own, by the contact's path."""
    touches_by_path: dict[str, list[Touch]] = {}
    for reading in readings:
        for touch, links, _, absent in reading.encounters:
            # A set: a meeting note may link to the same person twice, in `people` and in its text.
            paths = {find_file(link.target, reading.path, file_index).path for link in links}
            if absent:
                paths -= {find_file(link.target, reading.path, file_index).path for link in absent}
            for path in paths:
                if path in contacts:
                    touches_by_path.setdefault(path, []).append(touch)
    return touches_by_path


def find_introduction(
    contact: Contact,
    me: Me,
    file_index: FileIndex,
    contact_paths: Collection[str],
    event_paths: Collection[str],
) -> Introduction:
    """Find who introduced me to a contact.

    If nothing is written but an event where we met, the event did.
    """
    link = contact.introduced_by or contact.met_at
    if link is None:
        return UNKNOWN_INTRODUCTION

    is_introducer_written = contact.introduced_by is not None
    if is_introducer_written and me.is_named(link.target):
        return Introduction("me")

    path = find_file(link.target, contact.path, file_index).path
    if path in contact_paths and is_introducer_written:
        # Nobody introduces themselves; a check reports it.
        if path == contact.path:
            return UNKNOWN_INTRODUCTION
        return Introduction("contact", path)
    if path in event_paths:
        return Introduction("event", path)
    if is_introducer_written:
        return Introduction("other")
    return UNKNOWN_INTRODUCTION


def _group_goals_by_contact(
    contacts: tuple[Contact, ...], file_index: FileIndex, goals: tuple[Goal, ...]
) -> dict[str, tuple[str, ...]]:
    """Group the goals that each contact is linked to, in the order written, each once."""
    known_goals = {goal.path for goal in goals}
    goals_by_contact: dict[str, tuple[str, ...]] = {}
    for contact in contacts:
        goal_paths: dict[str, None] = {}
        for link in contact.goals:
            path = find_file(link.target, contact.path, file_index).path
            if path in known_goals:
                goal_paths[path] = None
        goals_by_contact[contact.path] = tuple(goal_paths)
    return goals_by_contact


def _group_contacts_by_goal(
    goals: tuple[Goal, ...], goals_by_contact: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """Group the contacts linked to each goal, in the order of their names."""
    contacts_by_goal: dict[str, list[str]] = {goal.path: [] for goal in goals}
    for contact_path, goal_paths in goals_by_contact.items():
        for goal_path in goal_paths:
            contacts_by_goal[goal_path].append(contact_path)
    return {goal_path: tuple(paths) for goal_path, paths in contacts_by_goal.items()}


def _collect_ties(
    contacts: tuple[Contact, ...],
    contacts_by_path: Mapping[str, Contact],
    introductions: Mapping[str, Introduction],
    file_index: FileIndex,
) -> Mapping[str, frozenset[str]]:
    """Collect who knows whom, in both directions, among active contacts.

    A tie is a `knows` in the note of either, or an introduction: who introduced knows both.
    """
    ties: dict[str, set[str]] = {contact.path: set() for contact in contacts if contact.is_active}
    for path, own_ties in ties.items():
        known_paths = [introductions[path].path]
        for link in contacts_by_path[path].knows or ():
            known_paths.append(find_file(link.target, path, file_index).path)

        for known_path in known_paths:
            if known_path in ties and known_path != path:
                own_ties.add(known_path)
                ties[known_path].add(path)
    return {path: frozenset(known_paths) for path, known_paths in ties.items()}


def _collect_backlinks(
    readings: list[Reading], file_index: FileIndex, target_paths: set[str]
) -> Mapping[str, tuple[str, ...]]:
    """Collect the notes that link to each contact, goal and event, sorted by path.

    Links in the text count, and those in the properties of contacts, goals and events.
    """
    backlinks: dict[str, dict[str, None]] = {}
    for reading in readings:
        for target in {link.target for link in reading.links}:
            path = find_file(target, reading.path, file_index).path
            if path in target_paths and path != reading.path:
                backlinks.setdefault(path, {})[reading.path] = None
    return {path: tuple(sorted(origins)) for path, origins in backlinks.items()}


def _collect_link_targets(readings: list[Reading]) -> Mapping[str, tuple[str, ...]]:
    """Collect what each contact, goal and event links to, as written, each target once."""
    targets_by_path: dict[str, tuple[str, ...]] = {}
    for reading in readings:
        if reading.entity:
            targets = dict.fromkeys(link.target for link in reading.links)
            targets_by_path[reading.path] = tuple(targets)
    return targets_by_path


def _group_notes_by_tag(readings: list[Reading]) -> Mapping[str, tuple[str, ...]]:
    """Group the notes of anything but contacts by folded tag: notes that could be sent to one."""
    paths_by_tag: dict[str, list[str]] = {}
    for reading in readings:
        if not isinstance(reading.entity, Contact):
            for tag in reading.tags:
                paths_by_tag.setdefault(fold(tag), []).append(reading.path)
    return {tag: tuple(paths) for tag, paths in paths_by_tag.items()}
