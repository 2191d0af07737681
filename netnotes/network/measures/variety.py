"""How mixed a group is: closed-form measures on counts. Exact fractions wherever the measure is rational.

Counts are how many contacts fall under each category, all of them positive; `()` where nobody falls under any.
"""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Counts = tuple[int, ...]


Number = TypeVar("Number", float, Fraction)


class WordCount(Struct, frozen=True):
    """How many contacts say the same word; the word is spelt as it was met first."""

    word: str
    count: int


def count_words(words: Iterable[str]) -> tuple[WordCount, ...]:
    """How often each word was said, most often first, then by the word; empty words are nobody's."""
    spelling: dict[str, str] = {}
    count: dict[str, int] = {}
    for word, times in Counter(words).items():
        if same := fold(word):
            spelling.setdefault(same, word)
            count[same] = count.get(same, 0) + times
    return tuple(
        WordCount(spelling[same], n)
        for same, n in sorted(count.items(), key=lambda one: (-one[1], one[0]))
    )


def compute_hill1(counts: Counts) -> float | None:
    """¹D, as how many equally common categories these are as varied: e to the Shannon entropy (Hill 1973)."""
    bits = compute_shannon_bits(counts)
    return None if bits is None else min(2.0**bits, float(len(counts)))  # rounding must not pass S


def compute_hill2(counts: Counts) -> Fraction | None:
    """²D, the same with more weight on the common categories: 1 / Σp² (Hill 1973)."""
    return Fraction(sum(counts) ** 2, sum(one * one for one in counts)) if counts else None


def compute_shannon_bits(counts: Counts) -> float | None:
    """The Shannon entropy in bits: how many yes-or-no questions tell the category of one contact (Shannon 1948)."""
    n = sum(counts)
    return math.fsum(one / n * math.log2(n / one) for one in counts) if counts else None


def compute_blau(counts: Counts) -> Fraction | None:
    """Blau's index 1 - Σp²: the chance that two draws with putting back differ (Blau 1977)."""
    return 1 - Fraction(sum(one * one for one in counts), sum(counts) ** 2) if counts else None


def compute_iqv(counts: Counts, categories: int) -> Fraction | None:
    """Blau's index as a share of its highest value among a fixed number of categories (Mueller and Schuessler 1961)."""
    index = compute_blau(counts)
    return (
        index * Fraction(categories, categories - 1)
        if index is not None and categories > 1
        else None
    )


def compute_chance_two_differ(counts: Counts) -> Fraction | None:
    """The chance that two different contacts differ: Gini-Simpson without bias (Simpson 1949). None below two."""
    n = sum(counts)
    return 1 - Fraction(sum(one * (one - 1) for one in counts), n * (n - 1)) if n > 1 else None


def compute_leave_one_out_range(
    counts: Counts, measure: Callable[[Counts], Number | None]
) -> tuple[Number, Number] | None:
    """The lowest and the highest value of a measure when one contact is left out; None where it has none."""
    values = [measure(_remove_one_contact(counts, count)) for count in sorted(set(counts))]
    known = [value for value in values if value is not None]
    return (min(known), max(known)) if known else None


def _remove_one_contact(counts: Counts, count: int) -> Counts:
    """The counts when one contact of a category of this size is gone."""
    at = counts.index(count)
    return (*counts[:at], *((count - 1,) if count > 1 else ()), *counts[at + 1 :])


def compute_ei_index(outside: int, inside: int) -> Fraction | None:
    """The E-I index from -1 (all inside) to 1 (all outside) (Krackhardt and Stern 1988). None for nobody."""
    return Fraction(outside - inside, outside + inside) if outside + inside else None
