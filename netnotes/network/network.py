"""The network: all contacts, goals and events of a vault, as of a day.

It is built once and then only read. Measures, pages and commands are made from it.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from netnotes.model.note_path import extract_note_name
from netnotes.model.people import Contact, Event, Goal
from netnotes.network.event_guests import list_guests
from netnotes.network.follow_up import compute_follow_up
from netnotes.network.link_graph import (
    LinkGraph,
    build_file_index,
    build_link_graph,
    build_name_sort_key,
    collect_contacts,
)
from netnotes.network.week import plan_week
from netnotes.network.week_trips import list_events_of_week
from netnotes.network.what_to_say import compute_pitches
from netnotes.reading.file_index import find_file
from netnotes.reading.name_titles import split_titles
from netnotes.text import build_deletion_index, fold_for_search, list_foldings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Link
    from netnotes.model.reading import Reading
    from netnotes.model.settings import Settings
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.week import WeekPlan
    from netnotes.reading.file_index import FileMatch


# `dict` is for the cached properties, and a network is equal to itself only: comparing two of them
# by value would go through every note.
class Network(LinkGraph, frozen=True, kw_only=True, eq=False, dict=True):
    """All that the notes say, as of a day.

    Contacts, goals and events are in the order of their names. `note_count` counts all notes, also
    those about nothing of these. `contacts_by_path` and `follow_ups` have every contact.
    """

    today: Day
    settings: Settings
    contacts: tuple[Contact, ...]
    goals: tuple[Goal, ...]
    events: tuple[Event, ...]
    note_count: int
    contacts_by_path: Mapping[str, Contact]
    follow_ups: Mapping[str, FollowUp]
    week: WeekPlan

    # The texts of the notes that pitches link to, by the path of the goal; that of `[me]` has an
    # empty key.
    pitch_notes: Mapping[str, str] = msgspec.field(default_factory=dict)

    @cached_property
    def pitches(self) -> Mapping[str, str]:
        """What to say to somebody who asks what I do: by the path of the goal, empty for `[me]`."""
        return compute_pitches(self.settings.me.pitch, self.active_goals, self.pitch_notes)

    @cached_property
    def active_contacts(self) -> tuple[Contact, ...]:
        """The contacts that the measures count: not archived, alive, and not ruled out."""
        return tuple([contact for contact in self.contacts if contact.is_active])

    @cached_property
    def live_contacts(self) -> tuple[Contact, ...]:
        """The contacts in the plan: active, and neither paused nor dormant."""
        follow_ups = self.follow_ups
        return tuple([contact for contact in self.contacts if follow_ups[contact.path].is_live])

    @cached_property
    def active_goals(self) -> tuple[Goal, ...]:
        """The goals that are neither done nor dropped."""
        return tuple(goal for goal in self.goals if goal.status == "active")

    @cached_property
    def goals_by_path(self) -> Mapping[str, Goal]:
        """The goals by their paths."""
        return {goal.path: goal for goal in self.goals}

    @cached_property
    def goals_by_target(self) -> Mapping[str, tuple[str, ...]]:
        """The active goals that want to meet a contact, by the contact's path; of most none do."""
        goals_by_target: dict[str, tuple[str, ...]] = {}
        for goal in self.active_goals:
            targets = {self.find_path(link.target, goal.path) for link in goal.targets}
            for path in targets & self.contacts_by_path.keys():
                goals_by_target[path] = (*goals_by_target.get(path, ()), goal.path)
        return goals_by_target

    @cached_property
    def folded_names(self) -> Mapping[str, tuple[str, ...]]:
        """The name and the file name of each contact, folded for a search, by path."""
        return {
            contact.path: (
                *list_foldings(contact.name),
                *list_foldings(extract_note_name(contact.path)),
            )
            for contact in self.contacts
        }

    @cached_property
    def contacts_by_untitled_name(self) -> Mapping[str, tuple[Contact, ...]]:
        """The contacts of each name and alias of several words, folded and without titles."""
        contacts: dict[str, dict[Contact, None]] = {}
        for contact in self.contacts:
            aliases = [fold_for_search(alias) for alias in contact.aliases]
            for name in (*self.folded_names[contact.path], *aliases):
                words = split_titles(name).words
                if len(words) > 1:
                    contacts.setdefault(" ".join(words), {})[contact] = None
        return {name: tuple(named) for name, named in contacts.items()}

    @cached_property
    def known_names(self) -> frozenset[str]:
        """All names and file names of contacts, folded for a search."""
        return frozenset([name for names in self.folded_names.values() for name in names])

    @cached_property
    def note_name_index(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the contacts' notes, indexed for finding one that was mistyped."""
        return build_deletion_index(extract_note_name(contact.path) for contact in self.contacts)

    def find_file(self, link: Link, origin: str) -> FileMatch:
        """Find the file that a link in the note `origin` leads to."""
        return find_file(link.target, origin, self.file_index)


def build_network(
    readings: Iterable[Reading],
    attachments: tuple[str, ...],
    settings: Settings,
    today: Day,
    previous_graph: LinkGraph | None = None,
) -> Network:
    """Build the network of all notes, as of a day. The order of `readings` makes no difference.

    `previous_graph` is the link graph of earlier readings, or the network of earlier readings under
    the same settings. It may be given only if the public part of every note is unchanged.
    """
    # File systems list notes in any order; what is built from them must be the same each time.
    readings = sorted(readings, key=lambda reading: reading.path)
    file_index = previous_graph.file_index if previous_graph else None
    if file_index is None:
        file_index = build_file_index(readings, attachments)

    contacts = tuple(sorted(collect_contacts(readings, file_index, today), key=build_name_sort_key))
    goals = tuple(sorted(_iter_goals(readings), key=build_name_sort_key))
    events = tuple(sorted(_iter_events(readings), key=build_name_sort_key))
    # Most edits leave the graph as it is; to build it again takes 0.1 s for 10,000 contacts.
    link_graph = previous_graph
    if link_graph is None:
        link_graph = build_link_graph(readings, file_index, contacts, goals, events, settings.me)

    follow_ups = {
        contact.path: _compute_or_reuse_follow_up(contact, settings, today, previous_graph)
        for contact in contacts
    }
    paths_with_goal = _list_paths_with_active_goal(goals, link_graph)
    paths_met = {
        guest.contact.path
        for event in list_events_of_week(events, today)
        for guest in list_guests(event, contacts, link_graph, today)
    }
    return Network(
        **{name: getattr(link_graph, name) for name in LinkGraph.__struct_fields__},
        today=today,
        settings=settings,
        contacts=contacts,
        goals=goals,
        events=events,
        note_count=len(readings),
        contacts_by_path={contact.path: contact for contact in contacts},
        follow_ups=follow_ups,
        week=plan_week(contacts, follow_ups, events, paths_with_goal, paths_met, settings, today),
    )


def _iter_goals(readings: list[Reading]) -> Iterable[Goal]:
    for reading in readings:
        if isinstance(reading.entity, Goal):
            yield reading.entity


def _iter_events(readings: list[Reading]) -> Iterable[Event]:
    for reading in readings:
        if isinstance(reading.entity, Event):
            yield reading.entity


def _list_paths_with_active_goal(goals: tuple[Goal, ...], link_graph: LinkGraph) -> set[str]:
    """List the contacts that are linked to an active goal, by their paths."""
    active_paths = {goal.path for goal in goals if goal.status == "active"}
    return {
        contact_path
        for contact_path, goal_paths in link_graph.goals_by_contact.items()
        if active_paths.intersection(goal_paths)
    }


def _compute_or_reuse_follow_up(
    contact: Contact, settings: Settings, today: Day, previous_graph: LinkGraph | None
) -> FollowUp:
    """Compute a contact's follow-up, or take it from an earlier network of the same day.

    After one edit only one contact is another object than before, and of ten thousand follow-ups
    one is computed.
    """
    if (
        isinstance(previous_graph, Network)
        and previous_graph.today == today
        and previous_graph.contacts_by_path.get(contact.path) is contact
    ):
        return previous_graph.follow_ups[contact.path]
    return compute_follow_up(contact, settings, today)
