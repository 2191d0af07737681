"""Somebody who follows this week's list, week by week: how long does everybody wait?

`docs/tables.py` makes the table of docs/numbers.md of it.
"""

from __future__ import annotations

import datetime
import random
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.network.follow_up import compute_follow_up, compute_weekly_load
from netnotes.network.week import plan_week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date as Day

    from netnotes.network.week import WeekPlan

FIRST_DAY = datetime.date(2025, 1, 6)
ONE_WEEK = datetime.timedelta(weeks=1)

# The intervals of a hundred people: they ask for 7 a week.
HUNDRED_CADENCES = (*[30] * 10, *[90] * 40, *[180] * 30, *[365] * 20)

# Three years, so that those of once a year come up.
WEEKS = 156


class User(NamedTuple):
    """Somebody who does a share of each list, and is away in some weeks of the year."""

    name: str
    share: float = 1.0
    weeks_away: frozenset[int] = frozenset()

    def is_away(self, week_number: int) -> bool:
        return week_number % 52 in self.weeks_away


USERS = (
    User("does all of every list"),
    User("does 70% of it", 0.7),
    User("is away for four weeks in summer", weeks_away=frozenset(range(28, 32))),
)


# The budgets of the table: from three sevenths of what the plan asks for to more than enough.
BUDGETS = (3, 5, 7, 10)


class LongestWait(NamedTuple):
    """The longest wait of a hundred people in three years, and the wait that nobody may exceed."""

    budget: int
    user: str
    is_away: bool
    turns: float
    turns_at_home: float
    allowed: float


class SimulatedWeek(NamedTuple):
    """A week of the simulation: its first day, the plan, and who was contacted."""

    day: Day
    plan: WeekPlan
    contacted: tuple[Contact, ...]


class Wait(NamedTuple):
    """How long one contact waited, in own intervals, and how many weeks of it I was away."""

    cadence: int
    turns: float
    weeks_away: int

    @property
    def turns_at_home(self) -> float:
        return self.turns - 7 * self.weeks_away / self.cadence


def make_contacts(
    cadences: Iterable[int], *, seed: int = 16, has_dates: bool = True
) -> list[Contact]:
    """Make contacts with these intervals, the last contact of each within the last interval."""
    generator = random.Random(seed)
    contacts = []
    for number, cadence in enumerate(cadences):
        days = generator.randrange(cadence)
        last_contact = FIRST_DAY - datetime.timedelta(days=days) if has_dates else None
        name = f"Person {number:03}"
        contacts.append(
            Contact(path=f"People/{name}.md", name=name, cadence=cadence, last_contact=last_contact)
        )
    return contacts


def simulate(
    contacts: Sequence[Contact], budget: float, user: User, weeks: int = WEEKS, seed: int = 16
) -> list[SimulatedWeek]:
    """Follow the list for so many weeks."""
    generator = random.Random(seed)
    settings = Settings(budget=budget)
    simulated_weeks = []
    contacts_by_path = {contact.path: contact for contact in contacts}
    for week_number in range(weeks):
        day = FIRST_DAY + week_number * ONE_WEEK
        people = tuple(contacts_by_path.values())
        follow_ups = {contact.path: compute_follow_up(contact, settings, day) for contact in people}
        plan = plan_week(people, follow_ups, (), (), (), settings, day)
        contacted: list[Contact] = []
        if not user.is_away(week_number):
            for entry in plan.entries:
                if generator.random() < user.share:
                    contacted.append(entry.contact)
        for contact in contacted:
            contacts_by_path[contact.path] = replace(contact, last_contact=day)
        simulated_weeks.append(SimulatedWeek(day, plan, tuple(contacted)))
    return simulated_weeks


def list_waits(
    contacts: Sequence[Contact], weeks: Sequence[SimulatedWeek], user: User
) -> list[Wait]:
    """List how long everybody waited, also those who still wait at the end."""
    last_days = {contact.path: contact.last_contact or FIRST_DAY for contact in contacts}
    cadences = {contact.path: contact.cadence or 1 for contact in contacts}
    away_days = [week.day for number, week in enumerate(weeks) if user.is_away(number)]

    def build_wait(path: str, day: Day) -> Wait:
        last_day = last_days[path]
        weeks_away = sum(last_day <= away_day < day for away_day in away_days)
        return Wait(cadences[path], (day - last_day).days / cadences[path], weeks_away)

    waits = []
    for week in weeks:
        for contact in week.contacted:
            waits.append(build_wait(contact.path, week.day))
            last_days[contact.path] = week.day
    waits += [build_wait(path, weeks[-1].day) for path in last_days]
    return waits


def compute_longest_allowed(contacts: Sequence[Contact], budget: float, user: User) -> float:
    """Compute the turns that nobody may wait for: 2 · max(1, λ / (budget · share done))."""
    settings = Settings()
    follow_ups = [compute_follow_up(contact, settings, FIRST_DAY) for contact in contacts]
    load = compute_weekly_load(follow_ups)
    return float(2 * max(Fraction(1), load / (Fraction(str(budget)) * Fraction(str(user.share)))))


def iter_longest_waits() -> Iterator[LongestWait]:
    """Yield the longest wait for each budget and each way to follow the list."""
    contacts = make_contacts(HUNDRED_CADENCES)
    for user in USERS:
        for budget in BUDGETS:
            waits = list_waits(contacts, simulate(contacts, budget, user), user)
            yield LongestWait(
                budget,
                user.name,
                bool(user.weeks_away),
                max(wait.turns for wait in waits),
                max(wait.turns_at_home for wait in waits),
                compute_longest_allowed(contacts, budget, user),
            )
