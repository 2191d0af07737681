"""The mix: twelve panels, each a number with a standard name, what it is made from, and one plain sentence a state.

Adding a panel is writing a function Network → Panel, naming it in PANELS, and saying how it is computed in `method`.
Everybody who is not archived counts, dormant and paused people too, but for the panels that speak of the plan (capacity,
in touch, introductions): those look at live contacts only.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from netnotes.network import circles as graph
from netnotes.network import goals, variety
from netnotes.network.followup import Standing, compute_weekly_load
from netnotes.network.introductions import MAX_SUGGESTIONS, IntroductionPair, suggest_introductions
from netnotes.network.ledger import (
    compute_balances,
    compute_reciprocity,
    count_build_keep_use,
    count_sides,
    count_undated,
    list_active_contacts,
)
from netnotes.network.method import METHODS_BY_ID
from netnotes.text import fold, fold_name, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from netnotes.model.people import Contact
    from netnotes.network.ledger import BuildKeepUse, Reciprocity, SideCounts
    from netnotes.network.network import Network


class Bar(NamedTuple):
    """One bar of a bar chart."""

    label: str
    size: int


class Bars(NamedTuple):
    """Counts side by side."""

    bars: tuple[Bar, ...]


class Range(NamedTuple):
    """A value between the lowest and the highest it may be, on a scale from 0 to `scale`."""

    low: Fraction
    value: Fraction
    high: Fraction
    scale: int


class Capacity(NamedTuple):
    """What the plan asks for beside what is set aside, both in people a week; no budget is None."""

    weekly_load: Fraction
    budget: Fraction | None


class Circles(NamedTuple):
    """The sizes of separate circles, largest first."""

    sizes: tuple[int, ...]


class Grid(NamedTuple):
    """Counts in rows and columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


Picture = Bars | Range | Capacity | Circles | Grid | None


class Panel(NamedTuple):
    """One number of the mix, as of the network's day.

    `n` is of how many contacts it speaks, `missing` how many do not say what it is made from, `needs` how many it
    takes. Below that, `values` is empty and the sentences say so. `values` are named as in the JSON; shares from 0 to 1
    are exact fractions. `picture` says what there is to draw.
    """

    id: str
    title: str
    contact_count: int
    missing_count: int
    needs: int
    values: Mapping[str, object]
    sentences: tuple[str, ...]
    picture: Picture

    @property
    def has_enough_notes(self) -> bool:
        """Whether there were notes enough to say it."""
        return bool(self.values)


def build_panels(network: Network, builders: tuple[Callable[[Network], Panel], ...] | None = None) -> tuple[Panel, ...]:
    """The mix of a network, or some panels of it; nothing where there is nobody to speak about."""
    return tuple(panel(network) for panel in builders or PANELS) if list_active_contacts(network) else ()


# -- purpose and time --------------------------------------------------------------------------------------------------


def build_purpose_panel(network: Network) -> Panel:
    """How many contacts have a purpose, and how many people each active goal has."""
    people = list_active_contacts(network)
    n, with_purpose = len(people), sum(bool(one.purpose) for one in people)
    blank = build_blank_panel("purpose", n, n - with_purpose)
    if not n:
        return blank
    paths = {one.path for one in people}
    per_goal = tuple(
        Bar(goal.name, len(paths.intersection(network.contacts_by_goal[goal.path]))) for goal in network.active_goals
    )
    active = {goal.path for goal in network.active_goals}
    linked = sum(not active.isdisjoint(network.goals_by_contact[one.path]) for one in people)
    alone = tuple(goal for goal, bar in zip(network.active_goals, per_goal, strict=True) if not bar.size)
    return blank._replace(
        values={
            "with_purpose": Fraction(with_purpose, n),
            "goal_linked": Fraction(linked, n),
            "contacts_per_goal": {bar.label: bar.size for bar in per_goal},
            "goals_with_nobody": tuple(goal.name for goal in alone),
        },
        sentences=(_describe_purposes(with_purpose, n), *map(goals.describe_unlinked_goal, alone)),
        picture=Bars(per_goal) if per_goal else None,
    )


