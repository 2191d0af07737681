"""Changes over time, by month and quarter, from the log and never from the times of files.

All contacts count, archived or not: what happened does not change when a contact is archived.
"""

from __future__ import annotations

import datetime
from collections import Counter
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.measures.ledger import list_contact_days
from netnotes.network.measures.tally import (
    compute_first_day,
    compute_month_number,
    get_day,
    get_month_number,
)
from netnotes.network.measures.variety import compute_hill1
from netnotes.reading.status import get_last_contact_in_life
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.network.measures.measures import Measures
    from netnotes.network.measures.tally import TouchTally
    from netnotes.network.network import Network


MONTHS_SHOWN = 36
QUARTERS_SHOWN = 8
WEEKS_SHOWN = 53

MONTHS_PER_YEAR = 12
MONTHS_PER_QUARTER = 3
FOLLOWED_UP_DAYS = 14
HALF_YEAR_DAYS = 180

# Until then nobody has left: the longest interval of the tiers is a year.
STAYED_DAYS = 365

# A share or a variety of fewer would be one of single touches and single people.
MIN_TOUCHES_FOR_SHARE = 5
MIN_CONTACTS_FOR_VARIETY = 5


class MonthTrend(NamedTuple):
    """One month of the log.

    `new_contacts` are those first met, by `met`. `in_person` is a part of the touches
    `with_channel`. `above`, `peer`, `below`, `with_field` and `hill1` (the diversity ¹D of
    fields, see `compute_hill1`) are of all contacts in touch during the twelve months that end
    with this one; `hill1` is None with fewer than five of them with a field.
    """

    first_day: Day
    touches: int
    new_contacts: int
    gave: int
    asked: int
    in_person: int
    with_channel: int
    above: int
    peer: int
    below: int
    with_field: int
    hill1: float | None

    @property
    def in_person_share(self) -> Fraction | None:
        """The share in person of the touches with a known channel, 0 to 1; None of fewer than 5."""
        if self.with_channel < MIN_TOUCHES_FOR_SHARE:
            return None
        return Fraction(self.in_person, self.with_channel)


def build_month_trends(measures: Measures, months: int = MONTHS_SHOWN) -> tuple[MonthTrend, ...]:
    """Build the last `months` months, this one included, earliest first."""
    network, tally = measures.network, measures.touch_tally
    month_range = _compute_month_range(network.today, months)
    touches, with_channel, in_person = _count_touches(tally)

    since, until = compute_first_day(month_range.start), network.today
    met_days: list[Day | None] = []
    gift_days: list[Day | None] = []
    ask_days: list[Day | None] = []
    for contact in network.contacts:
        met_days.append(contact.met)
        gift_days += [gift.date for gift in contact.gifts]
        ask_days += [ask.date for ask in contact.asks]
    new_contacts = _count_by_month(met_days, since, until)
    gave = _count_by_month(gift_days, since, until)
    asked = _count_by_month(ask_days, since, until)

    active_by_level, active_by_field = _count_active(network, tally, month_range)
    no_counts = [0] * months
    above = active_by_level.get("above", no_counts)
    peer = active_by_level.get("peer", no_counts)
    below = active_by_level.get("below", no_counts)

    trends = []
    for index, month in enumerate(month_range):
        field_counts = tuple([counts[index] for counts in active_by_field.values()])
        with_field = sum(field_counts)
        hill1 = None
        if with_field >= MIN_CONTACTS_FOR_VARIETY:
            hill1 = compute_hill1(tuple(filter(None, field_counts)))
        trends.append(
            MonthTrend(
                first_day=compute_first_day(month),
                touches=touches[month],
                new_contacts=new_contacts[month],
                gave=gave[month],
                asked=asked[month],
                in_person=in_person[month],
                with_channel=with_channel[month],
                above=above[index],
                peer=peer[index],
                below=below[index],
                with_field=with_field,
                hill1=hill1,
            )
        )
    return tuple(trends)


def count_touches_by_month(measures: Measures, months: int = 12) -> tuple[tuple[Day, int], ...]:
    """Count the touches of each of the last months, this one included, earliest first.

    Each month is given by its first day.
    """
    counts = measures.touch_tally.count_by(get_month_number)
    month_range = _compute_month_range(measures.network.today, months)
    return tuple((compute_first_day(month), counts[month]) for month in month_range)


def count_touches_by_day(
    measures: Measures, weeks: int = WEEKS_SHOWN
) -> tuple[tuple[Day, int], ...]:
    """Count the touches of each day of the last weeks, from a Monday until today."""
    today = measures.network.today
    monday = today - datetime.timedelta(days=today.weekday() + 7 * (weeks - 1))
    counts = measures.touch_tally.count_by(get_day)

    day_counts = []
    for days in range((today - monday).days + 1):
        day = monday + datetime.timedelta(days=days)
        day_counts.append((day, counts[day]))
    return tuple(day_counts)


class QuarterRenewal(NamedTuple):
    """The contacts first met in one quarter.

    `followed_up` were in touch again within 14 days of the meeting, `still_in_touch` half a year
    after it or later. The bases count those for whom this is known: 14 days, or a year, have
    passed. Nobody counts before, for those who were quick would count alone.
    """

    first_day: Day
    new_contacts: int
    followed_up: int
    followed_up_base: int
    still_in_touch: int
    still_in_touch_base: int


class _Newcomer(NamedTuple):
    """How many days ago a contact was first met, and how many days later we were in touch."""

    days_since_met: int
    days_of_contact: tuple[int, ...]


