"""The page Goals and a page for each goal: who can help, what waits, what has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.rows import PersonRow, build_person_row
from netnotes.dashboard.site import resolve_links
from netnotes.dashboard.views.goal_ask import GoalAskView, build_goal_ask_view
from netnotes.dashboard.views.goal_people import GoalPeopleView, build_goal_people_view
from netnotes.network.measures.goal_story import list_goal_story, list_helpers, write_ending
from netnotes.network.reach import build_obsidian_url

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Goal
    from netnotes.network.measures.goal_story import StoryEntry
    from netnotes.network.measures.goals import GoalCoverage


# People named in the few lines of a goal.
MAX_NAMES = 12

# People in the table of a goal's own page.
MAX_ROWS = 200

# Lines of what has happened for a goal.
MAX_STORY_LINES = 50


class GoalSummary(Struct, frozen=True):
    """A goal in a few lines: who is linked to it, and what waits first.

    `next_step` is my own, and `waits` a sentence, empty for a goal that is over.
    `people` are the first of `people_count`, and a link to the others if there are more.
    """

    goal: Ref
    by: Day | None
    status: str
    why: str
    people: tuple[Ref, ...]
    people_count: int
    next_step: str
    waits: str


class GoalsView(Struct, frozen=True, kw_only=True):
    """Everything the page Goals shows."""

    as_of: Day
    goals: tuple[GoalSummary, ...]


def build_goals_view(site: Site) -> GoalsView:
    """Every goal: active ones first, the earliest before the others."""
    return GoalsView(
        as_of=site.network.today,
        goals=tuple(
            build_goal_summary(coverage, site) for coverage in site.measures.goal_coverages
        ),
    )


def build_goal_summary(coverage: GoalCoverage, site: Site) -> GoalSummary:
    """Build the few lines of a goal; of many people the first are named."""
    goal = coverage.goal
    page_path = site.get_page_path(goal.path)
    people = list(site.get_contact_refs(coverage.people[:MAX_NAMES]))
    if len(coverage.people) > MAX_NAMES:
        people.append(Ref(f"{len(coverage.people) - MAX_NAMES:,} more", page_path))
    return GoalSummary(
        Ref(goal.name, page_path),
        goal.by,
        goal.status,
        goal.why,
        tuple(people),
        len(coverage.people),
        goal.next_step if goal.status == "active" else "",
        site.measures.goal_steps[goal.path],
    )


class StoryLine(Struct, frozen=True):
    """Something that has happened for this goal, with whom and when; `text` is Markdown."""

    date: Day | None
    person: Ref
    kind: str
    text: str


class HelperView(Struct, frozen=True):
    """Somebody who had a part in a goal that is over, and what it was; `text` is Markdown."""

    person: Ref
    part: str
    date: Day | None


class GoalView(Struct, frozen=True, kw_only=True):
    """Everything the page of one goal shows."""

    name: str
    why: str
    by: Day | None
    status: str
    kind: str
    next_step: str
    waits: str
    people: tuple[PersonRow, ...]
    more: int
    left_out: str
    people_to_meet: GoalPeopleView | None
    people_to_ask: GoalAskView | None
    story: tuple[StoryLine, ...]
    more_story: int

    # Only of a goal that is over.
    helpers: tuple[HelperView, ...]
    ending: str
    steps: tuple[tuple[Ref, str], ...]
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str


def build_goal_view(goal: Goal, site: Site) -> GoalView:
    """Collect what a goal's own note says, and all people linked to it."""
    coverage = site.measures.coverage_by_goal[goal.path]
    steps = [(site.get_ref(contact.path), step) for contact, step in coverage.next_steps]
    story = list_goal_story(goal, coverage.asks, site.network)
    return GoalView(
        name=goal.name,
        why=goal.why,
        by=goal.by,
        status=goal.status,
        kind=goal.kind,
        next_step=goal.next_step if goal.status == "active" else "",
        waits=site.measures.goal_steps[goal.path],
        people=tuple(build_person_row(contact, site) for contact in coverage.people[:MAX_ROWS]),
        more=max(0, len(coverage.people) - MAX_ROWS),
        left_out=coverage.left_out,
        people_to_meet=build_goal_people_view(goal, site),
        people_to_ask=build_goal_ask_view(goal, site),
        story=tuple([_build_story_line(entry, site) for entry in story[:MAX_STORY_LINES]]),
        more_story=max(0, len(story) - MAX_STORY_LINES),
        helpers=_list_helpers(coverage, site),
        ending=write_ending(goal),
        steps=tuple(steps),
        text=goal.text,
        links=resolve_links(goal.path, site),
        obsidian=build_obsidian_url(site.vault_name, goal.path),
    )


def _build_story_line(entry: StoryEntry, site: Site) -> StoryLine:
    return StoryLine(entry.date, site.get_ref(entry.contact.path), entry.kind, entry.text)


def _list_helpers(coverage: GoalCoverage, site: Site) -> tuple[HelperView, ...]:
    """List who had a part in a goal that is over, to be told how it ended."""
    if coverage.goal.status == "active":
        return ()
    return tuple(
        HelperView(site.get_ref(helper.contact.path), helper.part, helper.date)
        for helper in list_helpers(coverage.goal, coverage.asks, site.network)
    )
