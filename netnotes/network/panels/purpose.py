"""The panel about purposes and goals."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.measures.goals import describe_unlinked_goal
from netnotes.network.panels.model import Bar, Bars
from netnotes.network.panels.phrases import build_blank_panel, group_counts_by_name
from netnotes.network.summaries import MIN_PEOPLE_WITHOUT_PURPOSE, PURPOSES_TO_START
from netnotes.text import choose_form, format_count

if TYPE_CHECKING:
    from netnotes.model.people import Goal
    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel


def build_purpose_panel(measures: Measures) -> Panel:
    """Build the panel: how many contacts have a purpose, and how many each active goal has."""
    network = measures.network
    contacts = network.active_contacts
    total = len(contacts)
    with_purpose = sum(bool(contact.purpose) for contact in contacts)
    blank = build_blank_panel("purpose", total, total - with_purpose)
    if not total:
        return blank

    paths = {contact.path for contact in contacts}
    counts: list[tuple[Goal, int]] = []
    unlinked_goals = []
    linked_paths: set[str] = set()
    for goal in network.active_goals:
        goal_paths = paths.intersection(network.contacts_by_goal[goal.path])
        counts.append((goal, len(goal_paths)))
        linked_paths |= goal_paths
        if not goal_paths:
            unlinked_goals.append(goal)

    bars = tuple(Bar(goal.name, count) for goal, count in counts)
    return blank._replace(
        values={
            "with_purpose": Fraction(with_purpose, total),
            "goal_linked": Fraction(len(linked_paths), total),
            "contacts_per_goal": group_counts_by_name(counts),
            "goals_with_nobody": tuple(goal.name for goal in unlinked_goals),
        },
        sentences=(
            _describe_purposes(with_purpose, total),
            *[describe_unlinked_goal(goal, network) for goal in unlinked_goals],
        ),
        picture=Bars(bars) if bars else None,
    )


def _describe_purposes(with_purpose: int, total: int) -> str:
    if total == 1 and with_purpose:
        return "Your 1 contact has a purpose."
    if total == 1:
        return "Your 1 contact has no purpose written down."
    if with_purpose == total:
        return f"All {total:,} contacts have a purpose."
    verb = choose_form(with_purpose, "has", "have")
    written = f"{with_purpose:,} of {format_count(total, 'contact')} {verb} a purpose written down."
    if with_purpose < PURPOSES_TO_START and total >= MIN_PEOPLE_WITHOUT_PURPOSE:
        written += " Ten with a purpose make a start."
    return written
