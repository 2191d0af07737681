"""When two words are forms of one: `agency` and `agencies`, `journalist` and `journalism`.

Words are given as `fold_for_search` folds them, without case and accents.
"""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import commonprefix

# Shorter words fit only as a whole: `data` has nothing to do with `date`.
MIN_STEM_LETTERS = 4

# No form of a word differs before the last seven letters of it, or in the first three.
MAX_ENDING_LETTERS = 7
MIN_SHARED_LETTERS = 3

# Endings that make no other word: `manager`, `managers`, `managing`; `Leiter`, `Leiterinnen`.
_ENDINGS = frozenset(
    ("", "s", "es", "ed", "er", "ers", "or", "ors", "ing", "e", "en", "n", "in", "innen")
)

# Words that only look like a form of a shorter one: a porter need not know a port.
# fmt: off
_WHOLE_WORDS = frozenset({
    "career", "center", "corner", "evening", "factor", "flower", "former", "header", "important",
    "linen", "master", "matter", "mirror", "mother", "number", "nursery", "officer", "pastor",
    "physician", "plane", "porter", "poster", "sector", "shower", "summer", "temper", "winter",
})
# fmt: on

_IRREGULAR_WORDS = {
    "children": "child",
    "lawyer": "law",
    "programme": "program",
    "scientist": "science",
    "tourist": "tourism",
}

# British spellings. Of each table the first pattern that fits is used.
_SPELLINGS = (
    (re.compile(r"(?<=..)is(ation|e|ed|er|ing)$"), r"iz\1"),
    (re.compile(r"centre$"), "center"),
    (re.compile(r"(?<=..)our$"), "or"),
)

# `news` is no plural of `new`.
_PLURALS = (
    (re.compile(r"(?<=...)ies$"), "y"),
    (re.compile(r"(?<=..)(ss|x|ch|sh)es$"), r"\1"),
    (re.compile(r"(?<=..[^sui])(?<!new)s$"), ""),
)

# What somebody does, and the field it is done in: `photographer` and `photography`. What is left
# must be long enough to be a word of its own.
_FIELDS = (
    (re.compile(r"graph(y|er|ic)$"), "graph"),
    (re.compile(r"log(y|ist|ical)$"), "log"),
    (re.compile(r"nom(y|ist|ics?)$"), "nom"),
    (re.compile(r"tecture$"), "tect"),
    (re.compile(r"(?<=er)y$"), ""),
    (re.compile(r"(?<=...)ic(s|ian|ist)$"), "ic"),
    (re.compile(r"(?<=.....)(iste?|isme?|ant|ment)$"), ""),
    (re.compile(r"(?<=...)trice$"), "teur"),
    (re.compile(r"(?<=......)[ao]$"), ""),
)


def extract_shared_letters(word: str) -> str:
    """Return the letters that each form of a word begins with."""
    return word[: max(MIN_SHARED_LETTERS, len(word) - MAX_ENDING_LETTERS)]


@lru_cache(maxsize=65536)
def is_same_word(left: str, right: str) -> bool:
    """Whether two words are forms of one: `funded` and `funding`, `city` and `cities`."""
    left, right = normalize_word(left), normalize_word(right)
    if left == right:
        return True
    if left in _WHOLE_WORDS or right in _WHOLE_WORDS:
        return False

    left, right = _extract_field(left), _extract_field(right)
    if left == right:
        return True
    stem_length = len(commonprefix((left, right)))
    # Shared letters may be part of both endings: `workers` and `worked` share `worke`.
    return any(
        left[length:] in _ENDINGS and right[length:] in _ENDINGS
        for length in range(MIN_STEM_LETTERS, stem_length + 1)
    )


@lru_cache(maxsize=65536)
def normalize_word(word: str) -> str:
    """Return the singular of a word, in American spelling: `organisations` is `organization`."""
    word = _replace_first(word, _PLURALS)
    word = _replace_first(word, _SPELLINGS)
    return _IRREGULAR_WORDS.get(word, word)


@lru_cache(maxsize=65536)
def _extract_field(word: str) -> str:
    return _replace_first(word, _FIELDS)


def _replace_first(word: str, replacements: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, replacement in replacements:
        changed_word, count = pattern.subn(replacement, word)
        if count:
            return changed_word
    return word
