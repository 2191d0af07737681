"""How mixed a group of contacts is: closed formulas on counts.

`counts` are how many contacts are in each category. All are above zero; `()` means that no contact
is in any. The share of a category is p = count / sum of counts. Rational measures are exact
fractions.
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
    """How many contacts have the same word, in the spelling that came first."""

    word: str
    count: int


def count_words(words: Iterable[str]) -> tuple[WordCount, ...]:
    """Count each word, whatever the case, most frequent first and then by the word.

    Empty words are not counted.
    """
    # Counted as written first: a few words are folded, and not those of ten thousand contacts.
    first_spellings: dict[str, str] = {}
    counts: dict[str, int] = {}
    for word, count in Counter(words).items():
        folded_word = fold(word)
        if folded_word:
            first_spellings.setdefault(folded_word, word)
            counts[folded_word] = counts.get(folded_word, 0) + count

    ranked = sorted(counts.items(), key=lambda word_count: (-word_count[1], word_count[0]))
    return tuple(WordCount(first_spellings[folded_word], count) for folded_word, count in ranked)


def compute_hill1(counts: Counts) -> float | None:
    """Compute ¹D = e^H: as varied as so many equally common categories. None for no contacts.

    H is the Shannon entropy. From 1 to the number of categories.
    Source: Hill 1973.
    """
    if not counts:
        return None
    total = sum(counts)
    entropy = math.fsum(count / total * math.log(total / count) for count in counts)
    hill1 = math.exp(entropy)
    # Rounding must not give more than there are categories.
    return min(hill1, float(len(counts)))


def compute_chance_two_differ(counts: Counts) -> Fraction | None:
    """Compute the chance that two different contacts differ, from 0 to 1. None below two contacts.

    Source: Simpson 1949.
    """
    total = sum(counts)
    if total < 2:
        return None
    same_pairs = sum(count * (count - 1) for count in counts)
    return 1 - Fraction(same_pairs, total * (total - 1))


def compute_leave_one_out_range(
    counts: Counts, measure: Callable[[Counts], Number | None]
) -> tuple[Number, Number] | None:
    """Compute the lowest and the highest value of a measure if any one contact is left out.

    None if the measure has no value then.
    """
    # Leaving out any contact of two categories of one size gives the same value.
    values = [measure(_remove_one_contact(counts, count)) for count in sorted(set(counts))]
    known_values = [value for value in values if value is not None]
    if not known_values:
        return None
    return (min(known_values), max(known_values))


def _remove_one_contact(counts: Counts, count: int) -> Counts:
    """Return the counts without one contact of the first category of size `count`."""
    index = counts.index(count)
    remaining = (count - 1,) if count > 1 else ()
    return (*counts[:index], *remaining, *counts[index + 1 :])


def compute_ei_index(outside: int, inside: int) -> Fraction | None:
    """Compute the E-I index (E - I) / (E + I), from -1 (all inside) to 1 (all outside).

    None for no contacts.
    Source: Krackhardt and Stern 1988.
    """
    total = outside + inside
    if not total:
        return None
    return Fraction(outside - inside, total)
