"""Whom I want to meet for a goal: who is named in its note, and whom somebody named to me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.reading.links import list_links
from netnotes.text import join_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.model.people import Contact, Goal, Naming
    from netnotes.network.measures.acquaintances import Person
    from netnotes.network.measures.ways import WaySearch
    from netnotes.network.network import Network


class GoalTarget(Struct, frozen=True):
    """Somebody I want to meet for a goal.

    `named_by` and `naming` say who named them to me and when; None if the goal's note does.
    """

    person: Person
    named_by: Contact | None = None
    naming: Naming | None = None


def list_targets(goal: Goal, search: WaySearch) -> tuple[GoalTarget, ...]:
    """List whom I want to meet for a goal: those in its own note, then those named to me for it."""
    targets: dict[Person, GoalTarget] = {}
    for link in goal.targets:
        person = search.acquaintances.find_person(link, goal.path)
        if person:
            person = search.acquaintances.spell(person)
            targets.setdefault(person, GoalTarget(person))
    for contact, naming, person in search.acquaintances.namings:
        if find_goal_of_naming(contact, naming, search.network) == goal.path:
            person = search.acquaintances.spell(person)
            targets.setdefault(person, GoalTarget(person, contact, naming))
    return tuple(targets.values())


def find_goal_of_naming(contact: Contact, naming: Naming, network: Network) -> str:
    """Find the path of the active goal for which somebody was named; empty if it may be several.

    It is the one that the field links to, or else the one that who named them is linked to.
    """
    active_paths = {goal.path for goal in network.active_goals}
    linked_paths = {
        network.find_path(link.target, contact.path)
        for link in list_links(naming.text, naming.source_location)
    }
    goal_paths = active_paths & linked_paths
    if not goal_paths:
        goal_paths = active_paths.intersection(network.goals_by_contact[contact.path])
    if len(goal_paths) != 1:
        return ""
    return goal_paths.pop()


def list_goals_of_person(person: Person, search: WaySearch) -> list[Goal]:
    """List the active goals for which I want to meet somebody."""
    return [
        goal
        for goal in search.network.active_goals
        if any(target.person == person for target in list_targets(goal, search))
    ]


def list_people_to_ask_whom_they_know(goal: Goal, search: WaySearch) -> list[Contact]:
    """List who is linked to a goal, can be asked, and of whom it is not written whom they know."""
    network = search.network
    contacts = [network.contacts_by_path[path] for path in network.contacts_by_goal[goal.path]]
    return [contact for contact in contacts if contact.knows is None and search.is_door(contact)]


# In one question.
MAX_NAMES_IN_QUESTION = 3


def describe_missing_ties(contacts: Sequence[Contact]) -> str:
    """Ask whom contacts know; empty if there are none."""
    names = [contact.name for contact in contacts[:MAX_NAMES_IN_QUESTION]]
    if not names:
        return ""
    verb, notes = ("does", "their note") if len(names) == 1 else ("do", "their notes")
    return f"Whom {verb} {join_words(names)} know that you know? Write it under “knows” in {notes}."
