"""Months, quarters and days of the log. The day is 30 June 2025, a Monday."""

from __future__ import annotations

import datetime
import random
from fractions import Fraction

import pytest

from netnotes.network.measures.measures import Measures
from netnotes.network.measures.trends import (
    MONTHS_SHOWN,
    QUARTERS_SHOWN,
    build_month_trends,
    count_renewal_by_quarter,
    count_touches_by_day,
    count_touches_by_month,
)
from netnotes.network.measures.variety import compute_hill1, count_words
from tests.networks import TODAY, make_network, make_network_with, make_note
from tests.notes import parse_iso_day


def test_months_end_with_this_one() -> None:
    firsts = [month.first_day for month in build_month_trends(Measures(make_network_with("")))]
    assert len(firsts) == MONTHS_SHOWN
    assert (firsts[0], firsts[-1]) == (parse_iso_day("2022-07-01"), parse_iso_day("2025-06-01"))
    assert all(month.day == 1 for month in firsts)
    assert build_month_trends(Measures(make_network_with("")), 1)[0].first_day == parse_iso_day(
        "2025-06-01"
    )


def test_month_counts_the_entries_of_its_days() -> None:
    ada = (
        "met: 2025-05-31\n---\n- 2025-05-31 coffee: a\n  - gave:: b\n  - asked:: c\n"
        "- 2025-05-01 call: d\n- 2025-05-02: e"
    )
    ben = (
        "met: 2025-06-01\narchived: yes\n---\n- 2025-06-01 lunch: a\n"
        "- 2025-07-01 lunch: still to come\n\ngave:: some day"
    )
    april, may, june = build_month_trends(Measures(make_network_with(ada, ben)), 3)
    assert (
        may.touches,
        may.new_contacts,
        may.gave,
        may.asked,
        may.in_person,
        may.with_channel,
    ) == (3, 1, 1, 1, 1, 2)
    # Of two touches there is no share.
    assert may.in_person_share is None
    assert (
        june.touches,
        june.new_contacts,
        june.gave,
        june.asked,
        june.in_person,
        june.with_channel,
    ) == (
        1,
        1,
        0,
        0,
        1,
        1,
    )
    assert april[1:7] == (0,) * 6
    assert april.in_person_share is None


def test_share_in_person_is_of_five_touches_or_more() -> None:
    calls = "".join(f"- 2025-06-0{day} call: a\n" for day in range(1, 5))
    four, five = (
        build_month_trends(Measures(make_network_with(f"purpose: x\n---\n{log}")), 1)[0]
        for log in (calls, f"{calls}- 2025-06-06 coffee: b")
    )
    assert (four.with_channel, four.in_person_share) == (4, None)
    assert (five.with_channel, five.in_person_share) == (5, Fraction(1, 5))


def test_variety_is_of_five_contacts_or_more() -> None:
    fronts = [f"field: {field}\nlast_contact: 2025-06-02" for field in ("law", "law", "art")]
    month = build_month_trends(Measures(make_network_with(*fronts, fronts[0])), 1)[0]
    assert (month.with_field, month.hill1) == (4, None)
    month = build_month_trends(Measures(make_network_with(*fronts, fronts[0], fronts[2])), 1)[0]
    assert (month.with_field, month.hill1) == (5, compute_hill1((3, 2)))


def test_levels_and_fields_are_of_the_last_twelve_months() -> None:
    ada = "level: 1\nfield: law\n---\n- 2024-05-20 call: a"
    ben = "level: -1\nfield: data\n---\n- 2024-06-20 call: a"
    cleo, dan = "field: law\nlast_contact: 2025-06-02", "level: 0\n---\n- 2025-04-30 call: a"
    april, may, june = build_month_trends(
        Measures(make_network_with(ada, ben, cleo, dan, "field: art\nlevel: 0")), 3
    )
    assert (april.above, april.peer, april.below, april.with_field) == (1, 1, 1, 2)
    assert (may.above, may.peer, may.below, may.with_field) == (
        0,
        1,
        1,
        1,
    )  # Ada's May of last year is a year ago
    assert (june.above, june.peer, june.below, june.with_field) == (
        0,
        1,
        0,
        1,
    )  # only Cleo, whose level is not known


def test_month_without_active_contacts_has_no_hill1() -> None:
    assert {
        month.hill1 for month in build_month_trends(Measures(make_network_with("", "field: law")))
    } == {None}


