"""What passed between me and my contacts: build, keep and use, giving and asking, how far each tie has come.

A year is the 365 days that end today. What has no day counts as having happened, but not in any year. What lies after
today has not happened. Where something else orders contacts, those it does not tell apart stay in the order of their names.
"""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date as Day

    from netnotes.model.people import Ask, Contact, Gift, Promise
    from netnotes.network.network import Network


YEAR_DAYS = 365
ANSWER_DAYS = 14
"""An ask without an answer for two weeks is worth a second word: a convention."""


def compute_period_start(days: int, today: Day) -> Day:
    """The first of so many days that end today."""
    return today - datetime.timedelta(days=days - 1)


def list_contact_days(contact: Contact, today: Day) -> tuple[Day, ...]:
    """The days until today on which we were in touch, by the log and by `last_contact`, each once, earliest first."""
    days = {touch.date for touch in contact.touches}
    if contact.last_contact:
        days.add(contact.last_contact)
    return tuple(sorted(day for day in days if day <= today))


class SideCounts(NamedTuple):
    """A count of contacts by where they work: where I do, elsewhere, or not known."""

    inside: int
    outside: int
    unknown: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)


def count_sides(contacts: Iterable[Contact], organisation: str) -> SideCounts:
    """How many contacts work where I work, elsewhere, or where nobody knows; all unknown where I have not said."""
    mine = fold(organisation)
    theirs = [fold(one.organisation) for one in contacts]
    told = [one for one in theirs if one and mine]
    inside = told.count(mine)
    return SideCounts(inside, len(told) - inside, len(theirs) - len(told))


class BuildKeepUse(Struct, frozen=True):
    """The year's contacts by what I did for the tie (after Wolff and Moser 2009).

    `build`: first met in the year. `keep`: in touch in the year, after the day we met. `use`: asked in the year.
    Of the `build`, `followed_up` have been in touch again since.
    """

    build: SideCounts
    keep: SideCounts
    use: SideCounts
    followed_up: int


def count_build_keep_use(network: Network) -> BuildKeepUse:
    """What the year did for my network, by inside and outside."""
    people, today, first = (
        network.active_contacts,
        network.today,
        compute_period_start(YEAR_DAYS, network.today),
    )
    build = [one for one in people if one.met and first <= one.met <= today]
    keep = [
        one
        for one in people
        if _is_kept_up(one, network.follow_ups[one.path].last_contact, first, today)
    ]
    use = [one for one in people if _count_in_year(one.asks, first, today)]
    kept = {one.path for one in keep}
    organisation = network.settings.me.organisation
    return BuildKeepUse(
        build=count_sides(build, organisation),
        keep=count_sides(keep, organisation),
        use=count_sides(use, organisation),
        followed_up=sum(one.path in kept for one in build),
    )


def _is_kept_up(contact: Contact, last: Day | None, first_day: Day, today: Day) -> bool:
    """Whether we were in touch in the year, after the day we met; the latest day of all tells."""
    met = contact.met
    return last is not None and last >= first_day and (met is None or met > today or last > met)


class Balance(Struct, frozen=True):
    """How often I gave to one contact and asked them in the year."""

    contact: Contact
    gave: int
    asked: int


def compute_balances(network: Network) -> tuple[Balance, ...]:
    """Giving and asking of the year, by contact, for everybody with either."""
    today, first = network.today, compute_period_start(YEAR_DAYS, network.today)
    everybody = [
        Balance(
            one, _count_in_year(one.gifts, first, today), _count_in_year(one.asks, first, today)
        )
        for one in network.active_contacts
        if one.gifts or one.asks
    ]
    return tuple(one for one in everybody if one.gave or one.asked)


def _count_in_year(entries: tuple[Gift | Ask, ...], first_day: Day, today: Day) -> int:
    return sum([first_day <= one.date <= today for one in entries if one.date]) if entries else 0


