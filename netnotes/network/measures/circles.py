"""The shape of who knows whom, without me: circles, how far contacts overlap, and what I stand between.

`ties` are the neighbours of every contact, both ways, as the Network has them. I am added only for constraint,
hierarchy, betweenness and roles. Rational measures are exact fractions; None where a measure says nothing.
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
    """How many pairs of contacts know each other."""
    return sum(map(len, ties.values())) // 2


def count_pairs(n: int) -> int:
    """How many pairs n people make."""
    return n * (n - 1) // 2


def compute_effective_size(ties: Ties) -> Fraction | None:
    """For how many separate contacts mine count: n - 2t/n (Burt 1992, in the form of Borgatti 1997)."""
    return _apply_effective_size_formula(len(ties), count_ties(ties)) if ties else None


def compute_effective_size_range(
    ties: Ties, unasked: Collection[str]
) -> tuple[Fraction, Fraction] | None:
    """The effective size if everybody unasked knew each other, and as it is noted.

    `unasked` are the contacts whose note does not say whom they know.
    """
    if not ties:
        return None
    n, t = len(ties), count_ties(ties)
    return _apply_effective_size_formula(
        n, t + count_unknown_pairs(ties, unasked)
    ), _apply_effective_size_formula(n, t)


def _apply_effective_size_formula(n: int, t: int) -> Fraction:
    return n - Fraction(2 * t, n)


def count_unknown_pairs(ties: Ties, unasked: Collection[str]) -> int:
    """How many pairs are not noted as knowing each other while neither note says whom its person knows."""
    some = frozenset(unasked)
    return count_pairs(len(some)) - sum(len(ties[one] & some) for one in some) // 2


def compute_efficiency(ties: Ties) -> Fraction | None:
    """The effective size as a share of all contacts (Burt 1992)."""
    size = compute_effective_size(ties)
    return size / len(ties) if size is not None else None


def find_circles(ties: Ties) -> tuple[tuple[str, ...], ...]:
    """The groups of contacts that hang together without me, largest first; who knows nobody is a circle of one."""
    seen: set[str] = set()
    found = []
    for start in ties:
        if start in seen:
            continue
        seen.add(start)
        circle = [start]
        for one in circle:  # grows while it is gone through
            more = ties[one] - seen
            seen |= more
            circle += more
        found.append(tuple(sorted(circle)))
    return tuple(sorted(found, key=lambda circle: (-len(circle), circle)))


def list_sole_links(ties: Ties) -> tuple[str, ...]:
    """Contacts who are my only way into their circle: those who know no other contact of mine."""
    return tuple(sorted(one for one, others in ties.items() if not others))


def compute_density(ties: Ties) -> Fraction | None:
    """The share of pairs who know each other. None below two contacts."""
    return compute_share_of_pairs(count_ties(ties), len(ties))


def compute_share_of_pairs(pairs: int | Fraction, n: int) -> Fraction | None:
    """So many pairs as a share of all that n contacts make. None below two contacts."""
    return Fraction(pairs) / count_pairs(n) if n > 1 else None


def count_open_pairs(ties: Ties) -> int:
    """How many pairs are not noted as knowing each other."""
    return count_pairs(len(ties)) - count_ties(ties)


def compute_betweenness(ties: Ties) -> Fraction:
    """How many pairs need me in between: each open pair counts 1 / (1 + contacts they share) (Everett and Borgatti 2005).

    Contacts with the same ties are gone through once, so that somebody who knows thousands costs no more than others.
    """
    twins = Counter(ties.values())
    sizes = tuple(twins.values())
    member = {others: one for one, others in ties.items()}
    members = [member[others] for others in twins]
    groups_of: dict[str, list[int]] = {}  # the groups of twins who know each contact
    for group, others in enumerate(twins):
        for one in others:
            groups_of.setdefault(one, []).append(group)
    shared: Counter[int] = Counter()  # open pairs by how many contacts they share
    for group, others in enumerate(twins):
        meet: dict[int, int] = {}  # how many contacts this group shares with each later one
        for one in others:
            for later in groups_of[one]:
                if later >= group:
                    meet[later] = meet.get(later, 0) + 1
        for later, common in meet.items():
            if later == group:
                shared[common] += count_pairs(sizes[group])
            elif members[later] not in others:
                shared[common] += sizes[group] * sizes[later]
    lost = sum(
        (Fraction(pairs * common, 1 + common) for common, pairs in shared.items()), Fraction(0)
    )
    return count_open_pairs(ties) - lost


class _ConstraintParts(NamedTuple):
    """Each contact's part of the constraint, as whole numbers above one denominator."""

    numerators: tuple[int, ...]
    denominator: int


