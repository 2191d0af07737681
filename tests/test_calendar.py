"""The calendar, held against three programs that read calendars, and against the rules for its lines."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

import ics
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from icalendar import Calendar
from msgspec.structs import replace

from netnotes.formats.writers.calendar import convert_to_ics
from netnotes.formats.writers.content_lines import unfold_lines
from netnotes.model.people import Birthday, Promise
from netnotes.vault.load import find_and_load_vault
from tests.conftest import TODAY
from tests.leaving import VAULT, any_contacts, days, lines, nasty, people, shown, with_contacts
from tests.notes import make_front_matter, parse_iso_day

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.model.people import Contact
    from netnotes.network.network import Network

DUE = make_front_matter(
    "tier: monthly",
    "purpose: Knows who decides",
    "last_contact: 2026-10-02",
    "phone: '+49 30 5550123'",
)


def entries(network: Network, before: bytes = b"") -> list[Any]:
    """What icalendar reads of the calendar we write, which must be free of errors."""
    calendar = Calendar.from_ical(convert_to_ics(network, VAULT, before.decode()))
    assert not [error for component in calendar.walk() for error in component.errors]
    return list(calendar.walk("VEVENT"))


def entry(text: str, before: bytes = b"", today: datetime.date = TODAY) -> Any:
    (one,) = entries(people(text, today=today), before)
    return one


def in_short(network: Network) -> list[tuple[str, str]]:
    return [(str(entry["SUMMARY"]), str(entry["DTSTART"].dt)) for entry in entries(network)]


def test_an_entry_as_it_is_written() -> None:
    text = lines(convert_to_ics(people(DUE), VAULT))
    at = text.index(b"BEGIN:VEVENT")
    assert text[:at] == [
        *(
            b"BEGIN:VCALENDAR",
            b"VERSION:2.0",
            b"PRODID:-//netnotes//netnotes//EN",
            b"CALSCALE:GREGORIAN",
        ),
        *(
            b"NAME:Vault",
            b"X-WR-CALNAME:Vault",
            b"REFRESH-INTERVAL;VALUE=DURATION:PT12H",
            b"X-PUBLISHED-TTL:PT12H",
        ),
    ]
    assert re.fullmatch(rb"UID:[0-9a-f-]{36}", text[at + 1])
    assert unfold_lines(b"\r\n".join(text[at + 2 :]).decode()) == [
        *(
            "SEQUENCE:739921",
            "DTSTAMP:20261002T000000Z",
            "DTSTART;VALUE=DATE:20261101",
            "DTEND;VALUE=DATE:20261102",
        ),
        "SUMMARY:Be in touch with Ada Quill",
        "DESCRIPTION:Knows who decides\\nLast contact: 2 October 2026\\n+49 30 5550123",
        *("CLASS:PRIVATE", "TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT9H"),
        *("DESCRIPTION:Be in touch with Ada Quill", "END:VALARM", "END:VEVENT", "END:VCALENDAR"),
    ]


def test_three_programs_read_the_same_of_the_example(example: Path) -> None:
    network = find_and_load_vault(example, TODAY).network
    content = convert_to_ics(network, VAULT)
    lines(content)
    one = {
        str(each["UID"]): (str(each["SUMMARY"]), each["DTSTART"].dt, each["DTEND"].dt)
        for each in entries(network)
    }
    other = IcsCalendarStream.calendar_from_ics(content.decode())
    third = ics.Calendar(content.decode())
    assert len(one) >= 50
    assert one == {each.uid: (each.summary, each.dtstart, each.dtend) for each in other.events}
    assert all(each.all_day for each in third.events)
    assert {uid: (name, begin) for uid, (name, begin, _) in one.items()} == {
        each.uid: (each.name, each.begin.date()) for each in third.events
    }


def test_follow_ups_of_active_contacts_are_entries() -> None:
    """When it is due, also in the past; not in a pause; never for the archived, the dormant and those without interval."""
    past = make_front_matter("tier: monthly", "last_contact: 2026-05-01")
    paused = make_front_matter(
        "tier: monthly", "last_contact: 2026-10-02", "pause_until: 2027-02-01"
    )
    archived = make_front_matter(
        "tier: monthly", "last_contact: 2026-10-02", "archived: yes", "birthday: 03-12"
    )
    dormant = make_front_matter("tier: monthly", "last_contact: 2020-10-02")
    awake = make_front_matter("tier: monthly", "last_contact: 2020-10-02", "next: 2026-12-24")
    assert in_short(people(past, paused, archived, dormant, awake)) == [
        ("Be in touch with Ada Quill", "2026-05-31"),
        ("Be in touch with Ben Okafor", "2027-02-01"),
        ("Be in touch with Eve Lang", "2026-12-24"),
    ]
    assert (
        in_short(people("", make_front_matter("cadence: never", "last_contact: 2026-10-02"))) == []
    )


def test_open_promises_with_a_day_are_entries() -> None:
    log = (
        "- 2026-10-02 coffee\n  - [ ] promised:: send *the* draft 📅 2026-11-22\n  - [ ] promised:: think about it\n"
        "  - [x] promised:: call Ben 📅 2026-11-23 ✅ 2026-10-05\n"
    )
    assert in_short(people(log)) == [("Promised Ada Quill: send the draft", "2026-11-22")]


def test_completed_promise_leaves_its_twin_its_uid() -> None:
    first, second = "- [ ] send the draft 📅 2026-11-22\n", "- [ ] send the draft 📅 2026-11-29\n"
    first_uid, second_uid = (event["UID"] for event in entries(people(first + second)))
    assert first_uid != second_uid
    assert entry(first.replace("[ ]", "[x]") + second)["UID"] == second_uid


@pytest.mark.parametrize(
    ("birthday", "start", "years"),
    [
        ("1979-11-29", "1979-11-29", ["2026-11-29", "2027-11-29", "2028-11-29"]),
        ("03-12", "2000-03-12", ["2026-03-12", "2027-03-12", "2028-03-12"]),
        ("02-29", "2000-02-29", ["2026-02-28", "2027-02-28", "2028-02-29"]),
        ("1984-02-29", "1984-02-29", ["2026-02-28", "2027-02-28", "2028-02-29"]),
    ],
)
def test_a_birthday_comes_every_year(birthday: str, start: str, years: list[str]) -> None:
    network = people(make_front_matter(f"birthday: {birthday}"))
    (one,) = entries(network)
    assert (str(one["SUMMARY"]), str(one["DTSTART"].dt)) == ("Birthday: Ada Quill", start)
    timeline = IcsCalendarStream.calendar_from_ics(convert_to_ics(network, VAULT).decode()).timeline
    found = timeline.overlapping(datetime.date(2026, 1, 1), datetime.date(2029, 1, 1))
    assert [str(each.dtstart) for each in found] == years


def test_an_unchanged_vault_gives_the_same_bytes_on_another_day(example: Path) -> None:
    first = convert_to_ics(people(DUE), VAULT)
    assert convert_to_ics(people(DUE, today=TODAY + datetime.timedelta(days=300)), VAULT) == first
    assert convert_to_ics(people(DUE), VAULT, first.decode()) == first


def moved(*contacts: str) -> list[tuple[str, int]]:
    """The day and the SEQUENCE of somebody's entry over several feeds, each the one before the next."""
    before, seen = b"", []
    for text in contacts:
        one = entry(text, before)
        seen.append((str(one["DTSTART"].dt), int(one["SEQUENCE"])))
        before = convert_to_ics(people(text), VAULT, before.decode())
    return seen


