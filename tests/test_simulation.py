"""Somebody follows this week's list for years: nobody is lost, and nobody waits for too long."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from tests.simulation import (
    FIRST_DAY,
    HUNDRED_CADENCES,
    USERS,
    User,
    compute_longest_allowed,
    list_waits,
    make_contacts,
    simulate,
)

if TYPE_CHECKING:
    from netnotes.model.people import Contact

EVERYTHING = USERS[0]


@pytest.mark.parametrize("user", USERS, ids=[user.name for user in USERS])
@pytest.mark.parametrize("budget", [3, 4, 6, 8, 10])
def test_nobody_waits_for_more_than_twice_the_stretched_interval(budget: int, user: User) -> None:
    # Another draw than that of the table in docs/numbers.md.
    contacts = make_contacts(HUNDRED_CADENCES, seed=budget)
    weeks = simulate(contacts, budget, user, seed=budget)
    assert max(len(week.plan.entries) for week in weeks) <= budget
    waits = list_waits(contacts, weeks, user)
    longest = max(wait.turns_at_home for wait in waits)
    assert longest <= compute_longest_allowed(contacts, budget, user)


def find_first_weeks(contacts: list[Contact], budget: float, weeks: int) -> dict[str, int]:
    """Find in which week each contact is contacted first, beginning with 0."""
    first_weeks: dict[str, int] = {}
    for number, week in enumerate(simulate(contacts, budget, EVERYTHING, weeks)):
        for contact in week.contacted:
            first_weeks.setdefault(contact.path, number)
    return first_weeks


@pytest.mark.parametrize(
    ("count", "cadence", "budget", "weeks"),
    [(12, 90, 1, 12), (30, 365, 3, 10), (12, 90, 0.5, 24), (30, 7, 30, 1)],
)
def test_people_without_a_date_come_up_within_the_weeks_that_the_budget_allows(
    count: int, cadence: int, budget: float, weeks: int
) -> None:
    contacts = make_contacts([cadence] * count, has_dates=False)
    assert len(find_first_weeks(contacts, budget, weeks)) == count


def test_people_without_a_date_come_up_beside_people_who_have_one() -> None:
    cadences = [90] * 40
    contacts = [
        *make_contacts(cadences)[:28],
        *make_contacts(cadences, has_dates=False)[28:],
    ]
    # The plan asks for 3.1 a week: it is more than full.
    assert len(find_first_weeks(contacts, 3, 40)) == 40


def test_first_import_of_300_has_a_list_as_long_as_the_budget_and_says_until_when() -> None:
    contacts = make_contacts([365] * 300, has_dates=False)
    weeks = simulate(contacts, 6, EVERYTHING, 52)
    assert {len(week.plan.entries) for week in weeks[:49]} == {6}
    assert weeks[0].plan.waiting_count == 294
    catch_up_day = weeks[0].plan.catch_up_day
    assert catch_up_day
    # What was said in the first week came true: from then on, nobody due has to wait.
    first_free = next(week for week in weeks if week.plan.waiting_count == 0)
    assert first_free.day == catch_up_day


def test_after_four_weeks_away_the_list_is_as_long_as_the_budget_and_says_until_when() -> None:
    away = User("is away once", weeks_away=frozenset(range(20, 24)))
    weeks = simulate(make_contacts(HUNDRED_CADENCES), 8, away, 50)
    back = weeks[24].plan
    assert len(back.entries) == 8
    assert back.waiting_count > 0
    assert back.catch_up_day
    assert back.catch_up_day - weeks[24].day <= datetime.timedelta(weeks=20)
    caught_up = next(week for week in weeks[24:] if week.plan.waiting_count == 0)
    # Who falls due soon and is contacted early can only shorten the wait.
    assert caught_up.day <= back.catch_up_day


def test_promised_catch_up_day_is_that_of_the_list_at_a_budget_with_a_fraction() -> None:
    contacts = make_contacts([180] * 60, has_dates=False)
    weeks = simulate(contacts, 2.5, EVERYTHING, 60)
    assert {len(week.plan.entries) for week in weeks[:10]} == {2, 3}
    first_free = next(week for week in weeks if week.plan.waiting_count == 0)
    assert weeks[0].plan.catch_up_day == first_free.day
    assert weeks[0].day == FIRST_DAY
