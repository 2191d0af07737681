"""How things went over time, from the log and never from file times.

Everybody ever written down counts, archived or not: what happened does not change when somebody is let go.
"""

from __future__ import annotations

import datetime
from collections import Counter
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.ledger import contact_days
from netnotes.network.tally import first_day, month, tally
from netnotes.network.variety import hill1
from netnotes.words import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.network.network import Network
    from netnotes.people import Contact

MONTHS_SHOWN = 36
QUARTERS_SHOWN = 8
WEEKS_SHOWN = 53

YEAR_OF_MONTHS = 12
FOLLOWED_UP_DAYS = 14
HALF_A_YEAR = 180


class Month(NamedTuple):
    """One month of the log.

    `new` are people first met, by `met`. `in_person` is of the `known` touches, those with a known channel. `above`,
    `peer`, `below` and `hill1` (¹D of fields) are of everybody in touch in the twelve months that end with this one.
    """

    first: Day
    touches: int
    new: int
    gave: int
    asked: int
    in_person: int
    known: int
    above: int
    peer: int
    below: int
    hill1: float | None

    @property
    def in_person_share(self) -> Fraction | None:
        """The share in person of the touches with a known channel."""
        return Fraction(self.in_person, self.known) if self.known else None


def by_month(network: Network, months: int = MONTHS_SHOWN) -> tuple[Month, ...]:
    """The last months, this one included, earliest first."""
    today, everybody = network.today, network.contacts
    last = month(today)
    span = range(last - months + 1, last + 1)
    first = first_day(span.start)
    told = tally(network)
    touched = told.by(lambda how: month(how.day))
    known = told.by(lambda how: month(how.day) if how.mode else None)
    face = told.by(lambda how: month(how.day) if how.mode == "in person" else None)
    new = _months((one.met for one in everybody), first, today)
    gave = _months((gift.date for one in everybody for gift in one.gifts), first, today)
    asked = _months((ask.date for one in everybody for ask in one.asks), first, today)
    around = [(one, _around(one, told.months[one.path], today, span)) for one in everybody]
    levels = _running(((_side(one.level), stretches) for one, stretches in around), span)
    fields = _running(((fold(one.field), stretches) for one, stretches in around), span)
    nobody = [0] * months
    return tuple(
        Month(
            first=first_day(at),
            touches=touched[at],
            new=new[at],
            gave=gave[at],
            asked=asked[at],
            in_person=face[at],
            known=known[at],
            above=levels.get("above", nobody)[place],
            peer=levels.get("peer", nobody)[place],
            below=levels.get("below", nobody)[place],
            hill1=hill1(tuple(size for sizes in fields.values() if (size := sizes[place]))),
        )
        for place, at in enumerate(span)
    )


def touches_by_month(network: Network, months: int = 12) -> tuple[tuple[Day, int], ...]:
    """The touches of the last months, this one included, earliest first: the first day of each, and how many."""
    last = month(network.today)
    touched = tally(network).by(lambda how: month(how.day))
    return tuple((first_day(at), touched[at]) for at in range(last - months + 1, last + 1))


def touches_by_day(network: Network, weeks: int = WEEKS_SHOWN) -> tuple[tuple[Day, int], ...]:
    """The touches of every day from a Monday some weeks ago until today, for a picture of the year."""
    today = network.today
    start = today - datetime.timedelta(days=today.weekday() + 7 * (weeks - 1))
    count = tally(network).by(lambda how: how.day)
    days = (start + datetime.timedelta(days=at) for at in range((today - start).days + 1))
    return tuple((day, count[day]) for day in days)


class Quarter(NamedTuple):
    """The people first met in one quarter.

    Of the `new`, `followed_up` were in touch again within 14 days of the meeting, and `still` half a year after it or
    later. `could_follow` and `could_still` are those for whom so much time has passed already.
    """

    first: Day
    new: int
    followed_up: int
    could_follow: int
    still: int
    could_still: int


def renewal(network: Network, quarters: int = QUARTERS_SHOWN) -> tuple[Quarter, ...]:
    """Who came new in each of the last quarters, this one included, and who stayed; earliest first."""
    today = network.today
    last = month(today) // 3
    since = first_day((last - quarters + 1) * 3)
    met: dict[int, list[tuple[int, tuple[int, ...]]]] = {}
    for one in network.contacts:
        if one.met and since <= one.met <= today:
            ago = (today - one.met).days
            after = tuple((day - one.met).days for day in contact_days(one, today))
            met.setdefault(month(one.met) // 3, []).append((ago, after))
    return tuple(
        Quarter(
            first=first_day(at * 3),
            new=len(some := met.get(at, [])),
            followed_up=sum(any(0 < days <= FOLLOWED_UP_DAYS for days in after) for _, after in some),
            could_follow=sum(ago >= FOLLOWED_UP_DAYS or any(days > 0 for days in after) for ago, after in some),
            still=sum(any(days >= HALF_A_YEAR for days in after) for _, after in some),
            could_still=sum(ago >= HALF_A_YEAR for ago, _ in some),
        )
        for at in range(last - quarters + 1, last + 1)
    )


def _months(days: Iterable[Day | None], first: Day, today: Day) -> Counter[int]:
    """How many of the days lie in each month, from the first day until today."""
    return Counter([month(day) for day in days if day and first <= day <= today])


def _side(level: int | None) -> str:
    return "" if level is None else "above" if level > 0 else "below" if level < 0 else "peer"


def _around(contact: Contact, touched: frozenset[int], today: Day, span: range) -> list[tuple[int, int]]:
    """The stretches of the span in which a contact counts as in touch: each month of a touch and the eleven after it."""
    last = contact.last_contact
    months = touched | {month(last)} if last and last <= today else touched
    stretches: list[tuple[int, int]] = []
    begin = end = span.start
    for at in sorted(months):
        if at > end:
            if begin < end:
                stretches.append((begin, end))
            begin = at
        end = max(end, at + YEAR_OF_MONTHS)
    if begin < end:
        stretches.append((begin, min(end, span.stop)))
    return stretches


def _running(keyed: Iterable[tuple[str, list[tuple[int, int]]]], span: range) -> dict[str, list[int]]:
    """How many contacts under each key count as in touch in each month of the span, by their stretches."""
    changes: dict[str, list[int]] = {}
    for key, stretches in keyed:
        if key and stretches:
            change = changes.get(key) or changes.setdefault(key, [0] * (len(span) + 1))
            for start, end in stretches:
                change[start - span.start] += 1
                change[end - span.start] -= 1
    return {key: list(accumulate(change)) for key, change in changes.items()}
