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
from netnotes.network.followup import Standing, load
from netnotes.network.introductions import TOP, Pair, introductions
from netnotes.network.ledger import balances, build_keep_use, here, reciprocity, sides, undated
from netnotes.network.method import METHOD_OF
from netnotes.words import counted, fold, listed, same_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from netnotes.network.ledger import BuildKeepUse, Reciprocity, Sides
    from netnotes.network.network import Network
    from netnotes.people import Contact


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

    load: Fraction
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
    n: int
    missing: int
    needs: int
    values: Mapping[str, object]
    sentences: tuple[str, ...]
    picture: Picture

    @property
    def enough(self) -> bool:
        """Whether there were notes enough to say it."""
        return bool(self.values)


def panels(network: Network, some: tuple[Callable[[Network], Panel], ...] | None = None) -> tuple[Panel, ...]:
    """The mix of a network, or some panels of it; nothing where there is nobody to speak about."""
    return tuple(panel(network) for panel in some or PANELS) if here(network) else ()


# -- purpose and time --------------------------------------------------------------------------------------------------


def purpose(network: Network) -> Panel:
    """How many contacts have a purpose, and how many people each active goal has."""
    people = here(network)
    n, with_purpose = len(people), sum(bool(one.purpose) for one in people)
    blank = _blank("purpose", n, n - with_purpose)
    if not n:
        return blank
    paths = {one.path for one in people}
    per_goal = tuple(
        Bar(goal.name, len(paths.intersection(network.contacts_of[goal.path]))) for goal in network.active_goals
    )
    active = {goal.path for goal in network.active_goals}
    linked = sum(not active.isdisjoint(network.goals_of[one.path]) for one in people)
    alone = tuple(goal for goal, bar in zip(network.active_goals, per_goal, strict=True) if not bar.size)
    return blank._replace(
        values={
            "with_purpose": Fraction(with_purpose, n),
            "goal_linked": Fraction(linked, n),
            "contacts_per_goal": {bar.label: bar.size for bar in per_goal},
            "goals_with_nobody": tuple(goal.name for goal in alone),
        },
        sentences=(_with_purpose(with_purpose, n), *map(goals.nobody_linked, alone)),
        picture=Bars(per_goal) if per_goal else None,
    )


def _with_purpose(k: int, n: int) -> str:
    if n == 1:
        return f"Your 1 contact has {'a' if k else 'no'} purpose{'' if k else ' written down'}."
    if k == n:
        return f"All {n:,} contacts have a purpose."
    return f"{k:,} of {counted(n, 'contact')} {_verb(k, 'has', 'have')} a purpose written down."


JUST_FITS, ALWAYS_FITS = Fraction(1), Fraction(5, 6)
"""Above the first no plan can work; up to the second every plan can."""


def capacity(network: Network) -> Panel:
    """Whether the plan fits the time set aside."""
    live = [one for one in network.follow_ups.values() if one.live]
    planned = sum(one.planned for one in live)
    blank = _blank("capacity", planned, len(live) - planned)
    if not planned:
        return blank
    asked = load(live)
    budget = None if network.settings.budget is None else Fraction(str(network.settings.budget))
    rho = asked / budget if budget else None
    return blank._replace(
        values={"load_per_week": asked, "budget": network.settings.budget, "rho": rho},
        sentences=(_fits(asked, budget, rho),),
        picture=Capacity(asked, budget),
    )


def _fits(asked: Fraction, budget: Fraction | None, rho: Fraction | None) -> str:
    if budget is None:
        return "Say how many people a week you have time for, and this page will tell you whether the plan fits."
    contacts = f"{number(asked)} contact{'' if number(asked) == '1' else 's'} a week"
    if rho is None:
        return f"Your plan asks for {contacts} and you set aside none. Lengthen some intervals, or let some people go; both are fine."
    if rho <= JUST_FITS:
        fits = "That fits." if rho <= ALWAYS_FITS else "It only just fits."
        return f"Your plan asks for {contacts}; you set aside {number(budget)}. {fits}"
    stretch = Fraction(math.ceil(100 * rho), 100)  # rounded up, as 1.004 must not be read as 1
    return (
        f"Your plan asks for {number(asked)} a week and you set aside {number(budget)}. In practice every interval will "
        f"stretch about {float(stretch):,g} times: a month becomes {math.ceil(30 * rho):,} days. "
        "Lengthen some intervals, or let some people go; both are fine."
    )


