"""This week's list. The day is 30 June 2025, a Monday; I work at Acme and have time for three people a week."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from netnotes.model.people import Birthday, Contact
from netnotes.model.settings import Settings
from netnotes.network.follow_up import compute_follow_up
from netnotes.network.week import (
    DEFAULT_NAMES_PER_WEEK,
    MAX_CATCH_UP_WEEKS,
    compute_catch_up_day,
    compute_names_per_week,
    describe_catch_up,
    find_next_birthday,
    format_interval,
)
from netnotes.text import is_same_town
from tests.eight import EXPECTED, GOLDEN, SETTINGS, TODAY, crowd, eight_contacts, note

if TYPE_CHECKING:
    from netnotes.network.network import Network
    from netnotes.network.week import WeekEntry


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def due(turns: float, more: str = "", cadence: int = 100) -> str:
    """The front matter of somebody who has waited so many turns."""
    return f"cadence: {cadence}\nlast_contact: {ago(int(turns * cadence))}\n{more}"


def promised(*days: str) -> str:
    return "\n---\n" + "\n".join(f"- [ ] promised:: the draft 📅 {one}" for one in days)


def with_budget(budget: float | None) -> Settings:
    return replace(SETTINGS, budget=budget)


def names(calls: tuple[WeekEntry, ...]) -> list[str]:
    return [call.contact.name for call in calls]


def said(network: Network) -> dict[str, str]:
    return {call.contact.name: call.reason for call in network.week.entries}


# -- the eight contacts, computed by hand ------------------------------------------------------------------------------


def test_the_week_of_the_eight_contacts() -> None:
    week, golden = eight_contacts().week, EXPECTED["this_week"]
    assert names(week.entries) == golden["list"]
    assert [call.group for call in week.entries] == ["promise", "in-town", "due"]
    assert week.next_entry
    assert [week.next_entry.contact.name] == golden["next_in_line"]
    assert week.waiting_count == 1
    assert names(week.while_there) == golden["while_in_town"]
    assert week.reconnect
    assert [week.reconnect.name] == golden["reconnect"]


def test_the_reasons_of_the_eight_contacts() -> None:
    assert said(eight_contacts()) == {
        "Ben": "you promised send the draft by 2 July 2025",
        "Gus": "you are in Lisbon from 2 to 5 July 2025, and it has been 300 days",
        "Dan": "180 days; you planned every quarter",
    }


def test_the_catch_up_of_the_eight_contacts() -> None:
    weeks = EXPECTED["time"]["catch_up_weeks_by_forward_simulation"]
    assert eight_contacts().week.catch_up_day == TODAY + datetime.timedelta(weeks=weeks)
    assert (
        slow_trace(planned_of(eight_contacts()), GOLDEN["budget_per_week"])
        == EXPECTED["time"]["due_trace"]
    )


# -- the list ----------------------------------------------------------------------------------------------------------


def test_promises_and_dated_steps_within_a_week_come_first_and_earliest_first() -> None:
    fronts = [
        f"purpose: x{promised('2025-07-07')}",
        "next: 2025-07-01\nnext_step: send the slides",
        f"purpose: x{promised('2025-06-01')}",
        f"purpose: x{promised('2025-07-08')}",
        f"archived: yes{promised('2025-07-01')}",
        f"pause_until: 2026-01-01{promised('2025-07-01')}",
        "purpose: x\n---\n- [x] promised:: done 📅 2025-07-01",
    ]
    found = crowd(*fronts, settings=with_budget(9))
    assert said(found) == {
        "Cleo": "you promised the draft by 1 June 2025",
        "Ben": "you planned for 1 July 2025: send the slides",
        "Ada": "you promised the draft by 7 July 2025",
    }
    assert names(found.week.entries) == ["Cleo", "Ben", "Ada"]


def test_two_promises_to_one_person_take_one_place_and_the_first_counts() -> None:
    found = crowd(
        f"purpose: x{promised('2025-07-06', '2025-07-01')}", f"purpose: x{promised('2025-07-03')}"
    )
    assert names(found.week.entries) == ["Ada", "Ben"]
    assert said(found)["Ada"] == "you promised the draft by 1 July 2025"


def test_those_due_stand_by_turns_waited_and_not_by_days() -> None:
    found = crowd(
        due(1.5, cadence=30), due(2.5, cadence=10), due(1.2, cadence=300), settings=with_budget(9)
    )
    assert names(found.week.entries) == ["Ben", "Ada", "Cleo"]


def test_who_is_due_today_is_due() -> None:
    assert names(crowd(due(1), due(0.99)).week.entries) == ["Ada"]


def test_equal_turns_stand_by_goal_then_interval_then_name() -> None:
    fronts = [due(2), due(2), due(2, cadence=50), due(2, 'goals: "[[Talks]]"', cadence=200)]
    found = crowd(*fronts, settings=with_budget(9), more={"Goals/Talks.md": ""})
    assert names(found.week.entries) == ["Dan", "Cleo", "Ada", "Ben"]


@pytest.mark.parametrize(
    ("budget", "listed"),
    [
        (3, ["Ada", "Ben", "Eve"]),  # the last place is kept
        (1, ["Ada"]),  # the only place is not
        (4, ["Ada", "Ben", "Cleo", "Eve"]),
        (9, ["Ada", "Ben", "Cleo", "Dan", "Eve"]),
    ],
)
def test_one_place_is_kept_for_those_due(budget: float, listed: list[str]) -> None:
    promises = [f"purpose: x{promised(f'2025-07-0{at}')}" for at in range(1, 5)]
    assert names(crowd(*promises, due(3), settings=with_budget(budget)).week.entries) == listed


def test_a_kept_place_nobody_needs_goes_to_a_promise() -> None:
    promises = [f"purpose: x{promised(f'2025-07-0{at}')}" for at in range(1, 5)]
    week = crowd(*promises).week
    assert names(week.entries) == ["Ada", "Ben", "Cleo"]
    assert week.next_entry
    assert (week.next_entry.contact.name, week.waiting_count) == ("Dan", 1)


@pytest.mark.parametrize(
    ("budget", "count"), [(None, DEFAULT_NAMES_PER_WEEK), (0, 0), (0.5, 1), (2.9, 2), (9, 9)]
)
def test_never_more_names_than_the_budget(budget: float | None, count: int) -> None:
    week = crowd(*[due(1.5)] * 12, settings=with_budget(budget)).week
    assert len(week.entries) == count == compute_names_per_week(budget)
    assert week.waiting_count == 12 - count
    assert week.next_entry


def test_people_not_yet_contacted_say_so() -> None:
    found = crowd(
        "tier: monthly\nmet: 2025-06-02", "next: 2025-06-01", "tier: monthly\nmet: 2025-06-20"
    )
    assert said(found) == {
        "Ben": "you planned for 1 June 2025: to be in touch",
        "Ada": "met on 2 June 2025 and not followed up yet",
    }


def test_who_waits_longest_after_a_first_meeting_stands_by_fortnights() -> None:
    found = crowd("tier: monthly\nmet: 2025-05-19", due(2), due(4))  # 42 days are three fortnights
    assert names(found.week.entries) == ["Cleo", "Ada", "Ben"]


# -- in town -----------------------------------------------------------------------------------------------------------

TRIP = note("date: 2025-07-07\nuntil: 2025-07-09\nlocation: Lisbon")
IN_LISBON = "location: Lisbon, Portugal"


@pytest.mark.parametrize(
    ("turns", "listed", "beside"),
    [(1.0, ["Ada"], []), (0.99, [], ["Ada"]), (0.5, [], ["Ada"]), (0.49, [], [])],
)
def test_in_town_from_half_an_interval_on(
    turns: float, listed: list[str], beside: list[str]
) -> None:
    week = crowd(due(turns, IN_LISBON), more={"Events/Trip.md": TRIP}).week
    assert (names(week.entries), names(week.while_there)) == (listed, beside)
    assert all(call.group == "in-town" for call in (*week.entries, *week.while_there))


@pytest.mark.parametrize(
    ("trip", "home"),
    [
        ("date: 2025-07-08\nlocation: Lisbon", ""),  # later than in a week
        ("date: 2025-06-20\nuntil: 2025-06-29\nlocation: Lisbon", ""),  # over
        ("date: 2025-07-01", ""),  # nowhere
        ("date: 2025-07-01\nlocation: Lisbon", "lisbon"),  # at home
    ],
)
def test_no_trip_no_town(trip: str, home: str) -> None:
    of = replace(SETTINGS, me=SETTINGS.me._replace(location=home))
    week = crowd(due(1.5, IN_LISBON), settings=of, more={"Events/Trip.md": note(trip)}).week
    assert [call.group for call in week.entries] == ["due"]


def test_a_trip_that_goes_on_today_counts() -> None:
    trip = note("date: 2025-06-20\nuntil: 2025-06-30\nlocation: Lisbon")
    assert (
        crowd(due(1.5, IN_LISBON), more={"Events/Trip.md": trip}).week.entries[0].group == "in-town"
    )


def test_who_is_put_off_by_a_date_is_left_in_peace_in_town_too() -> None:
    week = crowd(due(1.5, f"{IN_LISBON}\nnext: 2025-08-01"), more={"Events/Trip.md": TRIP}).week
    assert (week.entries, week.while_there) == ((), ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Lisbon", "lisbon, Portugal", True),
        ("Lisbon", "Lisboa", False),
        ("", "", False),
        (",", ", x", False),
    ],
)
def test_one_town_by_its_first_word(one: str, other: str, same: bool) -> None:
    assert is_same_town(one, other) is same


# -- beside the list ---------------------------------------------------------------------------------------------------


def test_of_old_ties_each_month_has_its_own() -> None:
    fronts = ["last_contact: 2019-01-01"] * 3
    chosen = [
        crowd(*fronts, today=datetime.date(2025, month, 9)).week.reconnect for month in range(1, 7)
    ]
    assert [one.name for one in chosen if one] == [one.name for one in chosen[:3] if one] * 2
    assert len(set(chosen)) == 3
    assert crowd(*fronts, today=day("2025-01-31")).week.reconnect == chosen[0]


def test_a_dormant_tie_is_no_duty() -> None:
    week = crowd("tier: monthly\nlast_contact: 2019-01-01").week
    assert (week.entries, week.waiting_count) == ((), 0)


@pytest.mark.parametrize(
    ("birthday", "today", "expected"),
    [
        (Birthday(2, 29), "2025-02-20", "2025-02-28"),
        (Birthday(2, 29, 2000), "2024-02-20", "2024-02-29"),
        (Birthday(2, 29), "2024-02-29", "2024-02-29"),
        (Birthday(2, 29), "2024-03-01", "2025-02-28"),
        (Birthday(2, 29), "9999-02-01", "9999-02-28"),
        (Birthday(1, 3), "2025-12-30", "2026-01-03"),
        (Birthday(6, 30), "2025-06-30", "2025-06-30"),
    ],
)
def test_the_next_birthday(birthday: Birthday, today: str, expected: str) -> None:
    assert find_next_birthday(birthday, day(today)) == day(expected)


def test_after_the_last_year_of_the_calendar_there_is_no_birthday() -> None:
    assert find_next_birthday(Birthday(1, 1), datetime.date(9999, 6, 1)) is None


def test_birthdays_of_the_week_soonest_first() -> None:
    found = crowd(
        "birthday: 07-07", "birthday: 06-30", "birthday: 07-08", "birthday: 06-30\narchived: yes"
    )
    assert [(when.isoformat(), one.name) for when, one in found.week.birthdays] == [
        ("2025-06-30", "Ben"),
        ("2025-07-07", "Ada"),
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        *(
            (7, "week"),
            (30, "month"),
            (90, "quarter"),
            (180, "half-year"),
            (365, "year"),
            (1, "day"),
        ),
        *((14, "2 weeks"), (60, "2 months"), (730, "2 years"), (45, "45 days"), (210, "7 months")),
    ],
)
def test_an_interval_in_words(days: int, words: str) -> None:
    assert format_interval(days) == words


# -- catching up, against a simulation that does nothing clever --------------------------------------------------------


class Planned(NamedTuple):
    """Somebody in the plan: the interval, and the days until due."""

    cadence: int
    due_in: int


def planned_of(network: Network) -> list[Planned]:
    some = (
        one for one in network.follow_ups.values() if one.is_planned and one.cadence and one.due
    )
    return [Planned(one.cadence or 0, ((one.due or TODAY) - TODAY).days) for one in some]


def slow_trace(
    people: list[Planned], a_week: int, weeks: int = MAX_CATCH_UP_WEEKS
) -> list[int] | None:
    """How many are due in each week until all of them have a place; everybody is looked at in every week."""
    due_on = [one.due_in for one in people]
    trace = []
    for week in range(weeks):
        now = 7 * week
        waiting = [at for at, due in enumerate(due_on) if due <= now]
        trace.append(len(waiting))
        if len(waiting) <= a_week:
            return trace
        cadence = [one.cadence for one in people]
        waiting.sort(
            key=lambda at: (-Fraction(now - due_on[at], cadence[at]), due_on[at], cadence[at])
        )
        for at in waiting[:a_week]:
            due_on[at] = now + people[at].cadence
    return None


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(Planned, st.integers(1, 400), st.integers(-600, 60)), max_size=25),
    st.integers(1, 6),
)
def test_catching_up_as_a_slow_simulation_has_it(people: list[Planned], a_week: int) -> None:
    contacts = [
        Contact(
            path=f"P{at}.md",
            name=f"P{at}",
            cadence=one.cadence,
            last_contact=TODAY + datetime.timedelta(days=min(one.due_in - one.cadence, 0)),
        )
        for at, one in enumerate(people)
    ]
    follow_ups = tuple(compute_follow_up(one, Settings(), TODAY) for one in contacts)
    planned = [
        Planned(one.cadence or 0, (one.due - TODAY).days)
        for one in follow_ups
        if one.is_planned and one.due is not None
    ]
    found = compute_catch_up_day(follow_ups, a_week, TODAY)
    if sum(Fraction(7, one.cadence) for one in planned) > a_week:
        assert found is None  # more than there is time for, whatever the order
        return
    trace = slow_trace(planned, a_week)
    assert found == (TODAY + datetime.timedelta(weeks=len(trace) - 1) if trace else None)


def test_what_a_division_would_get_wrong() -> None:
    """Twelve people three turns late, at two a week: 12 / (2 - λ) says seven weeks, but nobody falls due meanwhile."""
    found = crowd(*[due(3, cadence=300)] * 12, settings=with_budget(2))
    assert found.week.catch_up_day == TODAY + datetime.timedelta(weeks=5)


def test_a_plan_that_takes_exactly_the_budget_can_still_catch_up() -> None:
    found = crowd(*[due(2, cadence=14)] * 2, settings=with_budget(1))
    assert found.week.catch_up_day == TODAY + datetime.timedelta(weeks=1)


@pytest.mark.parametrize(
    ("budget", "people", "sentence"),
    [
        (2, 2, ""),
        (2, 3, "At 2 a week you are up to date in the week of 7 July 2025."),
        (0, 1, "At 0 a week there will always be a few waiting; the list picks them fairly."),
    ],
)
def test_catching_up_is_said(budget: float, people: int, sentence: str) -> None:
    found = crowd(*[due(1.5)] * people, settings=with_budget(budget))
    assert describe_catch_up(found.week, found.settings) == sentence


def test_a_plan_beyond_the_budget_never_catches_up() -> None:
    found = crowd(*[due(3, cadence=1)] * 2, settings=with_budget(3))
    assert found.week.catch_up_day is None
    assert (
        describe_catch_up(found.week, found.settings) == ""
    )  # nobody waits beyond this week's list
    found = crowd(*[due(3, cadence=1)] * 4, settings=with_budget(3))
    assert describe_catch_up(found.week, found.settings).startswith(
        "At 3 a week there will always be"
    )


def test_nobody_in_the_plan_is_up_to_date_today() -> None:
    assert crowd("", settings=with_budget(3)).week.catch_up_day == TODAY
