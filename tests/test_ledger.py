"""Build, keep and use; giving and asking; the ladder. The day is 30 June 2025; I work at Acme."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.network.measures.ladder import RUNGS, build_ladder, compute_rung
from netnotes.network.measures.ledger import (
    Balance,
    SideCounts,
    build_ask_summary,
    build_promise_summary,
    compute_balances,
    compute_network_use,
    compute_reciprocity,
    count_build_keep_use,
    count_in_person,
    count_sides,
    count_undated,
    find_last_in_person,
    list_asked_never_given,
    list_contact_days,
)
from tests.eight import EXPECTED, TODAY, crowd, eight_contacts

if TYPE_CHECKING:
    from netnotes.network.network import Network


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def log(*entries: str, front: str = "purpose: x") -> str:
    """A note with entries such as `2025-06-01 call`, or `2025-06-01 call | gave:: a hand`."""
    lines = []
    for entry in entries:
        first, *more = entry.split(" | ")
        lines += [f"- {first}: talked", *(f"  - {one}" for one in more)]
    return "\n".join([front, "---", *lines])


# -- build, keep, use --------------------------------------------------------------------------------------------------


def test_the_year_of_the_eight_contacts() -> None:
    year, golden = count_build_keep_use(eight_contacts()), EXPECTED["build_keep_use"]
    for name in ("build", "keep", "use"):
        assert getattr(year, name) == SideCounts(golden[name]["inside"], golden[name]["outside"], 0)
    assert [year.followed_up, year.build.total] == golden["new_followed_up"]


@pytest.mark.parametrize(("days", "gave"), [(0, 2), (364, 2), (365, 1), (-1, 1)])
def test_a_year_is_the_365_days_that_end_today(days: int, gave: int) -> None:
    note = log(
        f"{ago(days)} call | gave:: a hand",
        f"{ago(1)} call | gave:: another",
        "call | gave:: on no day",
    )
    assert [one.gave for one in compute_balances(crowd(note))] == [gave]


@pytest.mark.parametrize(
    ("note", "built", "kept", "followed"),
    [
        (
            f"met: {ago(10)}\nlast_contact: {ago(10)}",
            1,
            0,
            0,
        ),  # the meeting itself keeps nothing up
        (f"met: {ago(10)}\nlast_contact: {ago(9)}", 1, 1, 1),
        (f"met: {ago(400)}\nlast_contact: {ago(9)}", 0, 1, 0),
        (f"met: {ago(400)}\nlast_contact: {ago(370)}", 0, 0, 0),
        (f"last_contact: {ago(9)}", 0, 1, 0),
        (f"met: {ago(-5)}\nlast_contact: {ago(9)}", 0, 1, 0),  # a meeting to come is none
        (f"met: {ago(10)}\nlast_contact: {ago(-5)}", 1, 0, 0),
        (log(f"{ago(300)} call", f"{ago(2)} call", front=f"met: {ago(300)}"), 1, 1, 1),
        ("", 0, 0, 0),
        (f"met: {ago(10)}\nlast_contact: {ago(9)}\narchived: yes", 0, 0, 0),
    ],
)
def test_who_is_new_and_who_is_kept(note: str, built: int, kept: int, followed: int) -> None:
    year = count_build_keep_use(crowd(note))
    assert (year.build.total, year.keep.total, year.followed_up) == (built, kept, followed)


def test_asking_somebody_twice_uses_one_contact() -> None:
    entry = f"{ago(5)} call | asked:: help | [-] asked:: more"
    year = count_build_keep_use(
        crowd(log(entry), log(f"{ago(500)} call | asked:: help"), "- [ ] asked:: some day")
    )
    assert year.use.total == 1


def test_sides_by_the_name_of_the_organisation() -> None:
    people = [
        Contact(path="", name="", organisation=name) for name in ("ACME", "Acme ", "Other", "")
    ]
    assert count_sides(people, "Acme") == SideCounts(2, 1, 1)
    assert count_sides(people, "") == SideCounts(0, 0, 4)
    assert count_sides(people, "Acme").total == 4


# -- giving and asking -------------------------------------------------------------------------------------------------


def test_the_balance_of_the_eight_contacts() -> None:
    found, golden = compute_reciprocity(compute_balances(eight_contacts())), EXPECTED["reciprocity"]
    assert (found.gave, found.asked) == (golden["gave"], golden["asked"])
    assert found.give_share == Fraction(golden["give_share"])
    assert found.balance == Fraction(golden["balance"])
    assert found.weighted == Fraction(golden["weighted_reciprocity"])
    for name in ("two_way", "only_asked", "only_gave"):
        assert [one.contact.name for one in getattr(found, name)] == golden[name]


def test_only_this_years_entries_with_a_day_count() -> None:
    old, new, to_come = (f"{ago(days)} call | gave:: a | asked:: b" for days in (365, 364, -1))
    found = crowd(log(old, new, to_come) + "\n\ngave:: some day", "asked:: some day")
    assert [(one.contact.name, one.gave, one.asked) for one in compute_balances(found)] == [
        ("Ada", 1, 1)
    ]


def test_what_has_no_day_is_counted_beside() -> None:
    found = crowd(
        "purpose: x\n---\ngave:: some day\n\n- [x] asked:: some day\n\n- 2025-06-01 call: a\n  - gave:: b"
    )
    assert count_undated(found) == 2
    assert [(one.gave, one.asked) for one in compute_balances(found)] == [(1, 0)]


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(any), max_size=12))
def test_shares_of_what_passed(passed: list[tuple[int, int]]) -> None:
    somebody = Contact(path="", name="")
    found = compute_reciprocity(tuple(Balance(somebody, gave, asked) for gave, asked in passed))
    gave, asked = sum(one for one, _ in passed), sum(other for _, other in passed)
    if not passed:
        assert (found.give_share, found.balance, found.weighted) == (None, None, None)
        return
    assert found.give_share is not None
    assert found.balance is not None
    assert found.weighted is not None
    assert found.give_share == Fraction(gave, gave + asked)
    assert found.balance == 2 * found.give_share - 1
    assert 0 <= found.weighted <= 1 - abs(found.balance)
    assert len(found.two_way) + len(found.only_asked) + len(found.only_gave) == len(passed)


def test_whom_i_asked_and_never_gave() -> None:
    once, twice = log("2020-01-01 call | asked:: a"), log("2025-01-01 call | asked:: a | asked:: b")
    both = log("2025-01-01 call | asked:: a", "2019-01-01 call | gave:: b")
    assert [
        (one.name, times) for one, times in list_asked_never_given(crowd(once, twice, both, ""))
    ] == [
        ("Ben", 2),
        ("Ada", 1),
    ]


# -- the ladder --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("", "name"),
        ("met: 2024-01-01", "name"),
        ("last_contact: 2031-01-01", "name"),
        ("last_contact: 2024-01-01", "met"),
        (log("2025-06-01 call", "2025-06-01 coffee"), "met"),
        (log("2025-06-01 call", "2025-06-02 call"), "in touch"),
        (log("2025-06-01 call", front="last_contact: 2024-01-01"), "in touch"),
        (log("2025-06-01 call | asked:: a", "2025-06-02 call"), "in touch"),
        (log("2025-06-01 call | [-] asked:: a"), "met"),
        (log("2025-06-01 call | [x] asked:: a"), "exchanged"),
        (log("2025-06-01 call | gave:: a"), "exchanged"),
        (log("2025-06-01 call | gave:: a | [x] asked:: b"), "mutual"),
        (log("2025-06-01 call | gave:: a | [ ] asked:: b"), "exchanged"),
        (log("2025-07-01 call | gave:: a"), "name"),
        ("purpose: x\n---\ngave:: some day", "exchanged"),
    ],
)
def test_how_far_a_tie_has_come(note: str, name: str) -> None:
    assert RUNGS[compute_rung(crowd(note).contacts[0], TODAY)] == name


def test_who_moved_in_the_last_ninety_days() -> None:
    moved = log(f"{ago(200)} call", f"{ago(89)} call")
    still = log(f"{ago(200)} call", f"{ago(90)} call")
    granted = log(f"{ago(200)} call | [x] asked:: a ✅ {ago(5)}")
    steps = build_ladder(crowd(moved, still, granted, "archived: yes"))
    assert [
        (one.contact.name, RUNGS[one.previous_rung], RUNGS[one.rung], one.has_moved)
        for one in steps
    ] == [
        ("Ada", "met", "in touch", True),
        ("Ben", "in touch", "in touch", False),
        ("Cleo", "met", "exchanged", True),
    ]


# -- use, asks, promises -----------------------------------------------------------------------------------------------


def test_how_far_the_network_is_used() -> None:
    asked = log(f"{ago(400)} call | asked:: a", f"{ago(300)} call")
    found = compute_network_use(
        crowd(asked, f"last_contact: {ago(400)}", "", "last_contact: 2019-01-01", "archived: yes")
    )
    assert (found.live_count, found.in_touch_count, found.asked_count) == (3, 1, 1)
    assert (found.in_touch_share, found.asked_share) == (Fraction(1, 3), Fraction(1, 3))
    assert [one.name for one in found.never_asked] == ["Ben", "Cleo"]


def test_a_network_of_nobody_is_not_used() -> None:
    assert compute_network_use(crowd()).in_touch_share is None
    assert compute_network_use(crowd()).asked_share is None


def test_asks_by_what_came_of_them() -> None:
    note = log(
        f"{ago(14)} call | [ ] asked:: old | [x] asked:: granted | [-] asked:: declined",
        f"{ago(13)} call | asked:: young",
        f"{ago(-3)} call | asked:: to come",
    )
    found = build_ask_summary(
        crowd(note, "purpose: x\n---\nasked:: some day", log(f"{ago(99)} call | asked:: oldest"))
    )
    assert [(one.contact.name, one.ask.text, one.days_waiting) for one in found.open] == [
        ("Cleo", "oldest", 99),
        ("Ada", "old", 14),
        ("Ada", "young", 13),
        ("Ben", "some day", None),
    ]
    assert (found.granted, found.declined, found.unanswered) == (1, 1, 2)


def test_promises_by_what_came_of_them() -> None:
    note = "purpose: x\n---\n- [ ] promised:: b 📅 2025-07-05\n- [x] promised:: c\n- [-] promised:: d\n- [ ] no day"
    found = build_promise_summary(
        crowd(
            note, "purpose: x\n---\n- [ ] promised:: a 📅 2025-06-29", "archived: yes\n---\n- [ ] e"
        )
    )
    assert [(one.contact.name, one.promise.text, one.is_late(TODAY)) for one in found.open] == [
        ("Ben", "a", True),
        ("Ada", "b", False),
        ("Ada", "no day", False),
    ]
    assert (found.kept, found.cancelled) == (1, 1)


# -- face to face ------------------------------------------------------------------------------------------------------


def faces() -> Network:
    return crowd(
        log(
            "2025-06-01 coffee",
            "2025-06-02 call",
            "2025-06-03 email",
            "2025-06-04",
            "2024-01-01 lunch",
        )
    )


def test_the_share_in_person_is_of_touches_with_a_channel() -> None:
    found = count_in_person(faces())
    assert (found.in_person, found.with_channel, found.without_channel, found.share) == (
        1,
        3,
        1,
        Fraction(1, 3),
    )
    assert count_in_person(crowd("")).share is None


def test_the_last_meeting_is_kept_apart_from_the_last_contact() -> None:
    contact = faces().contacts[0]
    assert list_contact_days(contact, TODAY)[-1] == day("2025-06-04")
    assert find_last_in_person(contact, TODAY) == day("2025-06-01")
    assert find_last_in_person(contact, day("2025-05-31")) == day("2024-01-01")
    assert find_last_in_person(contact, day("2023-05-31")) is None