def count_undated(network: Network) -> int:
    """How many gifts and asks have no day, and so belong to no year."""
    return [
        passed.date
        for one in network.active_contacts
        for some in (one.gifts, one.asks)
        for passed in some
    ].count(None)


class Reciprocity(Struct, frozen=True):
    """Giving and asking taken together. Shares are None where nothing passed.

    `give_share` is G/(G+R), `balance` (G-R)/(G+R), `weighted` 2Σmin(g,r)/(G+R): the share of all that was returned
    within the same relationship (Squartini and others 2013). The names are those of the contacts' notes.
    """

    gave: int
    asked: int
    give_share: Fraction | None
    balance: Fraction | None
    weighted: Fraction | None
    two_way: tuple[Balance, ...]
    only_asked: tuple[Balance, ...]
    only_gave: tuple[Balance, ...]


def compute_reciprocity(balances: tuple[Balance, ...]) -> Reciprocity:
    """How giving and asking balance, over all and within each relationship."""
    gave, asked = sum(one.gave for one in balances), sum(one.asked for one in balances)
    both = sum(min(one.gave, one.asked) for one in balances)

    def share(part: int) -> Fraction | None:
        return Fraction(part, gave + asked) if gave + asked else None

    return Reciprocity(
        gave=gave,
        asked=asked,
        give_share=share(gave),
        balance=share(gave - asked),
        weighted=share(2 * both),
        two_way=tuple(one for one in balances if one.gave and one.asked),
        only_asked=tuple(one for one in balances if not one.gave),
        only_gave=tuple(one for one in balances if not one.asked),
    )


RUNGS = ("name", "met", "in touch", "exchanged", "mutual")
"""How far a tie has come, by logic only: no touch, one, two or more days, something passed, both ways."""

RECENT_STEP_DAYS = 90


class LadderStep(Struct, frozen=True):
    """Where a contact stands on the ladder today and where some days before, as places in RUNGS."""

    contact: Contact
    rung: int
    previous_rung: int

    @property
    def has_moved(self) -> bool:
        """Whether the tie has come further since."""
        return self.rung > self.previous_rung


def build_ladder(network: Network, days: int = RECENT_STEP_DAYS) -> tuple[LadderStep, ...]:
    """How far everybody has come, and who moved in the last days; the others stand still."""
    before = network.today - datetime.timedelta(days=days)
    return tuple(
        LadderStep(one, compute_rung(one, network.today), compute_rung(one, before))
        for one in network.active_contacts
    )


def compute_rung(contact: Contact, day: Day) -> int:
    """How far a tie had come by a day. What passed without a day had passed already; an ask counts once granted."""
    gave = contact.gifts and any(_has_happened_by(gift.date, day) for gift in contact.gifts)
    got = contact.asks and any(
        ask.state == "granted" and _has_happened_by(ask.answered or ask.date, day)
        for ask in contact.asks
    )
    if gave or got:
        return 4 if gave and got else 3
    first = contact.last_contact if contact.last_contact and contact.last_contact <= day else None
    for touch in contact.touches:
        if touch.date <= day:
            first = first or touch.date
            if touch.date != first:
                return 2
    return 1 if first else 0


def _has_happened_by(happened_on: Day | None, day: Day) -> bool:
    return happened_on is None or happened_on <= day


class NetworkUse(Struct, frozen=True):
    """How far I use the network: of the live contacts, those in touch this year and those ever asked.

    `never_asked` are live contacts too. Shares are None where nobody is live.
    """

    live_count: int
    in_touch_count: int
    asked_count: int
    never_asked: tuple[Contact, ...]

    @property
    def in_touch_share(self) -> Fraction | None:
        """The share of live contacts with a touch in the year."""
        return Fraction(self.in_touch_count, self.live_count) if self.live_count else None

    @property
    def asked_share(self) -> Fraction | None:
        """The share of live contacts I ever asked for anything."""
        return Fraction(self.asked_count, self.live_count) if self.live_count else None


