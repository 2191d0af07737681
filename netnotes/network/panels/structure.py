"""Panels about who knows whom: effective size, circles, how we met, whom I could introduce."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.measures.circles import (
    compute_effective_size_range,
    compute_efficiency,
    count_ties,
    list_sole_links,
)
from netnotes.network.measures.introductions import (
    MAX_SUGGESTIONS,
    IntroductionPair,
    describe_reasons,
)
from netnotes.network.panels.model import Bar, Bars, Circles, Range
from netnotes.network.panels.phrases import (
    build_blank_graph_panel,
    build_blank_panel,
    format_number,
    format_percent,
    group_counts_by_name,
    list_names,
    list_people,
    list_unasked_contacts,
)
from netnotes.text import choose_form, fold_name, format_count, format_few_names, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Contact
    from netnotes.network.measures.introductions import IntroductionSuggestions
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network
    from netnotes.network.panels.model import Panel, PersonName


def build_effective_size_panel(measures: Measures) -> Panel:
    """Build the panel: for how many separate contacts mine count, as some know each other."""
    network = measures.network
    unasked = list_unasked_contacts(network)
    blank = build_blank_graph_panel("effective-size", network, unasked)
    if blank.sentences:
        return blank

    ties = network.ties
    bounds = compute_effective_size_range(ties, unasked)
    # The panel needs three contacts, and with one or more there is a range.
    assert bounds is not None
    low, high = bounds
    return blank._replace(
        values={
            "n": len(ties),
            "ties": count_ties(ties),
            "effective_size": high,
            "effective_size_bounds": bounds,
            "efficiency": compute_efficiency(ties),
        },
        sentences=(_describe_effective_size(len(ties), low, high, len(unasked)),),
        picture=Range(low, high, high, len(ties)),
    )


def _describe_effective_size(
    contact_count: int, low: Fraction, high: Fraction, unasked_count: int
) -> str:
    if high == contact_count:
        return (
            "No one in your notes is recorded as knowing anyone else. "
            "Is that so, or not yet written down?"
        )

    contacts = format_count(contact_count, "contact")
    beginning = f"Because some of them know each other, your {contacts} count for"
    lowest, highest = format_number(low), format_number(high)
    # One tie among 200 leaves 199.99, which would be written 200.
    at_most = f"at most {highest}"
    if highest == format_number(contact_count):
        at_most = f"a little less than {highest}"

    noun = "one" if highest == "1" else "ones"
    if low == high:
        return f"{beginning} {at_most} separate {noun}."
    unasked = format_count(unasked_count, "contact")
    verb = choose_form(unasked_count, "has", "have")
    how_many = at_most if lowest == highest else f"between {lowest} and {highest}"
    return f"{beginning} {how_many} separate {noun}; {unasked} {verb} no 'knows' line yet."


def build_circles_panel(measures: Measures) -> Panel:
    """Build the panel: how many circles the contacts form without me."""
    network = measures.network
    unasked = list_unasked_contacts(network)
    blank = build_blank_graph_panel("circles", network, unasked)
    if blank.sentences:
        return blank

    circles = measures.circles
    people_by_circle = []
    for circle in circles:
        people_by_circle.append(list_people(network.contacts_by_path[path] for path in circle))
    # Of somebody without a `knows` line nobody knows whether they stand alone.
    sole_links = [
        network.contacts_by_path[path]
        for path in list_sole_links(network.ties)
        if path not in unasked
    ]
    sole_names = list_names(sole_links)
    return blank._replace(
        values={
            "circles": len(circles),
            "largest": len(circles[0]),
            "clusters": tuple(people_by_circle),
            "sole_links": list_people(sole_links),
        },
        sentences=tuple(_describe_circles(circles, sole_names, has_unknown_ties=len(unasked) > 1)),
        picture=Circles(tuple(map(len, circles))),
    )


def _describe_circles(
    circles: tuple[tuple[str, ...], ...], sole_names: tuple[str, ...], *, has_unknown_ties: bool
) -> Iterator[str]:
    if len(circles) == 1:
        yield "All your contacts hang together in one circle."
    else:
        largest = f"{len(circles[0]):,}"
        # A tie between two who have both not been asked may join it with another one.
        if has_unknown_ties:
            largest = f"at least {largest}"
        yield (
            f"Your contacts form at most {len(circles):,} separate circles; "
            f"the largest has {largest}."
        )
    if sole_names:
        sole_circles = format_count(len(sole_names), "circle")
        names = format_few_names(sole_names)
        yield f"You reach {sole_circles} through one person only: {names}."


# Above this rate a network "may be too inbred" (Uzzi and Dunlap 2005).
MAX_SELF_INTRODUCTION_RATE = Fraction(65, 100)


def build_how_met_panel(measures: Measures) -> Panel:
    """Build the panel: how many contacts I met on my own, and who introduced me to the others."""
    network = measures.network
    introductions = [network.introductions[contact.path] for contact in network.active_contacts]
    counts_by_introducer = Counter(introduction.by for introduction in introductions)
    on_my_own, introduced = counts_by_introducer["me"], counts_by_introducer["contact"]
    total = on_my_own + introduced
    blank = build_blank_panel("how-met", total, counts_by_introducer[""])
    if not total:
        sentence = "No introductions recorded yet."
        if counts_by_introducer["event"] or counts_by_introducer["other"]:
            sentence = (
                "No introductions by your contacts are recorded yet; "
                "those through events and people without a note are left out."
            )
        return blank._replace(sentences=(sentence,))
    if total < blank.needs:
        return blank

    introducer_paths = [
        introduction.path for introduction in introductions if introduction.by == "contact"
    ]
    introducers = _count_introducers(network, introducer_paths)
    rate = Fraction(on_my_own, total)
    bars = [Bar("on your own", on_my_own)]
    bars += [Bar(introducer.name, count) for introducer, count in introducers]
    return blank._replace(
        values={
            "self_introduction_rate": rate,
            "met_on_my_own": on_my_own,
            "introduced": introduced,
            "elsewhere": counts_by_introducer["event"] + counts_by_introducer["other"],
            "introducers": group_counts_by_name(introducers),
        },
        sentences=tuple(_describe_how_met(rate, total, len(network.active_contacts), introducers)),
        picture=Bars(tuple(bars)),
    )


def _count_introducers(network: Network, paths: Iterable[str]) -> list[tuple[Contact, int]]:
    """Count how many contacts each introduced, most first, then by name."""
    introducers = [
        (network.contacts_by_path[path], count) for path, count in Counter(paths).items()
    ]
    introducers.sort(key=lambda item: (-item[1], fold_name(item[0].name), item[0].path))
    return introducers


def _describe_how_met(
    rate: Fraction, total: int, contact_count: int, introducers: list[tuple[Contact, int]]
) -> Iterator[str]:
    """Describe how I met `total` of all contacts: on my own, or introduced by another contact."""
    whom = f"your {total:,} contacts"
    if total != contact_count:
        whom = f"the {total:,} contacts whose notes name you or another contact as the introducer"
    share = _SHARES_IN_WORDS.get(rate, f"{format_percent(rate)}%")
    on_your_own = f"You met {share} of {whom} on your own."
    if introducers:
        yield f"{on_your_own} {_describe_first_introducers(introducers)}"
    else:
        yield on_your_own

    on_my_own = rate * total
    # It must hold for one contact more or less, too.
    if min(on_my_own / (total + 1), (on_my_own - 1) / (total - 1)) > MAX_SELF_INTRODUCTION_RATE:
        # An archived contact should not be asked, and one who has died can't be.
        active = [item for item in introducers if item[0].is_active]
        names = _list_first_introducers(active)
        whom = "one of them"
        if 0 < len(names) <= MAX_NAMED_INTRODUCERS:
            whom = join_words(names, "or")
        # What research makes of so high a rate is said on Method only.
        yield (
            f"With more than {format_percent(MAX_SELF_INTRODUCTION_RATE)}% met on your own, "
            f"it may be worth asking {whom} whom you should meet."
        )


_SHARES_IN_WORDS = {Fraction(0): "none", Fraction(1): "all"}

# More names than these are no sentence any more.
MAX_NAMED_INTRODUCERS = 12


def _describe_first_introducers(introducers: list[tuple[Contact, int]]) -> str:
    """Describe who introduced me to the most, all of those who did."""
    names = _list_first_introducers(introducers)
    count = introducers[0][1]
    if len(names) == 1:
        return f"{names[0]} introduced you to {count:,}."
    who = join_words(names)
    if len(names) > MAX_NAMED_INTRODUCERS:
        who = f"{len(names):,} people"
    return f"{who} introduced you to {count:,} each."


def _list_first_introducers(introducers: list[tuple[Contact, int]]) -> tuple[str, ...]:
    """List the names of those who introduced me to the most; `introducers` begin with them."""
    return tuple(introducer.name for introducer, count in introducers if count == introducers[0][1])


def build_introductions_panel(measures: Measures) -> Panel:
    """Build the panel: whom I could introduce to each other."""
    live_count = len(measures.network.live_contacts)
    blank = build_blank_panel("introductions", live_count, 0)
    if live_count < blank.needs:
        return blank

    introductions = measures.introductions
    close_pairs = [pair for pair in introductions.suggested if pair.is_close]
    return blank._replace(
        values={
            "could_introduce": tuple(map(_build_pair_value, introductions.suggested)),
            "could_introduce_count": introductions.suggested_count,
            "forbidden_triads": tuple(map(_list_pair, close_pairs)),
            "ask_if_they_know_each_other": tuple(map(_list_pair, introductions.colleagues)),
            "ask_if_they_know_each_other_count": introductions.colleague_count,
            "truncated": introductions.is_truncated,
        },
        sentences=_describe_introductions(introductions),
    )


def _get_names(pair: IntroductionPair) -> tuple[str, str]:
    return pair.left.name, pair.right.name


def _list_pair(pair: IntroductionPair) -> tuple[PersonName, ...]:
    return list_people((pair.left, pair.right))


def _build_pair_value(pair: IntroductionPair) -> tuple[object, ...]:
    kinds = dict.fromkeys(reason.kind for reason in pair.reasons)
    return (*_list_pair(pair), tuple(kinds))


def _describe_introductions(introductions: IntroductionSuggestions) -> tuple[str, ...]:
    sentences = []
    for pair in introductions.suggested[:MAX_SUGGESTIONS]:
        left_name, right_name = _get_names(pair)
        reasons = describe_reasons(pair.reasons)
        sentences.append(
            f"{left_name} and {right_name} do not seem to know each other; {reasons}. "
            "Would both like an introduction? Ask each first."
        )
    for pair in introductions.colleagues[:MAX_SUGGESTIONS]:
        left_name, right_name = _get_names(pair)
        sentences.append(
            f"Do {left_name} and {right_name} at {pair.left.organisation} know each other? "
            "If so, note it."
        )
    return tuple(sentences) or (NO_INTRODUCTIONS,)


NO_INTRODUCTIONS = (
    "No obvious introductions: of people who work in different places and do not know each other "
    "yet, nobody needs what another offers or cares about, as far as it is written down."
)
