"""Panels about keeping up in practice: intervals, new contacts, circles."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.measures.keeping_up import (
    classify_circles,
    compute_follow_up_time,
    compute_realised_intervals,
)
from netnotes.network.measures.survival import MIN_WAITS
from netnotes.network.panels.model import Bar, Bars
from netnotes.network.panels.phrases import (
    build_blank_graph_panel,
    build_blank_panel,
    describe_too_few,
    list_names,
    list_people,
    list_unasked_contacts,
)
from netnotes.text import choose_form, format_count, format_few_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.network.measures.keeping_up import (
        CircleWarmth,
        FollowUpTime,
        RealisedIntervals,
        TierIntervals,
    )
    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel


def build_realised_interval_panel(measures: Measures) -> Panel:
    """Build the panel: how often I am in touch with the contacts of each tier in practice."""
    intervals = compute_realised_intervals(measures.network)
    contact_count = sum(tier.contacts for tier in intervals.tiers)
    missing_count = intervals.without_touch + intervals.too_new + intervals.without_tier
    blank = build_blank_panel("realised-interval", contact_count, missing_count)
    if not contact_count:
        return blank._replace(sentences=(_describe_no_gaps(intervals),))

    tiers = [tier for tier in intervals.tiers if tier.told >= MIN_WAITS]
    if not tiers:
        most_gaps = max(tier.told for tier in intervals.tiers)
        too_few = describe_too_few(MIN_WAITS, most_gaps, " gaps between touches in one tier")
        return blank._replace(sentences=(too_few,))

    return blank._replace(
        values={
            "tiers": {
                tier.tier: {
                    "planned_days": tier.planned_days,
                    "median_days": tier.median_days,
                    "contacts": tier.contacts,
                    "gaps": tier.gaps,
                    "running": tier.running,
                }
                for tier in tiers
            }
        },
        sentences=tuple(map(_describe_tier, intervals.tiers)),
        picture=Bars(tuple(_iter_interval_bars(tiers))),
    )


def _iter_interval_bars(tiers: Iterable[TierIntervals]) -> Iterator[Bar]:
    """Yield for each tier the planned interval, and the one in practice where it is known."""
    for tier in tiers:
        yield Bar(f"{tier.tier}, planned", tier.planned_days)
        if tier.median_days is not None and not _is_of_replies(tier):
            yield Bar(f"{tier.tier}, in practice", tier.median_days)


def _describe_no_gaps(intervals: RealisedIntervals) -> str:
    if intervals.too_new:
        return (
            "No log goes back as far as the interval of its tier yet, so it is too early to tell."
        )
    if intervals.without_touch:
        return "The log of no contact with a tier has a touch yet, so there is no gap to measure."
    return "No contact goes by the interval of a tier, so there is none to compare with."


def _describe_tier(tier: TierIntervals) -> str:
    planned = f"planned: {tier.planned_days:,}"
    if not tier.contacts:
        days = format_count(tier.planned_days, "day")
        return f"'{tier.tier}': no log goes back {days} yet, so it is too early to tell."
    if tier.told < MIN_WAITS:
        return (
            f"'{tier.tier}': too few gaps between touches yet (needs {MIN_WAITS}, has {tier.told})."
        )
    people = format_count(tier.contacts, "person", "people")
    gaps = f"{tier.gaps:,} gaps between touches with {people}"
    if tier.median_days is None:
        longest = format_count(tier.longest_running, "day")
        return (
            f"'{tier.tier}' ({planned}): more than half of {gaps} have not ended yet, "
            f"and the longest has run for {longest}."
        )
    if _is_of_replies(tier):
        days = format_count(tier.median_days, "day")
        return (
            f"'{tier.tier}' ({planned}): half of {gaps} are no longer than {days}, "
            "as where one message follows another."
        )
    return (
        f"In practice '{tier.tier}' means {_format_interval(tier.median_days)} ({planned}), "
        f"from {gaps}."
    )


# In this part of the interval nobody begins anew: it is the end of the same conversation.
MAX_SHARE_OF_REPLIES = Fraction(1, 4)


def _is_of_replies(tier: TierIntervals) -> bool:
    """Whether most gaps are so short that they say how long a conversation goes on.

    A lunch a year, and a letter a week after it, is yearly and not "every 7 days".
    """
    if tier.median_days is None:
        return False
    return tier.median_days <= MAX_SHARE_OF_REPLIES * tier.planned_days


def _format_interval(days: int) -> str:
    return "every day" if days == 1 else f"every {days:,} days"


def build_follow_up_time_panel(measures: Measures) -> Panel:
    """Build the panel: how soon I am in touch again with whom I met."""
    time = compute_follow_up_time(measures.network)
    undated = sum(contact.met is None for contact in measures.network.active_contacts)
    blank = build_blank_panel("follow-up-time", time.new, undated + time.unknown)
    if time.told < blank.needs:
        what = " contacts met in the last year"
        if time.new >= blank.needs:
            what = " contacts met long enough ago to tell"
        too_few = describe_too_few(blank.needs, time.told, what)
        return blank._replace(sentences=(too_few,))

    return blank._replace(
        values={
            "new": time.new,
            "followed_up": time.new - time.pending,
            "pending": time.pending,
            "median_days": time.median_days,
        },
        sentences=(_describe_follow_up_time(time),),
        picture=Bars(
            (Bar("in touch again", time.new - time.pending), Bar("not yet", time.pending))
        ),
    )


def _describe_follow_up_time(time: FollowUpTime) -> str:
    if time.pending == time.new:
        return f"Of the {time.new:,} people you met in the last year no later contact is noted yet."
    if time.median_days is None:
        return (
            f"More than half of the {time.new:,} people you met in the last year "
            "have not been in touch with you again yet."
        )
    days = format_count(time.median_days, "day")
    verb = choose_form(time.pending, "is", "are")
    pending = ""
    if time.pending:
        pending = f"; {time.pending:,} of these {verb} still waiting"
    return (
        f"Half of the people you meet are in touch with you again within {days}, "
        f"going by the {time.new:,} of the last year{pending}."
    )


def build_warm_circles_panel(measures: Measures) -> Panel:
    """Build the panel: in how many circles there is somebody with whom I am in touch."""
    network = measures.network
    blank = build_blank_graph_panel("circles-kept-warm", network, list_unasked_contacts(network))
    if blank.sentences:
        return blank

    warmth = classify_circles(measures.circles, network)
    total = warmth.known_count
    if not total:
        sentence = "Nobody here has an interval, so nobody can be said to be in touch."
        return blank._replace(sentences=(sentence,))

    cold_circles = []
    for circle in warmth.cold:
        cold_circles.append(tuple(network.contacts_by_path[path] for path in circle))
    cold_names = [list_names(circle) for circle in cold_circles]
    return blank._replace(
        values={
            "circles": total,
            "kept_warm": len(warmth.warm),
            "share": Fraction(len(warmth.warm), total),
            "not_kept_warm": tuple(map(list_people, cold_circles)),
            "unknown": len(warmth.unknown),
        },
        sentences=tuple(_describe_warm_circles(warmth, cold_names)),
        picture=Bars((Bar("in touch", len(warmth.warm)), Bar("nobody in touch", len(warmth.cold)))),
    )


def _describe_warm_circles(
    warmth: CircleWarmth, cold_names: list[tuple[str, ...]]
) -> Iterator[str]:
    warm, total = len(warmth.warm), warmth.known_count
    circles = format_count(total, "circle")
    touch = "somebody" if warm else "nobody"
    if total == 1 and not warmth.unknown:
        yield f"All your contacts hang together, and you are in touch with {touch} among them."
    elif total == 1:
        yield f"You are in touch with {touch} in the one circle of which it can be said."
    elif warm == total:
        yield f"You are in touch with somebody in each of {circles}."
    elif warm:
        yield f"You are in touch with somebody in {warm:,} of {circles}."
    else:
        yield f"You are in touch with nobody in any of {circles}."

    yield from _describe_cold_circles(cold_names, total)
    if warmth.unknown:
        more = format_count(len(warmth.unknown), "circle")
        yield f"Of {more} it can't be said, because somebody there has no interval."


def _describe_cold_circles(cold_names: list[tuple[str, ...]], total: int) -> Iterator[str]:
    """Name the largest circle with nobody in touch, or the people who are each a circle."""
    if not cold_names or total == 1:
        return
    largest = cold_names[0]
    if len(largest) > 1:
        yield f"The largest where nobody is in touch: {format_few_names(largest)}."
        return
    names = tuple(name for names in cold_names for name in names)
    verb = choose_form(len(names), "is", "are each")
    yield f"{format_few_names(names)} {verb} a circle and not in touch."
