"""The shape of who knows whom without me: circles and overlaps.

`ties` maps each contact to those it knows; each tie is listed under both. Rational measures are
exact fractions, and None means that a measure has no value.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

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
    if effective_size is None:
        return None
    return effective_size / len(ties)


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
