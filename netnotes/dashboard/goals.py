"""Goals: who can help, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from netnotes.dashboard.addresses import Ref, in_obsidian
from netnotes.dashboard.lines import Row, row
from netnotes.dashboard.site import links_of
from netnotes.words import counted

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.people import Goal


class GoalLine(NamedTuple):
    """A goal in one line: how many contacts are linked to it."""

    goal: Ref
    by: Day | None
    status: str
    people: tuple[Ref, ...]
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsView:
    """Every goal in a few lines."""

    as_of: Day
    goals: tuple[GoalLine, ...]


def goals_view(site: Site) -> GoalsView:
    """Every goal: active ones first."""
    lines = tuple(goal_line(goal, site) for goal in site.network.goals)
    return GoalsView(as_of=site.network.today, goals=tuple(sorted(lines, key=lambda line: line.status != "active")))


def goal_line(goal: Goal, site: Site) -> GoalLine:
    """A goal with the people linked to it."""
    people = tuple(site.ref(path) for path in site.network.contacts_of[goal.path])
    sentence = (
        f"{counted(len(people), 'contact')} can help."
        if people
        else f"Nobody in your notes is linked to '{goal.name}' yet. Who might know someone?"
    )
    return GoalLine(Ref(goal.name, site.pages[goal.path]), goal.by, goal.status, people, sentence)


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """One goal: why, by when, and who can help."""

    name: str
    why: str
    by: Day | None
    status: str
    kind: str
    next_step: str
    sentence: str
    people: tuple[Row, ...]
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str


def goal_view(goal: Goal, site: Site) -> GoalView:
    """One goal as its note tells it, with everybody linked to it."""
    people = tuple(row(site.network.by_path[path], site) for path in site.network.contacts_of[goal.path])
    return GoalView(
        name=goal.name,
        why=goal.why,
        by=goal.by,
        status=goal.status,
        kind=goal.kind,
        next_step=goal.next_step,
        sentence=goal_line(goal, site).sentence,
        people=people,
        text=goal.text,
        links=links_of(goal.path, site),
        obsidian=in_obsidian(site.vault, goal.path),
    )
