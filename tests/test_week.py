"""This week's list. The day is 30 June 2025, a Monday; the budget is three people a week."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from netnotes.commands.output.week import format_text
from netnotes.model.people import Birthday, Contact
from netnotes.model.settings import Settings
from netnotes.network.follow_up import compute_follow_up
from netnotes.network.forward_run import MAX_CATCH_UP_WEEKS, compute_catch_up_day
from netnotes.network.occasions import find_next_day_of_year
from netnotes.network.week_reasons import format_interval
from netnotes.network.week_sentences import describe_catch_up, describe_empty_week
from netnotes.network.week_slots import (
    DEFAULT_NAMES_PER_WEEK,
    compute_names_in_week,
    count_places_for_due,
    find_next_week_with_names,
)
from netnotes.text import format_day_short, is_same_town
from tests.networks import (
    EXPECTED,
    GOLDEN,
    SETTINGS,
    TODAY,
    make_eight_contacts,
    make_network,
    make_network_with,
    make_note,
)
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from netnotes.network.network import Network
    from netnotes.network.week import WeekEntry


def format_days_ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def make_due(turns: float, other_lines: str = "", cadence: int = 100) -> str:
    """Return the front matter of a contact who has waited so many intervals."""
    return (
        f"cadence: {cadence}\nlast_contact: {format_days_ago(int(turns * cadence))}\n{other_lines}"
    )


def make_promises(*days: str) -> str:
    return "\n---\n" + "\n".join(f"- [ ] promised:: the draft 📅 {day}" for day in days)


def make_settings(budget: float | None) -> Settings:
    return replace(SETTINGS, budget=budget)


def list_names(calls: tuple[WeekEntry, ...]) -> list[str]:
    return [call.contact.name for call in calls]


def list_reasons_by_name(network: Network) -> dict[str, str]:
    return {call.contact.name: call.reason for call in network.week.entries}


# The eight contacts, computed by hand


def test_eight_contacts_have_the_week_computed_by_hand() -> None:
    week, golden = make_eight_contacts().week, EXPECTED["this_week"]
    assert list_names(week.entries) == golden["list"]
    assert [call.group for call in week.entries] == ["promise", "in-town", "due"]
    assert week.next_entry
    assert [week.next_entry.contact.name] == golden["next_in_line"]
    assert week.waiting_count == 1
    assert list_names(week.while_there) == golden["while_in_town"]
    assert week.reconnect
    assert [week.reconnect.name] == golden["reconnect"]


def test_eight_contacts_have_the_expected_reasons() -> None:
    assert list_reasons_by_name(make_eight_contacts()) == {
        "Ben": "promised by 2 July 2025: send the draft",
        "Gus": "you will be in Lisbon from 2 to 5 July 2025; you had coffee in September 2024",
        "Dan": "you had coffee in January 2025; you planned quarterly",
    }


def test_eight_contacts_have_the_expected_catch_up_day() -> None:
    weeks = EXPECTED["time"]["catch_up_weeks_by_forward_simulation"]
    assert make_eight_contacts().week.catch_up_day == TODAY + datetime.timedelta(weeks=weeks)
    assert (
        simulate_slowly(list_planned(make_eight_contacts()), GOLDEN["budget_per_week"])
        == EXPECTED["time"]["due_trace"]
    )


# The list


def test_promises_and_dated_steps_within_a_week_come_first() -> None:
    fronts = [
        f"purpose: x{make_promises('2025-07-07')}",
        "next: 2025-07-01\nnext_step: send the slides",
        f"purpose: x{make_promises('2025-06-01')}",
        f"purpose: x{make_promises('2025-07-08')}",
        f"archived: yes{make_promises('2025-07-01')}",
        f"pause_until: 2026-01-01{make_promises('2025-07-01')}",
        "purpose: x\n---\n- [x] promised:: done 📅 2025-07-01",
    ]
    network = make_network_with(*fronts, settings=make_settings(9))
    assert list_reasons_by_name(network) == {
        "Cleo": "promised by 1 June 2025: the draft",
        "Ben": "planned for 1 July 2025: send the slides",
        "Ada": "promised by 7 July 2025: the draft",
    }
    assert list_names(network.week.entries) == ["Cleo", "Ben", "Ada"]


def test_two_promises_to_one_person_take_one_place_and_the_first_counts() -> None:
    network = make_network_with(
        f"purpose: x{make_promises('2025-07-06', '2025-07-01')}",
        f"purpose: x{make_promises('2025-07-03')}",
    )
    assert list_names(network.week.entries) == ["Ada", "Ben"]
    assert list_reasons_by_name(network)["Ada"] == "promised by 1 July 2025: the draft"


def test_due_contacts_are_sorted_by_intervals_waited_and_not_by_days() -> None:
    network = make_network_with(
        make_due(1.5, cadence=30),
        make_due(2.5, cadence=10),
        make_due(1.2, cadence=300),
        settings=make_settings(9),
    )
    assert list_names(network.week.entries) == ["Ben", "Ada", "Cleo"]


def test_contact_whose_due_day_is_today_is_due() -> None:
    week = make_network_with(make_due(1), make_due(0.99)).week
    assert [(entry.contact.name, entry.group, entry.when) for entry in week.entries] == [
        ("Ada", "due", "now"),
        ("Ben", "soon", "later"),
    ]


def test_equal_waits_are_sorted_by_goal_then_interval_then_name() -> None:
    fronts = [
        make_due(2),
        make_due(2),
        make_due(2, cadence=50),
        make_due(2, 'goals: "[[Talks]]"', cadence=200),
    ]
    network = make_network_with(
        *fronts, settings=make_settings(9), other_notes={"Goals/Talks.md": ""}
    )
    assert list_names(network.week.entries) == ["Dan", "Cleo", "Ada", "Ben"]


@pytest.mark.parametrize(
    ("budget", "listed"),
    [
        (3, ["Ada", "Ben", "Eve"]),  # the last place is kept
        (1, ["Eve"]),  # the only place is, every second week
        (4, ["Ada", "Ben", "Cleo", "Eve"]),
        (9, ["Ada", "Ben", "Cleo", "Dan", "Eve"]),
    ],
)
def test_one_place_is_reserved_for_a_due_contact(budget: float, listed: list[str]) -> None:
    promises = [f"purpose: x{make_promises(f'2025-07-0{number}')}" for number in range(1, 5)]
    assert (
        list_names(
            make_network_with(*promises, make_due(3), settings=make_settings(budget)).week.entries
        )
        == listed
    )


def test_unused_reserved_place_goes_to_a_promise() -> None:
    promises = [f"purpose: x{make_promises(f'2025-07-0{number}')}" for number in range(1, 5)]
    week = make_network_with(*promises).week
    assert list_names(week.entries) == ["Ada", "Ben", "Cleo"]
    assert week.next_entry
    # Dan is next, but nobody waits: all four promises are for a later day.
    assert (week.next_entry.contact.name, week.waiting_count) == ("Dan", 0)


@pytest.mark.parametrize(
    ("budget", "count"), [(None, DEFAULT_NAMES_PER_WEEK), (0, 0), (0.5, 0), (2.9, 3), (9, 9)]
)
def test_week_has_never_more_names_than_the_budget(budget: float | None, count: int) -> None:
    week = make_network_with(*[make_due(1.5)] * 12, settings=make_settings(budget)).week
    assert len(week.entries) == count == week.names
    assert week.waiting_count == 12 - count
    # A budget of 0 is no list, and nobody is next on it.
    assert (week.next_entry is None) == (budget == 0)


def test_contact_never_contacted_has_that_as_the_reason() -> None:
    network = make_network_with(
        "tier: monthly\nmet: 2025-06-02",
        "next: 2025-06-01",
        "tier: monthly\nmet: 2024-06-20",
        "tier: monthly",
        settings=make_settings(9),
    )
    assert list_reasons_by_name(network) == {
        "Ben": "planned for 1 June 2025",
        "Ada": "met on 2 June 2025, not written to yet; still fine, say where you met",
        "Cleo": "met in June 2024, not written to yet; still fine, say where you met",
        "Dan": "not in touch yet: say hello",
    }


def make_promise_of(days_ago: int) -> str:
    """Return the text of a note with a promise without a day, made so many days ago."""
    return f"\n---\n- {format_days_ago(days_ago)} call\n  - [ ] promised:: the draft"


@pytest.mark.parametrize(
    ("days_ago", "group", "when"),
    [(9, "promise", "now"), (7, "promise", "now"), (0, "promise", "later")],
)
def test_promise_without_a_day_is_due_a_week_after_it_was_made(
    days_ago: int, group: str, when: str
) -> None:
    (entry,) = make_network_with(f"purpose: x{make_promise_of(days_ago)}").week.entries
    assert (entry.group, entry.when) == (group, when)
    assert entry.reason.endswith("2025: the draft")


def test_places_left_go_to_whoever_falls_due_within_the_week_earliest_first() -> None:
    network = make_network_with(
        f"cadence: 30\nlast_contact: {format_days_ago(23)}",
        f"cadence: 30\nlast_contact: {format_days_ago(22)}",
        f"cadence: 30\nlast_contact: {format_days_ago(29)}",
        make_due(1.5),
        f"cadence: 7\nlast_contact: {format_days_ago(0)}",
        settings=make_settings(9),
    )
    assert [(entry.contact.name, entry.group, entry.when) for entry in network.week.entries] == [
        ("Dan", "due", "now"),
        ("Cleo", "soon", "later"),
        ("Ada", "soon", "later"),
    ]
    assert network.week.waiting_count == 0


def test_soon_never_takes_the_place_of_somebody_due() -> None:
    soon = f"cadence: 30\nlast_contact: {format_days_ago(29)}"
    week = make_network_with(soon, *[make_due(1.5)] * 4).week
    assert list_names(week.entries) == ["Ben", "Cleo", "Dan"]
    assert week.next_entry
    assert (week.next_entry.contact.name, week.waiting_count) == ("Eve", 1)


def test_new_contacts_have_three_places_beside_the_budget_until_day_14() -> None:
    fronts = [f"tier: monthly\nmet: {format_days_ago(days)}" for days in (2, 3, 14, 15, 5)]
    week = make_network_with(*fronts, *[make_due(1.5)] * 4, settings=make_settings(2)).week
    assert list_names(week.new_entries) == ["Cleo", "Eve", "Ben"]
    assert {entry.group for entry in week.new_entries} == {"new"}
    assert len(week.entries) == 2
    # Above those who are due.
    assert list_names(week.all_entries)[:3] == ["Cleo", "Eve", "Ben"]
    # The fourth, and whoever was met longer ago, wait like everybody.
    assert week.waiting_count == 4


def test_who_was_met_today_or_yesterday_is_for_later_this_week() -> None:
    fronts = [f"met: {format_days_ago(days)}" for days in (0, 1, 2)]
    written = f"met: {format_days_ago(1)}\n---\n- {format_days_ago(0)} email: Hello."
    week = make_network_with(*fronts, written, settings=make_settings(1)).week
    assert [(entry.contact.name, entry.when) for entry in week.all_entries] == [
        ("Cleo", "now"),
        ("Ben", "later"),
        ("Ada", "later"),
    ]
    # Three places: whoever was met first has them.
    week = make_network_with(*fronts, f"met: {format_days_ago(9)}").week
    assert list_names(week.new_entries) == ["Dan", "Cleo", "Ben"]
    assert [contact.name for contact in week.more_new] == ["Ada"]


def test_who_was_met_yesterday_is_named_once_with_an_interval() -> None:
    week = make_network_with(f"tier: monthly\nmet: {format_days_ago(1)}").week
    assert [(entry.group, entry.when) for entry in week.all_entries] == [("new", "later")]


@pytest.mark.parametrize(
    ("days_ago", "other_lines", "is_named"),
    [
        (14, "", False),
        (15, "", True),
        (60, "", True),
        (61, "", False),
        (20, "tier: yearly", False),
        (20, "cadence: never", False),
        (20, "archived: yes", False),
        (20, f"last_contact: {format_days_ago(20)}", True),
        (20, f"last_contact: {format_days_ago(3)}", False),
    ],
)
def test_who_was_met_and_has_no_interval_is_named_after_day_14(
    days_ago: int, other_lines: str, is_named: bool
) -> None:
    network = make_network_with(f"met: {format_days_ago(days_ago)}\n{other_lines}", make_due(1))
    assert bool(network.week.met_earlier) is is_named


def test_who_was_written_to_before_the_meeting_is_not_written_to_since() -> None:
    note = f"met: {format_days_ago(5)}\ntier: monthly\n---\n- {format_days_ago(20)} email: Hi."
    (entry,) = make_network_with(note).week.new_entries
    assert "not written to since; a line while they remember you" in entry.reason
    (entry,) = make_network_with(f"met: {format_days_ago(5)}").week.new_entries
    assert "not written to yet" in entry.reason


def test_who_is_on_the_list_is_not_also_said_to_be_met() -> None:
    log = f"- {format_days_ago(-2)} lunch: planned\n- {format_days_ago(60)} email: x"
    note = f"tier: monthly\n---\n{log}\n- [ ] promised:: the draft 📅 {format_days_ago(-2)}"
    week = make_network_with(note).week
    assert list_names(week.entries) == ["Ada"]
    assert week.meeting == ()


def test_what_was_promised_at_a_first_meeting_waits_now() -> None:
    new = (
        f"met: {format_days_ago(3)}\n---\n- {format_days_ago(3)} fair: hello\n  - [ ] promised:: it"
    )
    [entry] = make_network_with(new).week.list_entries("now")
    assert entry.reason == "promised on 27 June 2025: it"
    dated = new.replace("promised:: it", "promised:: it 📅 2025-07-04")
    assert [entry.when for entry in make_network_with(dated).week.all_entries] == ["later"]


def test_somebody_new_with_a_promise_has_a_place_where_promises_fill_the_list() -> None:
    new = (
        f"met: {format_days_ago(3)}\n---\n- {format_days_ago(3)} fair: hello\n  - [ ] promised:: it"
    )
    others = {name: make_note(make_promises("2025-07-01")) for name in ("Ben", "Cleo", "Dan")}
    notes = {f"People/{name}.md": note for name, note in others.items()}
    week = make_network({**notes, "People/Zoe.md": make_note(new)}, SETTINGS, TODAY).week
    assert list_names(week.entries) == ["Ben", "Cleo", "Dan"]
    assert list_names(week.new_entries) == ["Zoe"]
    assert list_names(week.all_entries).count("Zoe") == 1


def test_whom_i_met_at_an_event_without_a_note_is_named_for_two_weeks() -> None:
    event = "date: 2025-06-{day}\n---\n## Met\n- Olu Ade: crews\n- Nora Fitch: angel"
    for day, is_named in (("27", True), ("16", True), ("15", False)):
        notes = {"Events/Fair.md": make_note(event.replace("{day}", day))}
        notes["People/Ben.md"] = make_note(make_due(1))
        text = "\n".join(
            format_text(make_network(notes, SETTINGS, TODAY), all_contacts=False, color=False)
        )
        assert ("Met at Fair, with no note yet: Olu Ade and Nora Fitch." in text) is is_named


def test_new_contact_without_an_interval_is_new_all_the_same() -> None:
    week = make_network_with(f"met: {format_days_ago(3)}").week
    assert list_names(week.new_entries) == ["Ada"]


@pytest.mark.parametrize(
    "ada",
    [
        make_due(3),
        f"cadence: 30\nlast_contact: {format_days_ago(28)}",
        f"met: {format_days_ago(3)}",
    ],
)
def test_whom_i_meet_at_an_event_of_the_week_is_not_asked_for(ada: str) -> None:
    lunch = make_note("date: 2025-07-02\npeople: ['[[Ada]]']")
    week = make_network_with(ada, make_due(2), other_notes={"Events/Lunch.md": lunch}).week
    assert list_names(week.all_entries) == ["Ben"]


def test_whom_i_meet_on_a_day_of_the_log_to_come_is_not_asked_for() -> None:
    week = make_network_with(make_due(3, "---\n- 2025-07-03 lunch: planned")).week
    assert (week.entries, list_contact_names(week.meeting)) == ((), ["Ada"])


def test_promise_to_whom_i_meet_stays_on_the_list() -> None:
    lunch = make_note("date: 2025-07-02\npeople: ['[[Ada]]']")
    front = f"purpose: x{make_promises('2025-07-01')}"
    assert list_names(make_network_with(front, other_notes={"Events/L.md": lunch}).week.entries)


def list_contact_names(contacts: tuple[Contact, ...]) -> list[str]:
    return [contact.name for contact in contacts]


@pytest.mark.parametrize(
    ("budget", "counts"),
    [
        (2.5, [2, 3, 2, 3]),
        (0.5, [0, 1, 0, 1]),
        (1, [1, 1, 1, 1]),
        (0.1, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1]),
        (None, [5, 5]),
        (0, [0, 0]),
    ],
)
def test_fraction_of_a_budget_is_spread_over_the_weeks(
    budget: float | None, counts: list[int]
) -> None:
    for number, count in enumerate(counts):
        monday = datetime.date(2024, 1, 1) + datetime.timedelta(weeks=number)
        sunday = monday + datetime.timedelta(days=6)
        assert compute_names_in_week(budget, monday) == count
        assert compute_names_in_week(budget, sunday) == count


@given(
    st.decimals(0, 20, places=2).map(float),
    st.dates(datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)),
)
@settings(max_examples=50, deadline=None)
def test_any_hundred_weeks_have_a_hundred_budgets(budget: float, day: datetime.date) -> None:
    weeks = [day + datetime.timedelta(weeks=number) for number in range(100)]
    assert sum(compute_names_in_week(budget, week) for week in weeks) == round(budget * 100)
    for week in weeks[:10]:
        names = compute_names_in_week(budget, week)
        assert count_places_for_due(budget, week) <= names


@pytest.mark.parametrize(
    ("budget", "kept"), [(1, [1, 0, 1, 0]), (0.5, [0, 1, 0, 0, 0, 1]), (3, [1, 1])]
)
def test_single_place_is_kept_for_the_due_every_second_time(budget: float, kept: list[int]) -> None:
    for number, places in enumerate(kept):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(weeks=number)
        assert count_places_for_due(budget, day) == places


def test_week_without_a_place_says_when_the_next_one_comes() -> None:
    assert find_next_week_with_names(0.25, datetime.date(2024, 1, 3)) == datetime.date(2024, 1, 22)
    assert find_next_week_with_names(0, TODAY) is None


# In town

TRIP = make_note("date: 2025-07-07\nuntil: 2025-07-09\nlocation: Lisbon")
IN_LISBON = "location: Lisbon, Portugal"


@pytest.mark.parametrize(
    ("turns", "listed", "beside"),
    [(1.0, ["Ada"], []), (0.99, [], ["Ada"]), (0.5, [], ["Ada"]), (0.49, [], [])],
)
def test_contacts_in_town_are_listed_from_half_an_interval_on(
    turns: float, listed: list[str], beside: list[str]
) -> None:
    week = make_network_with(make_due(turns, IN_LISBON), other_notes={"Events/Trip.md": TRIP}).week
    assert (list_names(week.entries), list_names(week.while_there)) == (listed, beside)
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
def test_no_contact_is_in_town_without_a_trip(trip: str, home: str) -> None:
    settings = replace(SETTINGS, me=SETTINGS.me._replace(location=home))
    week = make_network_with(
        make_due(1.5, IN_LISBON), settings=settings, other_notes={"Events/Trip.md": make_note(trip)}
    ).week
    assert [call.group for call in week.entries] == ["due"]


def test_trip_that_goes_on_today_counts() -> None:
    trip = make_note("date: 2025-06-20\nuntil: 2025-06-30\nlocation: Lisbon")
    assert (
        make_network_with(make_due(1.5, IN_LISBON), other_notes={"Events/Trip.md": trip})
        .week.entries[0]
        .group
        == "in-town"
    )


def test_trip_whose_last_day_is_before_its_first_is_one_day() -> None:
    trip = make_note("date: 2025-07-02\nuntil: 2025-06-20\nlocation: Lisbon")
    (entry,) = make_network_with(
        make_due(1.5, IN_LISBON), other_notes={"Events/Trip.md": trip}
    ).week.entries
    assert entry.reason.startswith("you will be in Lisbon on 2 July 2025; ")


def test_contact_with_a_later_date_is_not_due_in_town_either() -> None:
    week = make_network_with(
        make_due(1.5, f"{IN_LISBON}\nnext: 2025-08-01"), other_notes={"Events/Trip.md": TRIP}
    ).week
    assert (week.entries, week.while_there) == ((), ())


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Lisbon", "lisbon, Portugal", True),
        ("Lisbon", "Lisboa", False),
        ("", "", False),
        (",", ", x", False),
    ],
)
def test_towns_are_compared_up_to_the_comma(left: str, right: str, same: bool) -> None:
    assert is_same_town(left, right) is same


# Beside the list


def test_each_month_suggests_another_dormant_contact() -> None:
    fronts = ["last_contact: 2019-01-01"] * 3
    chosen = [
        make_network_with(*fronts, today=datetime.date(2025, month, 9)).week.reconnect
        for month in range(1, 7)
    ]
    assert [pair.name for pair in chosen if pair] == [pair.name for pair in chosen[:3] if pair] * 2
    assert len(set(chosen)) == 3
    assert make_network_with(*fronts, today=parse_iso_day("2025-01-31")).week.reconnect == chosen[0]


def test_dormant_contact_is_not_due() -> None:
    week = make_network_with("tier: monthly\nlast_contact: 2019-01-01").week
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
def test_next_birthday_is_today_or_later(birthday: Birthday, today: str, expected: str) -> None:
    assert find_next_day_of_year(birthday, parse_iso_day(today)) == parse_iso_day(expected)


def test_there_is_no_birthday_past_the_end_of_the_calendar() -> None:
    assert find_next_day_of_year(Birthday(1, 1), datetime.date(9999, 6, 1)) is None


def test_birthdays_of_the_next_two_weeks_are_sorted_soonest_first() -> None:
    network = make_network_with(
        "birthday: 07-14", "birthday: 06-30", "birthday: 07-15", "birthday: 06-30\narchived: yes"
    )
    occasions = network.week.occasions
    assert [(occasion.date.isoformat(), occasion.contact.name) for occasion in occasions] == [
        ("2025-06-30", "Ben"),
        ("2025-07-14", "Ada"),
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
def test_interval_is_written_in_words(days: int, words: str) -> None:
    assert format_interval(days) == words


# Catching up, against a simulation that does nothing clever


class Planned(NamedTuple):
    """A contact in the plan: the interval, and the days until it is due."""

    cadence: int
    due_in: int


def list_planned(network: Network) -> list[Planned]:
    follow_ups = (
        follow_up
        for follow_up in network.follow_ups.values()
        if follow_up.is_planned and follow_up.cadence and follow_up.due
    )
    return [
        Planned(follow_up.cadence or 0, ((follow_up.due or TODAY) - TODAY).days)
        for follow_up in follow_ups
    ]


def simulate_slowly(
    people: list[Planned], a_week: int, weeks: int = MAX_CATCH_UP_WEEKS
) -> list[int] | None:
    """Count who is due in each week until all have a place, by looking at all in every week."""
    due_on = [contact.due_in for contact in people]
    trace = []
    for week in range(weeks):
        now = 7 * week
        waiting = [index for index, due in enumerate(due_on) if due <= now]
        trace.append(len(waiting))
        if len(waiting) <= a_week:
            return trace
        cadence = [contact.cadence for contact in people]
        waiting.sort(
            key=lambda index: (
                -Fraction(now - due_on[index], cadence[index]),
                cadence[index],
                index,
            )
        )
        for index in waiting[:a_week]:
            due_on[index] = now + people[index].cadence
    return None


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.builds(Planned, st.integers(1, 400), st.integers(-600, 60)), max_size=25),
    st.integers(1, 6),
)
def test_catch_up_day_is_that_of_a_slow_simulation(people: list[Planned], a_week: int) -> None:
    contacts = [
        Contact(
            path=f"P{contact}.md",
            name=f"P{contact}",
            cadence=number.cadence,
            last_contact=TODAY + datetime.timedelta(days=min(number.due_in - number.cadence, 0)),
        )
        for contact, number in enumerate(people)
    ]
    follow_ups = {
        contact.path: compute_follow_up(contact, Settings(), TODAY) for contact in contacts
    }
    planned = [
        Planned(number.cadence or 0, (number.due - TODAY).days)
        for number in follow_ups.values()
        if number.is_planned and number.due is not None
    ]
    catch_up_day = compute_catch_up_day(contacts, follow_ups, (), a_week, TODAY)
    if sum(Fraction(7, number.cadence) for number in planned) > a_week:
        assert catch_up_day is None  # more than there is time for, whatever the order
        return
    trace = simulate_slowly(planned, a_week)
    assert catch_up_day == (TODAY + datetime.timedelta(weeks=len(trace) - 1) if trace else None)


def test_catch_up_day_differs_from_a_simple_division() -> None:
    """Twelve contacts are late, at two a week: 12 / (2 - λ) gives seven weeks, which is wrong."""
    network = make_network_with(*[make_due(3, cadence=300)] * 12, settings=make_settings(2))
    assert network.week.catch_up_day == TODAY + datetime.timedelta(weeks=5)


def test_plan_that_takes_exactly_the_budget_can_still_catch_up() -> None:
    network = make_network_with(*[make_due(2, cadence=14)] * 2, settings=make_settings(1))
    assert network.week.catch_up_day == TODAY + datetime.timedelta(weeks=1)


@pytest.mark.parametrize(
    ("budget", "people", "sentence"),
    [
        (2, 2, ""),
        (2, 3, "At 2 a week you are up to date in the week of 7 July 2025."),
        (0, 1, ""),
    ],
)
def test_catch_up_is_described_in_a_sentence(budget: float, people: int, sentence: str) -> None:
    network = make_network_with(*[make_due(1.5)] * people, settings=make_settings(budget))
    assert describe_catch_up(network.week, network.settings) == sentence


def test_catch_up_begins_with_the_places_that_promises_leave() -> None:
    """`Up to date in the week of 23 November`, this week, stood beside somebody who waits."""
    ada = f"tier: monthly{make_promise_of(8)}"
    ben = f"tier: monthly\n---\n- {format_days_ago(58)} call"
    # In this week the one place is not kept for those who are due.
    day = TODAY + datetime.timedelta(weeks=count_places_for_due(1, TODAY))
    later = day + datetime.timedelta(weeks=1)
    network = make_network_with(ada, ben, settings=make_settings(1), today=day)
    week = network.week
    assert list_names(week.entries) == ["Ada"]
    assert week.next_entry
    assert week.next_entry.contact.name == "Ben"
    assert (week.waiting_count, week.catch_up_day) == (1, later)
    sentence = describe_catch_up(week, network.settings)
    assert sentence.endswith(f"in the week of {format_day_short(later)}.")


def test_promises_without_a_place_take_those_of_the_next_weeks() -> None:
    fronts = [f"purpose: x{make_promises('2025-06-01')}"] * 5
    week = make_network_with(*fronts, settings=make_settings(2)).week
    assert week.waiting_count == 3
    assert week.catch_up_day == TODAY + datetime.timedelta(weeks=2)


def test_somebody_in_town_without_a_place_takes_one_place_and_not_two() -> None:
    stays = {"Events/Trip.md": "---\ndate: 2025-07-02\nlocation: Lisbon\n---\n"}
    front = make_due(1.5, "location: Lisbon", cadence=350)
    week = make_network_with(*[front] * 4, settings=make_settings(2), other_notes=stays).week
    assert (week.waiting_count, week.catch_up_day) == (2, TODAY + datetime.timedelta(weeks=1))


def test_next_step_of_this_weeks_list_takes_no_place_in_the_next_week() -> None:
    step = f"cadence: 350\nlast_contact: {format_days_ago(9)}\nnext: 2025-07-03"
    week = make_network_with(
        step, *[make_due(1.5, cadence=350)] * 4, settings=make_settings(2)
    ).week
    assert list_names(week.entries) == ["Ada", "Ben"]
    assert (week.waiting_count, week.catch_up_day) == (3, TODAY + datetime.timedelta(weeks=2))


@given(
    st.lists(st.sampled_from(("promise", "later", "due", "both", "new")), max_size=9),
    st.sampled_from((0.5, 1, 2, 3)),
)
@settings(max_examples=40, deadline=None)
def test_catch_up_day_is_today_only_if_nobody_waits(kinds: list[str], budget: float) -> None:
    fronts = {
        "promise": f"purpose: x{make_promises('2025-06-20')}",
        "later": f"purpose: x{make_promises('2025-07-03')}",
        "due": make_due(1.5, cadence=350),
        "both": f"{make_due(1.2, cadence=350)}{make_promises('2025-07-03')}",
        "new": f"cadence: 350\nmet: {format_days_ago(4)}",
    }
    notes = [fronts[kind] for kind in kinds]
    week = make_network_with(*notes, settings=make_settings(budget)).week
    assert (week.catch_up_day == TODAY) == (week.waiting_count == 0)


@pytest.mark.parametrize(
    ("front", "waiting_count"),
    [
        (f"tier: monthly\nlast_contact: {format_days_ago(5)}\nnext: 2025-07-03", 0),
        (f"tier: monthly\nlast_contact: {format_days_ago(5)}{make_promises('2025-07-03')}", 0),
        (f"tier: monthly\nlast_contact: {format_days_ago(5)}\nnext: 2025-06-30", 1),
        (f"tier: monthly\nlast_contact: {format_days_ago(5)}{make_promises('2025-06-30')}", 1),
        # A promise for a later day, but due by the interval.
        (f"tier: monthly\nlast_contact: {format_days_ago(40)}{make_promises('2025-07-03')}", 1),
    ],
)
def test_only_who_is_due_today_waits(front: str, waiting_count: int) -> None:
    network = make_network_with(front, settings=make_settings(0))
    assert network.week.waiting_count == waiting_count
    assert ("due, by their" in describe_empty_week(network)) == bool(waiting_count)


@pytest.mark.parametrize(
    "lines",
    [
        "next: 2025-07-02",
        "next: 2025-12-02",
        f"purpose: x{make_promises('2025-07-02')}",
        f"purpose: x{make_promises('2026-07-02')}",
        "purpose: x\n---\n- [ ] promised:: some day",
        "purpose: x\n---\n- 2025-07-02 lunch",
    ],
)
def test_old_tie_of_the_month_is_nobody_planned_promised_or_met(lines: str) -> None:
    front = f"last_contact: 2019-01-01\n{lines}"
    assert make_network_with(front).week.reconnect is None
    week = make_network_with(front, "last_contact: 2019-01-01", front).week
    assert week.reconnect
    assert week.reconnect.name == "Ben"


def test_week_without_places_says_so_beside_new_people_and_who_is_next() -> None:
    new, promised = f"met: {format_days_ago(4)}", f"purpose: x{make_promises('2025-06-20')}"
    for fronts in ((make_due(1.5), new), (new, promised), (promised,), (make_due(1.5),)):
        network = make_network_with(*fronts, settings=make_settings(0.5))
        assert network.week.names == 0
        text = "\n".join(format_text(network, all_contacts=False, color=False))
        but_new = " but for people you have just met" if new in fronts else ""
        assert text.count(f"At 0.5 a week this week's list is empty{but_new}; the next name") == 1
        assert "1 person is due, by their interval or a promise." in text


def test_plan_beyond_the_budget_never_catches_up() -> None:
    network = make_network_with(*[make_due(3, cadence=1)] * 2, settings=make_settings(3))
    assert network.week.catch_up_day is None
    assert (
        describe_catch_up(network.week, network.settings) == ""
    )  # nobody waits beyond this week's list
    network = make_network_with(*[make_due(3, cadence=1)] * 4, settings=make_settings(3))
    assert describe_catch_up(network.week, network.settings).startswith(
        "At 3 a week a few will be waiting"
    )


def test_empty_plan_is_up_to_date_today() -> None:
    assert make_network_with("", settings=make_settings(3)).week.catch_up_day == TODAY
