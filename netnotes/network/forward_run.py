"""The plan run forward week by week, to tell from when on nobody who is due has to wait."""

from __future__ import annotations

import datetime
import heapq
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.follow_up import DueBasis, compute_weekly_load
from netnotes.network.week_slots import (
    compute_names_in_week,
    count_places_for_due,
    get_weekly_budget,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
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
    path: str


class FirstWeek(NamedTuple):
    """What this week's list leaves over.

    `paths_reached` are the contacts on the list and those whom I meet these days. `promises_left`
    counts those without a place to whom something is promised, and who are not due by the plan
    within the week. `waiting_count` is how many wait, of the plan or not.
    """

    paths_reached: Collection[str]
    promises_left: int
    waiting_count: int


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
            planned.append((ties, follow_up.due.toordinal(), contact.path))

    # The sort is stable, so the rest of the order is that of the names.
    planned.sort(key=lambda item: item[0])
    planned_contacts = []
    for rank, (ties, due, path) in enumerate(planned):
        has_no_date = follow_ups[path].due_basis is DueBasis.NAME
        planned_contacts.append(PlannedContact(due, ties[1], rank, has_no_date, path))
    return planned_contacts


def compute_catch_up_day(
    contacts: Sequence[Contact],
    follow_ups: Mapping[str, FollowUp],
    paths_with_goal: Iterable[str],
    budget: float | None,
    today: Day,
    first_week: FirstWeek | None = None,
) -> Day | None:
    """Compute the first day of the week in which nobody due has to wait; None if there is none.

    The plan is run with the order and the places of the list. Dividing the number of contacts due
    by what is left of the budget would be wrong by a factor of five. `first_week` is what this
    week's list leaves over; None if all places of this week are for those who are due.
    """
    # A plan that asks for more than the budget never catches up.
    if compute_weekly_load(follow_ups.values()) > get_weekly_budget(budget):
        return None

    upcoming = list_planned_contacts(contacts, follow_ups, paths_with_goal)
    week_number = 0
    promises_left = 0
    if first_week is not None:
        if not first_week.waiting_count:
            return today
        upcoming = _contact_listed(upcoming, first_week.paths_reached, today.toordinal())
        promises_left = first_week.promises_left
        week_number = 1

    # A heap, as each week takes only a few contacts out and puts a few in.
    heapq.heapify(upcoming)
    waiting: list[PlannedContact] = []
    while week_number < MAX_CATCH_UP_WEEKS:
        monday = _add_weeks(today, week_number)
        if monday is None:
            return None
        day = monday.toordinal()
        while upcoming and upcoming[0].due <= day:
            waiting.append(heapq.heappop(upcoming))
        names = compute_names_in_week(budget, monday)
        if len(waiting) + promises_left <= names:
            return monday
        # Promises come first, but for the place that is kept for those who are due.
        places_for_due = count_places_for_due(budget, monday) if waiting else 0
        promises_kept = min(promises_left, names - places_for_due)
        promises_left -= promises_kept
        _contact_first(waiting, upcoming, names - promises_kept, day)
        week_number += 1
    return None


def _contact_listed(
    planned: list[PlannedContact], paths_reached: Collection[str], day: int
) -> list[PlannedContact]:
    """Return the plan after the contacts reached in the week of a day were contacted."""
    contacts_afterwards = []
    for contact in planned:
        if contact.path in paths_reached:
            due = max(contact.due, day + contact.cadence)
            contact = contact._replace(due=due, has_no_date=False)
        contacts_afterwards.append(contact)
    return contacts_afterwards


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
