"""Measures of who knows whom, with networkx and igraph as oracles on random networks."""

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


def ties_of(n: int, pairs: list[tuple[int, int]]) -> Ties:
    """The ties of n contacts, a, b, c … by pairs of their numbers."""
    ties: dict[str, set[str]] = {chr(97 + at): set() for at in range(n)}
    for one, other in pairs:
        ties[chr(97 + one)].add(chr(97 + other))
        ties[chr(97 + other)].add(chr(97 + one))
    return {one: frozenset(others) for one, others in ties.items()}


def random_networks(count: int = 240) -> list[Ties]:
    """Networks of 1 to 14 contacts from no ties to all."""
    generator = random.Random(20250630)
    networks = []
    for at in range(count):
        n = 1 + at % 14
        share = generator.choice((0, 0.1, 0.25, 0.5, 0.8, 1))
        networks.append(
            ties_of(n, [pair for pair in combinations(range(n), 2) if generator.random() < share])
        )
    return networks


NETWORKS = random_networks()


def with_me(ties: Ties) -> Any:
    """The network as networkx has it, with me in the middle."""
    graph = networkx.Graph((one, other) for one in ties for other in ties[one])
    graph.add_nodes_from(ties)
    graph.add_edges_from(("me", one) for one in ties)
    return graph


def as_igraph(ties: Ties) -> Any:
    """The network as igraph has it, me as vertex 0."""
    place = {one: at for at, one in enumerate(ties, start=1)}
    pairs = [(place[one], place[other]) for one in ties for other in ties[one] if one < other]
    return igraph.Graph(len(ties) + 1, pairs + [(0, at) for at in place.values()])


def test_there_are_networks_enough_to_compare_and_not_all_alike() -> None:
    assert len(NETWORKS) >= 200
    assert len({(len(ties), count_ties(ties)) for ties in NETWORKS}) > 100


def test_effective_size_and_efficiency_as_networkx_has_them() -> None:
    for ties in NETWORKS:
        size = networkx.effective_size(with_me(ties), nodes=["me"])["me"]
        assert float(compute_effective_size(ties) or 0) == pytest.approx(size, abs=1e-12)
        assert float(compute_efficiency(ties) or 0) == pytest.approx(size / len(ties), abs=1e-12)


def test_constraint_as_igraph_and_networkx_have_it() -> None:
    for ties in NETWORKS:
        ours = float(compute_constraint(ties) or 0)
        assert ours == pytest.approx(as_igraph(ties).constraint(vertices=[0])[0], rel=1e-12)
        assert ours == pytest.approx(
            networkx.constraint(with_me(ties), nodes=["me"])["me"], rel=1e-12
        )


def test_hierarchy_from_the_local_constraints_of_networkx() -> None:
    for ties in NETWORKS:
        graph, n = with_me(ties), len(ties)
        parts = [networkx.local_constraint(graph, "me", one) for one in ties]
        ratios = [part * n / sum(parts) for part in parts]
        if n == 1:
            assert compute_hierarchy(ties) is None
        else:
            expected = sum(ratio * math.log(ratio) for ratio in ratios) / (n * math.log(n))
            assert compute_hierarchy(ties) == pytest.approx(expected, abs=1e-12)


def test_betweenness_as_igraph_and_networkx_have_it() -> None:
    for ties in NETWORKS:
        ours = compute_betweenness(ties)
        assert float(ours) == pytest.approx(as_igraph(ties).betweenness(vertices=[0])[0], abs=1e-9)
        if len(ties) > 1:
            share = networkx.betweenness_centrality(with_me(ties))["me"]
            assert float(compute_share_of_pairs(ours, len(ties)) or 0) == pytest.approx(
                share, abs=1e-12
            )


def test_density_circles_and_who_stands_alone_as_networkx_has_them() -> None:
    for ties in NETWORKS:
        graph = with_me(ties)
        graph.remove_node("me")
        assert {frozenset(one) for one in find_circles(ties)} == {
            frozenset(one) for one in networkx.connected_components(graph)
        }
        assert list(list_sole_links(ties)) == sorted(networkx.isolates(graph))
        assert count_ties(ties) == graph.number_of_edges()
        if len(ties) > 1:
            assert float(compute_density(ties) or 0) == pytest.approx(
                networkx.density(graph), abs=1e-12
            )