def _describe_purposes(with_purpose: int, total: int) -> str:
    if total == 1:
        return f"Your 1 contact has {'a' if with_purpose else 'no'} purpose{'' if with_purpose else ' written down'}."
    if with_purpose == total:
        return f"All {total:,} contacts have a purpose."
    return f"{with_purpose:,} of {format_count(total, 'contact')} {choose_verb_form(with_purpose, 'has', 'have')} a purpose written down."


MAX_FEASIBLE_LOAD, MAX_SAFE_LOAD = Fraction(1), Fraction(5, 6)
"""Above the first no plan can work; up to the second every plan can."""


def build_capacity_panel(network: Network) -> Panel:
    """Whether the plan fits the time set aside."""
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


@lru_cache(maxsize=1)
def build_in_touch_panel(network: Network) -> Panel:
    """How things stand with everybody in the plan."""
    by: dict[Standing, list[Contact]] = {standing: [] for standing in Standing}
    waiting: list[tuple[float, Contact]] = []
    for one in network.contacts:
        follow = network.follow_ups[one.path]
        by[follow.standing].append(one)
        if follow.standing in (Standing.DUE, Standing.LAPSED):
            waiting.append((follow.turns_or_zero, one))
    touch, lapsed, dormant = by[Standing.IN_TOUCH], by[Standing.LAPSED], by[Standing.DORMANT]
    due = [one for _, one in sorted(waiting, key=lambda one: -one[0])]
    not_yet, no_interval = by[Standing.NOT_YET_CONTACTED], by[Standing.NO_INTERVAL]
    n = len(touch) + len(due)
    blank = build_blank_panel("in-touch", n, len(not_yet) + len(no_interval))
    apart = (*_describe_dormant(len(dormant)), *_describe_no_date(len(not_yet)))
    if not n:
        return blank._replace(sentences=(*blank.sentences, *apart))
    labels = ("in touch", "due", "due a second time round", "dormant", "not yet contacted", "no interval")
    counts = (len(touch), len(due) - len(lapsed), len(lapsed), len(dormant), len(not_yet), len(no_interval))
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


def _describe_standings(in_touch: int, due: int, lapsed: int, n: int, all_dated: bool) -> Iterator[str]:
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


# -- who they are ------------------------------------------------------------------------------------------------------


def build_kinds_panel(network: Network) -> Panel:
    """What kinds of purpose the contacts serve."""
    people = list_active_contacts(network)
    told = [one.kind for one in people if one.kind]
    blank = build_blank_panel("kinds", len(told), len(people) - len(told))
    if len(told) < blank.needs:
        return blank
    bars = tuple(Bar(kind, told.count(kind)) for kind in PURPOSE_KINDS)
    work, growth, future = (bar.size for bar in bars)
    sentence = (
        f"{work:,} {choose_verb_form(work, 'helps', 'help')} you get today's work done, {growth:,} {choose_verb_form(growth, 'helps', 'help')} "
        f"you grow, {future:,} {choose_verb_form(future, 'looks', 'look')} to the future."
    )
    none = (f"None of your contacts is marked '{bar.label}'." for bar in bars if not bar.size)
    return blank._replace(values={bar.label: bar.size for bar in bars}, sentences=(sentence, *none), picture=Bars(bars))


PURPOSE_KINDS = ("operational", "personal", "strategic")


