"""What could meet a need: phrases compared by their words.

What contacts offer, need and care about is written in words of their own, such as `advice on
hiring`. Two phrases match if one has all words of the other, without small words, and whatever the
accents and the number: `designer` meets the need `product designers`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.network.measures.word_forms import normalize_word
from netnotes.text import WORD, fold_for_search, fold_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator


Phrase = frozenset[str]

# Words that say nothing of what is offered or needed.
SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "for", "from", "in", "of", "on", "or", "some", "the", "to", "with")
)


def can_meet_need(offer: str, need: str) -> bool:
    """Whether one phrase has all words of the other, without small words.

    `hiring` meets the need `advice on hiring`.
    """
    offer_words, need_words = extract_content_words(offer), extract_content_words(need)
    if not offer_words or not need_words:
        return False
    return offer_words <= need_words or need_words <= offer_words


# The phrases of one vault, each of which is looked at again and again.
@lru_cache(maxsize=65536)
def extract_content_words(phrase: str) -> Phrase:
    """Return the words of a phrase, folded, in the singular and without small words."""
    words = WORD.findall(fold_for_search(phrase))
    return frozenset(normalize_word(word) for word in words if word not in SMALL_WORDS)


@lru_cache(maxsize=65536)
def strip_small_words(phrase: str) -> str:
    """Fold a phrase and strip punctuation and small words: `A data engineer` is `data engineer`."""
    return " ".join(word for word in _WORD.findall(fold_name(phrase)) if word not in SMALL_WORDS)


_WORD = re.compile(r"\w+")


def iter_matching_phrases(
    left_phrases: Collection[Phrase], right_phrases: Collection[Phrase]
) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield each left with each right phrase of which one has all words of the other.

    Equal phrases come twice.
    """
    yield from iter_containing_phrases(left_phrases, right_phrases)
    for right, left in iter_containing_phrases(right_phrases, left_phrases):
        yield left, right


def iter_containing_phrases(
    phrases: Iterable[Phrase], candidates: Iterable[Phrase]
) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield each phrase with each candidate that has all its words; empty phrases are left out."""
    candidates_by_word: dict[str, set[Phrase]] = {}
    for candidate in candidates:
        for word in candidate:
            candidates_by_word.setdefault(word, set()).add(candidate)

    for phrase in phrases:
        if phrase:
            candidate_sets = [candidates_by_word.get(word, set()) for word in phrase]
            for candidate in set.intersection(*candidate_sets):
                yield phrase, candidate
