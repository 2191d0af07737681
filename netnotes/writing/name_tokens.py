"""The words of a sentence or a name, with all spellings under which they are found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import build_lazy_pattern, fold_name, list_foldings

if TYPE_CHECKING:
    from collections.abc import Sequence


class Token(NamedTuple):
    """A word of a sentence: where it is, and its spellings without case and accents."""

    start: int
    end: int
    text: str

    # `grünwald` is `grunwald` and `gruenwald`; one spelling for most words.
    spellings: tuple[str, ...]


# A letter, or what belongs to one in a script that has signs of its own for vowels. `&` is a word,
# for `Tom and Ann` is how people write Tom & Ann.
_TOKEN = build_lazy_pattern(
    r"(?:[^\W_]|[\u0300-\u036f]|[^\x00-\u02ff\u2000-\u206f\u3000-\u303f\uff00-\uff0f\s])+|[&+]"
)
_AND_WORDS = {"&": ("and", "&"), "+": ("and", "+"), "and": ("and",), "und": ("und", "and")}


def split_tokens(text: str) -> tuple[Token, ...]:
    """Split a text into its words."""
    return tuple(
        [
            Token(match.start(), match.end(), match[0], list_spellings(match[0]))
            for match in _TOKEN.finditer(text)
        ]
    )


def list_spellings(word: str) -> tuple[str, ...]:
    """List the spellings under which a word is found, without case and accents."""
    if word.isascii():
        folded = word.casefold()
        return _AND_WORDS.get(folded, (folded,))
    return list_foldings(word)


def list_gaps(text: str, tokens: Sequence[Token]) -> tuple[str, ...]:
    """List what stands between each word and the next: a space where it means no more than one."""
    gaps = []
    for index in range(1, len(tokens)):
        gap = text[tokens[index - 1].end : tokens[index].start]
        is_plain = not gap.strip() or gap in ("-", "'", "’", "‐")
        gaps.append(" " if is_plain else gap.strip())
    return tuple(gaps)


def is_inside_word(sentence: str, start: int) -> bool:
    """Tell whether a word is only the end of one with a hyphen or an apostrophe: `Anna-Ada`."""
    before = sentence[max(0, start - 2) : start]
    if len(before) < 2 or before[1] not in "-'’‐" or not before[0].isalnum():
        return False
    # French `d'Ada`, `l'Ada`, `qu'Ada`.
    return not (before[1] in "'’" and before[0].casefold() in "dlu")


def continues_word(sentence: str, end: int) -> bool:
    """Tell whether a word goes on with a hyphen or an apostrophe: `Ada-Marie`, but not `Ada's`."""
    if re.match(r"[-‐][^\W_]", sentence[end : end + 2]):
        return True
    return re.match(r"['’](?!s\b)[^\W_]", sentence[end : end + 4]) is not None


def fold_spelling(text: str) -> str:
    """Fold a text of several words to the first spelling of each, with a space between."""
    return " ".join([token.spellings[0] for token in split_tokens(text)]) or fold_name(text)