@lru_cache(maxsize=1)
def in_touch(network: Network) -> Panel:
    """How things stand with everybody in the plan."""
    by: dict[Standing, list[Contact]] = {standing: [] for standing in Standing}
    waiting: list[tuple[float, Contact]] = []
    for one in network.contacts:
        follow = network.follow_ups[one.path]
        by[follow.standing].append(one)
        if follow.standing in (Standing.DUE, Standing.LAPSED):
            waiting.append((follow.wait, one))
    touch, lapsed, dormant = by[Standing.IN_TOUCH], by[Standing.LAPSED], by[Standing.DORMANT]
    due = [one for _, one in sorted(waiting, key=lambda one: -one[0])]
    not_yet, no_interval = by[Standing.NOT_YET], by[Standing.NO_INTERVAL]
    n = len(touch) + len(due)
    blank = _blank("in-touch", n, len(not_yet) + len(no_interval))
    apart = (*_quiet(len(dormant)), *_no_date(len(not_yet)))
    if not n:
        return blank._replace(sentences=(*blank.sentences, *apart))
    labels = ("in touch", "due", "due a second time round", "dormant", "not yet contacted", "no interval")
    counts = (len(touch), len(due) - len(lapsed), len(lapsed), len(dormant), len(not_yet), len(no_interval))
    return blank._replace(
        values={
            "in_touch": _names(touch),
            "due": _names(due),
            "lapsed": _names(lapsed),
            "dormant": _names(dormant),
            "not_yet_contacted": _names(not_yet),
            "no_interval": _names(no_interval),
            "in_touch_rate": Fraction(len(touch), n),
        },
        sentences=(*_standing(len(touch), len(due), len(lapsed), n, not not_yet), *apart),
        picture=Bars(tuple(map(Bar, labels, counts))),
    )


def _standing(touch: int, due: int, lapsed: int, n: int, all_dated: bool) -> Iterator[str]:
    if due:
        again = f", {lapsed:,} of them for a second time round" if lapsed else ""
        again = ", for a second time round" if due == lapsed == 1 else again
        yield f"You are in touch with {touch:,} of {n:,}. {due:,} {_verb(due, 'is', 'are')} due{again}."
    else:
        yield f"You are in touch with {touch:,} of {n:,}."
        if all_dated:
            yield "Nobody is waiting to hear from you."


def _quiet(k: int) -> Iterator[str]:
    if k:
        yield (
            f"{counted(k, 'old contact')} {_verb(k, 'has', 'have')} been quiet for three years or more. Research on such "
            "dormant ties finds they often give fresh, trusted advice when asked."
        )


def _no_date(k: int) -> Iterator[str]:
    if k:
        yield f"{k:,} {_verb(k, 'has', 'have')} no contact date yet."


# -- who they are ------------------------------------------------------------------------------------------------------


def kinds(network: Network) -> Panel:
    """What kinds of purpose the contacts serve."""
    people = here(network)
    told = [one.kind for one in people if one.kind]
    blank = _blank("kinds", len(told), len(people) - len(told))
    if len(told) < blank.needs:
        return blank
    bars = tuple(Bar(kind, told.count(kind)) for kind in KINDS)
    work, growth, future = (bar.size for bar in bars)
    sentence = (
        f"{work:,} {_verb(work, 'helps', 'help')} you get today's work done, {growth:,} {_verb(growth, 'helps', 'help')} "
        f"you grow, {future:,} {_verb(future, 'looks', 'look')} to the future."
    )
    none = (f"None of your contacts is marked '{bar.label}'." for bar in bars if not bar.size)
    return blank._replace(values={bar.label: bar.size for bar in bars}, sentences=(sentence, *none), picture=Bars(bars))


KINDS = ("operational", "personal", "strategic")


