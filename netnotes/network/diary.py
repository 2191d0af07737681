"""The diary: every touch by month, latest first, and how people were in touch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.ledger import YEAR, since
from netnotes.network.tally import first_day, month, tally
from netnotes.words import same_name

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.network.network import Network
    from netnotes.people import Contact, Touch


class Told(NamedTuple):
    """One touch of the diary, and with whom."""

    contact: Contact
    touch: Touch


class Month(NamedTuple):
    """A month of the diary: its first day, its touches latest first, and how many there were; of many, some are told."""

    first: Day
    told: tuple[Told, ...]
    touches: int
    people: int


def diary(network: Network, most: int) -> tuple[Month, ...]:
    """Every month with a touch until today, latest first; told are the latest touches, no more than the most."""
    tallied = tally(network)
    touches = tallied.by(lambda how: month(how.day))
    people = Counter([at for months in tallied.months.values() for at in months])
    told: dict[int, list[Told]] = {}
    for one in _latest(network, most):
        told.setdefault(month(one.touch.date), []).append(one)
    return tuple(
        Month(first_day(at), tuple(told.get(at, ())), touches[at], people[at]) for at in sorted(people, reverse=True)
    )


def _latest(network: Network, most: int) -> list[Told]:
    """The latest touches, no more than the most, latest first."""
    days = tally(network).by(lambda how: how.day)
    since, found = network.today, 0
    for since in sorted(days, reverse=True):
        found += days[since]
        if found >= most:
            break
    late = (
        Told(contact, touch)
        for contact in network.contacts
        if (last := network.follow_ups[contact.path].last) and last >= since
        for touch in contact.touches
        if since <= touch.date <= network.today
    )
    return sorted(late, key=_latest_first)[:most]


def _latest_first(one: Told) -> tuple[int, str, str, int]:
    return -one.touch.date.toordinal(), same_name(one.contact.name), one.contact.path, one.touch.place.line


def channels(network: Network) -> tuple[tuple[str, str, int], ...]:
    """How the touches of the last 365 days were made: the mode, the word for it, how many; most of each mode first.

    Both are empty where no channel is written.
    """
    first = since(YEAR, network.today)
    count: Counter[tuple[str, str]] = Counter()
    for how, size in tally(network).touches.items():
        if how.day >= first:
            count[how.mode, how.channel] += size
    return tuple((mode, word, size) for (mode, word), size in sorted(count.items(), key=lambda one: (-one[1], one[0])))


def newcomers(network: Network, days: int) -> tuple[Contact, ...]:
    """Whom I first met in the last days, latest first."""
    first = since(days, network.today)
    met = ((one.met, one) for one in network.contacts if one.met and first <= one.met <= network.today)
    return tuple(one for _, one in sorted(met, key=lambda pair: (-pair[0].toordinal(), same_name(pair[1].name))))