def test_circles_stand_largest_first() -> None:
    ties = ties_of(6, [(4, 5), (0, 1), (1, 2)])
    assert find_circles(ties) == (("a", "b", "c"), ("e", "f"), ("d",))
    assert list_sole_links(ties) == ("d",)


def brute_roles(ties: Ties, groups: dict[str, str], mine: str) -> RoleCounts:
    found = []
    for one, other in combinations(groups, 2):
        if other not in ties[one]:
            inside = (groups[one] == mine) + (groups[other] == mine)
            alike = groups[one] == groups[other]
            found.append(
                ["consultant" if alike else "liaison", "gatekeeper", "coordinator"][inside]
            )
    return RoleCounts(*(found.count(role) for role in RoleCounts._fields))


def test_roles_as_counting_every_open_pair_has_them() -> None:
    generator = random.Random(7)
    for ties in NETWORKS:
        groups = {
            one: group for one in ties if (group := generator.choice(["mine", "x", "y", "z", ""]))
        }
        assert count_roles(ties, groups, "mine") == brute_roles(ties, groups, "mine")


def test_pairs_nobody_was_asked_about_as_counting_has_them() -> None:
    generator = random.Random(8)
    for ties in NETWORKS:
        unasked = {one for one in ties if generator.random() < 0.5}
        pairs = [
            (one, other)
            for one, other in combinations(sorted(unasked), 2)
            if other not in ties[one]
        ]
        assert count_unknown_pairs(ties, unasked) == len(pairs)
        bounds = compute_effective_size_range(ties, unasked)
        assert bounds
        full = {
            one: ties[one] | {b if a == one else a for a, b in pairs if one in (a, b)}
            for one in ties
        }
        assert bounds == (compute_effective_size(full), compute_effective_size(ties))


def test_one_contact_and_two_who_know_each_other() -> None:
    assert compute_constraint(ties_of(1, [])) == 1
    assert compute_constraint(ties_of(2, [(0, 1)])) == Fraction(9, 8)
    assert compute_hierarchy(ties_of(2, [(0, 1)])) == 0


def test_of_nobody_nothing_is_said() -> None:
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
def test_the_range_of_constraint_holds_on_every_network_of_few(n: int) -> None:
    found = [
        compute_constraint(_of_atlas(graph))
        for graph in networkx.graph_atlas_g()
        if graph.number_of_nodes() == n
    ]
    assert compute_constraint_range(n) == (
        min(one for one in found if one),
        max(one for one in found if one),
    )


def _of_atlas(graph: Any) -> Ties:
    return ties_of(graph.number_of_nodes(), list(graph.edges))


def test_the_range_of_constraint_holds_on_networks_of_more() -> None:
    for ties in NETWORKS:
        bounds, value = compute_constraint_range(len(ties)), compute_constraint(ties)
        assert bounds
        assert value
        assert bounds[0] <= value <= bounds[1]


@pytest.mark.parametrize("n", [8, 11, 30])
def test_the_highest_constraint_of_many_is_one_who_knows_everybody(n: int) -> None:
    bounds = compute_constraint_range(n)
    assert bounds
    assert compute_constraint(ties_of(n, [(0, other) for other in range(1, n)])) == bounds[1]


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
    more = data.draw(st.sampled_from(list(combinations(range(n), 2))))
    before, after = ties_of(n, pairs), ties_of(n, [*pairs, more])
    assert (compute_effective_size(after) or 0) <= (compute_effective_size(before) or 0)
    assert compute_betweenness(after) <= compute_betweenness(before)


def test_somebody_who_knows_thousands_is_no_burden() -> None:
    n = 5000
    star = {
        "hub": frozenset(f"p{at}" for at in range(n)),
        **{f"p{at}": frozenset(("hub",)) for at in range(n)},
    }
    assert compute_betweenness(star) == Fraction(count_pairs(n), 2)