def count_renewal_by_quarter(
    network: Network, quarters: int = QUARTERS_SHOWN
) -> tuple[QuarterRenewal, ...]:
    """Count who was new in each of the last quarters, this one included, and who stayed.

    Earliest first.
    """
    last_quarter = compute_month_number(network.today) // MONTHS_PER_QUARTER
    first_quarter = last_quarter - quarters + 1
    newcomers_by_quarter = _group_newcomers_by_quarter(network, first_quarter)
    return tuple(
        _count_renewal(quarter, newcomers_by_quarter.get(quarter, []))
        for quarter in range(first_quarter, last_quarter + 1)
    )


def _group_newcomers_by_quarter(
    network: Network, first_quarter: int
) -> Mapping[int, list[_Newcomer]]:
    today = network.today
    first_day = compute_first_day(first_quarter * MONTHS_PER_QUARTER)
    newcomers_by_quarter: dict[int, list[_Newcomer]] = {}
    for contact in network.contacts:
        met = contact.met
        if met and first_day <= met <= today:
            days_of_contact = tuple((day - met).days for day in list_contact_days(contact, today))
            quarter = compute_month_number(met) // MONTHS_PER_QUARTER
            newcomer = _Newcomer((today - met).days, days_of_contact)
            newcomers_by_quarter.setdefault(quarter, []).append(newcomer)
    return newcomers_by_quarter


def _count_renewal(quarter: int, newcomers: list[_Newcomer]) -> QuarterRenewal:
    followed_up = followed_up_base = still_in_touch = still_in_touch_base = 0
    for days_since_met, days_of_contact in newcomers:
        if days_since_met >= FOLLOWED_UP_DAYS:
            followed_up_base += 1
            followed_up += any(0 < days <= FOLLOWED_UP_DAYS for days in days_of_contact)
        if days_since_met >= STAYED_DAYS:
            still_in_touch_base += 1
            still_in_touch += any(days >= HALF_YEAR_DAYS for days in days_of_contact)
    return QuarterRenewal(
        first_day=compute_first_day(quarter * MONTHS_PER_QUARTER),
        new_contacts=len(newcomers),
        followed_up=followed_up,
        followed_up_base=followed_up_base,
        still_in_touch=still_in_touch,
        still_in_touch_base=still_in_touch_base,
    )


def _compute_month_range(today: Day, months: int) -> range:
    """Compute the numbers of the last months, this one included."""
    this_month = compute_month_number(today)
    return range(this_month - months + 1, this_month + 1)


def _count_touches(tally: TouchTally) -> tuple[Counter[int], Counter[int], Counter[int]]:
    """Count all touches, those with a known channel, and those in person, by month."""
    touches: Counter[int] = Counter()
    with_channel: Counter[int] = Counter()
    in_person: Counter[int] = Counter()
    for key, count in tally.counts.items():
        month = compute_month_number(key.day)
        touches[month] += count
        if key.mode:
            with_channel[month] += count
        if key.mode == "in person":
            in_person[month] += count
    return touches, with_channel, in_person


def _count_by_month(days: Iterable[Day | None], since: Day, until: Day) -> Counter[int]:
    """Count the days of each month, of those between the two."""
    return Counter([compute_month_number(day) for day in days if day and since <= day <= until])


def _count_active(
    network: Network, tally: TouchTally, month_range: range
) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    """Count who is in touch during each month, by level and by field."""
    by_level: list[tuple[str, list[tuple[int, int]]]] = []
    by_field: list[tuple[str, list[tuple[int, int]]]] = []
    for contact in network.contacts:
        touched_months = tally.months_by_contact[contact.path]
        # A funeral is a touch, and does not keep anybody in touch.
        if contact.died:
            days = list_contact_days(contact, network.today)
            touched_months = frozenset([compute_month_number(day) for day in days])
        active_ranges = _list_active_ranges(contact, touched_months, network.today, month_range)
        by_level.append((_classify_level(contact.level), active_ranges))
        by_field.append((fold(contact.field), active_ranges))
    return (
        _count_active_by_month(by_level, month_range),
        _count_active_by_month(by_field, month_range),
    )


def _classify_level(level: int | None) -> str:
    if level is None:
        return ""
    if level == 0:
        return "peer"
    if level > 0:
        return "above"
    return "below"


def _list_active_ranges(
    contact: Contact, touched_months: frozenset[int], today: Day, month_range: range
) -> list[tuple[int, int]]:
    """List the ranges of months during which a contact counts as in touch.

    Each month with a touch counts, and the eleven after it. The end of a range is exclusive.
    """
    # People who keep no log have only the property.
    last_contact = get_last_contact_in_life(contact)
    months = touched_months
    if last_contact and last_contact <= today:
        months = touched_months | {compute_month_number(last_contact)}

    active_ranges: list[tuple[int, int]] = []
    begin = end = month_range.start
    for month in sorted(months):
        if month > end:
            if begin < end:
                active_ranges.append((begin, end))
            begin = month
        end = max(end, month + MONTHS_PER_YEAR)
    if begin < end:
        active_ranges.append((begin, min(end, month_range.stop)))
    return active_ranges


def _count_active_by_month(
    keyed_ranges: Iterable[tuple[str, list[tuple[int, int]]]], month_range: range
) -> dict[str, list[int]]:
    """Count the contacts in touch of each key, one count for each month of the range.

    Only the months where a count changes are noted, and then summed up: to count every month of
    every contact would be 36 times the work. An empty key is not counted.
    """
    changes_by_key: dict[str, list[int]] = {}
    for key, active_ranges in keyed_ranges:
        if not key or not active_ranges:
            continue
        changes = changes_by_key.get(key)
        if changes is None:
            changes = changes_by_key[key] = [0] * (len(month_range) + 1)
        for start, end in active_ranges:
            changes[start - month_range.start] += 1
            changes[end - month_range.start] -= 1
    return {key: list(accumulate(changes)) for key, changes in changes_by_key.items()}