def build_fields_panel(network: Network) -> Panel:
    """How many different fields the contacts work in, and how evenly."""
    people = list_active_contacts(network)
    found = variety.count_words(one.field for one in people)
    counts = tuple(one.count for one in found)
    n = sum(counts)
    blank = build_blank_panel("fields", n, len(people) - n)
    if n < blank.needs:
        so_far = (f"Fields so far: {join_words(f'{one.word} {one.count}' for one in found)}.",) if found else ()
        return blank._replace(sentences=(*blank.sentences, *so_far))
    around = variety.compute_leave_one_out_range(counts, variety.compute_chance_two_differ)
    chance = variety.compute_chance_two_differ(counts)
    first = variety.compute_hill1(counts)
    assert around and chance is not None and first
    varied = format_number(first)
    sentence = (
        f"Your {format_count(n, 'contact')} are as varied as {varied} equally common {'field' if varied == '1' else 'fields'}. "
        f"Pick any two: {format_percent(chance)} % chance they work in different fields. "
        f"One contact more or less moves this between {format_percent(around[0])} and {format_percent(around[1])} %."
    )
    return blank._replace(
        values={
            "counts": counts,
            "fields": {one.word: one.count for one in found},
            "hill1": first,
            "chance_two_differ": chance,
            "hill1_leave_one_out": variety.compute_leave_one_out_range(counts, variety.compute_hill1),
            "chance_two_differ_leave_one_out": around,
        },
        sentences=(f"Everyone in your notes works in {found[0].word}." if len(found) == 1 else sentence,),
        picture=Bars(tuple(Bar(one.word, one.count) for one in found)),
    )


def build_inside_outside_panel(network: Network) -> Panel:
    """How many contacts work where I work, and how many elsewhere."""
    people, organisation = list_active_contacts(network), network.settings.me.organisation
    inside, outside, unknown = count_sides(people, organisation)
    n = inside + outside
    blank = build_blank_panel("inside-outside", n, unknown)
    if not organisation:
        sentence = (
            "Say where you work (`organisation` under [me] in netnotes.toml) to see who is inside and who outside."
        )
        return blank._replace(sentences=(sentence,))
    if n < blank.needs:
        return blank
    return blank._replace(
        values={"inside": inside, "outside": outside, "ei": variety.compute_ei_index(outside, inside)},
        sentences=(_describe_inside_outside(inside, outside, organisation),),
        picture=Bars((Bar("inside", inside), Bar("outside", outside))),
    )


def _describe_inside_outside(inside: int, outside: int, organisation: str) -> str:
    if not inside or not outside:
        return f"All your contacts are {'inside' if inside else 'outside'} {organisation}."
    if inside == outside:
        return f"As many inside {organisation} as outside ({inside:,} each)."
    if outside > inside:
        return f"More of your contacts are outside {organisation} ({outside:,}) than inside ({inside:,})."
    return f"More of your contacts are inside {organisation} ({inside:,}) than outside ({outside:,})."


def build_levels_panel(network: Network) -> Panel:
    """How high the contacts stand, relative to me."""
    people = list_active_contacts(network)
    told = [one.level for one in people if one.level is not None]
    above, peer, below, missing = goals.count_levels(people)
    blank = build_blank_panel("levels", len(told), missing)
    if len(told) < blank.needs:
        return blank
    return blank._replace(
        values={
            "above": above,
            "peer": peer,
            "below": below,
            "upper_reach": max(told),
            "lower": min(told),
            "range": max(told) - min(told),
            "extensity": len(set(told)),
            "mean": sum(told) / len(told),
        },
        sentences=tuple(_describe_levels(above, peer, below, max(told))),
        picture=Bars((Bar("above", above), Bar("beside", peer), Bar("below", below))),
    )


def _describe_levels(above: int, peer: int, below: int, highest: int) -> Iterator[str]:
    reach = f"; the highest is {highest} up" if above else ""
    yield f"{above:,} {choose_verb_form(above, 'is', 'are')} above your level, {peer:,} beside you, {below:,} below{reach}."
    if above > peer + below:
        yield (
            "More than half are above your level. People judge us by how we treat those who cannot help us; is anyone "
            "missing beside or below?"
        )
    if not below:
        yield "Nobody below your level yet; people earlier in their careers often see what others miss."
    if not peer:
        yield "No peers yet."


# -- who knows whom ----------------------------------------------------------------------------------------------------


