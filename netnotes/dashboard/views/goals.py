"""The page Goals and a page for each goal: who can help, what was asked, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.dashboard.addresses import Ref
from netnotes.dashboard.charts import draw_bars
from netnotes.dashboard.rows import PersonRow, build_person_row
from netnotes.dashboard.site import resolve_links
from netnotes.dashboard.views.goal_people import GoalPeopleView, build_goal_people_view
from netnotes.network.asks import REMINDER_ADVICE, has_no_answer, is_reminder_due
from netnotes.network.panels.model import Bar
from netnotes.network.reach import build_obsidian_url
from netnotes.text import join_words

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.dashboard.site import Site
    from netnotes.model.people import Ask, Contact, Goal
    from netnotes.network.measures.goals import GoalCoverage


# People named in the few lines of a goal.
MAX_NAMES = 12

# People in the table of a goal's own page.
MAX_ROWS = 200


class GoalSummary(Struct, frozen=True):
    """A goal in a few lines: who is linked to it, and its first gap.

    `people` are the first of `people_count`, and a link to the others if there are more.
    """

    goal: Ref
    by: Day | None
    status: str
    why: str
    people: tuple[Ref, ...]
    people_count: int
    missing: str


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
        _get_gap(coverage),
    )


def _get_gap(coverage: GoalCoverage) -> str:
    """Return what an active goal lacks first; a goal that is over lacks nothing."""
    if coverage.goal.status != "active":
        return ""
    return coverage.first_gap


class AskView(Struct, frozen=True):
    """Something a contact was asked for this goal, its state, and what may be done about it now."""

    person: Ref
    text: str
    state: str
    date: Day | None
    advice: str


class GoalView(Struct, frozen=True, kw_only=True):
    """Everything the page of one goal shows."""

    name: str
    why: str
    by: Day | None
    status: str
    kind: str
    missing: str
    people: tuple[PersonRow, ...]
    more: int
    left_out: str
    people_to_meet: GoalPeopleView | None
    levels: str
    fields: str
    asks: tuple[AskView, ...]
    steps: tuple[tuple[Ref, str], ...]
    text: str
    links: tuple[tuple[str, str], ...]
    obsidian: str


def build_goal_view(goal: Goal, site: Site) -> GoalView:
    """Collect what a goal's own note says, and all people linked to it."""
    coverage = site.measures.coverage_by_goal[goal.path]
    steps = [(site.get_ref(contact.path), step) for contact, step in coverage.next_steps]
    if goal.next_step:
        # My own step comes first: it waits for nobody else.
        steps.insert(0, (Ref("You"), goal.next_step))
    return GoalView(
        name=goal.name,
        why=goal.why,
        by=goal.by,
        status=goal.status,
        kind=goal.kind,
        missing=_get_gap(coverage),
        people=tuple(build_person_row(contact, site) for contact in coverage.people[:MAX_ROWS]),
        more=max(0, len(coverage.people) - MAX_ROWS),
        left_out=coverage.left_out,
        people_to_meet=build_goal_people_view(goal, site),
        levels=_draw_levels(coverage),
        fields=_describe_fields(coverage),
        asks=tuple([_build_ask_view(contact, ask, site) for contact, ask in coverage.asks]),
        steps=tuple(steps),
        text=goal.text,
        links=resolve_links(goal.path, site),
        obsidian=build_obsidian_url(site.vault_name, goal.path),
    )


def _build_ask_view(contact: Contact, ask: Ask, site: Site) -> AskView:
    state = "no answer" if has_no_answer(ask, site.today) else ask.state
    advice = REMINDER_ADVICE if is_reminder_due(ask, contact, site.today) else ""
    return AskView(site.get_ref(contact.path), ask.text, state, ask.date, advice)


def _describe_fields(coverage: GoalCoverage) -> str:
    if not coverage.fields:
        return ""
    words = [f"{field.word} {field.count}" for field in coverage.fields]
    unknown = len(coverage.people) - sum(field.count for field in coverage.fields)
    if unknown:
        words.append(f"not written {unknown}")
    return join_words(words)


def _draw_levels(coverage: GoalCoverage) -> str:
    """Draw how many of a goal's people are above, beside and below me.

    The result is empty where no level is known.
    """
    above, peer, below, unknown = coverage.levels
    if not above + peer + below:
        return ""
    bars = [Bar("above", above), Bar("beside", peer), Bar("below", below)]
    if unknown:
        bars.append(Bar("not written", unknown))
    return draw_bars(bars)
