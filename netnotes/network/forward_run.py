"""The plan run forward week by week, to tell from when on nobody who is due has to wait."""

from __future__ import annotations

import datetime
import heapq
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.follow_up import DueBasis, compute_weekly_load
from netnotes.network.week_slots import compute_names_in_week, get_weekly_budget

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.network.follow_up import FollowUp

# How many weeks the run looks ahead: ten years.
MAX_CATCH_UP_WEEKS = 520


class PlannedContact(NamedTuple):
    """A contact in the plan; days are ordinals.

    `tie_rank` orders those who have waited for the same number of intervals. If `has_no_date`, the
    due day moves by an interval whenever another one has passed, see `FollowUp`.
    """

    due: int
    cadence: int
    tie_rank: int
    has_no_date: bool


def list_planned_contacts(
    contacts: Sequence[Contact], follow_ups: Mapping[str, FollowUp], paths_with_goal: Iterable[str]
) -> list[PlannedContact]:
    """List the contacts in the plan; `contacts` are in the order of their names."""
    goal_paths = frozenset(paths_with_goal)
    planned = []
    for contact in contacts:
        follow_up = follow_ups[contact.path]
        if follow_up.is_planned and follow_up.cadence and follow_up.due:
            ties = (contact.path not in goal_paths, follow_up.cadence)
            planned.append((ties, follow_up.due.toordinal(), follow_up))

    # The sort is stable, so the rest of the order is that of the names.
    planned.sort(key=lambda item: item[0])
    return [
        PlannedContact(due, follow_up.cadence or 1, rank, follow_up.due_basis is DueBasis.NAME)
        for rank, (_, due, follow_up) in enumerate(planned)
    ]


def compute_catch_up_day(
    contacts: Sequence[Contact],
    follow_ups: Mapping[str, FollowUp],
    paths_with_goal: Iterable[str],
    budget: float | None,
    today: Day,
) -> Day | None:
    """Compute the first day of the week in which nobody due has to wait; None if there is none.

    The plan is run with the order and the places of this week's list. Dividing the number of
    contacts due by what is left of the budget would be wrong by a factor of five.
    """
    # A plan that asks for more than the budget never catches up.
    if compute_weekly_load(follow_ups.values()) > get_weekly_budget(budget):
        return None

    upcoming = list_planned_contacts(contacts, follow_ups, paths_with_goal)
    # A heap, as each week takes only a few contacts out and puts a few in.
    heapq.heapify(upcoming)
    waiting: list[PlannedContact] = []
    for week_number in range(MAX_CATCH_UP_WEEKS):
        monday = _add_weeks(today, week_number)
        if monday is None:
            return None
        day = monday.toordinal()
        while upcoming and upcoming[0].due <= day:
            waiting.append(heapq.heappop(upcoming))
        names = compute_names_in_week(budget, monday)
        if len(waiting) <= names:
            return monday
        _contact_first(waiting, upcoming, names, day)
    return None


def _add_weeks(day: Day, weeks: int) -> Day | None:
    try:
        return day + datetime.timedelta(weeks=weeks)
    except OverflowError:
        return None


def _contact_first(
    waiting: list[PlannedContact], upcoming: list[PlannedContact], names: int, day: int
) -> None:
    """Move the contacts who wait longest from `waiting` to `upcoming`: they are contacted now."""
    waiting.sort(key=lambda contact: (-_compute_turns_waited(contact, day), contact.tie_rank))
    for contact in waiting[:names]:
        due = day + contact.cadence
        heapq.heappush(upcoming, contact._replace(due=due, has_no_date=False))
    del waiting[:names]


def _compute_turns_waited(contact: PlannedContact, day: int) -> float:
    days_past_due = day - contact.due
    if contact.has_no_date:
        days_past_due %= contact.cadence
    return (contact.cadence + days_past_due) / contact.cadence