def build_effective_size_panel(network: Network) -> Panel:
    """For how many separate contacts mine count, as some of them know each other."""
    ties, unasked = network.ties, list_unasked_contacts(network)
    blank = build_blank_graph_panel("effective-size", network, unasked)
    if blank.sentences:
        return blank
    bounds = graph.compute_effective_size_range(ties, unasked)
    assert bounds
    low, high = bounds
    return blank._replace(
        values={
            "n": len(ties),
            "ties": graph.count_ties(ties),
            "effective_size": high,
            "effective_size_bounds": bounds,
            "efficiency": graph.compute_efficiency(ties),
        },
        sentences=(_describe_effective_size(network, low, high, len(unasked)),),
        picture=Range(low, high, high, len(ties)),
    )


def _describe_effective_size(network: Network, low: Fraction, high: Fraction, unasked_count: int) -> str:
    n = len(network.ties)
    if high == n:
        return "No one in your notes is recorded as knowing anyone else. Is that so, or not yet written down?"
    begin = f"Because some of them know each other, your {format_count(n, 'contact')} count for"
    if low == high:
        return f"{begin} at most {format_number(high)} separate {'one' if format_number(high) == '1' else 'ones'}."
    return (
        f"{begin} between {format_number(low)} and {format_number(high)} separate ones; "
        f"{format_count(unasked_count, 'contact')} {choose_verb_form(unasked_count, 'has', 'have')} no 'knows' line yet."
    )


def build_circles_panel(network: Network) -> Panel:
    """Into how many circles the contacts fall without me."""
    blank = build_blank_graph_panel("circles", network, list_unasked_contacts(network))
    if blank.sentences:
        return blank
    found = graph.find_circles(network.ties)
    sole = graph.list_sole_links(network.ties)
    names = tuple(network.contacts_by_path[path].name for path in sole)
    return blank._replace(
        values={
            "circles": len(found),
            "largest": len(found[0]),
            "clusters": tuple(list_names(network.contacts_by_path[path] for path in circle) for circle in found),
            "sole_links": names,
        },
        sentences=tuple(_describe_circles(found, names)),
        picture=Circles(tuple(map(len, found))),
    )


def _describe_circles(circles: tuple[tuple[str, ...], ...], sole_names: tuple[str, ...]) -> Iterator[str]:
    if len(circles) == 1:
        yield "All your contacts hang together in one circle."
    else:
        yield f"Your contacts form at most {len(circles):,} separate circles; the largest has {len(circles[0]):,}."
    if sole_names:
        yield f"You reach {format_count(len(sole_names), 'circle')} through one person only: {format_few_names(sole_names)}."


def build_how_met_panel(network: Network) -> Panel:
    """How I met these people: on my own, or through whom."""
    brought = [network.introductions[one.path] for one in list_active_contacts(network)]
    by = [one.by for one in brought]
    alone, introduced = by.count("me"), by.count("contact")
    n = alone + introduced
    blank = build_blank_panel("how-met", n, by.count(""))
    if not n:
        return blank._replace(sentences=("No introductions recorded yet.",))
    if n < blank.needs:
        return blank
    introducers = _count_introducers(network, (one.path for one in brought if one.by == "contact"))
    rate = Fraction(alone, n)
    return blank._replace(
        values={
            "self_introduction_rate": rate,
            "met_on_my_own": alone,
            "introduced": introduced,
            "elsewhere": by.count("event") + by.count("other"),
            "introducers": {one.name: count for one, count in introducers},
        },
        sentences=tuple(_describe_how_met(rate, introducers)),
        picture=Bars((Bar("on your own", alone), *(Bar(one.name, count) for one, count in introducers))),
    )


MAX_SELF_INTRODUCTION_RATE = Fraction(65, 100)
"""Above this, Uzzi and Dunlap (2005) suggest, a network "may be too inbred"."""


def _count_introducers(network: Network, paths: Iterable[str]) -> list[tuple[Contact, int]]:
    count: dict[str, int] = {}
    for path in paths:
        count[path] = count.get(path, 0) + 1
    some = [(network.contacts_by_path[path], times) for path, times in count.items()]
    return sorted(some, key=lambda one: (-one[1], fold_name(one[0].name), one[0].path))


