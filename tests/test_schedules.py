"""A plan "always fits" only where there is a week for everybody in time."""

from __future__ import annotations

import datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.network.panels.capacity import has_weekly_schedule
from netnotes.network.week_slots import compute_names_in_week


@pytest.mark.parametrize(
    ("cadences", "budget", "has_schedule"),
    [
        ([7], 1, True),
        ([14, 14], 1, True),
        ([14, 21], 1, True),
        # Every 2 and every 3 weeks leave no place for a third, although ρ < 1.
        ([14, 21, 700], 1, False),
        ([30] * 4, 1, True),
        ([30] * 5, 1, False),
        ([30, 90, 180, 365], 0.5, True),
        ([6], 5, False),
        ([13], 0.6, False),
        ([], 0, False),
    ],
)
def test_schedule_is_found_by_first_fit(
    cadences: list[int], budget: float, has_schedule: bool
) -> None:
    assert has_weekly_schedule(cadences, Fraction(str(budget))) is has_schedule


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(5, 120), min_size=1, max_size=12),
    st.sampled_from([1, 2, 3, 0.5, 1.5, 2.5]),
)
def test_plan_that_always_fits_has_a_week_for_everybody_in_time(
    cadences: list[int], budget: float
) -> None:
    if not has_weekly_schedule(cadences, Fraction(str(budget))):
        return
    # First-fit, the shortest first: each takes the first week with a place in all of its rounds.
    shortest = min(cadence // 7 for cadence in cadences)
    week_count = 0
    periods = []
    for cadence in sorted(cadences):
        period = shortest
        while 2 * period <= cadence // 7:
            period *= 2
        assert 7 * period <= cadence
        periods.append(period)
        week_count = max(week_count, 4 * period)
    monday = datetime.date(2024, 1, 1)
    free = [
        compute_names_in_week(budget, monday + datetime.timedelta(weeks=number))
        for number in range(week_count)
    ]
    for period in periods:
        first = next(week for week in range(period) if all(free[week::period]))
        for week in range(first, week_count, period):
            free[week] -= 1
    assert min(free) >= 0
