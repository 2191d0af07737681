"""The network: the waist of the hourglass. Everything below builds it, everything above sees only it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from netnotes.model.people import Contact, Event, Goal
from netnotes.network.follow_up import compute_follow_up
from netnotes.network.link_graph import (
    LinkGraph,
    build_file_index,
    build_link_graph,
    build_name_sort_key,
    collect_contacts,
)
from netnotes.network.week import plan_week
from netnotes.reading.file_index import find_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Link
    from netnotes.model.settings import Settings
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.week import WeekPlan
    from netnotes.reading.file_index import FileMatch
    from netnotes.reading.reader import Reading


class Network(
    LinkGraph, frozen=True, kw_only=True, eq=False, dict=True
):  # one is one thing: what is reckoned of it can be kept
    """Everybody in the notes, as of a day. Contacts, goals and events stand in the order of their names."""

    today: Day
    settings: Settings
    contacts: tuple[Contact, ...]
    goals: tuple[Goal, ...]
    events: tuple[Event, ...]
    note_count: int
    contacts_by_path: Mapping[str, Contact]
    follow_ups: Mapping[str, FollowUp]
    week: WeekPlan

    def find_file(self, link: Link, origin: str) -> FileMatch:
        """The file a link leads to from a note."""
        return find_file(link.target, origin, self.file_index)

    @cached_property
    def active_contacts(self) -> tuple[Contact, ...]:
        """The contacts that are not archived: those that the measures count."""
        return tuple([contact for contact in self.contacts if not contact.archived])

    @cached_property
    def live_contacts(self) -> tuple[Contact, ...]:
        """The contacts in the plan: not archived, paused or dormant."""
        follow_ups = self.follow_ups
        return tuple([contact for contact in self.contacts if follow_ups[contact.path].is_live])

    @cached_property
    def active_goals(self) -> tuple[Goal, ...]:
        """The goals that are neither done nor dropped."""
        return tuple(goal for goal in self.goals if goal.status == "active")


def build_network(
    readings: Iterable[Reading],
    attachments: tuple[str, ...],
    settings: Settings,
    today: Day,
    previous_graph: LinkGraph | None = None,
) -> Network:
    """The network that the notes make together, as of a day. The order of the notes never shows.

    `known` is their web, or the last network under the same settings, where they show outward what they did then.
    """
    readings = sorted(readings, key=lambda one: one.path)
    whats = [one.entity for one in readings if one.entity]
    where = previous_graph.file_index if previous_graph else build_file_index(readings, attachments)
    contacts = tuple(sorted(collect_contacts(readings, where), key=build_name_sort_key))
    goals = tuple(sorted((one for one in whats if isinstance(one, Goal)), key=build_name_sort_key))
    events = tuple(
        sorted((one for one in whats if isinstance(one, Event)), key=build_name_sort_key)
    )
    web = previous_graph or build_link_graph(readings, where, contacts, goals, events)
    follow_ups = {
        one.path: _compute_or_reuse_follow_up(one, settings, today, previous_graph)
        for one in contacts
    }
    active = {goal.path for goal in goals if goal.status == "active"}
    with_goal = {path for path, some in web.goals_by_contact.items() if active.intersection(some)}
    return Network(
        **{name: getattr(web, name) for name in LinkGraph.__struct_fields__},
        today=today,
        settings=settings,
        contacts=contacts,
        goals=goals,
        events=events,
        note_count=len(readings),
        contacts_by_path={one.path: one for one in contacts},
        follow_ups=follow_ups,
        week=plan_week(contacts, follow_ups, events, with_goal, settings, today),
    )


def _compute_or_reuse_follow_up(
    contact: Contact, settings: Settings, today: Day, previous_graph: LinkGraph | None
) -> FollowUp:
    """When to be in touch again; of the very contact that is known, as of the same day, that is known too."""
    if (
        isinstance(previous_graph, Network)
        and previous_graph.today == today
        and previous_graph.contacts_by_path.get(contact.path) is contact
    ):
        return previous_graph.follow_ups[contact.path]
    return compute_follow_up(contact, settings, today)
