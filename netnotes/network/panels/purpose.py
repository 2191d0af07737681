"""Panel: purpose written or not."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.measures import goals
from netnotes.network.panels.model import Bar, Bars
from netnotes.network.panels.phrases import build_blank_panel, choose_verb_form
from netnotes.text import format_count

if TYPE_CHECKING:
    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel


# -- purpose and time --------------------------------------------------------------------------------------------------


def build_purpose_panel(measures: Measures) -> Panel:
    """How many contacts have a purpose, and how many people each active goal has."""
    network = measures.network
    people = network.active_contacts
    n, with_purpose = len(people), sum(bool(one.purpose) for one in people)
    blank = build_blank_panel("purpose", n, n - with_purpose)
    if not n:
        return blank
    paths = {one.path for one in people}
    per_goal = tuple(
        Bar(goal.name, len(paths.intersection(network.contacts_by_goal[goal.path])))
        for goal in network.active_goals
    )
    active = {goal.path for goal in network.active_goals}
    linked = sum(not active.isdisjoint(network.goals_by_contact[one.path]) for one in people)
    alone = tuple(
        goal for goal, bar in zip(network.active_goals, per_goal, strict=True) if not bar.size
    )
    return blank._replace(
        values={
            "with_purpose": Fraction(with_purpose, n),
            "goal_linked": Fraction(linked, n),
            "contacts_per_goal": {bar.label: bar.size for bar in per_goal},
            "goals_with_nobody": tuple(goal.name for goal in alone),
        },
        sentences=(_describe_purposes(with_purpose, n), *map(goals.describe_unlinked_goal, alone)),
        picture=Bars(per_goal) if per_goal else None,
    )


def _describe_purposes(with_purpose: int, total: int) -> str:
    if total == 1:
        return f"Your 1 contact has {'a' if with_purpose else 'no'} purpose{'' if with_purpose else ' written down'}."
    if with_purpose == total:
        return f"All {total:,} contacts have a purpose."
    return f"{with_purpose:,} of {format_count(total, 'contact')} {choose_verb_form(with_purpose, 'has', 'have')} a purpose written down."
