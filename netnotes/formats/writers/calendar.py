"""What is to come as a calendar to subscribe to (RFC 5545, 7986): follow-ups, promises, birthdays.

Everything in it comes from the notes and from the previous feed, never from the clock. A new day
alone moves only follow-ups whose day is not written anywhere (see `network/follow_up.py`).
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.writers.content_lines import (
    PRODUCT_ID,
    build_uid,
    encode_lines,
    escape_text,
    unfold_lines,
)
from netnotes.markdown.plain import strip_markdown
from netnotes.network.follow_up import Standing, get_open_next_step
from netnotes.network.promise_days import compute_promise_day
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Birthday, Contact
    from netnotes.model.settings import WeeklyTime
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.network import Network


# The name of the feed in the dashboard's folder.
FEED_FILE_NAME = "followups.ics"

# The year in which a birthday without one begins: it has a 29 February.
LEAP_YEAR = 2000

# How long the weekly time is.
WEEKLY_MINUTES = 20


class CalendarEntry(NamedTuple):
    """One day in the calendar."""

    uid: str
    day: Day

    # The last contact, or the day we met if that is later, as `DTSTAMP`.
    stamp: Day

    summary: str
    description: str

    # How the entry repeats, as `RRULE`; empty if it does not.
    rule: str = ""

    # How many days before there is an alarm beside that of the day; 0 for none.
    days_ahead: int = 0

    # The hour and minute at which it begins; None for a whole day.
    time: tuple[int, int] | None = None


class Revision(NamedTuple):
    """An entry in the previous feed."""

    # When it begins, as `YYYYMMDD` or `YYYYMMDDTHHMMSS`.
    start: str

    # Its number, as `SEQUENCE`: see `compute_sequence`.
    sequence: int


def convert_to_ics(network: Network, vault_name: str, previous_feed: str = "") -> bytes:
    """Convert a network to a calendar.

    `vault_name` is a part of every UID. `previous_feed` is the feed that this one replaces, empty
    if there is none.
    """
    return encode_lines(_iter_lines(network, vault_name, parse_revisions(previous_feed)))


def _iter_lines(
    network: Network, vault_name: str, revisions: Mapping[str, Revision]
) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT_ID}", "CALSCALE:GREGORIAN")
    # The names with X- are older than RFC 7986, and some calendars know only them.
    yield from (f"NAME:{escape_text(vault_name)}", f"X-WR-CALNAME:{escape_text(vault_name)}")
    yield from ("REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H")
    for entry in iter_entries(network, vault_name):
        yield from _iter_event_lines(entry, compute_sequence(entry, revisions))
    yield "END:VCALENDAR"


def iter_entries(network: Network, vault_name: str) -> Iterator[CalendarEntry]:
    """Yield the weekly time, then for each contact the follow-up, promises, days of the year."""
    if network.settings.when:
        yield _build_weekly_entry(network.settings.when, network, vault_name)
    for contact in network.contacts:
        follow_up = network.follow_ups[contact.path]
        stamp = _compute_stamp(contact, follow_up)
        day = compute_follow_up_day(contact, follow_up)
        if day:
            yield CalendarEntry(
                build_uid(vault_name, contact.path, "follow-up"),
                day,
                stamp,
                f"Be in touch with {contact.name}",
                _describe_follow_up(contact, follow_up),
            )
        if not contact.is_active:
            continue
        yield from _iter_promise_entries(contact, vault_name, stamp)
        for entry in _iter_yearly_entries(contact, vault_name, stamp):
            yield entry._replace(days_ahead=network.settings.birthdays)


def _build_weekly_entry(when: WeeklyTime, network: Network, vault_name: str) -> CalendarEntry:
    """Build the time of the week at which one writes to people, with who is first this week."""
    day = network.today + datetime.timedelta(days=(when.weekday - network.today.weekday()) % 7)
    entries = network.week.all_entries
    description = ""
    if entries:
        description = f"{entries[0].contact.name}: {entries[0].reason}"
    # The calendar's own time zone holds: the time has none.
    return CalendarEntry(
        build_uid(vault_name, "", "week"),
        day,
        day - datetime.timedelta(days=7),
        "This week's people",
        description,
        rule="FREQ=WEEKLY",
        time=(when.hour, when.minute),
    )


def _iter_promise_entries(contact: Contact, vault_name: str, stamp: Day) -> Iterator[CalendarEntry]:
    counts: Counter[str] = Counter()
    for promise in contact.promises:
        # Promises with the same words are numbered, completed ones too: completing one leaves
        # the others their UIDs.
        counts[promise.text] += 1
        day = compute_promise_day(promise)
        if promise.state != "open" or not day:
            continue
        number = str(counts[promise.text])
        uid = build_uid(vault_name, contact.path, "promise", promise.text, number)
        summary = f"Promised {contact.name}: {strip_markdown(promise.text)}"
        yield CalendarEntry(uid, day, stamp, summary, contact.purpose)


def compute_follow_up_day(contact: Contact, follow_up: FollowUp) -> Day | None:
    """Compute the day to be in touch again: when it is due, but not within a pause.

    It may be in the past. None for a contact that is not active, and for a dormant one without
    `next`.
    """
    if follow_up.due is None or not contact.is_active:
        return None
    is_paused = follow_up.standing is Standing.PAUSED
    if not follow_up.is_live and not is_paused and follow_up.due != contact.next:
        return None
    return max(follow_up.due, contact.pause_until or follow_up.due)


def parse_revisions(feed: str) -> Mapping[str, Revision]:
    """Parse the day and the sequence of each entry in a feed that netnotes wrote, by UID.

    What else is in the feed is ignored.
    """
    revisions: dict[str, Revision] = {}
    properties: dict[str, str] = {}
    for line in unfold_lines(feed):
        if line == "BEGIN:VEVENT":
            properties = {}
            continue
        sequence = properties.get("SEQUENCE", "")
        if line == "END:VEVENT" and _SEQUENCE.fullmatch(sequence):
            start = properties.get("DTSTART;VALUE=DATE") or properties.get("DTSTART", "")
            revisions[properties.get("UID", "")] = Revision(start, int(sequence))
            continue
        # The first of a name counts: an alarm in the event has a description too.
        name, _, value = line.partition(":")
        properties.setdefault(name, value)
    return revisions


_SEQUENCE = re.compile("[0-9]{1,9}", re.ASCII)


def compute_sequence(entry: CalendarEntry, previous_revisions: Mapping[str, Revision]) -> int:
    """Compute the number that grows when an entry moves.

    A calendar ignores a change that comes without a higher number. The number is the day itself,
    counted from the first day of the calendar: an entry that is put off, as most are, gets a
    higher one without anything being stored. For an entry that is brought forward, the previous
    feed says what the number was.
    """
    own_number = entry.day.toordinal()
    previous = previous_revisions.get(entry.uid)
    if previous is None:
        return own_number
    if previous.start == _format_start(entry):
        return previous.sequence
    return max(own_number, previous.sequence + 1)


def _iter_event_lines(entry: CalendarEntry, sequence: int) -> Iterator[str]:
    """Yield the lines of one entry: private, and with an alarm.

    One of a whole day has it at nine in the morning.
    """
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"SEQUENCE:{sequence}"
    # RFC 5545 has the time of the last revision here; that of the build would be new each time.
    yield f"DTSTAMP:{_format_date(entry.stamp)}T000000Z"
    if entry.time:
        yield from (f"DTSTART:{_format_start(entry)}", f"DURATION:PT{WEEKLY_MINUTES}M")
    else:
        # A whole day has no time zone; its end is the day after (RFC 5545, 3.6.1).
        yield f"DTSTART;VALUE=DATE:{_format_start(entry)}"
        if entry.day < datetime.date.max:
            yield f"DTEND;VALUE=DATE:{_format_date(entry.day + datetime.timedelta(days=1))}"
    if entry.rule:
        yield f"RRULE:{entry.rule}"
    yield f"SUMMARY:{escape_text(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escape_text(entry.description)}"
    # A transparent entry takes no time: others can book the day.
    yield from ("CLASS:PRIVATE", "TRANSP:TRANSPARENT")
    yield from _iter_alarm_lines("PT0S" if entry.time else "PT9H", entry.summary)
    if entry.days_ahead:
        # At nine in the morning of an earlier day: fifteen hours before its end.
        day = format_day_short(entry.day).removesuffix(f" {entry.day.year}")
        trigger = f"-P{entry.days_ahead - 1}DT15H" if entry.days_ahead > 1 else "-PT15H"
        yield from _iter_alarm_lines(trigger, f"{entry.summary}, on {day}")
    yield "END:VEVENT"


def _iter_alarm_lines(trigger: str, description: str) -> Iterator[str]:
    """Yield an alarm; `trigger` is the time from the beginning of the day, as RFC 5545 has it."""
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{trigger}")
    yield from (f"DESCRIPTION:{escape_text(description)}", "END:VALARM")


def _describe_follow_up(contact: Contact, follow_up: FollowUp) -> str:
    """Describe what is worth knowing on that day.

    Nothing in it changes with the day alone, or subscribers would get a change every day.
    """
    lines = [contact.purpose]
    next_step = get_open_next_step(contact, follow_up.last_contact)
    if next_step:
        lines.append(f"Next step: {next_step}")
    if follow_up.last_contact:
        lines.append(f"Last contact: {format_day_short(follow_up.last_contact)}")
    lines.append(", ".join((*contact.phone, *contact.email)))
    lines += contact.links
    return "\n".join(filter(None, lines))


def _iter_yearly_entries(contact: Contact, vault_name: str, stamp: Day) -> Iterator[CalendarEntry]:
    """Yield the birthday, anniversaries and other days of the year."""
    if contact.birthday:
        uid = build_uid(vault_name, contact.path, "birthday")
        summary = f"Birthday: {contact.name}"
        yield _build_yearly_entry(contact.birthday, uid, stamp, summary, "Born")
    for kind in ("anniversary", "remember"):
        for yearly_day in getattr(contact, kind):
            words = str(convert_to_plain_value(yearly_day))
            uid = build_uid(vault_name, contact.path, kind, words)
            summary = f"{kind.capitalize()}: {contact.name}"
            if yearly_day.text:
                summary += f", {yearly_day.text}"
            yield _build_yearly_entry(yearly_day.date, uid, stamp, summary, "Since")


def _build_yearly_entry(
    first: Birthday, uid: str, stamp: Day, summary: str, word_before_day: str
) -> CalendarEntry:
    """Build an entry that comes every year; it says since when, if the year is known."""
    day = datetime.date(first.year or LEAP_YEAR, first.month, first.day)
    rule = "FREQ=YEARLY"
    if (first.month, first.day) == (2, 29):
        # In years without a 29 February it is the 28th, as everywhere in netnotes.
        rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1"
    description = f"{word_before_day} {format_day_short(day)}" if first.year else ""
    return CalendarEntry(uid, day, stamp, summary, description, rule)


def _compute_stamp(contact: Contact, follow_up: FollowUp) -> Day:
    """Compute the later of the last contact and the day we met; 2000-01-01 if there is neither."""
    days = filter(None, (follow_up.last_contact, contact.met))
    return max(days, default=datetime.date(LEAP_YEAR, 1, 1))


def _format_start(entry: CalendarEntry) -> str:
    day = _format_date(entry.day)
    if entry.time:
        return f"{day}T{entry.time[0]:02}{entry.time[1]:02}00"
    return day


def _format_date(day: Day) -> str:
    """Format a day in the basic form of ISO 8601, `YYYYMMDD`."""
    # `strftime` leaves out the zeros of a year before 1000 on Linux.
    return f"{day.year:04}{day.month:02}{day.day:02}"
