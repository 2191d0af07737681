"""When to be in touch again. The day is 30 June 2025, a Monday."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.model.settings import Settings
from netnotes.network.follow_up import (
    DueBasis,
    Standing,
    add_days,
    compute_follow_up,
    compute_weekly_load,
    find_last_contact,
    find_last_touch,
)
from netnotes.network.measures.ledger import list_contact_days
from tests.networks import EXPECTED, GOLDEN, TODAY, make_eight_contacts, make_network_with
from tests.notes import parse_iso_day

if TYPE_CHECKING:
    from netnotes.network.follow_up import FollowUp

TIME = EXPECTED["time"]


def format_days_ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def make_ada(front: str, today: datetime.date = TODAY) -> Contact:
    return make_network_with(front, today=today).contacts[0]


def make_follow_up(front: str, today: datetime.date = TODAY) -> FollowUp:
    """Compute the follow-up of a contact with this front matter."""
    return compute_follow_up(make_ada(front, today), Settings(), today)


# The eight contacts, computed by hand


@pytest.mark.parametrize("name", list(GOLDEN["contacts"]))
def test_eight_contacts_have_the_standing_computed_by_hand(name: str) -> None:
    follow_up = make_eight_contacts().follow_ups[f"People/{name}.md"]
    assert follow_up.days_since_contact == TIME["days"][name]
    assert follow_up.turns == Fraction(TIME["turns"][name])
    assert follow_up.due == parse_iso_day(TIME["next_due"][name])
    assert follow_up.cadence == GOLDEN["contacts"][name]["cadence"]
    assert (follow_up.standing is Standing.IN_TOUCH) == (name in TIME["in_touch"])
    assert (follow_up.standing in (Standing.DUE, Standing.LAPSED)) == (name in TIME["due"])
    assert (follow_up.standing is Standing.LAPSED) == (name in TIME["lapsed"])
    assert (follow_up.standing is Standing.DORMANT) == (name in TIME["dormant"])


def test_eight_contacts_have_the_weekly_load_computed_by_hand() -> None:
    assert compute_weekly_load(make_eight_contacts().follow_ups.values()) == Fraction(
        TIME["load_per_week"]
    )


# Edge cases


@pytest.mark.parametrize(
    ("days", "standing"),
    [
        (0, Standing.IN_TOUCH),
        (89, Standing.IN_TOUCH),
        (90, Standing.DUE),
        (179, Standing.DUE),
        (180, Standing.LAPSED),
        (1094, Standing.LAPSED),
        (1095, Standing.DORMANT),
    ],
)
def test_standing_changes_on_the_exact_day_of_a_quarter(days: int, standing: Standing) -> None:
    follow_up = make_follow_up(f"tier: quarterly\nlast_contact: {format_days_ago(days)}")
    assert follow_up.standing is standing
    assert follow_up.turns == Fraction(days, 90)


@pytest.mark.parametrize(
    ("front", "standing", "due"),
    [
        ("", Standing.NOT_YET_CONTACTED, None),
        ("last_contact: 2025-06-01", Standing.NO_INTERVAL, None),
        ("tier: monthly\ncadence: never\nlast_contact: 2025-01-01", Standing.NO_INTERVAL, None),
        ("tier: yearly\ncadence: 10\nlast_contact: 2025-06-25", Standing.IN_TOUCH, "2025-07-05"),
        (
            "tier: monthly\nlast_contact: 2031-01-01\nmet: 2025-06-10",
            Standing.MET,
            "2025-06-12",
        ),
        ("tier: monthly\nmet: 2025-06-20", Standing.MET, "2025-06-22"),
        ("met: 2025-06-30", Standing.MET, None),
        ("met: 2025-07-01", Standing.NOT_YET_CONTACTED, None),
        (
            "tier: monthly\nmet: 2025-06-10\nlast_contact: 2025-06-10",
            Standing.IN_TOUCH,
            "2025-07-10",
        ),
        (
            "tier: monthly\nlast_contact: 2025-06-10\nmet: 2025-06-20",
            Standing.IN_TOUCH,
            "2025-07-10",
        ),
        ("tier: monthly\nlast_contact: 2025-06-10\narchived: yes", Standing.ARCHIVED, "2025-07-10"),
        ("tier: monthly\nlast_contact: 2020-06-10\narchived: yes", Standing.ARCHIVED, "2020-07-10"),
        ("cadence: 40000\nlast_contact: 2020-06-10", Standing.DORMANT, None),
    ],
)
def test_standing_and_due_day_follow_from_the_front_matter(
    front: str, standing: Standing, due: str | None
) -> None:
    follow_up = make_follow_up(front)
    assert follow_up.standing is standing
    assert follow_up.due == (parse_iso_day(due) if due else None)


def test_due_day_past_the_end_of_the_calendar_is_none() -> None:
    assert add_days(datetime.date(9999, 12, 1), 31) is None
    assert add_days(datetime.date(9999, 12, 1), 30) == datetime.date.max


def test_day_that_does_not_exist_is_not_known() -> None:
    assert make_follow_up("last_contact: 2023-02-29\ntier: monthly").last_contact is None


def test_year_from_a_leap_day_is_365_days() -> None:
    follow_up = make_follow_up(
        "last_contact: 2024-02-29\ntier: yearly", parse_iso_day("2025-02-28")
    )
    assert (follow_up.due, follow_up.turns, follow_up.standing) == (
        parse_iso_day("2025-02-28"),
        Fraction(1),
        Standing.DUE,
    )


# Next and pause


@pytest.mark.parametrize(
    ("last", "due", "standing"),
    [
        (
            "2025-01-01",
            "2025-07-10",
            Standing.PLANNED,
        ),  # the date put off counts before the interval
        ("2025-06-29", "2025-07-10", Standing.IN_TOUCH),
    ],
)
def test_date_under_next_counts_once(last: str, due: str, standing: Standing) -> None:
    follow_up = make_follow_up(f"tier: monthly\nlast_contact: {last}\nnext: 2025-07-10")
    assert (follow_up.due, follow_up.standing) == (parse_iso_day(due), standing)


@pytest.mark.parametrize("last", ["2025-06-20", "2025-06-25"])
def test_touch_on_the_day_of_next_or_later_ends_it(last: str) -> None:
    follow_up = make_follow_up(f"tier: monthly\nlast_contact: {last}\nnext: 2025-06-20")
    assert follow_up.due == parse_iso_day(last) + datetime.timedelta(days=30)


def test_next_without_an_interval_makes_a_contact_due() -> None:
    follow_up = make_follow_up("last_contact: 2025-01-01\nnext: 2025-06-30")
    assert (follow_up.due, follow_up.standing) == (TODAY, Standing.DUE)
    assert make_follow_up("last_contact: 2025-01-01\nnext: 2025-07-01").standing is Standing.PLANNED


@pytest.mark.parametrize("next_day", ["2025-06-30", "2025-06-01", "2025-02-01"])
def test_past_next_is_due_since_then_and_never_lapsed(next_day: str) -> None:
    follow_up = make_follow_up(f"tier: monthly\nlast_contact: 2024-12-01\nnext: {next_day}")
    assert (follow_up.due, follow_up.standing) == (parse_iso_day(next_day), Standing.DUE)
    days = (TODAY - parse_iso_day(next_day)).days
    assert follow_up.turns_waited == (30 + days) / 30


def test_pause_ends_on_its_day() -> None:
    front = "tier: monthly\nlast_contact: 2025-01-01\npause_until: 2025-07-01"
    assert make_follow_up(front, parse_iso_day("2025-06-30")).standing is Standing.PAUSED
    assert not make_follow_up(front, parse_iso_day("2025-06-30")).is_live
    assert make_follow_up(front, parse_iso_day("2025-07-01")).standing is Standing.LAPSED


# The last contact

LOG = (
    "last_contact: 2025-05-01\n---\n- 2025-04-01 call: a\n- 2025-06-01: b\n"
    "- 2025-06-01 coffee: c\n- 2025-07-01 call: d"
)


def test_last_contact_is_the_latest_past_day_of_property_and_log() -> None:
    contact = make_ada(LOG)
    last, place = find_last_contact(contact, TODAY)
    assert (last, place and place.line) == (parse_iso_day("2025-06-01"), 6)
    assert find_last_contact(contact, parse_iso_day("2025-05-15"))[
        1
    ] == contact.find_source_location("last_contact")
    assert find_last_contact(contact, parse_iso_day("2025-01-01")) == (None, None)
    assert list_contact_days(contact, TODAY) == (
        parse_iso_day("2025-04-01"),
        parse_iso_day("2025-05-01"),
        parse_iso_day("2025-06-01"),
    )
    assert find_last_contact(contact, parse_iso_day("2025-07-01"))[0] == parse_iso_day(
        "2025-07-01"
    )  # what happened today has happened
    touch = find_last_touch(contact, TODAY)
    assert touch
    assert touch.text == "c\n\nb"


# The load


def test_nothing_is_expected_of_an_old_tie_but_a_day_under_next() -> None:
    front = "cadence: 40 days\nlast_contact: 2020-06-10"
    follow_up = make_follow_up(front)
    assert (follow_up.standing, follow_up.expected) == (Standing.DORMANT, None)
    assert follow_up.due == datetime.date(2020, 7, 20)
    next_day = datetime.date(2025, 8, 1)
    assert make_follow_up(f"{front}\nnext: {next_day}").expected == next_day


def test_dormant_paused_and_archived_contacts_are_not_in_the_plan() -> None:
    fronts = ["last_contact: 2020-01-01", "pause_until: 2026-01-01", "archived: yes"]
    network = make_network_with(*(f"tier: monthly\n{front}" for front in fronts))
    assert compute_weekly_load(network.follow_ups.values()) == 0


def test_contacts_not_yet_contacted_are_in_the_plan() -> None:
    assert compute_weekly_load(
        make_network_with("cadence: 7", "cadence: 14", "").follow_ups.values()
    ) == Fraction(3, 2)


# A first import


def make_many_contacts(today: datetime.date) -> list[datetime.date]:
    """Return the due days of a hundred contacts without any date, by their file names."""
    dues = (
        compute_follow_up(_named(f"People/Person {number}.md"), Settings(), today).due
        for number in range(100)
    )
    return [due for due in dues if due]


def _named(path: str) -> Contact:
    return Contact(path=path, name="Somebody", tier="quarterly")


def test_hundred_contacts_without_a_date_are_due_and_have_waited_for_different_times() -> None:
    dues = make_many_contacts(TODAY)
    assert len(dues) == 100
    assert max(map(dues.count, dues)) <= 6
    assert all(TODAY - datetime.timedelta(days=90) < due <= TODAY for due in dues)


@pytest.mark.parametrize("cadence", [1, 7, 30, 365])
def test_contact_without_a_date_stays_due_on_every_day(cadence: int) -> None:
    for later in range(0, 400, 7):
        today = TODAY + datetime.timedelta(days=later)
        follow_up = make_follow_up(f"cadence: {cadence}", today)
        assert follow_up.is_due
        assert 1 <= follow_up.turns_waited < 2
        assert follow_up.turns is None


def test_old_acquaintance_without_a_touch_does_not_outrank_a_friend() -> None:
    old = make_follow_up("tier: yearly\nmet: 2011-05-01")
    friend = make_follow_up("tier: quarterly\nlast_contact: 2024-12-01")
    assert 1 <= old.turns_waited < 2 < friend.turns_waited


@pytest.mark.parametrize(
    ("days", "due", "turns"),
    [(2, True, 1.0), (1, False, 29 / 30), (32, True, 2.0), (60, True, 88 / 30)],
)
def test_new_contact_is_due_two_days_after_the_meeting_and_waits_in_own_intervals(
    days: int, due: bool, turns: float
) -> None:
    follow_up = make_follow_up(f"tier: monthly\nmet: {format_days_ago(days)}")
    assert follow_up.is_due is due
    assert follow_up.turns_waited == turns
    assert follow_up.due_basis is DueBasis.MEETING


def test_meeting_of_more_than_60_days_ago_counts_like_no_date() -> None:
    follow_up = make_follow_up(f"tier: monthly\nmet: {format_days_ago(61)}")
    assert follow_up.due_basis is DueBasis.NAME


@pytest.mark.parametrize(
    ("front", "is_new"),
    [
        (f"met: {format_days_ago(1)}", False),
        (f"met: {format_days_ago(2)}", True),
        (f"met: {format_days_ago(14)}", True),
        (f"met: {format_days_ago(15)}", False),
        (f"met: {format_days_ago(5)}\n---\n- {format_days_ago(5)} coffee", True),
        (f"met: {format_days_ago(5)}\n---\n- {format_days_ago(4)} email", False),
        (f"met: {format_days_ago(5)}\nnext: 2025-08-01", False),
        (f"met: {format_days_ago(5)}\ncadence: never", False),
        (f"met: {format_days_ago(5)}\narchived: yes", False),
        ("met: 2025-07-02", False),
    ],
)
def test_contact_is_new_until_day_14_without_a_touch_since(front: str, is_new: bool) -> None:
    assert make_follow_up(front).is_new is is_new


@settings(deadline=None)
@given(
    st.integers(1, 400),
    st.integers(0, 3000),
    st.dates(parse_iso_day("2000-01-01"), parse_iso_day("2100-01-01")),
)
def test_contact_is_due_exactly_when_an_interval_has_passed(
    cadence: int, days: int, today: datetime.date
) -> None:
    last = today - datetime.timedelta(days=days)
    follow_up = make_follow_up(f"cadence: {cadence}\nlast_contact: {last}", today)
    assert follow_up.turns == Fraction(days, cadence)
    assert follow_up.due
    assert (follow_up.due <= today) == (follow_up.turns >= 1)
    expected = (
        Standing.IN_TOUCH
        if days < cadence
        else Standing.LAPSED
        if days >= 2 * cadence
        else Standing.DUE
    )
    assert follow_up.standing is (Standing.DORMANT if days >= 1095 else expected)
