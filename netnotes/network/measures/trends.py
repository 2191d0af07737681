"""How things went over time, from the log and never from file times.

Everybody ever written down counts, archived or not: what happened does not change when somebody is let go.
"""

from __future__ import annotations

import datetime
from collections import Counter
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.measures.ledger import list_contact_days
from netnotes.network.measures.tally import compute_first_day, compute_month_number
from netnotes.network.measures.variety import compute_hill1
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network


MONTHS_SHOWN = 36
QUARTERS_SHOWN = 8
WEEKS_SHOWN = 53

MONTHS_PER_YEAR = 12
FOLLOWED_UP_DAYS = 14
HALF_YEAR_DAYS = 180


class MonthTrend(NamedTuple):
    """One month of the log.

    `new` are people first met, by `met`. `in_person` is of the `known` touches, those with a known channel. `above`,
    `peer`, `below` and `hill1` (¹D of fields) are of everybody in touch in the twelve months that end with this one.
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
    hill1: float | None

    @property
    def in_person_share(self) -> Fraction | None:
        """The share in person of the touches with a known channel."""
        return Fraction(self.in_person, self.with_channel) if self.with_channel else None


def build_month_trends(measures: Measures, months: int = MONTHS_SHOWN) -> tuple[MonthTrend, ...]:
    """The last months, this one included, earliest first."""
    today, everybody = measures.network.today, measures.network.contacts
    last = compute_month_number(today)
    span = range(last - months + 1, last + 1)
    first = compute_first_day(span.start)
    told = measures.touch_tally
    touched = told.count_by(lambda how: compute_month_number(how.day))
    known = told.count_by(lambda how: compute_month_number(how.day) if how.mode else None)
    face = told.count_by(
        lambda how: compute_month_number(how.day) if how.mode == "in person" else None
    )
    new = _count_by_month((one.met for one in everybody), first, today)
    gave = _count_by_month((gift.date for one in everybody for gift in one.gifts), first, today)
    asked = _count_by_month((ask.date for one in everybody for ask in one.asks), first, today)
    around = [
        (one, _list_active_stretches(one, told.months_by_contact[one.path], today, span))
        for one in everybody
    ]
    levels = _count_active_by_month(
        ((_classify_level(one.level), stretches) for one, stretches in around), span
    )
    fields = _count_active_by_month(
        ((fold(one.field), stretches) for one, stretches in around), span
    )
    nobody = [0] * months
    return tuple(
        MonthTrend(
            first_day=compute_first_day(at),
            touches=touched[at],
            new_contacts=new[at],
            gave=gave[at],
            asked=asked[at],
            in_person=face[at],
            with_channel=known[at],
            above=levels.get("above", nobody)[place],
            peer=levels.get("peer", nobody)[place],
            below=levels.get("below", nobody)[place],
            hill1=compute_hill1(tuple(size for sizes in fields.values() if (size := sizes[place]))),
        )
        for place, at in enumerate(span)
    )


def count_touches_by_month(measures: Measures, months: int = 12) -> tuple[tuple[Day, int], ...]:
    """The touches of the last months, this one included, earliest first: the first day of each, and how many."""
    last = compute_month_number(measures.network.today)
    touched = measures.touch_tally.count_by(lambda how: compute_month_number(how.day))
    return tuple((compute_first_day(at), touched[at]) for at in range(last - months + 1, last + 1))


def count_touches_by_day(
    measures: Measures, weeks: int = WEEKS_SHOWN
) -> tuple[tuple[Day, int], ...]:
    """The touches of every day from a Monday some weeks ago until today, for a picture of the year."""
    today = measures.network.today
    start = today - datetime.timedelta(days=today.weekday() + 7 * (weeks - 1))
    count = measures.touch_tally.count_by(lambda how: how.day)
    days = (start + datetime.timedelta(days=at) for at in range((today - start).days + 1))
    return tuple((day, count[day]) for day in days)


class QuarterRenewal(NamedTuple):
    """The people first met in one quarter.

    Of the `new`, `followed_up` were in touch again within 14 days of the meeting, and `still` half a year after it or
    later. `could_follow` and `could_still` are those for whom so much time has passed already.
    """

    first_day: Day
    new_contacts: int
    followed_up: int
    followed_up_base: int
    still_in_touch: int
    still_in_touch_base: int


def count_renewal_by_quarter(
    network: Network, quarters: int = QUARTERS_SHOWN
) -> tuple[QuarterRenewal, ...]:
    """Who came new in each of the last quarters, this one included, and who stayed; earliest first."""
    today = network.today
    last = compute_month_number(today) // 3
    since = compute_first_day((last - quarters + 1) * 3)
    met: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for one in network.contacts:
        if one.met and since <= one.met <= today:
            ago = (today - one.met).days
            after = tuple((day - one.met).days for day in list_contact_days(one, today))
            met.setdefault(compute_month_number(one.met) // 3, []).append((ago, after))
    return tuple(
        QuarterRenewal(
            first_day=compute_first_day(at * 3),
            new_contacts=len(some := met.get(at, [])),
            followed_up=sum(
                any(0 < days <= FOLLOWED_UP_DAYS for days in after) for _, after in some
            ),
            followed_up_base=sum(
                ago >= FOLLOWED_UP_DAYS or any(days > 0 for days in after) for ago, after in some
            ),
            still_in_touch=sum(any(days >= HALF_YEAR_DAYS for days in after) for _, after in some),
            still_in_touch_base=sum(ago >= HALF_YEAR_DAYS for ago, _ in some),
        )
        for at in range(last - quarters + 1, last + 1)
    )


def _count_by_month(days: Iterable[Day | None], first_day: Day, today: Day) -> Counter[int]:
    """How many of the days lie in each month, from the first day until today."""
    return Counter([compute_month_number(day) for day in days if day and first_day <= day <= today])


def _classify_level(level: int | None) -> str:
    return "" if level is None else "above" if level > 0 else "below" if level < 0 else "peer"


def _list_active_stretches(
    contact: Contact, touched_months: frozenset[int], today: Day, month_range: range
) -> list[tuple[int, int]]:
    """The stretches of the span in which a contact counts as in touch: each month of a touch and the eleven after it."""
    last = contact.last_contact
    months = (
        touched_months | {compute_month_number(last)} if last and last <= today else touched_months
    )
    stretches: list[tuple[int, int]] = []
    begin = end = month_range.start
    for at in sorted(months):
        if at > end:
            if begin < end:
                stretches.append((begin, end))
            begin = at
        end = max(end, at + MONTHS_PER_YEAR)
    if begin < end:
        stretches.append((begin, min(end, month_range.stop)))
    return stretches


def _count_active_by_month(
    keyed_stretches: Iterable[tuple[str, list[tuple[int, int]]]], month_range: range
) -> dict[str, list[int]]:
    """How many contacts under each key count as in touch in each month of the span, by their stretches."""
    changes: dict[str, list[int]] = {}
    for key, stretches in keyed_stretches:
        if key and stretches:
            change = changes.get(key) or changes.setdefault(key, [0] * (len(month_range) + 1))
            for start, end in stretches:
                change[start - month_range.start] += 1
                change[end - month_range.start] -= 1
    return {key: list(accumulate(change)) for key, change in changes.items()}
