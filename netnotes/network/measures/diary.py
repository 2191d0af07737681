"""The diary: every touch by month, latest first; channels; new contacts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.measures.ledger import YEAR_DAYS, compute_period_start
from netnotes.network.measures.tally import (
    compute_first_day,
    compute_month_number,
    get_day,
    get_month_number,
)
from netnotes.text import fold_name

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact, Touch
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network


class ContactTouch(NamedTuple):
    """One touch, and with whom."""

    contact: Contact
    touch: Touch


class DiaryMonth(NamedTuple):
    """A month with touches.

    `entries` are latest first; of many touches only some have an entry. `touch_count` and
    `person_count` count all touches and all contacts of the month.
    """

    first_day: Day
    entries: tuple[ContactTouch, ...]
    touch_count: int
    person_count: int


def build_diary(measures: Measures, max_entries: int) -> tuple[DiaryMonth, ...]:
    """Build every month with a touch until today, latest first.

    Entries are made for the latest `max_entries` touches of all months together.
    """
    tally = measures.touch_tally
    touch_counts = tally.count_by(get_month_number)
    person_counts: Counter[int] = Counter()
    for months in tally.months_by_contact.values():
        person_counts.update(months)

    entries_by_month: dict[int, list[ContactTouch]] = {}
    for entry in _list_latest_touches(measures, max_entries):
        month = compute_month_number(entry.touch.date)
        entries_by_month.setdefault(month, []).append(entry)

    return tuple(
        DiaryMonth(
            first_day=compute_first_day(month),
            entries=tuple(entries_by_month.get(month, ())),
            touch_count=touch_counts[month],
            person_count=person_counts[month],
        )
        for month in sorted(person_counts, reverse=True)
    )


def _list_latest_touches(measures: Measures, max_entries: int) -> list[ContactTouch]:
    """List the latest touches, at most `max_entries`, latest first."""
    network = measures.network
    first_day = _find_first_day(measures, max_entries)
    entries = []
    for contact in network.contacts:
        # Most contacts had their last touch before: their touches need not be looked at.
        last_contact = network.follow_ups[contact.path].last_contact
        # A funeral is in the diary, and is no last contact.
        if contact.died or (last_contact and last_contact >= first_day):
            for touch in contact.touches:
                if first_day <= touch.date <= network.today:
                    entries.append(ContactTouch(contact, touch))
    entries.sort(key=_build_sort_key)
    return entries[:max_entries]


def _find_first_day(measures: Measures, min_touches: int) -> Day:
    """Find the latest day since which there are at least `min_touches`, or all there are."""
    counts_by_day = measures.touch_tally.count_by(get_day)
    first_day = measures.network.today
    touch_count = 0
    for day in sorted(counts_by_day, reverse=True):
        first_day = day
        touch_count += counts_by_day[day]
        if touch_count >= min_touches:
            break
    return first_day


def _build_sort_key(entry: ContactTouch) -> tuple[int, str, str, int]:
    return (
        -entry.touch.date.toordinal(),
        fold_name(entry.contact.name),
        entry.contact.path,
        entry.touch.source_location.line,
    )


def count_channels(measures: Measures) -> tuple[tuple[str, str, int], ...]:
    """Count how the touches of the last 365 days were made, most frequent first.

    Each is a mode, the word written for the channel, and a count; both are empty for touches
    without a channel.
    """
    first_day = compute_period_start(YEAR_DAYS, measures.network.today)
    counts: Counter[tuple[str, str]] = Counter()
    for key, count in measures.touch_tally.counts.items():
        if key.day >= first_day:
            counts[key.mode, key.channel] += count

    ranked = sorted(counts.items(), key=lambda channel_count: (-channel_count[1], channel_count[0]))
    return tuple((mode, channel, count) for (mode, channel), count in ranked)


def list_newcomers(network: Network, days: int) -> tuple[Contact, ...]:
    """List whom I first met in the last `days` days, latest first."""
    first_day = compute_period_start(days, network.today)
    newcomers = []
    for contact in network.contacts:
        if contact.met and first_day <= contact.met <= network.today:
            newcomers.append((-contact.met.toordinal(), fold_name(contact.name), contact))
    newcomers.sort(key=lambda newcomer: newcomer[:2])
    return tuple(contact for _, _, contact in newcomers)
