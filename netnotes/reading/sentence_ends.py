"""Where a sentence ends: not at the dot of `Dr.`, `e.g.`, `z. B.`, `No. 5` or an initial."""

from __future__ import annotations

import re

from netnotes.text import build_lazy_pattern

# How far before a full stop an abbreviation is looked for.
_MAX_ABBREVIATION_LENGTH = 12

_WORDS = (
    "dr|mr|mrs|ms|prof|profs|rev|st|jr|vs|tel|ca|approx|incl|inkl|bzw|ggf|usw|evtl|vgl|sog|geb|etc"
    "|resp|dipl|ing|inc|ltd|mme|mlle|sr|sra|srta|dhr|mevr|bijv|mtg|conf|dept|univ|hr|fr|hon|ed|eds"
    "|est"
)

# A letter by itself is an initial, or the last one of `e.g.` and `z. B.`; up to two digits are
# those of `3. Oktober`.
_ABBREVIATION = build_lazy_pattern(
    rf"(?:(?<![^\W_])(?:[^\W\d_]|(?<!\. )\d{{1,2}})|\b(?:{_WORDS}))$", re.IGNORECASE
)

# These are abbreviations before a number only: `She said no.` ends a sentence.
_WORDS_BEFORE_NUMBER = "no|nos|nr|vol|fig|art|abs|ch|pp|sec"
_ABBREVIATION_OF_NUMBER = re.compile(rf"\b(?:{_WORDS_BEFORE_NUMBER})$", re.IGNORECASE)

_ALL_WORDS = frozenset(f"{_WORDS}|{_WORDS_BEFORE_NUMBER}".split("|"))

_SENTENCE_END = build_lazy_pattern(r"[.!?…]+[\"”’»)\]]*(?=\s|$)")


def is_dot_of_abbreviation(text: str, position: int) -> bool:
    """Tell whether the full stop at a position of a text is that of an abbreviation."""
    before = text[max(0, position - _MAX_ABBREVIATION_LENGTH) : position]
    # Most sentences end in a plain word, and to look it up is quicker than the patterns.
    word = before.rpartition(" ")[2]
    if len(word) > 1 and word.isalpha() and word.casefold() not in _ALL_WORDS:
        return False
    if _ABBREVIATION.search(before):
        return True
    if not _ABBREVIATION_OF_NUMBER.search(before):
        return False
    return text[position + 1 :].lstrip()[:1].isdigit()


def split_sentences(text: str) -> list[str]:
    """Split a text into sentences, each with the marks at its end."""
    sentences = []
    start = 0
    for match in _SENTENCE_END.finditer(text):
        # The last one of a text is an end, whatever is before it.
        is_at_end = match.end() == len(text)
        if not is_at_end and match[0] == "." and is_dot_of_abbreviation(text, match.start()):
            continue
        sentences.append(text[start : match.end()].strip())
        start = match.end()
    sentences.append(text[start:].strip())
    return [sentence for sentence in sentences if sentence]


def strip_full_stop(sentence: str) -> str:
    """Return a sentence without the full stop at its end, which an abbreviation keeps."""
    position = len(sentence) - 1
    if not sentence.endswith(".") or is_dot_of_abbreviation(sentence, position):
        return sentence
    return sentence[:-1]