def fields(network: Network) -> Panel:
    """How many different fields the contacts work in, and how evenly."""
    people = here(network)
    found = variety.tallies(one.field for one in people)
    counts = tuple(one.size for one in found)
    n = sum(counts)
    blank = _blank("fields", n, len(people) - n)
    if n < blank.needs:
        so_far = (f"Fields so far: {listed(f'{one.word} {one.size}' for one in found)}.",) if found else ()
        return blank._replace(sentences=(*blank.sentences, *so_far))
    around = variety.leave_one_out(counts, variety.chance_two_differ)
    chance = variety.chance_two_differ(counts)
    first = variety.hill1(counts)
    assert around and chance is not None and first
    varied = number(first)
    sentence = (
        f"Your {counted(n, 'contact')} are as varied as {varied} equally common {'field' if varied == '1' else 'fields'}. "
        f"Pick any two: {percent(chance)} % chance they work in different fields. "
        f"One contact more or less moves this between {percent(around[0])} and {percent(around[1])} %."
    )
    return blank._replace(
        values={
            "counts": counts,
            "fields": {one.word: one.size for one in found},
            "hill1": first,
            "chance_two_differ": chance,
            "hill1_leave_one_out": variety.leave_one_out(counts, variety.hill1),
            "chance_two_differ_leave_one_out": around,
        },
        sentences=(f"Everyone in your notes works in {found[0].word}." if len(found) == 1 else sentence,),
        picture=Bars(tuple(Bar(one.word, one.size) for one in found)),
    )


def inside_outside(network: Network) -> Panel:
    """How many contacts work where I work, and how many elsewhere."""
    people, organisation = here(network), network.settings.me.organisation
    inside, outside, unknown = sides(people, organisation)
    n = inside + outside
    blank = _blank("inside-outside", n, unknown)
    if not organisation:
        sentence = (
            "Say where you work (`organisation` under [me] in netnotes.toml) to see who is inside and who outside."
        )
        return blank._replace(sentences=(sentence,))
    if n < blank.needs:
        return blank
    return blank._replace(
        values={"inside": inside, "outside": outside, "ei": variety.ei(outside, inside)},
        sentences=(_inside_outside(inside, outside, organisation),),
        picture=Bars((Bar("inside", inside), Bar("outside", outside))),
    )


def _inside_outside(inside: int, outside: int, organisation: str) -> str:
    if not inside or not outside:
        return f"All your contacts are {'inside' if inside else 'outside'} {organisation}."
    if inside == outside:
        return f"As many inside {organisation} as outside ({inside:,} each)."
    if outside > inside:
        return f"More of your contacts are outside {organisation} ({outside:,}) than inside ({inside:,})."
    return f"More of your contacts are inside {organisation} ({inside:,}) than outside ({outside:,})."


def levels(network: Network) -> Panel:
    """How high the contacts stand, relative to me."""
    people = here(network)
    told = [one.level for one in people if one.level is not None]
    above, peer, below, missing = goals.levels(people)
    blank = _blank("levels", len(told), missing)
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
        sentences=tuple(_levels(above, peer, below, max(told))),
        picture=Bars((Bar("above", above), Bar("beside", peer), Bar("below", below))),
    )


def _levels(above: int, peer: int, below: int, highest: int) -> Iterator[str]:
    reach = f"; the highest is {highest} up" if above else ""
    yield f"{above:,} {_verb(above, 'is', 'are')} above your level, {peer:,} beside you, {below:,} below{reach}."
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


def effective_size(network: Network) -> Panel:
    """For how many separate contacts mine count, as some of them know each other."""
    ties, unasked = network.ties, _unasked(network)
    blank = _of_graph("effective-size", network, unasked)
    if blank.sentences:
        return blank
    bounds = graph.effective_size_range(ties, unasked)
    assert bounds
    low, high = bounds
    return blank._replace(
        values={
            "n": len(ties),
            "ties": graph.tie_count(ties),
            "effective_size": high,
            "effective_size_bounds": bounds,
            "efficiency": graph.efficiency(ties),
        },
        sentences=(_effective(network, low, high, len(unasked)),),
        picture=Range(low, high, high, len(ties)),
    )


def _effective(network: Network, low: Fraction, high: Fraction, unasked: int) -> str:
    n = len(network.ties)
    if high == n:
        return "No one in your notes is recorded as knowing anyone else. Is that so, or not yet written down?"
    begin = f"Because some of them know each other, your {counted(n, 'contact')} count for"
    if low == high:
        return f"{begin} at most {number(high)} separate {'one' if number(high) == '1' else 'ones'}."
    return (
        f"{begin} between {number(low)} and {number(high)} separate ones; "
        f"{counted(unasked, 'contact')} {_verb(unasked, 'has', 'have')} no 'knows' line yet."
    )