def at(date: str) -> str:
    return make_front_matter(f"next: {date}")


def test_a_day_that_changes_raises_the_sequence_either_way() -> None:
    base = parse_iso_day("2026-12-24").toordinal()
    there = (
        "2026-12-24",
        "2026-12-25",
        "2026-12-03",
        "2026-12-03",
        "2026-12-24",
        "2026-12-01",
        "2027-12-01",
    )
    assert moved(*map(at, there)) == [
        ("2026-12-24", base),
        ("2026-12-25", base + 1),
        ("2026-12-03", base + 2),
        ("2026-12-03", base + 2),
        ("2026-12-24", base + 3),
        ("2026-12-01", base + 4),
        ("2027-12-01", parse_iso_day("2027-12-01").toordinal()),
    ]


def test_later_day_raises_the_sequence_without_previous_feed() -> None:
    assert entry(at("2026-12-25"))["SEQUENCE"] > entry(at("2026-12-24"))["SEQUENCE"]
    assert entry(at("2026-12-25"))["UID"] == entry(at("2026-12-24"))["UID"]


def test_another_touch_moves_the_entry_and_its_stamp() -> None:
    first, second = entry(DUE), entry(DUE + "- 2026-11-10 call\n")
    assert first["UID"] == second["UID"]
    assert str(second["DTSTART"].dt) == "2026-12-10"
    assert second["SEQUENCE"] > first["SEQUENCE"]
    assert second["DTSTAMP"].dt > first["DTSTAMP"].dt


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            ("BEGIN:VEVENT\r\n", "UID:x\n", "SEQUENCE:9\n", "SEQUENCE:²\n", "END:VEVENT\n")
        )
    ).map("".join)
)
def test_previous_file_that_is_no_feed_of_ours_is_ignored(before: str) -> None:
    assert convert_to_ics(people(DUE), VAULT, before) == convert_to_ics(people(DUE), VAULT)


promises = st.lists(
    st.builds(
        Promise, st.none(), nasty, days, st.sampled_from(("open", "kept")), st.none(), st.none()
    ),
    max_size=3,
).map(tuple)
birthdays = (
    st.none()
    | days.map(lambda one: Birthday(one.month, one.day, one.year))
    | st.just(Birthday(2, 29))
)


@given(any_contacts(), promises, birthdays, st.none() | days, nasty)
def test_nothing_in_a_value_begins_a_line(
    contact: Contact,
    promised: Any,
    birthday: Birthday | None,
    next_: datetime.date | None,
    vault: str,
) -> None:
    contact = replace(contact, promises=promised, birthday=birthday, next=next_)
    content = convert_to_ics(with_contacts([contact]), vault)
    lines(content)
    whole = unfold_lines(content.decode())
    count = sum(promise.state == "open" for promise in promised) + bool(birthday) + bool(next_)
    for mark in ("BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM"):
        assert whole.count(mark) == count
    assert whole.count("END:VCALENDAR") == 1
    assert all(re.match(r"[A-Z][A-Z-]*[:;]", line) for line in whole if line)
    read = list(Calendar.from_ical(content).walk("VEVENT"))
    assert len(read) == count
    assert len({str(event["UID"]) for event in read}) == count
    summaries = [str(event["SUMMARY"]) for event in read]
    assert summaries.count(f"Be in touch with {shown(contact.name)}") == bool(next_)
    assert summaries.count(f"Birthday: {shown(contact.name)}") == bool(birthday)
    assert len(IcsCalendarStream.calendar_from_ics(content.decode()).events) == count
