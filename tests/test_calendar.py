"""The calendar is read by three other programs and keeps the rules for its lines."""

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
from tests.exported_contacts import (
    VAULT,
    any_contacts,
    days,
    harmful_texts,
    make_network_of_contacts,
    make_network_of_texts,
    normalize_text,
    split_and_check_lines,
)
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


def read_events(network: Network, previous_feed: bytes = b"") -> list[Any]:
    """Read the events of the exported calendar with icalendar, and check that it has no errors."""
    calendar = Calendar.from_ical(convert_to_ics(network, VAULT, previous_feed.decode()))
    assert not [error for component in calendar.walk() for error in component.errors]
    return list(calendar.walk("VEVENT"))


def read_event(text: str, previous_feed: bytes = b"", today: datetime.date = TODAY) -> Any:
    (event,) = read_events(make_network_of_texts(text, today=today), previous_feed)
    return event


def list_summaries_and_days(network: Network) -> list[tuple[str, str]]:
    return [(str(event["SUMMARY"]), str(event["DTSTART"].dt)) for event in read_events(network)]


def test_event_is_written_in_the_lines_of_the_standard() -> None:
    text = split_and_check_lines(convert_to_ics(make_network_of_texts(DUE), VAULT))
    start = text.index(b"BEGIN:VEVENT")
    assert text[:start] == [
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
    assert re.fullmatch(rb"UID:[0-9a-f-]{36}", text[start + 1])
    assert unfold_lines(b"\r\n".join(text[start + 2 :]).decode()) == [
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
    split_and_check_lines(content)
    by_icalendar = {
        str(event["UID"]): (str(event["SUMMARY"]), event["DTSTART"].dt, event["DTEND"].dt)
        for event in read_events(network)
        # The weekly time has an hour and a duration.
        if "DURATION" not in event
    }
    by_ical = IcsCalendarStream.calendar_from_ics(content.decode())
    by_ics = ics.Calendar(content.decode())
    assert len(by_icalendar) >= 50
    assert by_icalendar == {
        event.uid: (event.summary, event.dtstart, event.dtend)
        for event in by_ical.events
        if event.duration is None
    }
    assert {uid: (name, begin) for uid, (name, begin, _) in by_icalendar.items()} == {
        event.uid: (event.name, event.begin.date()) for event in by_ics.events if event.all_day
    }

    # Each Friday at nine, as the settings of the example say.
    (weekly,) = [event for event in by_ical.events if event.duration is not None]
    (same_weekly,) = [event for event in by_ics.events if not event.all_day]
    assert isinstance(weekly.dtstart, datetime.datetime)
    assert (weekly.dtstart.weekday(), weekly.dtstart.hour) == (4, 9)
    assert (same_weekly.begin.weekday(), same_weekly.begin.hour) == (4, 9)
    assert weekly.uid == same_weekly.uid


def test_follow_ups_of_active_contacts_are_events() -> None:
    """A past due day counts, a pause moves it; archived and dormant contacts have no event.

    Nor do contacts without an interval.
    """
    past = make_front_matter("tier: monthly", "last_contact: 2026-05-01")
    paused = make_front_matter(
        "tier: monthly", "last_contact: 2026-10-02", "pause_until: 2027-02-01"
    )
    archived = make_front_matter(
        "tier: monthly", "last_contact: 2026-10-02", "archived: yes", "birthday: 03-12"
    )
    dormant = make_front_matter("tier: monthly", "last_contact: 2020-10-02")
    awake = make_front_matter("tier: monthly", "last_contact: 2020-10-02", "next: 2026-12-24")
    assert list_summaries_and_days(
        make_network_of_texts(past, paused, archived, dormant, awake)
    ) == [
        ("Be in touch with Ada Quill", "2026-05-31"),
        ("Be in touch with Ben Okafor", "2027-02-01"),
        ("Be in touch with Eve Lang", "2026-12-24"),
    ]
    assert (
        list_summaries_and_days(
            make_network_of_texts(
                "", make_front_matter("cadence: never", "last_contact: 2026-10-02")
            )
        )
        == []
    )


def test_open_promises_are_events_also_a_week_after_they_were_made() -> None:
    log = (
        "- [ ] promised:: nobody knows when\n\n"
        "- 2026-10-02 coffee\n  - [ ] promised:: send *the* draft 📅 2026-11-22\n"
        "  - [ ] promised:: think about it\n"
        "  - [x] promised:: call Ben 📅 2026-11-23 ✅ 2026-10-05\n"
    )
    assert list_summaries_and_days(make_network_of_texts(log)) == [
        ("Promised Ada Quill: send the draft", "2026-11-22"),
        ("Promised Ada Quill: think about it", "2026-10-09"),
    ]


def test_completed_promise_leaves_its_twin_its_uid() -> None:
    first, second = "- [ ] send the draft 📅 2026-11-22\n", "- [ ] send the draft 📅 2026-11-29\n"
    first_uid, second_uid = (
        event["UID"] for event in read_events(make_network_of_texts(first + second))
    )
    assert first_uid != second_uid
    assert read_event(first.replace("[ ]", "[x]") + second)["UID"] == second_uid


@pytest.mark.parametrize(
    ("birthday", "start", "years"),
    [
        ("1979-11-29", "1979-11-29", ["2026-11-29", "2027-11-29", "2028-11-29"]),
        ("03-12", "2000-03-12", ["2026-03-12", "2027-03-12", "2028-03-12"]),
        ("02-29", "2000-02-29", ["2026-02-28", "2027-02-28", "2028-02-29"]),
        ("1984-02-29", "1984-02-29", ["2026-02-28", "2027-02-28", "2028-02-29"]),
    ],
)
def test_birthday_comes_every_year(birthday: str, start: str, years: list[str]) -> None:
    network = make_network_of_texts(make_front_matter(f"birthday: {birthday}"))
    (event,) = read_events(network)
    assert (str(event["SUMMARY"]), str(event["DTSTART"].dt)) == ("Birthday: Ada Quill", start)
    timeline = IcsCalendarStream.calendar_from_ics(convert_to_ics(network, VAULT).decode()).timeline
    occurrences = timeline.overlapping(datetime.date(2026, 1, 1), datetime.date(2029, 1, 1))
    assert [str(occurrence.dtstart) for occurrence in occurrences] == years


def test_unchanged_vault_gives_the_same_bytes_on_another_day(example: Path) -> None:
    first = convert_to_ics(make_network_of_texts(DUE), VAULT)
    assert (
        convert_to_ics(
            make_network_of_texts(DUE, today=TODAY + datetime.timedelta(days=300)), VAULT
        )
        == first
    )
    assert convert_to_ics(make_network_of_texts(DUE), VAULT, first.decode()) == first


def list_days_and_sequences(*texts: str) -> list[tuple[str, int]]:
    """List the day and the SEQUENCE of a contact's event in successive feeds."""
    previous_feed, days_and_sequences = b"", []
    for text in texts:
        event = read_event(text, previous_feed)
        days_and_sequences.append((str(event["DTSTART"].dt), int(event["SEQUENCE"])))
        previous_feed = convert_to_ics(make_network_of_texts(text), VAULT, previous_feed.decode())
    return days_and_sequences


def make_contact_due_on(date: str) -> str:
    return make_front_matter(f"next: {date}")


def test_changed_day_raises_the_sequence_in_either_direction() -> None:
    base = parse_iso_day("2026-12-24").toordinal()
    dates = (
        "2026-12-24",
        "2026-12-25",
        "2026-12-03",
        "2026-12-03",
        "2026-12-24",
        "2026-12-01",
        "2027-12-01",
    )
    assert list_days_and_sequences(*map(make_contact_due_on, dates)) == [
        ("2026-12-24", base),
        ("2026-12-25", base + 1),
        ("2026-12-03", base + 2),
        ("2026-12-03", base + 2),
        ("2026-12-24", base + 3),
        ("2026-12-01", base + 4),
        ("2027-12-01", parse_iso_day("2027-12-01").toordinal()),
    ]


def test_later_day_raises_the_sequence_without_previous_feed() -> None:
    assert (
        read_event(make_contact_due_on("2026-12-25"))["SEQUENCE"]
        > read_event(make_contact_due_on("2026-12-24"))["SEQUENCE"]
    )
    assert (
        read_event(make_contact_due_on("2026-12-25"))["UID"]
        == read_event(make_contact_due_on("2026-12-24"))["UID"]
    )


def test_another_touch_moves_the_event_and_its_stamp() -> None:
    first, second = read_event(DUE), read_event(DUE + "- 2026-11-10 call\n")
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
def test_previous_file_that_is_no_feed_of_ours_is_ignored(previous_feed: str) -> None:
    assert convert_to_ics(make_network_of_texts(DUE), VAULT, previous_feed) == convert_to_ics(
        make_network_of_texts(DUE), VAULT
    )


promises = st.lists(
    st.builds(
        Promise,
        st.none(),
        harmful_texts,
        days,
        st.sampled_from(("open", "kept")),
        st.none(),
        st.none(),
    ),
    max_size=3,
).map(tuple)
birthdays = (
    st.none()
    | days.map(lambda day: Birthday(day.month, day.day, day.year))
    | st.just(Birthday(2, 29))
)


@given(any_contacts(), promises, birthdays, st.none() | days, harmful_texts)
def test_no_value_begins_a_line_of_its_own(
    contact: Contact,
    promised: Any,
    birthday: Birthday | None,
    next_: datetime.date | None,
    vault: str,
) -> None:
    contact = replace(contact, promises=promised, birthday=birthday, next=next_)
    content = convert_to_ics(make_network_of_contacts([contact]), vault)
    split_and_check_lines(content)
    unfolded_lines = unfold_lines(content.decode())
    count = sum(promise.state == "open" for promise in promised) + bool(birthday) + bool(next_)
    for mark in ("BEGIN:VEVENT", "END:VEVENT"):
        assert unfolded_lines.count(mark) == count
    # A birthday has an alarm before the day, too.
    assert unfolded_lines.count("BEGIN:VALARM") == count + bool(birthday)
    assert unfolded_lines.count("END:VCALENDAR") == 1
    assert all(re.match(r"[A-Z][A-Z-]*[:;]", line) for line in unfolded_lines if line)
    events = list(Calendar.from_ical(content).walk("VEVENT"))
    assert len(events) == count
    assert len({str(event["UID"]) for event in events}) == count
    summaries = [str(event["SUMMARY"]) for event in events]
    assert summaries.count(f"Be in touch with {normalize_text(contact.name)}") == bool(next_)
    assert summaries.count(f"Birthday: {normalize_text(contact.name)}") == bool(birthday)
    assert len(IcsCalendarStream.calendar_from_ics(content.decode()).events) == count
