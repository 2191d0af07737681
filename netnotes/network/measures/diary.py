"""The diary: every touch by month, latest first, and how people were in touch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.measures.ledger import YEAR_DAYS, compute_period_start
from netnotes.network.measures.tally import compute_first_day, compute_month_number
from netnotes.text import fold_name

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact, Touch
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network


class ContactTouch(NamedTuple):
    """One touch of the diary, and with whom."""

    contact: Contact
    touch: Touch


class DiaryMonth(NamedTuple):
    """A month of the diary: its first day, its touches latest first, and how many there were; of many, some are told."""

    first_day: Day
    entries: tuple[ContactTouch, ...]
    touch_count: int
    person_count: int


def build_diary(measures: Measures, max_entries: int) -> tuple[DiaryMonth, ...]:
    """Every month with a touch until today, latest first; told are the latest touches, no more than the most."""
    tallied = measures.touch_tally
    touches = tallied.count_by(lambda how: compute_month_number(how.day))
    people = Counter([at for months in tallied.months_by_contact.values() for at in months])
    told: dict[int, list[ContactTouch]] = {}
    for one in _list_latest_touches(measures, max_entries):
        told.setdefault(compute_month_number(one.touch.date), []).append(one)
    return tuple(
        DiaryMonth(compute_first_day(at), tuple(told.get(at, ())), touches[at], people[at])
        for at in sorted(people, reverse=True)
    )


def _list_latest_touches(measures: Measures, max_entries: int) -> list[ContactTouch]:
    """The latest touches, no more than the most, latest first."""
    network, tally = measures.network, measures.touch_tally
    days = tally.count_by(lambda how: how.day)
    since, found = network.today, 0
    for since in sorted(days, reverse=True):
        found += days[since]
        if found >= max_entries:
            break
    late = (
        ContactTouch(contact, touch)
        for contact in network.contacts
        if (last := network.follow_ups[contact.path].last_contact) and last >= since
        for touch in contact.touches
        if since <= touch.date <= network.today
    )
    return sorted(late, key=_build_sort_key)[:max_entries]


def _build_sort_key(entry: ContactTouch) -> tuple[int, str, str, int]:
    return (
        -entry.touch.date.toordinal(),
        fold_name(entry.contact.name),
        entry.contact.path,
        entry.touch.source_location.line,
    )


def count_channels(measures: Measures) -> tuple[tuple[str, str, int], ...]:
    """How the touches of the last 365 days were made: the mode, the word for it, how many; most of each mode first.

    Both are empty where no channel is written.
    """
    first = compute_period_start(YEAR_DAYS, measures.network.today)
    count: Counter[tuple[str, str]] = Counter()
    for how, size in measures.touch_tally.counts.items():
        if how.day >= first:
            count[how.mode, how.channel] += size
    return tuple(
        (mode, word, size)
        for (mode, word), size in sorted(count.items(), key=lambda one: (-one[1], one[0]))
    )


def list_newcomers(network: Network, days: int) -> tuple[Contact, ...]:
    """Whom I first met in the last days, latest first."""
    first = compute_period_start(days, network.today)
    met = (
        (one.met, one) for one in network.contacts if one.met and first <= one.met <= network.today
    )
    return tuple(
        one
        for _, one in sorted(met, key=lambda pair: (-pair[0].toordinal(), fold_name(pair[1].name)))
    )