def _describe_how_met(rate: Fraction, introducers: list[tuple[Contact, int]]) -> Iterator[str]:
    begin = f"You met {format_percent(rate)} % of these people on your own."
    if introducers:
        most, count = introducers[0]
        yield f"{begin} {most.name} introduced you to {count:,}."
    else:
        yield begin
    if rate > MAX_SELF_INTRODUCTION_RATE:
        still = next((one.name for one, _ in introducers if not one.archived), "one of them")
        yield (
            "Uzzi and Dunlap (2005) suggest that above 65 % a network may be too much like oneself; "
            f"ask {still} whom you should meet."
        )


# -- what passes between them ------------------------------------------------------------------------------------------

MAX_LISTED_INTRODUCTIONS = 100
"""How many introductions are listed by name; all are counted."""


def build_introductions_panel(network: Network) -> Panel:
    """Whom I could bring together."""
    live = sum(one.is_live for one in network.follow_ups.values())
    blank = build_blank_panel("introductions", live, 0)
    if live < blank.needs:
        return blank
    found = suggest_introductions(network, MAX_LISTED_INTRODUCTIONS)
    suggest = [_suggest_introduction(pair) for pair in found.suggested[:MAX_SUGGESTIONS]]
    ask = [
        f"Do {pair.left.name} and {pair.right.name} at {pair.left.organisation} know each other? If so, note it."
        for pair in found.colleagues[:MAX_SUGGESTIONS]
    ]
    return blank._replace(
        values={
            "could_introduce": tuple(_build_pair_value(pair) for pair in found.suggested),
            "could_introduce_count": found.suggested_count,
            "forbidden_triads": tuple((pair.left.name, pair.right.name) for pair in found.suggested if pair.is_close),
            "ask_if_they_know_each_other": tuple((pair.left.name, pair.right.name) for pair in found.colleagues),
            "ask_if_they_know_each_other_count": found.colleague_count,
        },
        sentences=(*suggest, *ask) if suggest or ask else ("No obvious introductions.",),
    )


def _build_pair_value(pair: IntroductionPair) -> tuple[str, str, tuple[str, ...]]:
    return pair.left.name, pair.right.name, tuple(dict.fromkeys(reason.kind for reason in pair.reasons))


def _suggest_introduction(pair: IntroductionPair) -> str:
    shared = join_words(reason.description for reason in pair.reasons)
    return (
        f"{pair.left.name} and {pair.right.name} do not seem to know each other and share {shared}. "
        "Would both like an introduction? Ask each first."
    )


@lru_cache(maxsize=1)
def build_give_and_ask_panel(network: Network) -> Panel:
    """What the year built, kept and used, and how giving and asking balance."""
    people = list_active_contacts(network)
    told = sum(bool(one.met or network.follow_ups[one.path].last_contact or one.gifts or one.asks) for one in people)
    blank = build_blank_panel("exchange", told, len(people) - told)
    if not told:
        return blank
    year, passed = count_build_keep_use(network), compute_reciprocity(compute_balances(network))
    organisation = network.settings.me.organisation
    return blank._replace(
        values={
            "build": year.build._asdict(),
            "keep": year.keep._asdict(),
            "use": year.use._asdict(),
            "new_followed_up": (year.followed_up, year.build.total),
            "gave": passed.gave,
            "asked": passed.asked,
            "give_share": passed.give_share,
            "balance": passed.balance,
            "weighted_reciprocity": passed.weighted,
            "two_way": list_names(one.contact for one in passed.two_way),
            "only_asked": list_names(one.contact for one in passed.only_asked),
            "only_gave": list_names(one.contact for one in passed.only_gave),
            "undated": count_undated(network),
        },
        sentences=(*describe_year(network), *_describe_only_asked(passed)),
        picture=_build_year_grid(year, organisation),
    )


def describe_year(network: Network) -> tuple[str, ...]:
    """What the year built, kept and used, and how giving and asking balance, over everybody."""
    year, passed = count_build_keep_use(network), compute_reciprocity(compute_balances(network))
    return (*_describe_build_keep_use(year, network.settings.me.organisation), *_describe_reciprocity(passed))


ACTIVITY_LABELS = ("new", "kept up", "asked")


