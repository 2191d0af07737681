"""Replacements for names, places, terms and free text, as they appear on a redacted dashboard.

A replacement is drawn from a hash of the original, so that one name has the same replacement on
every page and in every build. A name has so many possible replacements that two people stay two;
who guesses a name can therefore test the guess. Each word of free text has one of `FILLER_COUNT`,
so that nobody can read it back.
"""

from __future__ import annotations

import re

from netnotes.digests import compute_stable_number
from netnotes.text import extract_town, fold, fold_name

# A hundred of them. What they make can be read aloud and is hardly ever a word of a language.
SYLLABLES = tuple(
    consonant + liquid + vowel for consonant in "bdfgkpstvz" for liquid in "lr" for vowel in "aeiou"
)

# How many replacements there are for the words of free text: each replaces very many words.
FILLER_COUNT = 64


def redact_name(name: str) -> str:
    """Replace the name of a person, goal, event or note by two words, as names have."""
    if not name.strip():
        return ""
    number = compute_stable_number(fold_name(name))
    first = _build_word(number, 2).title()
    last = _build_word(number // len(SYLLABLES) ** 2, 2).title()
    return f"{first} {last}"


def redact_town(location: str) -> str:
    """Replace a town; what comes after its comma is left out."""
    town = extract_town(location)
    if not town:
        return ""
    return _build_word(compute_stable_number(f"place {town}"), 2).title()


def redact_organisation(name: str) -> str:
    """Replace the name of an organisation."""
    folded = fold(name)
    if not folded:
        return ""
    return _build_word(compute_stable_number(f"organisation {folded}"), 3).title()


def redact_term(words: str) -> str:
    """Replace the words of a field of work, an interest or a tag."""
    return _WORD.sub(_redact_term_word, words.strip())


def redact_email(address: str) -> str:
    """Replace a mail address by one of a domain that is reserved for examples (RFC 2606)."""
    return f"{_redact_address(address)}@example.org"


def redact_url(url: str) -> str:
    """Replace a web address by one of a domain that is reserved for examples (RFC 2606)."""
    return f"https://example.org/{_redact_address(url)}"


def _redact_address(address: str) -> str:
    """Replace an address by one word."""
    return _build_word(compute_stable_number(address), 3)


def redact_words(text: str) -> str:
    """Replace each word of free text by one of about its length; punctuation and Markdown stay."""
    return _WORD_OR_MARKER.sub(_redact_free_word, text)


# Anything between spaces and ASCII punctuation, so that words of every script are replaced.
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")
# The `x` of a task and the number of a list item are markup and stay. An address is one word, else
# its path would give away its length and form.
_WORD_OR_MARKER = re.compile(
    r"(?P<marker>(?m:^)\s*(?:[-*+]|\d+[.)])\s+\[.\]|(?m:^)\s*\d+[.)](?=\s))"
    rf"|https?://\S+|{_WORD.pattern}"
)


def _redact_term_word(match: re.Match[str]) -> str:
    return _build_word(compute_stable_number(f"term {match[0].casefold()}"), 2)


def _redact_free_word(match: re.Match[str]) -> str:
    if match["marker"]:
        return match["marker"]
    word = match[0]
    filler_number = compute_stable_number(word.casefold()) % FILLER_COUNT
    syllable_count = max(1, min(3, round(len(word) / 3)))
    replacement = _build_word(compute_stable_number(f"filler {filler_number}"), syllable_count)
    return replacement.capitalize() if word[0].isupper() else replacement


def _build_word(number: int, syllable_count: int) -> str:
    """Build a word from a number; each syllable takes two of its decimal digits."""
    syllables = []
    for _ in range(syllable_count):
        number, index = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[index])
    return "".join(syllables)