def test_hill1_equals_a_count_of_every_contact() -> None:
    generator = random.Random(5)
    notes = {}
    for number in range(30):
        days = [
            TODAY - datetime.timedelta(days=generator.randrange(2200))
            for _ in range(generator.randrange(6))
        ]
        log = "\n".join(f"- {contact} call: a" for contact in days)
        notes[f"People/P{number}.md"] = make_note(f"field: {generator.choice('abcd')}\n---\n{log}")
    network = make_network(notes)
    for month in build_month_trends(Measures(network)):
        last = (month.first_day + datetime.timedelta(days=32)).replace(day=1)
        start = last.replace(year=last.year - 1)
        active_contacts = [
            contact
            for contact in network.contacts
            if any(start <= touch.date < last for touch in contact.touches)
        ]
        assert month.hill1 == compute_hill1(
            tuple(
                contact.count
                for contact in count_words(contact.field for contact in active_contacts)
            )
        )


def test_touches_are_counted_by_month_for_a_year() -> None:
    network = make_network_with(
        "purpose: x\n---\n- 2025-06-30 call: a\n- 2024-07-01 call: b\n- 2024-06-30 call: c\n"
        "- 2025-07-01 call: d"
    )
    strip = count_touches_by_month(Measures(network))
    assert [first for first, _ in strip] == [
        month.first_day for month in build_month_trends(Measures(network), 12)
    ]
    assert (
        [count for _, count in strip]
        == [1, *[0] * 10, 1]
        == [month.touches for month in build_month_trends(Measures(network), 12)]
    )


def test_touches_are_counted_by_day_from_a_monday_until_today() -> None:
    network = make_network_with(
        "purpose: x\n---\n- 2025-06-30 call: a\n- 2025-06-30 email: b",
        "purpose: x\n---\n- 2025-06-30 call: a",
        "last_contact: 2025-06-29",
    )
    days = count_touches_by_day(Measures(network))
    assert days[0][0] == TODAY - datetime.timedelta(weeks=52)
    assert days[0][0].weekday() == 0
    assert len(days) == 52 * 7 + 1
    assert days[-1] == (TODAY, 2)
    assert sum(count for _, count in days) == 2  # a property is not a line of the log
    assert (
        len(
            count_touches_by_day(Measures(make_network_with("", today=parse_iso_day("2025-07-06"))))
        )
        == 53 * 7
    )


# Renewal


def test_quarters_end_with_this_one() -> None:
    firsts = [quarter.first_day for quarter in count_renewal_by_quarter(make_network_with(""))]
    assert len(firsts) == QUARTERS_SHOWN
    assert (firsts[0], firsts[-1]) == (parse_iso_day("2023-07-01"), parse_iso_day("2025-04-01"))
    assert [quarter.month for quarter in firsts] == [7, 10, 1, 4] * 2


@pytest.mark.parametrize(
    ("met", "touches", "counts"),
    [
        ("2024-06-01", (), (1, 0, 1, 0, 1)),
        (
            "2024-06-01",
            ("2024-06-01",),
            (1, 0, 1, 0, 1),
        ),  # the day of the meeting follows nothing up
        ("2024-06-01", ("2024-06-15",), (1, 1, 1, 0, 1)),
        ("2024-06-01", ("2024-06-16",), (1, 0, 1, 0, 1)),
        ("2024-06-01", ("2024-06-02", "2024-11-28"), (1, 1, 1, 1, 1)),  # 180 days later
        ("2024-06-01", ("2024-06-02", "2024-11-27"), (1, 1, 1, 0, 1)),
        ("2025-06-17", (), (1, 0, 0, 0, 0)),  # too early to tell
        ("2025-06-16", (), (1, 0, 1, 0, 0)),
        # Whoever was quick does not count alone, without those who still have time.
        ("2025-06-20", ("2025-06-22",), (1, 0, 0, 0, 0)),
        ("2024-06-30", (), (1, 0, 1, 0, 1)),  # a year ago
        ("2024-07-01", (), (1, 0, 1, 0, 0)),
        ("2024-07-01", ("2025-06-30",), (1, 0, 1, 0, 0)),
        ("2025-07-02", (), (0, 0, 0, 0, 0)),  # still to come
        ("2020-01-01", (), (0, 0, 0, 0, 0)),
    ],
)
def test_renewal_counts_who_was_new_and_who_stayed(
    met: str, touches: tuple[str, ...], counts: tuple[int, ...]
) -> None:
    log = "\n".join(f"- {touch} call: a" for touch in touches)
    quarters = count_renewal_by_quarter(make_network_with(f"met: {met}\n---\n{log}"))
    assert (
        tuple(sum(numbers) for numbers in zip(*(quarter[1:] for quarter in quarters), strict=True))
        == counts
    )
    assert all(touch.first_day <= parse_iso_day(met) for touch in quarters if touch.new_contacts)
