"""Panels: what fits into the budget; who is in touch, quiet, undated."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.follow_up import Standing, compute_weekly_load
from netnotes.network.panels.model import Bar, Bars, Capacity
from netnotes.network.panels.phrases import (
    build_blank_panel,
    choose_verb_form,
    format_number,
    list_names,
)
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.network.measures.measures import Measures
    from netnotes.network.panels.model import Panel


MAX_FEASIBLE_LOAD, MAX_SAFE_LOAD = Fraction(1), Fraction(5, 6)
"""Above the first no plan can work; up to the second every plan can."""


def build_capacity_panel(measures: Measures) -> Panel:
    """Whether the plan fits the time set aside."""
    network = measures.network
    live = [one for one in network.follow_ups.values() if one.is_live]
    planned = sum(one.is_planned for one in live)
    blank = build_blank_panel("capacity", planned, len(live) - planned)
    if not planned:
        return blank
    asked = compute_weekly_load(live)
    budget = None if network.settings.budget is None else Fraction(str(network.settings.budget))
    rho = asked / budget if budget else None
    return blank._replace(
        values={"load_per_week": asked, "budget": network.settings.budget, "rho": rho},
        sentences=(_describe_fit(asked, budget, rho),),
        picture=Capacity(asked, budget),
    )


def _describe_fit(weekly_load: Fraction, budget: Fraction | None, rho: Fraction | None) -> str:
    if budget is None:
        return "Say how many people a week you have time for, and this page will tell you whether the plan fits."
    contacts = f"{format_number(weekly_load)} contact{'' if format_number(weekly_load) == '1' else 's'} a week"
    if rho is None:
        return f"Your plan asks for {contacts} and you set aside none. Lengthen some intervals, or let some people go; both are fine."
    if rho <= MAX_FEASIBLE_LOAD:
        fits = "That fits." if rho <= MAX_SAFE_LOAD else "It only just fits."
        return f"Your plan asks for {contacts}; you set aside {format_number(budget)}. {fits}"
    stretch = Fraction(math.ceil(100 * rho), 100)  # rounded up, as 1.004 must not be read as 1
    return (
        f"Your plan asks for {format_number(weekly_load)} a week and you set aside {format_number(budget)}. In practice every interval will "
        f"stretch about {float(stretch):,g} times: a month becomes {math.ceil(30 * rho):,} days. "
        "Lengthen some intervals, or let some people go; both are fine."
    )


def build_in_touch_panel(measures: Measures) -> Panel:
    """How things stand with everybody in the plan."""
    network = measures.network
    by = measures.contacts_by_standing
    touch, lapsed, dormant = by[Standing.IN_TOUCH], by[Standing.LAPSED], by[Standing.DORMANT]
    due = sorted(
        (*by[Standing.DUE], *lapsed),
        key=lambda contact: -network.follow_ups[contact.path].turns_or_zero,
    )
    not_yet, no_interval = by[Standing.NOT_YET_CONTACTED], by[Standing.NO_INTERVAL]
    n = len(touch) + len(due)
    blank = build_blank_panel("in-touch", n, len(not_yet) + len(no_interval))
    apart = (*_describe_dormant(len(dormant)), *_describe_no_date(len(not_yet)))
    if not n:
        return blank._replace(sentences=(*blank.sentences, *apart))
    labels = (
        "in touch",
        "due",
        "due a second time round",
        "dormant",
        "not yet contacted",
        "no interval",
    )
    counts = (
        len(touch),
        len(due) - len(lapsed),
        len(lapsed),
        len(dormant),
        len(not_yet),
        len(no_interval),
    )
    return blank._replace(
        values={
            "in_touch": list_names(touch),
            "due": list_names(due),
            "lapsed": list_names(lapsed),
            "dormant": list_names(dormant),
            "not_yet_contacted": list_names(not_yet),
            "no_interval": list_names(no_interval),
            "in_touch_rate": Fraction(len(touch), n),
        },
        sentences=(*_describe_standings(len(touch), len(due), len(lapsed), n, not not_yet), *apart),
        picture=Bars(tuple(map(Bar, labels, counts))),
    )


def _describe_standings(
    in_touch: int, due: int, lapsed: int, n: int, all_dated: bool
) -> Iterator[str]:
    if due:
        again = f", {lapsed:,} of them for a second time round" if lapsed else ""
        again = ", for a second time round" if due == lapsed == 1 else again
        yield f"You are in touch with {in_touch:,} of {n:,}. {due:,} {choose_verb_form(due, 'is', 'are')} due{again}."
    else:
        yield f"You are in touch with {in_touch:,} of {n:,}."
        if all_dated:
            yield "Nobody is waiting to hear from you."


def _describe_dormant(count: int) -> Iterator[str]:
    if count:
        yield (
            f"{format_count(count, 'old contact')} {choose_verb_form(count, 'has', 'have')} been quiet for three years or more. Research on such "
            "dormant ties finds they often give fresh, trusted advice when asked."
        )


def _describe_no_date(count: int) -> Iterator[str]:
    if count:
        yield f"{count:,} {choose_verb_form(count, 'has', 'have')} no contact date yet."