def _build_year_grid(counts: BuildKeepUse, organisation: str) -> Grid:
    parts = (counts.build, counts.keep, counts.use)
    if not organisation:
        return Grid(ACTIVITY_LABELS, ("contacts",), tuple((part.total,) for part in parts))
    return Grid(ACTIVITY_LABELS, ("inside", "outside", "organisation unknown"), tuple(tuple(part) for part in parts))


def _describe_build_keep_use(counts: BuildKeepUse, organisation: str) -> Iterator[str]:
    parts = (counts.build, counts.keep, counts.use)
    unknown = any(part.unknown for part in parts)

    def said(part: SideCounts) -> str:
        if not organisation:
            return f"{part.total:,}"
        return f"{part.inside:,} + {part.outside:,}" + (f" + {part.unknown:,}" if unknown else "")

    where = f" (inside + outside {organisation}{' + organisation unknown' if unknown else ''})" if organisation else ""
    numbers = ", ".join(f"{said(part)} {done}" for part, done in zip(parts, ACTIVITY_LABELS, strict=True))
    yield f"In the last year: {numbers}{where}."
    cells = [
        f"{done} {side}"
        for part, done in zip(parts, ACTIVITY_LABELS, strict=True)
        for side in ("inside", "outside")
        if organisation and part.total and not getattr(part, side)
    ]
    if empty := [done for part, done in zip(parts[:2], ACTIVITY_LABELS, strict=False) if not part.total] + cells:
        yield f"Nothing yet under '{join_words(empty, 'or')}'."
    if new := counts.build.total:
        yield f"You have been back in touch with {counts.followed_up:,} of {format_count(new, 'new contact')}."


def _describe_reciprocity(reciprocity: Reciprocity) -> Iterator[str]:
    if not reciprocity.asked:
        yield "You asked no one for anything this year. People say yes more often than we expect."
    if reciprocity.weighted is not None:
        yield (
            f"You noted {format_count(reciprocity.gave, 'time')} giving and {reciprocity.asked:,} asking; {format_percent(reciprocity.weighted)} % was "
            "returned within the same relationship."
        )


def _describe_only_asked(reciprocity: Reciprocity) -> Iterator[str]:
    for one in sorted(reciprocity.only_asked, key=lambda one: (-one.asked, fold_name(one.contact.name)))[
        :MAX_SUGGESTIONS
    ]:
        if one.asked >= 2:
            yield (
                f"You asked {one.contact.name} {one.asked:,} times and noted nothing given. Is there something useful "
                "you could send?"
            )


PANELS: tuple[Callable[[Network], Panel], ...] = (
    build_purpose_panel,
    build_capacity_panel,
    build_in_touch_panel,
    build_kinds_panel,
    build_fields_panel,
    build_inside_outside_panel,
    build_levels_panel,
    build_effective_size_panel,
    build_circles_panel,
    build_how_met_panel,
    build_introductions_panel,
    build_give_and_ask_panel,
)

LOG_DEPENDENT_PANELS = (build_in_touch_panel, build_give_and_ask_panel)
"""The panels that speak of what passed. The others stay as they are whatever is logged, as long as the same are live."""


# -- details -----------------------------------------------------------------------------------------------------------


