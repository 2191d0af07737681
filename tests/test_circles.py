"""Measures of ties between contacts are compared with networkx and igraph on random networks."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import igraph
import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.network.measures.circles import (
    compute_effective_size,
    compute_effective_size_range,
    compute_efficiency,
    count_ties,
    count_unknown_pairs,
    find_circles,
    list_sole_links,
)

Ties = dict[str, frozenset[str]]


def make_ties(n: int, pairs: list[tuple[int, int]]) -> Ties:
    """Make the ties of n contacts, a, b, c …, from pairs of their numbers."""
    ties: dict[str, set[str]] = {chr(97 + number): set() for number in range(n)}
    for left, right in pairs:
        ties[chr(97 + left)].add(chr(97 + right))
        ties[chr(97 + right)].add(chr(97 + left))
    return {left: frozenset(known) for left, known in ties.items()}


def make_random_networks(count: int = 240) -> list[Ties]:
    """Networks of 1 to 14 contacts from no ties to all."""
    generator = random.Random(20250630)
    networks = []
    for number in range(count):
        n = 1 + number % 14
        share = generator.choice((0, 0.1, 0.25, 0.5, 0.8, 1))
        networks.append(
            make_ties(n, [pair for pair in combinations(range(n), 2) if generator.random() < share])
        )
    return networks


NETWORKS = make_random_networks()


def add_me(ties: Ties) -> Any:
    """Build the network for networkx, with me in the middle."""
    graph = networkx.Graph((contact, neighbor) for contact in ties for neighbor in ties[contact])
    graph.add_nodes_from(ties)
    graph.add_edges_from(("me", contact) for contact in ties)
    return graph


def convert_to_igraph(ties: Ties) -> Any:
    """Convert the network to an igraph graph, without me."""
    place = {contact: number for number, contact in enumerate(ties)}
    pairs = [
        (place[contact], place[neighbor])
        for contact in ties
        for neighbor in ties[contact]
        if contact < neighbor
    ]
    return igraph.Graph(len(ties), pairs)


def test_random_networks_are_many_and_differ() -> None:
    assert len(NETWORKS) >= 200
    assert len({(len(ties), count_ties(ties)) for ties in NETWORKS}) > 100


def test_effective_size_and_efficiency_equal_those_of_networkx() -> None:
    for ties in NETWORKS:
        size = networkx.effective_size(add_me(ties), nodes=["me"])["me"]
        assert float(compute_effective_size(ties) or 0) == pytest.approx(size, abs=1e-12)
        assert float(compute_efficiency(ties) or 0) == pytest.approx(size / len(ties), abs=1e-12)


def test_circles_and_sole_links_equal_those_of_networkx_and_igraph() -> None:
    for ties in NETWORKS:
        graph = add_me(ties)
        graph.remove_node("me")
        assert {frozenset(circle) for circle in find_circles(ties)} == {
            frozenset(circle) for circle in networkx.connected_components(graph)
        }
        assert list(list_sole_links(ties)) == sorted(networkx.isolates(graph))
        assert count_ties(ties) == graph.number_of_edges()
        components = convert_to_igraph(ties).connected_components()
        assert sorted(components.sizes(), reverse=True) == list(map(len, find_circles(ties)))


def test_circles_are_sorted_largest_first() -> None:
    ties = make_ties(6, [(4, 5), (0, 1), (1, 2)])
    assert find_circles(ties) == (("a", "b", "c"), ("e", "f"), ("d",))
    assert list_sole_links(ties) == ("d",)


def test_unknown_pairs_equal_a_count_of_every_pair() -> None:
    generator = random.Random(8)
    for ties in NETWORKS:
        unasked = {left for left in ties if generator.random() < 0.5}
        pairs = [
            (left, right)
            for left, right in combinations(sorted(unasked), 2)
            if right not in ties[left]
        ]
        assert count_unknown_pairs(ties, unasked) == len(pairs)
        bounds = compute_effective_size_range(ties, unasked)
        assert bounds
        full = {
            left: ties[left] | {b if a == left else a for a, b in pairs if left in (a, b)}
            for left in ties
        }
        assert bounds == (compute_effective_size(full), compute_effective_size(ties))


def test_measures_of_no_contacts_are_none() -> None:
    assert compute_effective_size({}) is None
    assert compute_efficiency({}) is None
    assert compute_effective_size_range({}, ()) is None
    assert find_circles({}) == ()


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    n = draw(st.integers(2, 8))
    pairs = list(combinations(range(n), 2))
    return n, draw(st.lists(st.sampled_from(pairs), unique=True))


@settings(deadline=None)
@given(networks(), st.data())
def test_one_more_tie_never_raises_effective_size(
    network: tuple[int, list[tuple[int, int]]], data: st.DataObject
) -> None:
    n, pairs = network
    new_tie = data.draw(st.sampled_from(list(combinations(range(n), 2))))
    before, after = make_ties(n, pairs), make_ties(n, [*pairs, new_tie])
    assert (compute_effective_size(after) or 0) <= (compute_effective_size(before) or 0)
