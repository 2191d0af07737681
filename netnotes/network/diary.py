"""The diary: every touch by month, latest first, and how people were in touch."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.ledger import YEAR, within
from netnotes.words import same_name

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    everybodys: list[tuple[int, int]] = []
    with_whom: list[tuple[int, int]] = []
    for contact in network.contacts:
        months = [(touch.date.year, touch.date.month) for touch in contact.touches if touch.date <= network.today]
        everybodys += months
        with_whom += set(months)
    touches, people = Counter(everybodys), Counter(with_whom)
    told: dict[tuple[int, int], list[Told]] = {}
    for one in _latest(network, most):
        told.setdefault((one.touch.date.year, one.touch.date.month), []).append(one)
    return tuple(
        Month(datetime.date(*month, 1), tuple(told.get(month, ())), touches[month], people[month])
        for month in sorted(touches, reverse=True)
    )


def _latest(network: Network, most: int) -> list[Told]:
    """The latest touches, no more than the most, latest first."""
    days = sorted(
        touch.date for contact in network.contacts for touch in contact.touches if touch.date <= network.today
    )
    since = days[-min(most, len(days)) :][:1]
    late = (
        Told(contact, touch)
        for contact in network.contacts
        for touch in contact.touches
        if since and since[0] <= touch.date <= network.today
    )
    return sorted(late, key=_latest_first)[:most]


def _latest_first(one: Told) -> tuple[int, str, str, int]:
    return -one.touch.date.toordinal(), same_name(one.contact.name), one.contact.path, one.touch.place.line


def channels(network: Network) -> tuple[tuple[str, str, int], ...]:
    """How the touches of the last 365 days were made: the mode, the word for it, how many; most of each mode first.

    Both are empty where no channel is written.
    """
    count = Counter(_channels(network))
    return tuple((mode, word, size) for (mode, word), size in sorted(count.items(), key=lambda one: (-one[1], one[0])))


def _channels(network: Network) -> Iterator[tuple[str, str]]:
    first = network.today - datetime.timedelta(days=YEAR - 1)
    for contact in network.contacts:
        yield from ((touch.mode, touch.channel) for touch in contact.touches if first <= touch.date <= network.today)


def newcomers(network: Network, days: int) -> tuple[Contact, ...]:
    """Whom I first met in the last days, latest first."""
    met = ((one.met, one) for one in network.contacts if one.met and within(one.met, days, network.today))
    return tuple(one for _, one in sorted(met, key=lambda pair: (-pair[0].toordinal(), same_name(pair[1].name))))