def circles(network: Network) -> Panel:
    """Into how many circles the contacts fall without me."""
    blank = _of_graph("circles", network, _unasked(network))
    if blank.sentences:
        return blank
    found = graph.circles(network.ties)
    sole = graph.sole_links(network.ties)
    names = tuple(network.by_path[path].name for path in sole)
    return blank._replace(
        values={
            "circles": len(found),
            "largest": len(found[0]),
            "clusters": tuple(_names(network.by_path[path] for path in circle) for circle in found),
            "sole_links": names,
        },
        sentences=tuple(_circles(found, names)),
        picture=Circles(tuple(map(len, found))),
    )


def _circles(found: tuple[tuple[str, ...], ...], sole: tuple[str, ...]) -> Iterator[str]:
    if len(found) == 1:
        yield "All your contacts hang together in one circle."
    else:
        yield f"Your contacts form at most {len(found):,} separate circles; the largest has {len(found[0]):,}."
    if sole:
        yield f"You reach {counted(len(sole), 'circle')} through one person only: {_few_names(sole)}."


def how_met(network: Network) -> Panel:
    """How I met these people: on my own, or through whom."""
    brought = [network.introductions[one.path] for one in here(network)]
    by = [one.by for one in brought]
    alone, introduced = by.count("me"), by.count("contact")
    n = alone + introduced
    blank = _blank("how-met", n, by.count(""))
    if not n:
        return blank._replace(sentences=("No introductions recorded yet.",))
    if n < blank.needs:
        return blank
    introducers = _introducers(network, (one.path for one in brought if one.by == "contact"))
    rate = Fraction(alone, n)
    return blank._replace(
        values={
            "self_introduction_rate": rate,
            "met_on_my_own": alone,
            "introduced": introduced,
            "elsewhere": by.count("event") + by.count("other"),
            "introducers": {one.name: count for one, count in introducers},
        },
        sentences=tuple(_met(rate, introducers)),
        picture=Bars((Bar("on your own", alone), *(Bar(one.name, count) for one, count in introducers))),
    )


INBRED = Fraction(65, 100)
"""Above this, Uzzi and Dunlap (2005) suggest, a network "may be too inbred"."""


def _introducers(network: Network, paths: Iterable[str]) -> list[tuple[Contact, int]]:
    count: dict[str, int] = {}
    for path in paths:
        count[path] = count.get(path, 0) + 1
    some = [(network.by_path[path], times) for path, times in count.items()]
    return sorted(some, key=lambda one: (-one[1], same_name(one[0].name), one[0].path))


def _met(rate: Fraction, introducers: list[tuple[Contact, int]]) -> Iterator[str]:
    begin = f"You met {percent(rate)} % of these people on your own."
    if introducers:
        most, count = introducers[0]
        yield f"{begin} {most.name} introduced you to {count:,}."
    else:
        yield begin
    if rate > INBRED:
        still = next((one.name for one, _ in introducers if not one.archived), "one of them")
        yield (
            "Uzzi and Dunlap (2005) suggest that above 65 % a network may be too much like oneself; "
            f"ask {still} whom you should meet."
        )


# -- what passes between them ------------------------------------------------------------------------------------------

LISTED = 100
"""How many introductions are listed by name; all are counted."""


def could_introduce(network: Network) -> Panel:
    """Whom I could bring together."""
    live = sum(one.live for one in network.follow_ups.values())
    blank = _blank("introductions", live, 0)
    if live < blank.needs:
        return blank
    found = introductions(network, LISTED)
    suggest = [_suggest(pair) for pair in found.could[:TOP]]
    ask = [
        f"Do {pair.one.name} and {pair.other.name} at {pair.one.organisation} know each other? If so, note it."
        for pair in found.same_place[:TOP]
    ]
    return blank._replace(
        values={
            "could_introduce": tuple(_pair(pair) for pair in found.could),
            "could_introduce_count": found.could_count,
            "forbidden_triads": tuple((pair.one.name, pair.other.name) for pair in found.could if pair.close),
            "ask_if_they_know_each_other": tuple((pair.one.name, pair.other.name) for pair in found.same_place),
            "ask_if_they_know_each_other_count": found.same_place_count,
        },
        sentences=(*suggest, *ask) if suggest or ask else ("No obvious introductions.",),
    )