def compute_network_use(network: Network) -> NetworkUse:
    """Who of the live contacts was in touch this year, and who was ever asked."""
    live = network.live_contacts
    never = tuple(
        one
        for one in live
        if not any(_has_happened_by(ask.date, network.today) for ask in one.asks)
    )
    first = compute_period_start(YEAR_DAYS, network.today)
    touched = sum(
        [last >= first for one in live if (last := network.follow_ups[one.path].last_contact)]
    )
    return NetworkUse(len(live), touched, len(live) - len(never), never)


class OpenAsk(Struct, frozen=True):
    """An ask that waits for its answer, and for how many days; None where its day is not known."""

    contact: Contact
    ask: Ask
    days_waiting: int | None


class AskSummary(Struct, frozen=True):
    """All I ever asked, by what came of it. `unanswered` are the open ones of 14 days or more, `open` oldest first."""

    open: tuple[OpenAsk, ...]
    granted: int
    declined: int
    unanswered: int


def build_ask_summary(network: Network) -> AskSummary:
    """What came of all I asked."""
    every = [
        (one, ask)
        for one in network.active_contacts
        for ask in one.asks
        if _has_happened_by(ask.date, network.today)
    ]
    waiting = [
        OpenAsk(contact, ask, (network.today - ask.date).days if ask.date else None)
        for contact, ask in every
        if ask.state == "open"
    ]
    waiting.sort(key=lambda one: (one.days_waiting is None, -(one.days_waiting or 0)))
    states = [ask.state for _, ask in every]
    return AskSummary(
        open=tuple(waiting),
        granted=states.count("granted"),
        declined=states.count("declined"),
        unanswered=sum((one.days_waiting or 0) >= ANSWER_DAYS for one in waiting),
    )


def list_asked_never_given(network: Network) -> tuple[tuple[Contact, int], ...]:
    """Whom I asked and, in the whole log, never gave anything, with how often I asked; most asked first."""
    some = [(one, len(one.asks)) for one in network.active_contacts if one.asks and not one.gifts]
    return tuple(sorted(some, key=lambda one: -one[1]))


class OpenPromise(Struct, frozen=True):
    """Something I still owe somebody my word on."""

    contact: Contact
    promise: Promise

    def is_late(self, today: Day) -> bool:
        """Whether its day has passed."""
        return self.promise.due is not None and self.promise.due < today


class PromiseSummary(Struct, frozen=True):
    """All I promised, by what came of it; the open ones earliest due first, those without a day last."""

    open: tuple[OpenPromise, ...]
    kept: int
    cancelled: int


def build_promise_summary(network: Network) -> PromiseSummary:
    """What came of all I promised."""
    every = [
        OpenPromise(one, promise) for one in network.active_contacts for promise in one.promises
    ]
    waiting = [one for one in every if one.promise.state == "open"]
    waiting.sort(key=lambda one: one.promise.due or datetime.date.max)
    states = [one.promise.state for one in every]
    return PromiseSummary(tuple(waiting), states.count("kept"), states.count("cancelled"))


class InPersonCounts(Struct, frozen=True):
    """The year's touches in person, among those whose channel is known, and how many there are without one."""

    in_person: int
    with_channel: int
    without_channel: int

    @property
    def share(self) -> Fraction | None:
        """The share in person of the touches with a known channel; None where there is none."""
        return Fraction(self.in_person, self.with_channel) if self.with_channel else None


def count_in_person(network: Network) -> InPersonCounts:
    """How many of the year's touches were face to face."""
    first = compute_period_start(YEAR_DAYS, network.today)
    modes = [
        touch.mode
        for one in network.active_contacts
        for touch in one.touches
        if first <= touch.date <= network.today
    ]
    unknown = modes.count("")
    return InPersonCounts(modes.count("in person"), len(modes) - unknown, unknown)


def find_last_in_person(contact: Contact, today: Day) -> Day | None:
    """When we last met face to face, by the log: kept apart from the last contact."""
    return max(
        [one.date for one in contact.touches if one.mode == "in person" and one.date <= today],
        default=None,
    )
