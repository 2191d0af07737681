"""Panels about the plan: whether it fits the budget, and who is in touch."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.first_look import NO_INTERVALS, has_no_intervals, suggest_line
from netnotes.network.follow_up import Standing, compute_weekly_load
from netnotes.network.link_graph import build_name_sort_key
from netnotes.network.panels.model import Bar, Bars, Capacity
from netnotes.network.panels.phrases import build_blank_panel, format_number, list_people
from netnotes.network.promise_days import has_promise_due
from netnotes.network.week_sentences import list_without_interval
from netnotes.text import choose_form, format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.model.people import Contact
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network
    from netnotes.network.panels.model import Panel


def build_capacity_panel(measures: Measures) -> Panel:
    """Build the panel: whether the plan fits the contacts a week that are set aside."""
    network = measures.network
    live = [follow_up for follow_up in network.follow_ups.values() if follow_up.is_live]
    planned_count = sum(follow_up.is_planned for follow_up in live)
    blank = build_blank_panel("capacity", planned_count, len(live) - planned_count)
    if not planned_count:
        return _say_that_nobody_has_an_interval(blank, network)

    weekly_load = compute_weekly_load(live)
    budget = None
    if network.settings.budget is not None:
        # By way of the text, so that 0.1 is one tenth and not the float next to it.
        budget = Fraction(str(network.settings.budget))
    rho = weekly_load / budget if budget else None
    cadences = [follow_up.cadence for follow_up in live if follow_up.is_planned]
    has_schedule = budget is not None and has_weekly_schedule(filter(None, cadences), budget)
    return blank._replace(
        values={"load_per_week": weekly_load, "budget": budget, "rho": rho},
        sentences=(_describe_fit(weekly_load, budget, rho, has_schedule),),
        picture=Capacity(weekly_load, budget),
    )


def _say_that_nobody_has_an_interval(blank: Panel, network: Network) -> Panel:
    """Say it instead of a number of notes that are missing: it is one line that is."""
    if not has_no_intervals(network):
        return blank
    line = f"`{suggest_line(network)}`"
    sentence = f"{NO_INTERVALS} A line {line} in a note says how often to be in touch."
    return blank._replace(sentences=(sentence,))


def has_weekly_schedule(cadences: Iterable[int], budget: Fraction) -> bool:
    """Whether first-fit finds a week for everybody in time, at so many contacts a week.

    Intervals are rounded down to whole weeks, and these to s·2^k, s being the shortest. Each then
    is a multiple of each shorter one, and first-fit, the shortest first, leaves no gap: there is a
    schedule as soon as there are places enough. With days instead of whole weeks, or with intervals
    that are not rounded, no such promise holds. Source: Holte and others 1989.
    """
    weeks = [cadence // 7 for cadence in cadences]
    shortest = min(weeks, default=0)
    # Who is due more often than once a week can't be on a weekly list in time.
    if shortest < 1:
        return False

    # A fraction of a place comes up in some weeks only: those count if they are the same in every
    # round of s weeks.
    places = budget * shortest
    if places.denominator != 1:
        places = Fraction(math.floor(budget) * shortest)
    needed = sum(Fraction(1, 2 ** ((count // shortest).bit_length() - 1)) for count in weeks)
    return needed <= places


def _describe_fit(
    weekly_load: Fraction, budget: Fraction | None, rho: Fraction | None, has_schedule: bool
) -> str:
    """Describe whether the plan fits the budget.

    `rho` is weekly load / budget; None without a budget, or with one of 0. Above 1 no plan can be
    met, by arithmetic. `has_schedule` says that there is a week for everybody in time.
    """
    if budget is None:
        return (
            "Say how many people a week you have time for, "
            "and this page will tell you whether the plan fits."
        )

    load = format_number(weekly_load)
    contacts = "1 contact" if load == "1" else f"{load} contacts"
    if rho is None:
        return (
            f"Your plan asks for {contacts} a week and you set aside none. "
            "Lengthen some intervals, or let some people go; both are fine."
        )
    if rho <= 1:
        fits = "That always fits." if has_schedule else "That should fit."
        return (
            f"Your plan asks for {contacts} a week; you set aside {format_number(budget)}. {fits}"
        )

    # Rounded up, as 1.004 must not be read as 1.
    stretch = Fraction(math.ceil(100 * rho), 100)
    return (
        f"Your plan asks for {load} a week and you set aside {format_number(budget)}. "
        f"In practice every interval will stretch about {float(stretch):,g} times: "
        f"a month becomes {math.ceil(30 * rho):,} days. "
        "Lengthen some intervals, or let some people go; both are fine."
    )


def build_in_touch_panel(measures: Measures) -> Panel:
    """Build the panel: how the contacts of the plan stand today."""
    follow_ups = measures.network.follow_ups
    contacts_by_standing = measures.contacts_by_standing
    in_touch = contacts_by_standing[Standing.IN_TOUCH]
    lapsed = contacts_by_standing[Standing.LAPSED]
    dormant = contacts_by_standing[Standing.DORMANT]
    met = contacts_by_standing[Standing.MET]
    never_met = contacts_by_standing[Standing.NOT_YET_CONTACTED]
    not_yet_contacted = sorted((*met, *never_met), key=build_name_sort_key)
    no_interval = contacts_by_standing[Standing.NO_INTERVAL]
    planned = contacts_by_standing[Standing.PLANNED]
    # A lapsed contact is due, too.
    due = sorted(
        (*contacts_by_standing[Standing.DUE], *lapsed),
        key=lambda contact: -follow_ups[contact.path].turns_or_zero,
    )
    promises = _count_promises_due(measures.network)

    total = len(in_touch) + len(planned) + len(due)
    blank = build_blank_panel("in-touch", total, len(not_yet_contacted) + len(no_interval))
    last_sentences = (
        *_describe_promises_due(promises),
        *_describe_dormant(dormant, measures.network),
        *_describe_met(len(met), has_others=bool(total)),
        *_describe_never_met(len(never_met), has_others=bool(total or met)),
    )
    if not total:
        blank = _say_that_nobody_has_an_interval(blank, measures.network)
        return blank._replace(sentences=(*blank.sentences, *last_sentences))

    # Of those without a day of contact or an interval nobody can say that they don't wait.
    without_interval = list_without_interval(measures.network)
    is_nobody_waiting = not (due or not_yet_contacted or without_interval or promises)
    has_others_in_plan = any(follow_ups[contact.path].due for contact in not_yet_contacted)
    first_sentences = _describe_standings(
        len(in_touch),
        len(planned),
        len(due),
        len(lapsed),
        plan="your plan with whom contact is noted" if has_others_in_plan else "your plan",
        is_nobody_waiting=is_nobody_waiting,
    )
    bars = (
        Bar("in touch", len(in_touch)),
        *([Bar("planned", len(planned))] if planned else ()),
        Bar("due", len(due) - len(lapsed)),
        Bar("lapsed", len(lapsed)),
        Bar("dormant", len(dormant)),
        *([Bar(Standing.MET, len(met))] if met else ()),
        Bar("not yet contacted", len(never_met)),
        Bar("no interval", len(no_interval)),
    )
    return blank._replace(
        values={
            "in_touch": list_people(in_touch),
            "planned": list_people(planned),
            "due": list_people(due),
            "lapsed": list_people(lapsed),
            "dormant": list_people(dormant),
            "not_yet_contacted": list_people(not_yet_contacted),
            "no_interval": list_people(no_interval),
            "in_touch_rate": Fraction(len(in_touch), total),
        },
        sentences=(*first_sentences, *last_sentences),
        picture=Bars(bars),
    )


def _count_promises_due(network: Network) -> int:
    """Count the live contacts who wait for something promised, by today."""
    return sum(has_promise_due(contact, network.today) for contact in network.live_contacts)


def _describe_standings(
    in_touch: int, planned: int, due: int, lapsed: int, *, plan: str, is_nobody_waiting: bool
) -> Iterator[str]:
    """Describe who is in touch, with whom a later day is planned, and who is due.

    `plan` says of which people: of the plan, or those in it with whom contact is noted.
    """
    total = in_touch + planned + due
    if not due:
        yield _describe_without_due(in_touch, planned, plan)
        if is_nobody_waiting:
            yield "Nobody is due."
        return

    long_ago = "lapsed: twice the interval has passed"
    if total == 1:
        yield f"The one person in {plan} is {long_ago if lapsed else 'due'}."
        return
    of_them = ""
    if due == lapsed:
        of_them = f", and {long_ago}"
    elif lapsed:
        of_them = f", {lapsed:,} of them {long_ago}"
    verb = choose_form(due, "is", "are")
    later = f" {_describe_planned(planned)}" if planned else ""
    yield (
        f"You are in touch with {in_touch:,} of the {total:,} people in {plan}.{later} "
        f"{due:,} {verb} due{of_them}."
    )


def _describe_without_due(in_touch: int, planned: int, plan: str) -> str:
    total = in_touch + planned
    if planned == total == 1:
        return f"The one person in {plan} is planned for a later day."
    if planned:
        return (
            f"You are in touch with {in_touch:,} of the {format_count(total, 'person', 'people')} "
            f"in {plan}. {_describe_planned(planned)}"
        )
    everybody = "the one person" if total == 1 else f"all {total:,} people"
    return f"You are in touch with {everybody} in {plan}."


def _describe_planned(count: int) -> str:
    return f"{count:,} {choose_form(count, 'is', 'are')} planned for a later day."


def _describe_promises_due(count: int) -> Iterator[str]:
    if count:
        people = format_count(count, "person is", "people are")
        yield f"{people} waiting for something you promised."


def _describe_dormant(dormant: Sequence[Contact], network: Network) -> Iterator[str]:
    count = len(dormant)
    if count:
        contacts = format_count(count, "old contact")
        verb = choose_form(count, "has", "have")
        has_interval = any(network.follow_ups[contact.path].cadence for contact in dormant)
        left_out = ""
        if has_interval:
            left_out = f" and {choose_form(count, 'is', 'are')} left out of this count"
        yield (
            f"{contacts} {verb} been quiet for three years or more{left_out}. "
            "Old ties often give fresh, trusted advice when asked."
        )


def _describe_met(count: int, *, has_others: bool) -> Iterator[str]:
    if count:
        verb = choose_form(count, "has", "have")
        people = _format_others(count, has_others=has_others)
        yield f"{people} whom you met {verb} not heard from you yet."


def _describe_never_met(count: int, *, has_others: bool) -> Iterator[str]:
    if count:
        yield f"No contact with {_format_others(count, has_others=has_others)} is noted yet."


def _format_others(count: int, *, has_others: bool) -> str:
    if has_others:
        return format_count(count, "other")
    return format_count(count, "person", "people")
