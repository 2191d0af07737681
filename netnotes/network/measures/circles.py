"""The shape of who knows whom without me: circles, overlaps, and the pairs that I stand between.

`ties` maps each contact to those it knows; each tie is listed under both. I am added only for
constraint, hierarchy, betweenness and roles. Rational measures are exact fractions, and None means
that a measure has no value.
"""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Ties = Mapping[str, frozenset[str]]


def count_ties(ties: Ties) -> int:
    """Count the pairs of contacts who know each other."""
    return sum(map(len, ties.values())) // 2


def count_pairs(n: int) -> int:
    """Count the pairs that n contacts make."""
    return n * (n - 1) // 2


def compute_effective_size(ties: Ties) -> Fraction | None:
    """Compute how many contacts remain once overlaps are discounted: n - 2t / n.

    There are t ties among n contacts. The result is in contacts, from 1 to n; None for none.
    Source: Burt 1992, in the form of Borgatti 1997.
    """
    if not ties:
        return None
    return _apply_effective_size_formula(len(ties), count_ties(ties))


def compute_effective_size_range(
    ties: Ties, unasked: Collection[str]
) -> tuple[Fraction, Fraction] | None:
    """Compute the lowest and the highest effective size, as far as the notes say who knows whom.

    It is lowest if all `unasked` contacts knew each other, and highest if no tie is missing.
    `unasked` are the contacts whose notes do not say whom they know.
    """
    if not ties:
        return None
    n, t = len(ties), count_ties(ties)
    low = _apply_effective_size_formula(n, t + count_unknown_pairs(ties, unasked))
    return low, _apply_effective_size_formula(n, t)


def _apply_effective_size_formula(n: int, t: int) -> Fraction:
    return n - Fraction(2 * t, n)


def count_unknown_pairs(ties: Ties, unasked: Collection[str]) -> int:
    """Count the pairs without a tie of which neither note says whom the contact knows."""
    unasked = frozenset(unasked)
    tied_pairs = sum(len(ties[contact] & unasked) for contact in unasked) // 2
    return count_pairs(len(unasked)) - tied_pairs


def compute_efficiency(ties: Ties) -> Fraction | None:
    """Compute the effective size as a share of all contacts, above 0 to 1.

    Source: Burt 1992.
    """
    effective_size = compute_effective_size(ties)
    return None if effective_size is None else effective_size / len(ties)


def find_circles(ties: Ties) -> tuple[tuple[str, ...], ...]:
    """Find the groups of contacts that are connected without me, largest first.

    A contact who knows no other is a circle of one.
    """
    seen: set[str] = set()
    circles = []
    for start in ties:
        if start in seen:
            continue
        seen.add(start)
        circle = [start]
        # The list grows while it is gone through, until no contact leads to a new one.
        for contact in circle:
            new_contacts = ties[contact] - seen
            seen |= new_contacts
            circle += new_contacts
        circles.append(tuple(sorted(circle)))
    return tuple(sorted(circles, key=lambda circle: (-len(circle), circle)))


def list_sole_links(ties: Ties) -> tuple[str, ...]:
    """List the contacts who know no other: each is my only way into its circle."""
    return tuple(sorted(contact for contact, neighbors in ties.items() if not neighbors))


def compute_density(ties: Ties) -> Fraction | None:
    """Compute the share of pairs who know each other, 0 to 1. None below two contacts."""
    return compute_share_of_pairs(count_ties(ties), len(ties))


def compute_share_of_pairs(pairs: int | Fraction, n: int) -> Fraction | None:
    """Compute the share that `pairs` are of all pairs of n contacts. None below two contacts."""
    return Fraction(pairs) / count_pairs(n) if n > 1 else None


def count_open_pairs(ties: Ties) -> int:
    """Count the pairs that are not recorded as knowing each other."""
    return count_pairs(len(ties)) - count_ties(ties)


def compute_betweenness(ties: Ties) -> Fraction:
    """Compute how many pairs need me to reach each other.

    Each open pair counts 1 / (1 + contacts they share), as every one of these can introduce them,
    too. The result is in pairs.
    Source: Freeman 1977; Everett and Borgatti 2005.
    """
    # An open pair without a shared contact counts 1, so that only the others have to be found.
    lost = Fraction(0)
    for shared_count, pairs in _count_open_pairs_by_shared(ties).items():
        lost += Fraction(pairs * shared_count, 1 + shared_count)
    return count_open_pairs(ties) - lost


def _count_open_pairs_by_shared(ties: Ties) -> Counter[int]:
    """Count the open pairs that share contacts, by the number of contacts they share.

    Contacts with the same neighbors are one group and looked at once. A contact who introduced
    thousands would otherwise make millions of pairs, and most of these thousands know nobody else.
    """
    group_sizes = Counter(ties.values())
    neighbor_sets = list(group_sizes)
    sizes = list(group_sizes.values())
    member_by_neighbors = {neighbors: contact for contact, neighbors in ties.items()}
    members = [member_by_neighbors[neighbors] for neighbors in neighbor_sets]

    groups_by_neighbor: dict[str, list[int]] = {}
    for group, neighbors in enumerate(neighbor_sets):
        for neighbor in neighbors:
            groups_by_neighbor.setdefault(neighbor, []).append(group)

    open_pairs: Counter[int] = Counter()
    for group, neighbors in enumerate(neighbor_sets):
        shared_counts = _count_shared_neighbors(group, neighbors, groups_by_neighbor)
        for later_group, shared_count in shared_counts.items():
            # Within a group nobody knows each other: nobody is their own neighbor.
            if later_group == group:
                open_pairs[shared_count] += count_pairs(sizes[group])
            elif members[later_group] not in neighbors:
                open_pairs[shared_count] += sizes[group] * sizes[later_group]
    return open_pairs


