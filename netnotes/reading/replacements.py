"""Replacements for names, places, terms and free text, as they appear on a redacted dashboard.

A replacement is drawn from a hash of the original with a secret that is made for one build and then
forgotten. So one name has the same replacement on every page of that build, and nobody can test a
guess, or find the name again in another build. A word of free text is replaced by any word, which
does not depend on the original at all: not even on its length.
"""

from __future__ import annotations

import re
from random import Random

from netnotes.digests import compute_keyed_number
from netnotes.text import extract_town, fold, fold_name

# A hundred of them. What they make can be read aloud and is hardly ever a word of a language.
SYLLABLES = tuple(
    consonant + liquid + vowel for consonant in "bdfgkpstvz" for liquid in "lr" for vowel in "aeiou"
)

# How many syllables a word of free text may have; most words have two.
FILLER_SYLLABLE_COUNTS = (1, 2, 2, 3)


class Replacements:
    """The replacements of one build. `secret` is a random key that nothing else knows."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        # It needs not be cryptographic: what it chooses says nothing of what is replaced.
        self._random = Random(secret)  # noqa: S311

    def redact_name(self, name: str) -> str:
        """Replace the name of a person, goal, event or note by two words, as names have."""
        if not name.strip():
            return ""
        number = self._compute_number(f"name {fold_name(name)}")
        first = _build_word(number, 2).title()
        last = _build_word(number // len(SYLLABLES) ** 2, 2).title()
        return f"{first} {last}"

    def redact_town(self, location: str) -> str:
        """Replace a town; what comes after its comma is left out."""
        town = extract_town(location)
        if not town:
            return ""
        return self._build_title(f"place {town}", 2)

    def redact_organisation(self, name: str) -> str:
        """Replace the name of an organisation."""
        folded = fold(name)
        if not folded:
            return ""
        return self._build_title(f"organisation {folded}", 3)

    def redact_term(self, words: str) -> str:
        """Replace the words of a field of work, an interest or a tag."""
        return _WORD.sub(self._redact_term_word, words.strip())

    def redact_email(self, address: str) -> str:
        """Replace a mail address by one of a domain that is reserved for examples (RFC 2606)."""
        return f"{self._redact_address(address)}@example.org"

    def redact_url(self, url: str) -> str:
        """Replace a web address by one of a domain that is reserved for examples (RFC 2606)."""
        return f"https://example.org/{self._redact_address(url)}"

    def redact_digest(self, digest: str) -> str:
        """Replace a note's digest: who has the note could else find its page."""
        return f"{self._compute_number(f'digest {digest}'):016x}"

    def redact_words(self, text: str) -> str:
        """Replace each word of free text by any word; punctuation and Markdown stay."""
        return _WORD_OR_MARKER.sub(self._choose_word, text)

    def _redact_address(self, address: str) -> str:
        """Replace an address by one word."""
        return _build_word(self._compute_number(f"address {address}"), 3)

    def _redact_term_word(self, match: re.Match[str]) -> str:
        return _build_word(self._compute_number(f"term {match[0].casefold()}"), 2)

    def _choose_word(self, match: re.Match[str]) -> str:
        if match["task"]:
            return match["task"]
        if match["number"]:
            # The first number would stay on the page: it may be a year, or a house.
            return f"{match['indent']}1{match['end']}"
        if match["footnote"]:
            return ""

        syllable_count = self._random.choice(FILLER_SYLLABLE_COUNTS)
        word = _build_word(self._random.randrange(len(SYLLABLES) ** syllable_count), syllable_count)
        # Not where the original has one: capitals show which words are names.
        if _begins_sentence(match):
            return word.capitalize()
        return word

    def _build_title(self, original: str, syllable_count: int) -> str:
        return _build_word(self._compute_number(original), syllable_count).title()

    def _compute_number(self, original: str) -> int:
        return compute_keyed_number(original, self._secret)


# Anything between spaces and ASCII punctuation, so that words of every script are replaced.
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")

# The `x` of a task is markup and stays. An address is one word, else its path would give away its
# length and form.
_WORD_OR_MARKER = re.compile(
    r"(?P<task>(?m:^)[^\S\n]*(?:[-*+]|1[.)])[ \t]+\[[ xX-]\](?=\s))"
    r"|(?P<number>(?m:^)(?P<indent>[^\S\n]*)\d+(?P<end>[.)](?=\s)))"
    r"|(?P<footnote>\[\^[^\[\]\s]*\]:?)"
    rf"|https?://\S+|{_WORD.pattern}"
)


def _begins_sentence(match: re.Match[str]) -> bool:
    before = match.string[max(0, match.start() - 2) : match.start()]
    return match.start() == 0 or before in (". ", "! ", "? ") or before.endswith("\n")


def _build_word(number: int, syllable_count: int) -> str:
    """Build a word from a number; each syllable takes two of its decimal digits."""
    syllables = []
    for _ in range(syllable_count):
        number, index = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[index])
    return "".join(syllables)
