"""Build, keep and use; giving and asking; the ladder. The day is 30 June 2025; I work at Acme."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.model.people import Contact
from netnotes.network.measures.ladder import RUNGS, compute_rung
from netnotes.network.measures.ledger import (
    Balance,
    SideCounts,
    build_ask_summary,
    build_promise_summary,
    compute_balances,
    compute_reciprocity,
    count_build_keep_use,
    count_sides,
    count_undated,
    find_last_in_person,
    list_contact_days,
)
from tests.networks import EXPECTED, TODAY, make_eight_contacts, make_network_with
from tests.notes import parse_iso_day
from tests.panels import make_panel

if TYPE_CHECKING:
    from netnotes.network.network import Network


def format_days_ago(days: int) -> str:
    return (TODAY - datetime.timedelta(days=days)).isoformat()


def make_log(*entries: str, front: str = "purpose: x") -> str:
    """Make a note with entries such as `2025-06-01 call`, or `2025-06-01 call | gave:: a hand`."""
    lines = []
    for entry in entries:
        first, *sub_entries = entry.split(" | ")
        lines += [f"- {first}: talked", *(f"  - {sub_entry}" for sub_entry in sub_entries)]
    return "\n".join([front, "---", *lines])


# Build, keep, use


def test_eight_contacts_have_the_year_computed_by_hand() -> None:
    year, golden = count_build_keep_use(make_eight_contacts()), EXPECTED["build_keep_use"]
    for name in ("build", "keep", "use"):
        assert getattr(year, name) == SideCounts(golden[name]["inside"], golden[name]["outside"], 0)
    assert [year.followed_up, year.build.total] == golden["new_followed_up"]


@pytest.mark.parametrize(("days", "gave"), [(0, 2), (364, 2), (365, 1), (-1, 1)])
def test_year_is_the_365_days_that_end_today(days: int, gave: int) -> None:
    note = make_log(
        f"{format_days_ago(days)} call | gave:: a hand",
        f"{format_days_ago(1)} call | gave:: another",
        "call | gave:: on no day",
    )
    assert [balance.gave for balance in compute_balances(make_network_with(note))] == [gave]


@pytest.mark.parametrize(
    ("note", "built", "kept_up", "followed"),
    [
        (
            f"met: {format_days_ago(10)}\nlast_contact: {format_days_ago(10)}",
            1,
            0,
            0,
        ),  # the meeting itself keeps nothing up
        (f"met: {format_days_ago(10)}\nlast_contact: {format_days_ago(9)}", 1, 1, 1),
        (f"met: {format_days_ago(400)}\nlast_contact: {format_days_ago(9)}", 0, 1, 0),
        (f"met: {format_days_ago(400)}\nlast_contact: {format_days_ago(370)}", 0, 0, 0),
        (f"last_contact: {format_days_ago(9)}", 0, 1, 0),
        (
            f"met: {format_days_ago(-5)}\nlast_contact: {format_days_ago(9)}",
            0,
            1,
            0,
        ),  # a meeting to come is none
        (f"met: {format_days_ago(10)}\nlast_contact: {format_days_ago(-5)}", 1, 0, 0),
        (
            make_log(
                f"{format_days_ago(300)} call",
                f"{format_days_ago(2)} call",
                front=f"met: {format_days_ago(300)}",
            ),
            1,
            1,
            1,
        ),
        ("", 0, 0, 0),
        (f"met: {format_days_ago(10)}\nlast_contact: {format_days_ago(9)}\narchived: yes", 1, 1, 1),
    ],
)
def test_new_and_kept_up_contacts_are_counted_by_their_days(
    note: str, built: int, kept_up: int, followed: int
) -> None:
    year = count_build_keep_use(make_network_with(note))
    assert (year.build.total, year.keep.total, year.followed_up) == (built, kept_up, followed)


def test_contact_asked_twice_is_counted_once() -> None:
    entry = f"{format_days_ago(5)} call | asked:: help | [-] asked:: more"
    year = count_build_keep_use(
        make_network_with(
            make_log(entry),
            make_log(f"{format_days_ago(500)} call | asked:: help"),
            "- [ ] asked:: some day",
        )
    )
    assert year.use.total == 1


def test_sides_are_counted_by_the_name_of_the_organisation() -> None:
    people = [
        Contact(path="", name="", organisation=name) for name in ("ACME", "Acme ", "Other", "")
    ]
    assert count_sides(people, "Acme") == SideCounts(2, 1, 1)
    assert count_sides(people, "") == SideCounts(0, 0, 4)
    assert count_sides(people, "Acme").total == 4


# Giving and asking


def test_eight_contacts_have_the_balance_computed_by_hand() -> None:
    reciprocity, golden = (
        compute_reciprocity(compute_balances(make_eight_contacts())),
        EXPECTED["reciprocity"],
    )
    assert (reciprocity.gave, reciprocity.asked) == (golden["gave"], golden["asked"])
    assert reciprocity.give_share == Fraction(golden["give_share"])
    assert reciprocity.balance == Fraction(golden["balance"])
    assert reciprocity.weighted == Fraction(golden["weighted_reciprocity"])
    for name in ("two_way", "only_asked", "only_gave"):
        assert [balance.contact.name for balance in getattr(reciprocity, name)] == golden[name]


def test_only_this_years_entries_with_a_day_count() -> None:
    old, new, to_come = (
        f"{format_days_ago(days)} call | gave:: a | asked:: b" for days in (365, 364, -1)
    )
    network = make_network_with(
        make_log(old, new, to_come) + "\n\ngave:: some day", "asked:: some day"
    )
    assert [
        (balance.contact.name, balance.gave, balance.asked) for balance in compute_balances(network)
    ] == [("Ada", 1, 1)]


def test_entries_without_a_day_are_counted_apart() -> None:
    network = make_network_with(
        "purpose: x\n---\ngave:: some day\n\n- [x] asked:: some day\n\n- 2025-06-01 call: a\n"
        "  - gave:: b"
    )
    assert count_undated(network) == 2
    assert [(balance.gave, balance.asked) for balance in compute_balances(network)] == [(1, 0)]


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), max_size=12),
)
def test_shares_follow_from_gifts_and_granted_asks(passed: list[tuple[int, int, int]]) -> None:
    contact = Contact(path="", name="")
    balances = [
        Balance(contact, gave, granted + not_granted, granted)
        for gave, granted, not_granted in passed
    ]
    reciprocity = compute_reciprocity(tuple(balances))
    gave = sum(balance.gave for balance in balances)
    granted = sum(balance.granted for balance in balances)
    assert reciprocity.asked == sum(balance.asked for balance in balances)
    if not gave + granted:
        assert (reciprocity.give_share, reciprocity.balance, reciprocity.weighted) == (
            None,
            None,
            None,
        )
        return
    assert reciprocity.give_share is not None
    assert reciprocity.balance is not None
    assert reciprocity.weighted is not None
    assert reciprocity.give_share == Fraction(gave, gave + granted)
    assert reciprocity.balance == 2 * reciprocity.give_share - 1
    assert 0 <= reciprocity.weighted <= 1 - abs(reciprocity.balance)
    assert len(reciprocity.two_way) + len(reciprocity.only_asked) + len(
        reciprocity.only_gave
    ) == sum(bool(gave or granted) for gave, granted, _ in passed)


@pytest.mark.parametrize("answer", ["[ ]", "[-]"])
def test_ask_that_was_not_granted_is_an_ask_and_no_flow(answer: str) -> None:
    network = make_network_with(make_log(f"2025-06-01 call | gave:: a | {answer} asked:: b"))
    reciprocity = compute_reciprocity(compute_balances(network))
    assert (reciprocity.gave, reciprocity.asked, reciprocity.granted) == (1, 1, 0)
    assert (reciprocity.give_share, reciprocity.weighted) == (Fraction(1), Fraction(0))
    assert (reciprocity.two_way, reciprocity.only_asked) == ((), ())
    assert [balance.contact.name for balance in reciprocity.only_gave] == ["Ada"]
    assert count_build_keep_use(network).use.total == 1


ARCHIVED_LOG = "2025-06-01 call | [x] asked:: a job | [ ] asked:: b | gave:: a book"


@pytest.mark.parametrize(
    "line", ["archived: yes", "died: 2025-06-20", "status: do not contact", "purpose: x"]
)
def test_what_happened_does_not_change_when_a_contact_is_archived(line: str) -> None:
    """`You asked no one for anything this year` was said of an ask to an archived contact."""
    log = make_log(ARCHIVED_LOG, front=f"{line}\nmet: 2025-05-01") + "\n\ngave:: some day"
    log += "\n\n- [x] promised:: c\n\n- [ ] promised:: d 📅 2025-07-01"
    network = make_network_with(log, "")
    year, reciprocity = (
        count_build_keep_use(network),
        compute_reciprocity(compute_balances(network)),
    )
    assert (year.build.total, year.keep.total, year.use.total) == (1, 1, 1)
    assert (reciprocity.gave, reciprocity.asked, reciprocity.granted) == (1, 2, 1)
    assert count_undated(network) == 1
    sentences = " ".join(make_panel("exchange", log, "").sentences)
    assert "asked 1 person for something" in sentences
    assert "asked no one" not in sentences

    # What is still to do is of active contacts only.
    asks, promises = build_ask_summary(network), build_promise_summary(network)
    is_active = line == "purpose: x"
    assert (asks.granted, len(asks.open)) == (1, int(is_active))
    assert (promises.kept, len(promises.open)) == (1, int(is_active))


# The ladder


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("", "known by name"),
        # They were met, though nothing of it is in the log.
        ("met: 2024-01-01", "met"),
        ("met: 2025-06-30", "met"),
        ("met: 2025-07-01", "known by name"),
        (make_log("2025-06-01 call", front="met: 2024-01-01"), "met"),
        ("last_contact: 2031-01-01", "known by name"),
        ("last_contact: 2024-01-01", "met"),
        (make_log("2025-06-01 call", "2025-06-01 coffee"), "met"),
        (make_log("2025-06-01 call", "2025-06-02 call"), "in touch"),
        (make_log("2025-06-01 call", front="last_contact: 2024-01-01"), "in touch"),
        (make_log("2025-06-01 call | asked:: a", "2025-06-02 call"), "in touch"),
        (make_log("2025-06-01 call | [-] asked:: a"), "met"),
        (make_log("2025-06-01 call | [x] asked:: a"), "exchanged"),
        (make_log("2025-06-01 call | gave:: a"), "exchanged"),
        (make_log("2025-06-01 call | gave:: a | [x] asked:: b"), "mutual"),
        (make_log("2025-06-01 call | gave:: a | [ ] asked:: b"), "exchanged"),
        (make_log("2025-07-01 call | gave:: a"), "known by name"),
        ("purpose: x\n---\ngave:: some day", "exchanged"),
    ],
)
def test_rung_follows_from_the_log(note: str, name: str) -> None:
    assert RUNGS[compute_rung(make_network_with(note).contacts[0], TODAY)] == name


# Asks, promises


def test_asks_are_counted_by_what_came_of_them() -> None:
    note = make_log(
        (
            f"{format_days_ago(14)} call | [ ] asked:: old | [x] asked:: granted |"
            " [-] asked:: declined"
        ),
        f"{format_days_ago(13)} call | asked:: young",
        f"{format_days_ago(-3)} call | asked:: to come",
    )
    asks = build_ask_summary(
        make_network_with(
            note,
            "purpose: x\n---\nasked:: some day",
            make_log(
                f"{format_days_ago(99)} call | asked:: oldest",
                f"{format_days_ago(42)} call | asked:: older",
                f"{format_days_ago(41)} call | asked:: not so old",
            ),
        )
    )
    assert [(item.contact.name, item.ask.text, item.days_waiting) for item in asks.open] == [
        ("Cleo", "not so old", 41),
        ("Ada", "old", 14),
        ("Ada", "young", 13),
        ("Ben", "some day", None),
    ]
    assert [item.ask.text for item in asks.no_answer] == ["oldest", "older"]
    assert (asks.granted, asks.declined) == (1, 1)


def test_promises_are_counted_by_what_came_of_them() -> None:
    note = (
        "purpose: x\n---\n- [ ] promised:: b 📅 2025-07-05\n- [x] promised:: c\n"
        "- [-] promised:: d\n- [ ] no day"
    )
    promises = build_promise_summary(
        make_network_with(
            note, "purpose: x\n---\n- [ ] promised:: a 📅 2025-06-29", "archived: yes\n---\n- [ ] e"
        )
    )
    assert [
        (item.contact.name, item.promise.text, item.is_late(TODAY)) for item in promises.open
    ] == [
        ("Ben", "a", True),
        ("Ada", "b", False),
        ("Ada", "no day", False),
    ]
    assert (promises.kept, promises.cancelled) == (1, 1)


# Face to face


def make_modes() -> Network:
    return make_network_with(
        make_log(
            "2025-06-01 coffee",
            "2025-06-02 call",
            "2025-06-03 email",
            "2025-06-04",
            "2024-01-01 lunch",
        )
    )


def test_last_meeting_in_person_is_not_the_last_contact() -> None:
    contact = make_modes().contacts[0]
    assert list_contact_days(contact, TODAY)[-1] == parse_iso_day("2025-06-04")
    assert find_last_in_person(contact, TODAY) == parse_iso_day("2025-06-01")
    assert find_last_in_person(contact, parse_iso_day("2025-05-31")) == parse_iso_day("2024-01-01")
    assert find_last_in_person(contact, parse_iso_day("2023-05-31")) is None