def _pair(pair: Pair) -> tuple[str, str, tuple[str, ...]]:
    return pair.one.name, pair.other.name, tuple(dict.fromkeys(reason.kind for reason in pair.reasons))


def _suggest(pair: Pair) -> str:
    shared = listed(reason.words for reason in pair.reasons)
    return (
        f"{pair.one.name} and {pair.other.name} do not seem to know each other and share {shared}. "
        "Would both like an introduction? Ask each first."
    )


@lru_cache(maxsize=1)
def exchange(network: Network) -> Panel:
    """What the year built, kept and used, and how giving and asking balance."""
    people = here(network)
    told = sum(bool(one.met or network.follow_ups[one.path].last or one.gifts or one.asks) for one in people)
    blank = _blank("exchange", told, len(people) - told)
    if not told:
        return blank
    year, passed = build_keep_use(network), reciprocity(balances(network))
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
            "two_way": _names(one.contact for one in passed.two_way),
            "only_asked": _names(one.contact for one in passed.only_asked),
            "only_gave": _names(one.contact for one in passed.only_gave),
            "undated": undated(network),
        },
        sentences=(*year_in_words(network), *_only_asked(passed)),
        picture=_grid(year, organisation),
    )


def year_in_words(network: Network) -> tuple[str, ...]:
    """What the year built, kept and used, and how giving and asking balance, over everybody."""
    year, passed = build_keep_use(network), reciprocity(balances(network))
    return (*_year(year, network.settings.me.organisation), *_passed(passed))


DONE = ("new", "kept up", "asked")


def _grid(year: BuildKeepUse, organisation: str) -> Grid:
    parts = (year.build, year.keep, year.use)
    if not organisation:
        return Grid(DONE, ("contacts",), tuple((part.total,) for part in parts))
    return Grid(DONE, ("inside", "outside", "organisation unknown"), tuple(tuple(part) for part in parts))


def _year(year: BuildKeepUse, organisation: str) -> Iterator[str]:
    parts = (year.build, year.keep, year.use)
    unknown = any(part.unknown for part in parts)

    def said(part: Sides) -> str:
        if not organisation:
            return f"{part.total:,}"
        return f"{part.inside:,} + {part.outside:,}" + (f" + {part.unknown:,}" if unknown else "")

    where = f" (inside + outside {organisation}{' + organisation unknown' if unknown else ''})" if organisation else ""
    numbers = ", ".join(f"{said(part)} {done}" for part, done in zip(parts, DONE, strict=True))
    yield f"In the last year: {numbers}{where}."
    cells = [
        f"{done} {side}"
        for part, done in zip(parts, DONE, strict=True)
        for side in ("inside", "outside")
        if organisation and part.total and not getattr(part, side)
    ]
    if empty := [done for part, done in zip(parts[:2], DONE, strict=False) if not part.total] + cells:
        yield f"Nothing yet under '{listed(empty, 'or')}'."
    if new := year.build.total:
        yield f"You have been back in touch with {year.followed_up:,} of {counted(new, 'new contact')}."


def _passed(passed: Reciprocity) -> Iterator[str]:
    if not passed.asked:
        yield "You asked no one for anything this year. People say yes more often than we expect."
    if passed.weighted is not None:
        yield (
            f"You noted {counted(passed.gave, 'time')} giving and {passed.asked:,} asking; {percent(passed.weighted)} % was "
            "returned within the same relationship."
        )


def _only_asked(passed: Reciprocity) -> Iterator[str]:
    for one in sorted(passed.only_asked, key=lambda one: (-one.asked, same_name(one.contact.name)))[:TOP]:
        if one.asked >= 2:
            yield (
                f"You asked {one.contact.name} {one.asked:,} times and noted nothing given. Is there something useful "
                "you could send?"
            )


PANELS: tuple[Callable[[Network], Panel], ...] = (
    purpose,
    capacity,
    in_touch,
    kinds,
    fields,
    inside_outside,
    levels,
    effective_size,
    circles,
    how_met,
    could_introduce,
    exchange,
)

OF_THE_LOG = (in_touch, exchange)
"""The panels that speak of what passed. The others stay as they are whatever is logged, as long as the same are live."""


# -- details -----------------------------------------------------------------------------------------------------------


