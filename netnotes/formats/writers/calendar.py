"""What is to come as a calendar to subscribe to (RFC 5545, RFC 7986): follow-ups, promises, birthdays.

Everything in it comes from the notes and the feed before it, never from the clock: a new day alone moves only those
whose day is not written anywhere (see followup.py).
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
from netnotes.markdown.plain import plain
from netnotes.network.follow_up import Standing
from netnotes.text import format_day_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Birthday, Contact
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.network import Network


FEED_FILE_NAME = "followups.ics"
"""The feed's name in the dashboard's folder."""


def convert_to_ics(network: Network, vault_name: str, previous_feed: str = "") -> bytes:
    """The calendar of a network. `vault` is its name, a part of every UID; `before` is the feed this one replaces."""
    last = parse_revisions(previous_feed)
    return encode_lines(
        (
            *("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT_ID}", "CALSCALE:GREGORIAN"),
            *(f"NAME:{escape_text(vault_name)}", f"X-WR-CALNAME:{escape_text(vault_name)}"),
            *("REFRESH-INTERVAL;VALUE=DURATION:PT12H", "X-PUBLISHED-TTL:PT12H"),
            *(
                line
                for one in iter_entries(network, vault_name)
                for line in _iter_event_lines(one, compute_sequence(one, last))
            ),
            "END:VCALENDAR",
        )
    )


class CalendarEntry(NamedTuple):
    """A day in the calendar: `stamp` is the newest day the notes tell of this person, `rule` how it comes again."""

    uid: str
    day: Day
    stamp: Day
    summary: str
    description: str
    rule: str = ""


class Revision(NamedTuple):
    """The day a feed gave an entry, and how many times it had moved by then."""

    day: str
    sequence: int


def iter_entries(network: Network, vault_name: str) -> Iterator[CalendarEntry]:
    """Every entry, contact by contact: the next follow-up, the open promises that have a day, the birthday."""
    for contact in network.contacts:
        follow = network.follow_ups[contact.path]
        stamp = _compute_stamp(contact, follow)
        if day := compute_follow_up_day(contact, follow):
            uid, text = (
                build_uid(vault_name, contact.path, "follow-up"),
                _describe_follow_up(contact, follow),
            )
            yield CalendarEntry(uid, day, stamp, f"Be in touch with {contact.name}", text)
        alike: Counter[str] = Counter()
        for promise in contact.promises:
            nth = alike[promise.text] = (
                alike[promise.text] + 1
            )  # ticking one off leaves the others their names
            if promise.state == "open" and promise.due:
                uid, text = (
                    build_uid(vault_name, contact.path, "promise", promise.text, str(nth)),
                    plain(promise.text),
                )
                yield CalendarEntry(
                    uid, promise.due, stamp, f"Promised {contact.name}: {text}", contact.purpose
                )
        if contact.birthday and not contact.archived:
            yield _build_birthday_entry(
                contact, contact.birthday, build_uid(vault_name, contact.path, "birthday"), stamp
            )


def compute_follow_up_day(contact: Contact, follow_up: FollowUp) -> Day | None:
    """The day to be in touch again: when it is due, but not within a pause. It stays when it is past.

    None for somebody archived, and for a dormant tie whose `next` was not written.
    """
    asked_for = (
        follow_up.is_live or follow_up.standing is Standing.PAUSED or follow_up.due == contact.next
    )
    if follow_up.due is None or contact.archived or not asked_for:
        return None
    return max(follow_up.due, contact.pause_until or follow_up.due)


def parse_revisions(feed: str) -> Mapping[str, Revision]:
    """The day and the SEQUENCE of each entry in a feed that we wrote, by UID; what else may stand there is passed by."""
    found: dict[str, Revision] = {}
    said: dict[str, str] = {}
    for line in unfold_lines(feed):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            said = {}
        elif line == "END:VEVENT" and re.fullmatch(
            "[0-9]{1,9}", said.get("SEQUENCE", ""), re.ASCII
        ):
            found[said.get("UID", "")] = Revision(
                said.get("DTSTART;VALUE=DATE", ""), int(said["SEQUENCE"])
            )
        else:
            said.setdefault(name, value)
    return found


def compute_sequence(entry: CalendarEntry, previous_revisions: Mapping[str, Revision]) -> int:
    """The number that grows whenever an entry moves: a calendar drops a change that comes with no higher one.

    It is the day itself, counted from the first of the calendar: a day that is put off, as most are, has a higher one
    without anybody remembering. For a day that is brought forward the feed that is replaced tells what the number was.
    """
    own = entry.day.toordinal()
    before = previous_revisions.get(entry.uid)
    if before is None:
        return own
    return (
        before.sequence if before.day == _format_date(entry.day) else max(own, before.sequence + 1)
    )


def _iter_event_lines(entry: CalendarEntry, sequence: int) -> Iterator[str]:
    """The lines of one entry: all day, private, taking no time, with a note on the screen at nine in the morning."""
    yield from (
        "BEGIN:VEVENT",
        f"UID:{entry.uid}",
        f"SEQUENCE:{sequence}",
        f"DTSTAMP:{_format_date(entry.stamp)}T000000Z",
    )
    yield f"DTSTART;VALUE=DATE:{_format_date(entry.day)}"
    if entry.day < datetime.date.max:
        yield f"DTEND;VALUE=DATE:{_format_date(entry.day + datetime.timedelta(days=1))}"
    if entry.rule:
        yield f"RRULE:{entry.rule}"
    yield f"SUMMARY:{escape_text(entry.summary)}"
    if entry.description:
        yield f"DESCRIPTION:{escape_text(entry.description)}"
    yield from ("CLASS:PRIVATE", "TRANSP:TRANSPARENT")
    yield from (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:PT9H",
        f"DESCRIPTION:{escape_text(entry.summary)}",
        "END:VALARM",
    )
    yield "END:VEVENT"


def _describe_follow_up(contact: Contact, follow_up: FollowUp) -> str:
    """What is worth knowing on that day; nothing in it changes before something happens."""
    lines = (
        contact.purpose,
        f"Next step: {contact.next_step}" if contact.next_step else "",
        f"Last contact: {format_day_short(follow_up.last_contact)}"
        if follow_up.last_contact
        else "",
        *_list_contact_details(contact),
    )
    return "\n".join(line for line in lines if line)


def _list_contact_details(contact: Contact) -> Iterable[str]:
    return ", ".join((*contact.phone, *contact.email)), *contact.links


LEAP_YEAR = 2000
"""The year in which a birthday without one begins: it has a 29 February."""


def _build_birthday_entry(
    contact: Contact, birthday: Birthday, uid: str, stamp: Day
) -> CalendarEntry:
    """A birthday, every year. Of 29 February the years without one keep the 28th, as everywhere in netnotes."""
    day = datetime.date(birthday.year or LEAP_YEAR, birthday.month, birthday.day)
    leap = (birthday.month, birthday.day) == (2, 29)
    rule = "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" if leap else "FREQ=YEARLY"
    born = f"Born {format_day_short(day)}" if birthday.year else ""
    return CalendarEntry(uid, day, stamp, f"Birthday: {contact.name}", born, rule)


def _compute_stamp(contact: Contact, follow_up: FollowUp) -> Day:
    """The newest day the notes tell of a person; the beginning of this century where they tell none."""
    days = (follow_up.last_contact, contact.met)
    return max((day for day in days if day), default=datetime.date(LEAP_YEAR, 1, 1))


def _format_date(day: Day) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"
