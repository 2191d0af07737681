"""Panels: effective size, circles, how we met, whom I could introduce."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.measures import circles as graph
from netnotes.network.measures.introductions import (
    MAX_SUGGESTIONS,
    IntroductionPair,
)
from netnotes.network.panels.model import Bar, Bars, Circles, Range
from netnotes.network.panels.phrases import (
    build_blank_graph_panel,
    build_blank_panel,
    choose_verb_form,
    format_few_names,
    format_number,
    format_percent,
    list_names,
    list_unasked_contacts,
)
from netnotes.text import fold_name, format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Contact
    from netnotes.network.measures.measures import Measures
    from netnotes.network.network import Network
    from netnotes.network.panels.model import Panel


# -- who knows whom ----------------------------------------------------------------------------------------------------


def build_effective_size_panel(measures: Measures) -> Panel:
    """For how many separate contacts mine count, as some of them know each other."""
    network = measures.network
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


def _describe_effective_size(
    network: Network, low: Fraction, high: Fraction, unasked_count: int
) -> str:
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


def build_circles_panel(measures: Measures) -> Panel:
    """Into how many circles the contacts fall without me."""
    network = measures.network
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
            "clusters": tuple(
                list_names(network.contacts_by_path[path] for path in circle) for circle in found
            ),
            "sole_links": names,
        },
        sentences=tuple(_describe_circles(found, names)),
        picture=Circles(tuple(map(len, found))),
    )


def _describe_circles(
    circles: tuple[tuple[str, ...], ...], sole_names: tuple[str, ...]
) -> Iterator[str]:
    if len(circles) == 1:
        yield "All your contacts hang together in one circle."
    else:
        yield f"Your contacts form at most {len(circles):,} separate circles; the largest has {len(circles[0]):,}."
    if sole_names:
        yield f"You reach {format_count(len(sole_names), 'circle')} through one person only: {format_few_names(sole_names)}."


def build_how_met_panel(measures: Measures) -> Panel:
    """How I met these people: on my own, or through whom."""
    network = measures.network
    brought = [network.introductions[one.path] for one in network.active_contacts]
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
        picture=Bars(
            (Bar("on your own", alone), *(Bar(one.name, count) for one, count in introducers))
        ),
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


def build_introductions_panel(measures: Measures) -> Panel:
    """Whom I could bring together."""
    live = len(measures.network.live_contacts)
    blank = build_blank_panel("introductions", live, 0)
    if live < blank.needs:
        return blank
    found = measures.introductions
    suggest = [_suggest_introduction(pair) for pair in found.suggested[:MAX_SUGGESTIONS]]
    ask = [
        f"Do {pair.left.name} and {pair.right.name} at {pair.left.organisation} know each other? If so, note it."
        for pair in found.colleagues[:MAX_SUGGESTIONS]
    ]
    return blank._replace(
        values={
            "could_introduce": tuple(_build_pair_value(pair) for pair in found.suggested),
            "could_introduce_count": found.suggested_count,
            "forbidden_triads": tuple(
                (pair.left.name, pair.right.name) for pair in found.suggested if pair.is_close
            ),
            "ask_if_they_know_each_other": tuple(
                (pair.left.name, pair.right.name) for pair in found.colleagues
            ),
            "ask_if_they_know_each_other_count": found.colleague_count,
        },
        sentences=(*suggest, *ask) if suggest or ask else ("No obvious introductions.",),
    )


def _build_pair_value(pair: IntroductionPair) -> tuple[str, str, tuple[str, ...]]:
    return (
        pair.left.name,
        pair.right.name,
        tuple(dict.fromkeys(reason.kind for reason in pair.reasons)),
    )


def _suggest_introduction(pair: IntroductionPair) -> str:
    shared = join_words(reason.description for reason in pair.reasons)
    return (
        f"{pair.left.name} and {pair.right.name} do not seem to know each other and share {shared}. "
        "Would both like an introduction? Ask each first."
    )
