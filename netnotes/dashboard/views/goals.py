"""Goals: who can help, what was asked, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.charts import draw_bars
from netnotes.dashboard.rows import PersonRow, build_person_row
from netnotes.dashboard.site import resolve_links
from netnotes.network.panels.model import Bar
from netnotes.network.reach import build_obsidian_url
from netnotes.text import join_words

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Goal
    from netnotes.network.measures.goals import GoalCoverage


class GoalSummary(Struct, frozen=True):
    """A goal in a few lines: who is linked to it, and what it lacks first."""

    goal: Ref
    by: Day | None
    status: str
    why: str
    people: tuple[Ref, ...]
    missing: str


class GoalsView(Struct, frozen=True, kw_only=True):
    """Every goal in a few lines."""

    as_of: Day
    goals: tuple[GoalSummary, ...]


def build_goals_view(site: Site) -> GoalsView:
    """Every goal: active ones first, the earliest before the others."""
    return GoalsView(
        as_of=site.network.today,
        goals=tuple(build_goal_summary(found, site) for found in site.measures.goal_coverages),
    )


MAX_NAMES = 12
MAX_ROWS = 200


def build_goal_summary(coverage: GoalCoverage, site: Site) -> GoalSummary:
    """A goal with the people linked to it."""
    goal = coverage.goal
    people = tuple(site.get_ref(one.path) for one in coverage.people[:MAX_NAMES])
    if len(coverage.people) > MAX_NAMES:
        people += (
            Ref(f"{len(coverage.people) - MAX_NAMES:,} more", site.get_page_path(goal.path)),
        )
    missing = coverage.first_gap if goal.status == "active" else ""
    return GoalSummary(
        Ref(goal.name, site.get_page_path(goal.path)),
        goal.by,
        goal.status,
        goal.why,
        people,
        missing,
    )


class AskView(Struct, frozen=True):
    """Something asked of somebody for this goal, and what came of it."""

    person: Ref
    text: str
    state: str
    date: Day | None


class GoalView(Struct, frozen=True, kw_only=True):
    """One goal: why, by when, who can help, what was asked, and what is missing."""

    name: str
    why: str
    by: Day | None
    status: str
    kind: str
    missing: str
    people: tuple[PersonRow, ...]
    more: int
    levels: str
    fields: str
    asks: tuple[AskView, ...]
    steps: tuple[tuple[Ref, str], ...]
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str


def build_goal_view(goal: Goal, site: Site) -> GoalView:
    """One goal as its note tells it, with everybody linked to it."""
    found = next(one for one in site.measures.goal_coverages if one.goal is goal)
    own_step = ((Ref("You", ""), goal.next_step),) if goal.next_step else ()
    return GoalView(
        name=goal.name,
        why=goal.why,
        by=goal.by,
        status=goal.status,
        kind=goal.kind,
        missing=found.first_gap if goal.status == "active" else "",
        people=tuple(build_person_row(one, site) for one in found.people[:MAX_ROWS]),
        more=max(0, len(found.people) - MAX_ROWS),
        levels=_draw_levels(found),
        fields=join_words(f"{one.word} {one.count}" for one in found.fields)
        if found.fields
        else "",
        asks=tuple(
            AskView(site.get_ref(one.path), ask.text, ask.state, ask.date)
            for one, ask in found.asks
        ),
        steps=(*own_step, *((site.get_ref(one.path), step) for one, step in found.next_steps)),
        text=goal.text,
        links=resolve_links(goal.path, site),
        obsidian=build_obsidian_url(site.vault_name, goal.path),
    )


def _draw_levels(coverage: GoalCoverage) -> str:
    """The picture of how high those who can help stand; none where nobody's level is known."""
    above, peer, below, unknown = coverage.levels
    if not above + peer + below:
        return ""
    some = [Bar("above", above), Bar("beside", peer), Bar("below", below)]
    return draw_bars([*some, Bar("not written", unknown)] if unknown else some)
