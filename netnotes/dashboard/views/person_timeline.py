"""The timeline of a person's page: touches, and what was exchanged on which day."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Touch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.dashboard.addresses import Ref
    from netnotes.model.people import Ask, Contact, Gift, Learned, Naming, Promise


class TimelineEntry(Struct, frozen=True):
    """One touch, or one day, on the timeline of a person."""

    date: Day
    planned: bool
    mode: str
    channel: str
    text: str

    # The other note that it was read from; None for the person's own.
    source: Ref | None

    # What was exchanged on that day, such as `("gave", "a paper")`.
    passed: tuple[tuple[str, str], ...]


class DatedExchange(NamedTuple):
    """What a contact and I exchanged on a day; the same item may appear on two days."""

    date: Day | None
    what: str
    item: Gift | Ask | Promise | Learned | Naming


def iter_timeline(
    contact: Contact,
    exchanges: list[DatedExchange],
    planned_days: tuple[Day, ...],
    touches_from_other_notes: tuple[tuple[Touch, Ref], ...],
) -> Iterator[TimelineEntry]:
    """Yield what happened, latest first, with what was exchanged on the day. Plans come first."""
    passed_by_day: dict[Day, list[tuple[str, str]]] = {}
    for exchange in exchanges:
        if exchange.date:
            passed = passed_by_day.setdefault(exchange.date, [])
            passed.append((exchange.what, exchange.item.text))

    # A task that was ticked is a touch too, but the promise or ask on its line says more.
    exchange_locations = {exchange.item.source_location for exchange in exchanges}
    touches = [
        touch for touch in contact.touches if touch.source_location not in exchange_locations
    ]

    # A gift or a promise may be on a day without a touch, which then needs an entry of its own.
    touch_days = {touch.date for touch in touches}
    for day in passed_by_day:
        if day not in touch_days:
            touches.append(Touch(day, "", "", "", SourceLocation(contact.path)))

    sources = dict(touches_from_other_notes)
    for touch in sorted(touches, key=lambda touch: touch.date, reverse=True):
        passed_then = tuple(passed_by_day.get(touch.date, ()))
        is_planned = touch.date in planned_days
        yield TimelineEntry(
            touch.date,
            is_planned,
            touch.mode,
            touch.channel,
            touch.text,
            sources.get(touch),
            passed_then,
        )


def iter_undated(exchanges: list[DatedExchange]) -> Iterator[tuple[str, str]]:
    """Yield what was exchanged on no known day. What was learned has a list of its own."""
    for exchange in exchanges:
        if not exchange.date and exchange.what != "learned":
            yield exchange.what, exchange.item.text


def iter_exchanges(contact: Contact) -> Iterator[DatedExchange]:
    """Yield everything that was exchanged: gifts, asks, promises, facts and names."""
    for gift in contact.gifts:
        yield DatedExchange(gift.date, "gave", gift)
    for ask in contact.asks:
        yield from _iter_ask_exchanges(ask)
    for promise in contact.promises:
        yield from _iter_promise_exchanges(promise)
    for learned in contact.learned:
        yield DatedExchange(learned.date, "learned", learned)
    for naming in contact.named:
        yield DatedExchange(naming.date, "named", naming)


def _iter_ask_exchanges(ask: Ask) -> Iterator[DatedExchange]:
    """Yield an ask on its day, and once more on the day of the answer if that is another."""
    is_answered_at_once = ask.state != "open" and ask.answered in (None, ask.date)
    if is_answered_at_once:
        yield DatedExchange(ask.date, f"asked, {ask.state}", ask)
        return

    yield DatedExchange(ask.date, "asked", ask)
    if ask.answered:
        yield DatedExchange(ask.answered, ask.state, ask)


def _iter_promise_exchanges(promise: Promise) -> Iterator[DatedExchange]:
    """Yield a promise on its day, and once more on the day it was settled if that is another.

    A promise without a day is only shown on the day it was settled.
    """
    is_settled_at_once = promise.state != "open" and promise.done in (None, promise.date)
    if is_settled_at_once:
        yield DatedExchange(promise.date, f"promised, {promise.state}", promise)
        return

    if promise.date or not promise.done:
        yield DatedExchange(promise.date, "promised", promise)
    if promise.done:
        yield DatedExchange(promise.done, promise.state, promise)
