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


def tie_count(ties: Ties) -> int:
    """How many pairs of contacts know each other."""
    return sum(map(len, ties.values())) // 2


def pair_count(n: int) -> int:
    """How many pairs n people make."""
    return n * (n - 1) // 2


def effective_size(ties: Ties) -> Fraction | None:
    """For how many separate contacts mine count: n - 2t/n (Burt 1992, in the form of Borgatti 1997)."""
    return _effective_size(len(ties), tie_count(ties)) if ties else None


def effective_size_range(ties: Ties, unasked: Collection[str]) -> tuple[Fraction, Fraction] | None:
    """The effective size if everybody unasked knew each other, and as it is noted.

    `unasked` are the contacts whose note does not say whom they know.
    """
    if not ties:
        return None
    n, t = len(ties), tie_count(ties)
    return _effective_size(n, t + unknown_pairs(ties, unasked)), _effective_size(n, t)


def _effective_size(n: int, t: int) -> Fraction:
    return n - Fraction(2 * t, n)


def unknown_pairs(ties: Ties, unasked: Collection[str]) -> int:
    """How many pairs are not noted as knowing each other while neither note says whom its person knows."""
    some = frozenset(unasked)
    return pair_count(len(some)) - sum(len(ties[one] & some) for one in some) // 2


def efficiency(ties: Ties) -> Fraction | None:
    """The effective size as a share of all contacts (Burt 1992)."""
    size = effective_size(ties)
    return size / len(ties) if size is not None else None


def circles(ties: Ties) -> tuple[tuple[str, ...], ...]:
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


def sole_links(ties: Ties) -> tuple[str, ...]:
    """Contacts who are my only way into their circle: those who know no other contact of mine."""
    return tuple(sorted(one for one, others in ties.items() if not others))


def density(ties: Ties) -> Fraction | None:
    """The share of pairs who know each other. None below two contacts."""
    return share_of_pairs(tie_count(ties), len(ties))


def share_of_pairs(pairs: int | Fraction, n: int) -> Fraction | None:
    """So many pairs as a share of all that n contacts make. None below two contacts."""
    return Fraction(pairs) / pair_count(n) if n > 1 else None


def open_pairs(ties: Ties) -> int:
    """How many pairs are not noted as knowing each other."""
    return pair_count(len(ties)) - tie_count(ties)


def betweenness(ties: Ties) -> Fraction:
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
                shared[common] += pair_count(sizes[group])
            elif members[later] not in others:
                shared[common] += sizes[group] * sizes[later]
    lost = sum((Fraction(pairs * common, 1 + common) for common, pairs in shared.items()), Fraction(0))
    return open_pairs(ties) - lost


class _Constraints(NamedTuple):
    """Each contact's part of the constraint, as whole numbers above one denominator."""

    parts: tuple[int, ...]
    denominator: int


def constraint(ties: Ties) -> Fraction | None:
    """How far my contacts lead back to each other: Σ (p_j + Σ p_q p_qj)², me added (Burt 1992). None for nobody.

    All ties weigh the same, so p_j is 1/n, and p_qj is 1 / (1 + how many contacts q knows).
    """
    parts, denominator = _constraints(ties)
    return Fraction(sum(parts), denominator) if parts else None


def _constraints(ties: Ties) -> _Constraints:
    scale = math.lcm(*{len(others) + 1 for others in ties.values()})
    share = {one: scale // (len(others) + 1) for one, others in ties.items()}
    parts = tuple((scale + sum(map(share.__getitem__, others))) ** 2 for others in ties.values())
    return _Constraints(parts, (len(ties) * scale) ** 2)


def constraint_range(n: int) -> tuple[Fraction, Fraction] | None:
    """The lowest and the highest constraint n contacts can have.

    Lowest where nobody knows anybody. Highest where all know each other, or, from eight contacts on, where one knows
    everybody else and they only that one. Tried on all networks of up to seven; beyond, no search has found a higher.
    """
    if not n:
        return None
    hub = Fraction((n + 1) ** 2, 4 * n * n) + Fraction((n - 1) * (n + 1) ** 2, n**4)
    everybody = Fraction((2 * n - 1) ** 2, n**3)
    return Fraction(1, n), max(hub, everybody) if n > 1 else everybody


def hierarchy(ties: Ties) -> float | None:
    """How far the constraint comes from few contacts, 0 to 1: Coleman-Theil disorder (Burt 1992). None below two."""
    parts = _constraints(ties).parts
    n, whole = len(parts), sum(parts)
    if n < 2:
        return None
    shares = Counter(parts)
    return abs(sum(count * (part / whole) * math.log(n * part / whole) for part, count in shares.items())) / math.log(n)


class Roles(NamedTuple):
    """Open pairs I stand between, by group (Gould and Fernandez 1989); every pair counts once, as ties have no direction.

    `coordinator`: both in my group. `gatekeeper`: one in mine, one outside (with ties that have no direction this is
    the representative as well). `consultant`: both in one other group. `liaison`: in two different other groups.
    """

    coordinator: int
    gatekeeper: int
    consultant: int
    liaison: int


def roles(ties: Ties, groups: Mapping[str, str], mine: str) -> Roles:
    """Which part I play in each open pair. `groups` gives contacts' groups; who has none is left out."""
    size = Counter(groups.values())
    inside = size.pop(mine, 0)
    outside = sum(size.values())
    alike = sum(pair_count(one) for one in size.values())
    closed = Counter(
        _role(groups[one], groups[other], mine)
        for one in groups
        for other in ties[one]
        if one < other and other in groups
    )
    return Roles(
        pair_count(inside) - closed["coordinator"],
        inside * outside - closed["gatekeeper"],
        alike - closed["consultant"],
        pair_count(outside) - alike - closed["liaison"],
    )


def _role(one: str, other: str, mine: str) -> str:
    if one == other:
        return "coordinator" if one == mine else "consultant"
    return "gatekeeper" if mine in (one, other) else "liaison"