def compute_details(network: Network) -> Mapping[str, object]:
    """The measures nobody should steer by, named as in the method table. None where a measure says nothing."""
    people, ties, me = list_active_contacts(network), network.ties, network.settings.me
    field_counts = _count_by_word(one.field for one in people)
    organisation_counts = _count_by_word(one.organisation for one in people)
    above, peer, below, _ = goals.count_levels(people)
    in_field = next(
        (one.count for one in variety.count_words(one.field for one in people) if fold(one.word) == fold(me.field)), 0
    )
    between = graph.compute_betweenness(ties)
    groups = {one.path: fold(one.organisation) for one in people if fold(one.organisation)}
    return {
        "blau": variety.compute_blau(field_counts),
        "iqv": variety.compute_iqv(field_counts, len(field_counts)),
        "iqv_levels": variety.compute_iqv(_drop_zeros(above, peer, below), 3),
        "iqv_kinds": variety.compute_iqv(_count_by_word(one.kind for one in people), len(PURPOSE_KINDS)),
        "shannon_bits": variety.compute_shannon_bits(field_counts),
        "hill2": variety.compute_hill2(field_counts),
        "ei_field": variety.compute_ei_index(sum(field_counts) - in_field, in_field) if me.field else None,
        "org_blau": variety.compute_blau(organisation_counts),
        "org_hill1": variety.compute_hill1(organisation_counts),
        "org_chance_two_differ": variety.compute_chance_two_differ(organisation_counts),
        "density": graph.compute_density(ties),
        "open_pairs": graph.count_open_pairs(ties),
        "ego_betweenness": between,
        "ego_betweenness_norm": graph.compute_share_of_pairs(between, len(ties)),
        "constraint": graph.compute_constraint(ties),
        "constraint_range": graph.compute_constraint_range(len(ties)),
        "hierarchy": graph.compute_hierarchy(ties),
        "roles": graph.count_roles(ties, groups, fold(me.organisation))._asdict() if me.organisation else None,
    }


def _count_by_word(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(one.count for one in variety.count_words(words))


def _drop_zeros(*counts: int) -> tuple[int, ...]:
    return tuple(one for one in counts if one)


# -- how it is said ----------------------------------------------------------------------------------------------------


def convert_to_json_value(value: object) -> object:
    """A value as JSON has it: fractions as `13/2`, days as ISO, named tuples as objects, other tuples as lists.

    A fraction too long to be read exactly becomes a decimal number.
    """
    if isinstance(value, Fraction):
        return str(value) if value.denominator < MAX_EXACT_DENOMINATOR else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): convert_to_json_value(one) for key, one in value.items()}
    if isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        return convert_to_json_value(named()) if named else [convert_to_json_value(one) for one in value]
    return value


MAX_EXACT_DENOMINATOR = 10**15


def format_number(value: float | Fraction) -> str:
    """A number as one reads it: two significant digits, whole from ten on."""
    return f"{round(value):,}" if value >= 10 else f"{float(value):.2g}"


def format_percent(share: Fraction) -> str:
    """A share as whole percents, halves rounded up."""
    return str(math.floor(100 * share + Fraction(1, 2)))


def describe_too_few(needed: int, available: int, requirement: str = "") -> str:
    """What a number says while there is too little to make it from."""
    return f"Too few notes for this yet (needs {needed:,}{requirement}, you have {available:,})"


def build_blank_panel(panel_id: str, contact_count: int, missing_count: int) -> Panel:
    """A panel that says no more than whether there is too little for it."""
    method = METHODS_BY_ID[panel_id]
    sentences = (describe_too_few(method.needs, contact_count),) if contact_count < method.needs else ()
    return Panel(panel_id, method.name, contact_count, missing_count, method.needs, {}, sentences, None)


def build_blank_graph_panel(panel_id: str, network: Network, unasked: Collection[str]) -> Panel:
    """The same for a number that takes a `knows` line in half of the notes."""
    n = len(network.ties)
    blank = build_blank_panel(panel_id, n, len(unasked))
    half, asked = (n + 1) // 2, n - len(unasked)
    if blank.sentences or asked >= half:
        return blank
    return blank._replace(sentences=(describe_too_few(half, asked, " with a 'knows' line"),))


def list_unasked_contacts(network: Network) -> frozenset[str]:
    """The contacts whose note does not say whom they know."""
    return frozenset(one.path for one in list_active_contacts(network) if one.knows is None)


def choose_verb_form(count: int, singular: str, plural: str) -> str:
    return singular if count == 1 else plural


def list_names(contacts: Iterable[Contact]) -> tuple[str, ...]:
    return tuple(one.name for one in contacts)


def format_few_names(names: tuple[str, ...], max_names: int = 5) -> str:
    more = len(names) - max_names
    return join_words(names) if more < 2 else f"{', '.join(names[:max_names])} and {format_count(more, 'other')}"