def compute_constraint(ties: Ties) -> Fraction | None:
    """How far my contacts lead back to each other: Σ (p_j + Σ p_q p_qj)², me added (Burt 1992). None for nobody.

    All ties weigh the same, so p_j is 1/n, and p_qj is 1 / (1 + how many contacts q knows).
    """
    parts, denominator = _compute_constraint_parts(ties)
    return Fraction(sum(parts), denominator) if parts else None


def _compute_constraint_parts(ties: Ties) -> _ConstraintParts:
    scale = math.lcm(*{len(others) + 1 for others in ties.values()})
    share = {one: scale // (len(others) + 1) for one, others in ties.items()}
    parts = tuple((scale + sum(map(share.__getitem__, others))) ** 2 for others in ties.values())
    return _ConstraintParts(parts, (len(ties) * scale) ** 2)


def compute_constraint_range(n: int) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest constraint n contacts can have.

    Lowest where nobody knows anybody. Highest where all know each other, or, from eight contacts on, where one knows
    everybody else and they only that one. Tried on all networks of up to seven; beyond, no search has found a higher.
    """
    if not n:
        return None
    hub = Fraction((n + 1) ** 2, 4 * n * n) + Fraction((n - 1) * (n + 1) ** 2, n**4)
    everybody = Fraction((2 * n - 1) ** 2, n**3)
    return Fraction(1, n), max(hub, everybody) if n > 1 else everybody


def compute_hierarchy(ties: Ties) -> float | None:
    """How far the constraint comes from few contacts, 0 to 1: Coleman-Theil disorder (Burt 1992). None below two."""
    parts = _compute_constraint_parts(ties).numerators
    n, whole = len(parts), sum(parts)
    if n < 2:
        return None
    shares = Counter(parts)
    return abs(
        sum(count * (part / whole) * math.log(n * part / whole) for part, count in shares.items())
    ) / math.log(n)


class RoleCounts(NamedTuple):
    """Open pairs I stand between, by group (Gould and Fernandez 1989); every pair counts once, as ties have no direction.

    `coordinator`: both in my group. `gatekeeper`: one in mine, one outside (with ties that have no direction this is
    the representative as well). `consultant`: both in one other group. `liaison`: in two different other groups.
    """

    coordinator: int
    gatekeeper: int
    consultant: int
    liaison: int


def count_roles(ties: Ties, group_by_path: Mapping[str, str], own_group: str) -> RoleCounts:
    """Which part I play in each open pair. `groups` gives contacts' groups; who has none is left out."""
    size = Counter(group_by_path.values())
    inside = size.pop(own_group, 0)
    outside = sum(size.values())
    alike = sum(count_pairs(one) for one in size.values())
    closed = Counter(
        _classify_pair(group_by_path[one], group_by_path[other], own_group)
        for one in group_by_path
        for other in ties[one]
        if one < other and other in group_by_path
    )
    return RoleCounts(
        count_pairs(inside) - closed["coordinator"],
        inside * outside - closed["gatekeeper"],
        alike - closed["consultant"],
        count_pairs(outside) - alike - closed["liaison"],
    )


def _classify_pair(left_group: str, right_group: str, own_group: str) -> str:
    if left_group == right_group:
        return "coordinator" if left_group == own_group else "consultant"
    return "gatekeeper" if own_group in (left_group, right_group) else "liaison"