def details(network: Network) -> Mapping[str, object]:
    """The measures nobody should steer by, named as in the method table. None where a measure says nothing."""
    people, ties, me = here(network), network.ties, network.settings.me
    field_counts = _counts(one.field for one in people)
    organisation_counts = _counts(one.organisation for one in people)
    above, peer, below, _ = goals.levels(people)
    in_field = next(
        (one.size for one in variety.tallies(one.field for one in people) if fold(one.word) == fold(me.field)), 0
    )
    between = graph.betweenness(ties)
    groups = {one.path: fold(one.organisation) for one in people if fold(one.organisation)}
    return {
        "blau": variety.blau(field_counts),
        "iqv": variety.iqv(field_counts, len(field_counts)),
        "iqv_levels": variety.iqv(_positive(above, peer, below), 3),
        "iqv_kinds": variety.iqv(_counts(one.kind for one in people), len(KINDS)),
        "shannon_bits": variety.shannon_bits(field_counts),
        "hill2": variety.hill2(field_counts),
        "ei_field": variety.ei(sum(field_counts) - in_field, in_field) if me.field else None,
        "org_blau": variety.blau(organisation_counts),
        "org_hill1": variety.hill1(organisation_counts),
        "org_chance_two_differ": variety.chance_two_differ(organisation_counts),
        "density": graph.density(ties),
        "open_pairs": graph.open_pairs(ties),
        "ego_betweenness": between,
        "ego_betweenness_norm": graph.share_of_pairs(between, len(ties)),
        "constraint": graph.constraint(ties),
        "constraint_range": graph.constraint_range(len(ties)),
        "hierarchy": graph.hierarchy(ties),
        "roles": graph.roles(ties, groups, fold(me.organisation))._asdict() if me.organisation else None,
    }


def _counts(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(one.size for one in variety.tallies(words))


def _positive(*counts: int) -> tuple[int, ...]:
    return tuple(one for one in counts if one)


# -- how it is said ----------------------------------------------------------------------------------------------------


def plain(value: object) -> object:
    """A value as JSON has it: fractions as `13/2`, days as ISO, named tuples as objects, other tuples as lists.

    A fraction too long to be read exactly becomes a decimal number.
    """
    if isinstance(value, Fraction):
        return str(value) if value.denominator < LONGEST else float(value)
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        named = getattr(value, "_asdict", None)
        return plain(named()) if named else [plain(one) for one in value]
    return value


LONGEST = 10**15


def number(value: float | Fraction) -> str:
    """A number as one reads it: two significant digits, whole from ten on."""
    return f"{round(value):,}" if value >= 10 else f"{float(value):.2g}"


def percent(share: Fraction) -> str:
    """A share as whole percents, halves rounded up."""
    return str(math.floor(100 * share + Fraction(1, 2)))


def few(needs: int, have: int, of: str = "") -> str:
    """What a number says while there is too little to make it from."""
    return f"Too few notes for this yet (needs {needs:,}{of}, you have {have:,})"


def _blank(id: str, n: int, missing: int) -> Panel:  # noqa: A002 - the panel's own word
    """A panel that says no more than whether there is too little for it."""
    method = METHOD_OF[id]
    sentences = (few(method.needs, n),) if n < method.needs else ()
    return Panel(id, method.name, n, missing, method.needs, {}, sentences, None)


def _of_graph(id: str, network: Network, unasked: Collection[str]) -> Panel:  # noqa: A002
    """The same for a number that takes a `knows` line in half of the notes."""
    n = len(network.ties)
    blank = _blank(id, n, len(unasked))
    half, asked = (n + 1) // 2, n - len(unasked)
    if blank.sentences or asked >= half:
        return blank
    return blank._replace(sentences=(few(half, asked, " with a 'knows' line"),))


def _unasked(network: Network) -> frozenset[str]:
    """The contacts whose note does not say whom they know."""
    return frozenset(one.path for one in here(network) if one.knows is None)


def _verb(count: int, one: str, many: str) -> str:
    return one if count == 1 else many


def _names(contacts: Iterable[Contact]) -> tuple[str, ...]:
    return tuple(one.name for one in contacts)


def _few_names(names: tuple[str, ...], most: int = 5) -> str:
    more = len(names) - most
    return listed(names) if more < 2 else f"{', '.join(names[:most])} and {counted(more, 'other')}"
