"""How many places this week's list has: the budget, spread over the weeks."""

from __future__ import annotations

import datetime
import math
from fractions import Fraction

# How many contacts are on a week's list if the settings have no budget.
DEFAULT_NAMES_PER_WEEK = 5

# Weeks are counted from a Monday, so that a fraction of a place comes up in the same weeks for
# everybody.
_FIRST_MONDAY = datetime.date(2024, 1, 1)


def get_weekly_budget(budget: float | None) -> Fraction:
    """Return how many contacts a week there is time for; five if the settings say nothing."""
    if budget is None:
        return Fraction(DEFAULT_NAMES_PER_WEEK)
    # By way of the text, so that 0.1 is one tenth and not the float next to it.
    return max(Fraction(str(budget)), Fraction(0))


def compute_names_in_week(budget: float | None, day: datetime.date) -> int:
    """Compute how many contacts the list of the week of `day` may hold.

    A fraction of a budget is spread over the weeks: 2.5 is 2, 3, 2, 3.
    """
    weekly_budget = get_weekly_budget(budget)
    week_number = _compute_week_number(day)
    return math.floor(weekly_budget * (week_number + 1)) - math.floor(weekly_budget * week_number)


def count_places_for_due(budget: float | None, day: datetime.date) -> int:
    """Count the places of the week of `day` that promises may not take: one.

    With many promises those who are due would never come up. Where the list has one place only, it
    is kept every second time.
    """
    names = compute_names_in_week(budget, day)
    if names != 1:
        return min(names, 1)
    places_before = math.floor(get_weekly_budget(budget) * _compute_week_number(day))
    if places_before % 2 == 0:
        return 1
    return 0


def find_next_week_with_names(budget: float | None, today: datetime.date) -> datetime.date | None:
    """Find the Monday of the next week whose list has a place; None with a budget of 0."""
    weekly_budget = get_weekly_budget(budget)
    if not weekly_budget:
        return None
    week_number = _compute_week_number(today)
    # The first week w with ⌊b (w + 1)⌋ above what it is at the end of this week.
    next_place = math.floor(weekly_budget * (week_number + 1)) + 1
    next_week_number = math.ceil(next_place / weekly_budget) - 1
    try:
        return _FIRST_MONDAY + datetime.timedelta(weeks=next_week_number)
    except OverflowError:
        return None


def _compute_week_number(day: datetime.date) -> int:
    """Compute how many whole weeks have passed since Monday, 1 January 2024."""
    return (day - _FIRST_MONDAY).days // 7
