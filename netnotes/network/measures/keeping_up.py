"""How often I am in touch in practice, how soon with new contacts, and with which circles.

Only what is noted has happened. Paused contacts are left out beside those that are not active: to
wait with them is the plan.
"""

from __future__ import annotations

from operator import sub
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network.follow_up import Standing
from netnotes.network.measures.ledger import (
    YEAR_DAYS,
    compute_period_start,
    list_contact_days,
)
from netnotes.network.measures.survival import Waits, compute_median_wait, count_told

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


# So long after a meeting somebody who has not heard from me again counts as still waiting.
MIN_FOLLOW_UP_DAYS = 14


class TierIntervals(NamedTuple):
    """The gaps between touches of the contacts in one tier.

    `planned_days` is the tier's interval. `median_days` is None if more than half of the gaps have
    not ended yet. `running` counts these, and `longest_running` is in days. `told` are the gaps
    that tell something about the median, or without one about the interval; see `count_told`.
    """

    tier: str
    planned_days: int
    contacts: int
    gaps: int
    told: int
    running: int
    longest_running: int
    median_days: int | None


class RealisedIntervals(NamedTuple):
    """The tiers in which there is a touch, in their order, and how many contacts count in none.

    `without_touch` are the contacts of a tier whose log has no touch, `too_new` those whose first
    touch is less than the tier's interval ago; `without_tier` those with neither a tier nor an
    interval.
    """

    tiers: tuple[TierIntervals, ...]
    without_touch: int
    too_new: int
    without_tier: int


def compute_realised_intervals(network: Network) -> RealisedIntervals:
    """Compute how long the gaps between touches are in each tier.

    A contact with an interval of its own is not in the plan of a tier. The gap since the last
    touch is still running. Notes that begin less than the tier's interval ago do not count: a
    month of notes has no gap of half a year in it.
    """
    days_by_tier: dict[str, list[Sequence[int]]] = {}
    without_touch = without_tier = too_new = 0
    for contact in _iter_unpaused(network):
        if contact.cadence is not None:
            continue
        planned_days = network.settings.find_tier_days(contact.tier)
        if not planned_days:
            without_tier += 1
            continue
        # `last_contact` alone is written over: how many touches came before it nobody knows.
        if not any(touch.date <= network.today for touch in contact.touches):
            without_touch += 1
            continue
        # As numbers: to subtract a hundred thousand days from each other would be slow.
        days = [day.toordinal() for day in list_contact_days(contact, network.today)]
        tier_days = days_by_tier.setdefault(contact.tier, [])
        if network.today.toordinal() - days[0] < planned_days:
            too_new += 1
        else:
            tier_days.append(days)

    tiers = []
    for tier, planned_days in network.settings.tiers:
        if tier in days_by_tier:
            gaps = _collect_gaps(days_by_tier[tier], network.today)
            tiers.append(_build_tier_intervals(tier, planned_days, gaps))
    return RealisedIntervals(tuple(tiers), without_touch, too_new, without_tier)


def _build_tier_intervals(tier: str, planned_days: int, gaps: Waits) -> TierIntervals:
    median_days = compute_median_wait(gaps)
    days_to_tell = median_days
    if days_to_tell is None:
        days_to_tell = planned_days
    return TierIntervals(
        tier=tier,
        planned_days=planned_days,
        contacts=gaps.running_count,
        gaps=gaps.count,
        told=count_told(gaps, days_to_tell),
        running=gaps.running_count,
        longest_running=max(gaps.running, default=0),
        median_days=median_days,
    )


def _iter_unpaused(network: Network) -> Iterator[Contact]:
    for contact in network.active_contacts:
        if network.follow_ups[contact.path].standing is not Standing.PAUSED:
            yield contact


def _collect_gaps(days_by_contact: Iterable[Sequence[int]], today: Day) -> Waits:
    """Collect the days between touches; for each contact, the gap since the last one runs on."""
    ended: list[int] = []
    running: list[int] = []
    for days in days_by_contact:
        ended += map(sub, days[1:], days)
        running.append(today.toordinal() - days[-1])
    return Waits(ended, running)


class FollowUpTime(NamedTuple):
    """How soon I was in touch again with whom I met in the last year.

    `pending` are those of the `new` contacts with whom I was not. `unknown` are those of whom only
    the last contact is known and not the first, and who are not in `new`. `median_days` is None if
    more than half are pending. `told` are those of the new contacts who tell something about it:
    see `count_told`.
    """

    new: int
    pending: int
    unknown: int
    told: int
    median_days: int | None


def compute_follow_up_time(network: Network) -> FollowUpTime:
    """Compute how many days pass from the first meeting to the first touch after that day."""
    today = network.today
    first_day = compute_period_start(YEAR_DAYS, today)
    ended: list[int] = []
    running: list[int] = []
    unknown = 0
    for contact, met in _iter_newcomers(network, first_day):
        later_days = [day for day in list_contact_days(contact, today) if day > met]
        is_in_log = any(met < touch.date <= today for touch in contact.touches)
        if later_days and not is_in_log:
            unknown += 1
        elif later_days:
            ended.append((later_days[0] - met).days)
        else:
            running.append((today - met).days)
    waits = Waits(ended, running)
    median_days = compute_median_wait(waits)
    days_to_tell = median_days
    if days_to_tell is None:
        days_to_tell = MIN_FOLLOW_UP_DAYS
    told = count_told(waits, days_to_tell)
    return FollowUpTime(waits.count, waits.running_count, unknown, told, median_days)


def _iter_newcomers(network: Network, first_day: Day) -> Iterator[tuple[Contact, Day]]:
    """Yield the contacts first met since a day, each with the day of the meeting."""
    for contact in _iter_unpaused(network):
        if contact.met is not None and first_day <= contact.met <= network.today:
            yield contact, contact.met


class CircleWarmth(NamedTuple):
    """The circles of contacts by whether I am in touch with somebody in them; largest first.

    In those of `unknown` nobody is known to be in touch, and somebody has no interval.
    """

    warm: tuple[tuple[str, ...], ...]
    cold: tuple[tuple[str, ...], ...]
    unknown: tuple[tuple[str, ...], ...]

    @property
    def known_count(self) -> int:
        """How many circles are warm or cold."""
        return len(self.warm) + len(self.cold)


def classify_circles(circles: Iterable[tuple[str, ...]], network: Network) -> CircleWarmth:
    """Tell which circles are kept warm. Each is given by the paths of its contacts."""
    warm, cold, unknown = [], [], []
    for circle in circles:
        standings = {network.follow_ups[path].standing for path in circle}
        if Standing.IN_TOUCH in standings:
            warm.append(circle)
        elif Standing.NO_INTERVAL in standings:
            unknown.append(circle)
        else:
            cold.append(circle)
    return CircleWarmth(tuple(warm), tuple(cold), tuple(unknown))
