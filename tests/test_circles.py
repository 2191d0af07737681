"""Measures of ties between contacts are compared with networkx and igraph on random networks."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from itertools import combinations
from typing import Any

import igraph
import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netnotes.network.measures.circles import (
    RoleCounts,
    compute_betweenness,
    compute_constraint,
    compute_constraint_range,
    compute_density,
    compute_effective_size,
    compute_effective_size_range,
    compute_efficiency,
    compute_hierarchy,
    compute_share_of_pairs,
    count_open_pairs,
    count_pairs,
    count_roles,
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
    """Convert the network to an igraph graph in which I am vertex 0."""
    place = {contact: number for number, contact in enumerate(ties, start=1)}
    pairs = [
        (place[contact], place[neighbor])
        for contact in ties
        for neighbor in ties[contact]
        if contact < neighbor
    ]
    return igraph.Graph(len(ties) + 1, pairs + [(0, number) for number in place.values()])


def test_random_networks_are_many_and_differ() -> None:
    assert len(NETWORKS) >= 200
    assert len({(len(ties), count_ties(ties)) for ties in NETWORKS}) > 100


def test_effective_size_and_efficiency_equal_those_of_networkx() -> None:
    for ties in NETWORKS:
        size = networkx.effective_size(add_me(ties), nodes=["me"])["me"]
        assert float(compute_effective_size(ties) or 0) == pytest.approx(size, abs=1e-12)
        assert float(compute_efficiency(ties) or 0) == pytest.approx(size / len(ties), abs=1e-12)


def test_constraint_equals_that_of_igraph_and_networkx() -> None:
    for ties in NETWORKS:
        ours = float(compute_constraint(ties) or 0)
        assert ours == pytest.approx(convert_to_igraph(ties).constraint(vertices=[0])[0], rel=1e-12)
        assert ours == pytest.approx(
            networkx.constraint(add_me(ties), nodes=["me"])["me"], rel=1e-12
        )


def test_hierarchy_follows_from_the_local_constraints_of_networkx() -> None:
    for ties in NETWORKS:
        graph, n = add_me(ties), len(ties)
        parts = [networkx.local_constraint(graph, "me", contact) for contact in ties]
        ratios = [part * n / sum(parts) for part in parts]
        if n == 1:
            assert compute_hierarchy(ties) is None
        else:
            expected = sum(ratio * math.log(ratio) for ratio in ratios) / (n * math.log(n))
            assert compute_hierarchy(ties) == pytest.approx(expected, abs=1e-12)


def test_betweenness_equals_that_of_igraph_and_networkx() -> None:
    for ties in NETWORKS:
        ours = compute_betweenness(ties)
        assert float(ours) == pytest.approx(
            convert_to_igraph(ties).betweenness(vertices=[0])[0], abs=1e-9
        )
        if len(ties) > 1:
            share = networkx.betweenness_centrality(add_me(ties))["me"]
            assert float(compute_share_of_pairs(ours, len(ties)) or 0) == pytest.approx(
                share, abs=1e-12
            )


def test_density_circles_and_sole_links_equal_those_of_networkx() -> None:
    for ties in NETWORKS:
        graph = add_me(ties)
        graph.remove_node("me")
        assert {frozenset(circle) for circle in find_circles(ties)} == {
            frozenset(circle) for circle in networkx.connected_components(graph)
        }
        assert list(list_sole_links(ties)) == sorted(networkx.isolates(graph))
        assert count_ties(ties) == graph.number_of_edges()
        if len(ties) > 1:
            assert float(compute_density(ties) or 0) == pytest.approx(
                networkx.density(graph), abs=1e-12
            )


def test_circles_are_sorted_largest_first() -> None:
    ties = make_ties(6, [(4, 5), (0, 1), (1, 2)])
    assert find_circles(ties) == (("a", "b", "c"), ("e", "f"), ("d",))
    assert list_sole_links(ties) == ("d",)


def count_roles_one_by_one(ties: Ties, groups: dict[str, str], own_group: str) -> RoleCounts:
    roles = []
    for left, right in combinations(groups, 2):
        if right not in ties[left]:
            inside = (groups[left] == own_group) + (groups[right] == own_group)
            alike = groups[left] == groups[right]
            roles.append(
                ["consultant" if alike else "liaison", "gatekeeper", "coordinator"][inside]
            )
    return RoleCounts(*(roles.count(role) for role in RoleCounts._fields))


def test_roles_equal_a_count_of_every_open_pair() -> None:
    generator = random.Random(7)
    for ties in NETWORKS:
        groups = {
            contact: group
            for contact in ties
            if (group := generator.choice(["mine", "x", "y", "z", ""]))
        }
        assert count_roles(ties, groups, "mine") == count_roles_one_by_one(ties, groups, "mine")


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


def test_one_and_two_contacts_have_the_values_computed_by_hand() -> None:
    assert compute_constraint(make_ties(1, [])) == 1
    assert compute_constraint(make_ties(2, [(0, 1)])) == Fraction(9, 8)
    assert compute_hierarchy(make_ties(2, [(0, 1)])) == 0


def test_measures_of_no_contacts_are_none() -> None:
    assert {
        measure({})
        for measure in (
            compute_effective_size,
            compute_efficiency,
            compute_density,
            compute_constraint,
            compute_hierarchy,
        )
    } == {None}
    assert compute_effective_size_range({}, ()) is None
    assert compute_constraint_range(0) is None
    assert find_circles({}) == ()
    assert compute_betweenness({}) == count_open_pairs({}) == 0
    assert compute_share_of_pairs(0, 1) is None


@pytest.mark.parametrize("n", range(1, 8))
def test_constraint_is_in_range_on_every_small_network(n: int) -> None:
    constraints = [
        compute_constraint(_of_atlas(graph))
        for graph in networkx.graph_atlas_g()
        if graph.number_of_nodes() == n
    ]
    assert compute_constraint_range(n) == (
        min(constraint for constraint in constraints if constraint),
        max(constraint for constraint in constraints if constraint),
    )


def _of_atlas(graph: Any) -> Ties:
    return make_ties(graph.number_of_nodes(), list(graph.edges))


def test_constraint_is_in_range_on_larger_networks() -> None:
    for ties in NETWORKS:
        bounds, value = compute_constraint_range(len(ties)), compute_constraint(ties)
        assert bounds
        assert value
        assert bounds[0] <= value <= bounds[1]


@pytest.mark.parametrize("n", [8, 11, 30])
def test_contact_who_knows_all_others_has_the_highest_constraint(n: int) -> None:
    bounds = compute_constraint_range(n)
    assert bounds
    assert compute_constraint(make_ties(n, [(0, number) for number in range(1, n)])) == bounds[1]


@st.composite
def networks(draw: st.DrawFn) -> tuple[int, list[tuple[int, int]]]:
    n = draw(st.integers(2, 8))
    pairs = list(combinations(range(n), 2))
    return n, draw(st.lists(st.sampled_from(pairs), unique=True))


@settings(deadline=None)
@given(networks(), st.data())
def test_one_more_tie_never_raises_effective_size_or_betweenness(
    network: tuple[int, list[tuple[int, int]]], data: st.DataObject
) -> None:
    n, pairs = network
    new_tie = data.draw(st.sampled_from(list(combinations(range(n), 2))))
    before, after = make_ties(n, pairs), make_ties(n, [*pairs, new_tie])
    assert (compute_effective_size(after) or 0) <= (compute_effective_size(before) or 0)
    assert compute_betweenness(after) <= compute_betweenness(before)


def test_contact_who_knows_thousands_does_not_slow_betweenness() -> None:
    n = 5000
    star = {
        "hub": frozenset(f"p{number}" for number in range(n)),
        **{f"p{number}": frozenset(("hub",)) for number in range(n)},
    }
    assert compute_betweenness(star) == Fraction(count_pairs(n), 2)