def _count_shared_neighbors(
    group: int, neighbors: frozenset[str], groups_by_neighbor: Mapping[str, list[int]]
) -> dict[int, int]:
    """Count the neighbors that a group shares with itself and with each group after it."""
    shared_counts: dict[int, int] = {}
    for neighbor in neighbors:
        for later_group in groups_by_neighbor[neighbor]:
            if later_group >= group:
                shared_counts[later_group] = shared_counts.get(later_group, 0) + 1
    return shared_counts


class _ConstraintParts(NamedTuple):
    """Each contact's part of the constraint, as numerators over one denominator."""

    numerators: tuple[int, ...]
    denominator: int


def compute_constraint(ties: Ties) -> Fraction | None:
    """Compute how far my contacts lead back to each other: Σ_j (p_j + Σ_q p_q p_qj)².

    I am added to the network, and all ties weigh the same: p_j = 1 / n, and
    p_qj = 1 / (1 + contacts that q knows). For the range see `compute_constraint_range`.
    None for no contacts.
    Source: Burt 1992.
    """
    numerators, denominator = _compute_constraint_parts(ties)
    return Fraction(sum(numerators), denominator) if numerators else None


def _compute_constraint_parts(ties: Ties) -> _ConstraintParts:
    # Whole numbers over a common denominator: sums of ten thousand fractions would be slow.
    scale = math.lcm(*{len(neighbors) + 1 for neighbors in ties.values()})
    weights = {contact: scale // (len(neighbors) + 1) for contact, neighbors in ties.items()}
    numerators = tuple(
        (scale + sum(map(weights.__getitem__, neighbors))) ** 2 for neighbors in ties.values()
    )
    return _ConstraintParts(numerators, (len(ties) * scale) ** 2)


def compute_constraint_range(n: int) -> tuple[Fraction, Fraction] | None:
    """Compute the lowest and the highest constraint that n contacts can have.

    It is lowest if nobody knows anybody. It is highest if all know each other or, from eight
    contacts on, if one knows all others and they know only that one. None for no contacts.
    Source: all networks of up to seven contacts were tried; beyond, no search has found a higher
    constraint.
    """
    if not n:
        return None
    lowest = Fraction(1, n)
    all_tied = Fraction((2 * n - 1) ** 2, n**3)
    # The formula for one in the middle needs another one around it.
    if n == 1:
        return lowest, all_tied
    one_in_the_middle = Fraction((n + 1) ** 2, 4 * n * n) + Fraction((n - 1) * (n + 1) ** 2, n**4)
    return lowest, max(one_in_the_middle, all_tied)


def compute_hierarchy(ties: Ties) -> float | None:
    """Compute how far the constraint comes from few contacts: Σ s_j ln(n s_j) / ln n.

    s_j is a contact's share of the constraint. From 0 (all alike) to 1; None below two contacts.
    Source: Burt 1992, after Coleman and Theil.
    """
    numerators = _compute_constraint_parts(ties).numerators
    n, total = len(numerators), sum(numerators)
    if n < 2:
        return None
    disorder = sum(
        count * (part / total) * math.log(n * part / total)
        for part, count in Counter(numerators).items()
    )
    # Rounding makes a disorder of 0 a little less than 0.
    return abs(disorder) / math.log(n)


class RoleCounts(NamedTuple):
    """The open pairs I stand between, by groups. Each counts once, as ties have no direction.

    `coordinator`: both are in my group. `gatekeeper`: one is in my group (the representative of
    Gould and Fernandez is the same without directions). `consultant`: both are in one other group.
    `liaison`: they are in two other groups.
    Source: Gould and Fernandez 1989.
    """

    coordinator: int
    gatekeeper: int
    consultant: int
    liaison: int


def count_roles(ties: Ties, group_by_path: Mapping[str, str], own_group: str) -> RoleCounts:
    """Count which role I have in each open pair. Contacts without a group are left out."""
    group_sizes = Counter(group_by_path.values())
    inside = group_sizes.pop(own_group, 0)
    outside = sum(group_sizes.values())
    pairs_within_other_groups = sum(count_pairs(size) for size in group_sizes.values())

    tied_pairs: Counter[str] = Counter()
    for left, left_group in group_by_path.items():
        for right in ties[left]:
            # Each tie is listed under both; it is counted under the first by path.
            if left < right and right in group_by_path:
                role = _classify_pair(left_group, group_by_path[right], own_group)
                tied_pairs[role] += 1

    return RoleCounts(
        coordinator=count_pairs(inside) - tied_pairs["coordinator"],
        gatekeeper=inside * outside - tied_pairs["gatekeeper"],
        consultant=pairs_within_other_groups - tied_pairs["consultant"],
        liaison=count_pairs(outside) - pairs_within_other_groups - tied_pairs["liaison"],
    )


def _classify_pair(left_group: str, right_group: str, own_group: str) -> str:
    """Return the role I have between contacts of two groups."""
    if left_group == right_group:
        return "coordinator" if left_group == own_group else "consultant"
    return "gatekeeper" if own_group in (left_group, right_group) else "liaison"
