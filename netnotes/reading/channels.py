"""The word for a channel, such as `coffee` or `call`, found in a line of text."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from netnotes.text import build_lazy_pattern, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Mode


# What people write between a date, a channel and a text.
SEPARATORS = " \t:—–-|,./→•·"

# How many words of a sentence may name the channel: later ones belong to what was talked about.
MAX_CHANNEL_POSITION = 6

_FIRST_WORD = re.compile(r"[*_(\[]{0,3}(?P<word>[^\W\d_][\w-]*)[*_)\]]{0,3}(?P<rest>.*)", re.DOTALL)
_LEADING_SEPARATOR = build_lazy_pattern(r"\s*(?:[:—–|→•·]|-\s|//)")


def split_channel(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str, str]:
    """Split what follows a date, ` coffee: Talked`, into the mode, the channel's word and the text.

    `channels` gives the mode of each folded word. Without a known channel, mode and word are empty.
    """
    text = text.lstrip(SEPARATORS)
    # Nearly every entry is `coffee: Talked`, and cutting at the colon is quicker than the pattern.
    word, _, rest = text.partition(":")
    if word.isalpha() and rest:
        mode = channels.get(fold(word), "")
        if not mode:
            return "", "", text.strip()
        return mode, word.casefold(), rest.lstrip(SEPARATORS).strip()

    match = _FIRST_WORD.match(text)
    if not match:
        return "", "", text.strip()
    word, rest = match.groups()
    mode = channels.get(fold(word), "")
    if not mode:
        return "", "", text.strip()

    # In `call with Ada` the word is part of the sentence, and is not cut off.
    stands_alone = _is_set_off(rest) or text[0] in "([*_"
    if stands_alone:
        text = rest.lstrip(SEPARATORS)
    return mode, word.casefold(), text.strip()


def find_unknown_channel(text: str) -> str:
    """Find the word in the place of a channel, in the text of a touch that has none; else empty."""
    match = _FIRST_WORD.match(text)
    if match and _is_set_off(match["rest"]):
        return match["word"].casefold()
    return ""


def _is_set_off(rest: str) -> bool:
    """Whether a colon, a dash or nothing at all follows a word."""
    return not rest.strip() or _LEADING_SEPARATOR.match(rest) is not None


def find_channel(
    text: str, channels: Mapping[str, Mode], *, words_before: int = 0
) -> tuple[Mode, str]:
    """Find the first channel in the beginning of a sentence, as in `Met Ada for lunch`.

    The result is its mode and its word, both empty if there is none. `words_before` is how many
    words of the sentence come before `text`.
    """
    if words_before >= MAX_CHANNEL_POSITION:
        return "", ""
    # The name of a note may be any word: `[[Call of the Sea]]`.
    if "[[" in text:
        text = _WIKILINK.sub(" ", text)
    for word in islice(_WORD.finditer(text), MAX_CHANNEL_POSITION - words_before):
        channel = word[0].casefold()
        if channel in channels and (channel != "met" or is_met_english(text, word.start())):
            return channels[channel], channel
    return "", ""


def is_met_english(text: str, start: int) -> bool:
    """Tell whether the `met` at `start` is the English verb, and not the Dutch word for `with`.

    `I met Ada` is English, `Foto met Ada` is not, nor is `Met Ada gebeld`.
    """
    if _DUTCH_WORD.search(text):
        return False
    before = text[max(0, start - _MAX_LENGTH_BEFORE_MET) : start]
    return _BEFORE_ENGLISH_MET.search(before) is not None or _ENGLISH_WORD.search(text) is not None


_WORD = re.compile(r"[^\W\d_]+")
_WIKILINK = re.compile(r"\[\[[^\[\]]*\]\]")

# Words that only a Dutch sentence has; `de` and `van` are part of names.
_DUTCH_WORD = build_lazy_pattern(
    r"\b(?:het|een|ik|wij|niet|geen|nooit|voor|bij|naar|mijn|haar|hem|hun|gisteren|vandaag|vanavond"
    r"|vanmiddag|vanochtend|samen|koffie|thee"
    r"|ge(?:bel|spro|get|geten|lun|zie|mai|wan|werk|dron|cha|app"
    r"|pra|fie|speel|von|maak|noem|had|kookt|dans|zwom|borreld)\w*|afgesproken)\b",
    re.IGNORECASE,
)

_ENGLISH_WORD = build_lazy_pattern(
    r"\b(?:for|with|the|to|from|my|her|his|our|and|i|we|about|at|an?|today|yesterday|again|by)\b",
    re.IGNORECASE,
)

# The longest of these words and what may be between it and `met`.
_MAX_LENGTH_BEFORE_MET = 24

_BEFORE_ENGLISH_MET = build_lazy_pattern(
    r"(?:^|[,.:;!?()—–-]|\b(?:i|we|he|she|they|you|just|also|then|and|but|first|had|have|has|i've"
    r"|we've|once|again|later|both|today|yesterday|when|where|who|\w{2,12}ly"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day))[\s*_]*$",
    re.IGNORECASE,
)
