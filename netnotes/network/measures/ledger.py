"""Giving and asking: build, keep and use; balances, promises, asks.

A year is the 365 days that end today. An entry without a day counts as having happened, but not in
any year; an entry with a later day than today has not happened. What happened does not change when
a contact is archived, so all contacts count; what is still to do is of active ones only. Contacts
that are equal in all else stay in the order of their names.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.model.people import list_open_promises
from netnotes.network.asks import has_no_answer, is_waiting
from netnotes.network.measures.goals import is_resting
from netnotes.reading.status import get_last_contact_in_life, list_touches_in_life
from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact, Gift, Promise
    from netnotes.network.network import Network


YEAR_DAYS = 365


def compute_period_start(days: int, today: Day) -> Day:
    """Compute the first of the `days` days that end today."""
    return today - datetime.timedelta(days=days - 1)


def list_contact_days(contact: Contact, today: Day) -> tuple[Day, ...]:
    """List the days until today with a touch, or named by `last_contact`; each once, in order."""
    days = {touch.date for touch in list_touches_in_life(contact)}
    last_contact = get_last_contact_in_life(contact)
    if last_contact:
        days.add(last_contact)
    return tuple(sorted(day for day in days if day <= today))


class SideCounts(NamedTuple):
    """Contacts who work in my organisation, elsewhere, or nobody knows where."""

    inside: int
    outside: int
    unknown: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)


def count_sides(contacts: Iterable[Contact], organisation: str) -> SideCounts:
    """Count who works where I work, elsewhere, or nobody knows where.

    All are unknown if `organisation`, the name of mine, is empty.
    """
    own_organisation = fold(organisation)
    organisations = [fold(contact.organisation) for contact in contacts]
    if not own_organisation:
        return SideCounts(0, 0, len(organisations))

    unknown = organisations.count("")
    inside = organisations.count(own_organisation)
    return SideCounts(inside, len(organisations) - unknown - inside, unknown)


class BuildKeepUse(Struct, frozen=True):
    """The contacts of the last year, by what I did for the tie.

    `build`: first met. `keep`: in touch after the day we met. `use`: asked for something.
    `followed_up` are those of `build` that are also in `keep`.
    Source: after Wolff and Moser 2009.
    """

    build: SideCounts
    keep: SideCounts
    use: SideCounts
    followed_up: int


def count_build_keep_use(network: Network) -> BuildKeepUse:
    """Count whom I met, kept up with and asked in the last year, inside and outside."""
    today = network.today
    first_day = compute_period_start(YEAR_DAYS, today)
    built: list[Contact] = []
    kept_up: list[Contact] = []
    used: list[Contact] = []
    followed_up = 0
    for contact in network.contacts:
        is_new = contact.met is not None and first_day <= contact.met <= today
        last_contact = network.follow_ups[contact.path].last_contact
        is_kept_up = _is_kept_up(contact, last_contact, first_day, today)
        if is_new:
            built.append(contact)
        if is_kept_up:
            kept_up.append(contact)
        if is_new and is_kept_up:
            followed_up += 1
        if _count_in_year(contact.asks, first_day, today):
            used.append(contact)

    organisation = network.settings.me.organisation
    return BuildKeepUse(
        build=count_sides(built, organisation),
        keep=count_sides(kept_up, organisation),
        use=count_sides(used, organisation),
        followed_up=followed_up,
    )


def _is_kept_up(contact: Contact, last_contact: Day | None, first_day: Day, today: Day) -> bool:
    """Whether we were in touch in the year after the day we met. The last contact is enough."""
    if last_contact is None or last_contact < first_day:
        return False
    return contact.met is None or contact.met > today or last_contact > contact.met


class Balance(Struct, frozen=True):
    """How often I gave one contact something, and asked for something, in the last year.

    `granted` are those of the asks that were granted: only these flowed the other way.
    """

    contact: Contact
    gave: int
    asked: int
    granted: int


def compute_balances(network: Network) -> tuple[Balance, ...]:
    """Compute gifts and asks of the last year, for each contact with either."""
    today = network.today
    first_day = compute_period_start(YEAR_DAYS, today)
    balances = []
    for contact in network.contacts:
        if not contact.gifts and not contact.asks:
            continue
        gave = _count_in_year(contact.gifts, first_day, today)
        asked = _count_in_year(contact.asks, first_day, today)
        if gave or asked:
            granted = _count_in_year(list_granted_asks(contact), first_day, today)
            balances.append(Balance(contact, gave, asked, granted))
    return tuple(balances)


def list_granted_asks(contact: Contact) -> tuple[Ask, ...]:
    """List what I asked a contact for and was given."""
    return tuple([ask for ask in contact.asks if ask.state == "granted"])


def _count_in_year(entries: tuple[Gift | Ask, ...], first_day: Day, today: Day) -> int:
    # Most contacts have no entries, and this is asked of all of them.
    if not entries:
        return 0
    return sum([first_day <= entry.date <= today for entry in entries if entry.date])


def count_undated(network: Network) -> int:
    """Count the gifts and asks that have no day, and so belong to no year."""
    count = 0
    for contact in network.contacts:
        entries: tuple[Gift | Ask, ...] = (*contact.gifts, *contact.asks)
        count += sum(entry.date is None for entry in entries)
    return count


class Reciprocity(Struct, frozen=True):
    """G gifts and R granted asks of the last year, taken together. Shares are None without any.

    `asked` counts all asks, also those that were declined or wait for an answer, which gave me
    nothing. `give_share` is G / (G + R), from 0 to 1. `balance` is (G - R) / (G + R), from -1 to 1.
    `weighted` is 2 Σ min(g, r) / (G + R), with g and r of each contact, from 0 to 1: the share that
    was returned within the same relationship. Something passed in both directions with those of
    `two_way`; `only_asked` only gave to me, and `only_gave` are those whom only I gave something.
    Source: Squartini and others 2013.
    """

    gave: int
    asked: int
    granted: int
    give_share: Fraction | None
    balance: Fraction | None
    weighted: Fraction | None
    two_way: tuple[Balance, ...]
    only_asked: tuple[Balance, ...]
    only_gave: tuple[Balance, ...]


def compute_reciprocity(balances: tuple[Balance, ...]) -> Reciprocity:
    """Compute how giving and asking balance, over all contacts and within each relationship."""
    gave = asked = granted = returned = 0
    two_way: list[Balance] = []
    only_asked: list[Balance] = []
    only_gave: list[Balance] = []
    for balance in balances:
        gave += balance.gave
        asked += balance.asked
        granted += balance.granted
        returned += min(balance.gave, balance.granted)
        if balance.gave and balance.granted:
            two_way.append(balance)
        elif balance.granted:
            only_asked.append(balance)
        elif balance.gave:
            only_gave.append(balance)

    return Reciprocity(
        gave=gave,
        asked=asked,
        granted=granted,
        give_share=_compute_share(gave, gave + granted),
        balance=_compute_share(gave - granted, gave + granted),
        weighted=_compute_share(2 * returned, gave + granted),
        two_way=tuple(two_way),
        only_asked=tuple(only_asked),
        only_gave=tuple(only_gave),
    )


def has_happened_by(entry_day: Day | None, day: Day) -> bool:
    """Whether an entry counts by a day: one without a day always does."""
    return entry_day is None or entry_day <= day


def _compute_share(part: int, total: int) -> Fraction | None:
    return Fraction(part, total) if total else None


class OpenAsk(Struct, frozen=True):
    """An ask without an answer, and for how many days; None if the day of the ask is not known."""

    contact: Contact
    ask: Ask
    days_waiting: int | None


class AskSummary(Struct, frozen=True):
    """All asks, by what came of them.

    `open` are those to active contacts that wait for an answer, `no_answer` those that had none;
    both with the oldest first and those without a day last.
    """

    open: tuple[OpenAsk, ...]
    granted: int
    declined: int
    no_answer: tuple[OpenAsk, ...]


def _build_open_ask(contact: Contact, ask: Ask, today: Day) -> OpenAsk:
    days_waiting = (today - ask.date).days if ask.date else None
    return OpenAsk(contact, ask, days_waiting)


def build_ask_summary(network: Network) -> AskSummary:
    """Collect what came of all asks until today."""
    open_asks: list[OpenAsk] = []
    states: list[str] = []
    for contact in network.contacts:
        for ask in contact.asks:
            if has_happened_by(ask.date, network.today):
                states.append(ask.state)
                if _counts_as_open(ask, contact, network):
                    open_asks.append(_build_open_ask(contact, ask, network.today))

    # Without a day last: how long these wait nobody knows.
    open_asks.sort(
        key=lambda open_ask: (open_ask.days_waiting is None, -(open_ask.days_waiting or 0))
    )
    return AskSummary(
        open=tuple([ask for ask in open_asks if is_waiting(ask.ask, network.today)]),
        granted=states.count("granted"),
        declined=states.count("declined"),
        no_answer=tuple([ask for ask in open_asks if has_no_answer(ask.ask, network.today)]),
    )


def _counts_as_open(ask: Ask, contact: Contact, network: Network) -> bool:
    return (
        ask.state == "open"
        and contact.is_active
        and not is_resting(ask, contact, network, network.goals_by_path)
    )


class OpenPromise(Struct, frozen=True):
    """Something I promised a contact and have not done."""

    contact: Contact
    promise: Promise

    def is_late(self, today: Day) -> bool:
        """Whether the day by which it was promised has passed."""
        return self.promise.due is not None and self.promise.due < today


class PromiseSummary(Struct, frozen=True):
    """All promises, by what came of them.

    `open` are those to active contacts, by day, those without a day last.
    """

    open: tuple[OpenPromise, ...]
    kept: int
    cancelled: int


def build_promise_summary(network: Network) -> PromiseSummary:
    """Collect what came of all promises."""
    open_promises: list[OpenPromise] = []
    states: list[str] = []
    for contact in network.contacts:
        # Most contacts have none.
        if not contact.promises:
            continue
        states += [promise.state for promise in contact.promises]
        if contact.is_active:
            for promise in list_open_promises(contact):
                open_promises.append(OpenPromise(contact, promise))

    open_promises.sort(key=lambda open_promise: open_promise.promise.due or datetime.date.max)
    return PromiseSummary(tuple(open_promises), states.count("kept"), states.count("cancelled"))


def find_last_in_person(contact: Contact, today: Day) -> Day | None:
    """Find the day of the last touch in person until today.

    It is not part of the last contact, which any touch counts for.
    """
    days = []
    for touch in list_touches_in_life(contact):
        if touch.mode == "in person" and touch.date <= today:
            days.append(touch.date)
    return max(days, default=None)
