"""The word for a channel, such as `coffee` or `call`, found in a line of text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Mode


# What people write between a date, a channel and a text.
SEPARATORS = " \t:—–-|,."

# How many words of a sentence may name the channel: later ones belong to what was talked about.
MAX_CHANNEL_POSITION = 6

_FIRST_WORD = re.compile(r"[*_(\[]{0,3}(?P<word>[^\W\d_][\w-]*)[*_)\]]{0,3}(?P<rest>.*)", re.DOTALL)
_LEADING_SEPARATOR = re.compile(r"\s*(?:[:—–|]|-\s)")


def split_channel(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str, str]:
    """Split what follows a date, ` coffee: Talked`, into the mode, the channel's word and the text.

    `channels` gives the mode of each folded word. Without a known channel, mode and word are empty.
    """
    text = text.lstrip(SEPARATORS)
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


def find_channel(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str]:
    """Find the first channel in the beginning of a sentence, as in `Met Ada for lunch`.

    The result is its mode and its word, both empty if there is none.
    """
    # The name of a note may be any word: `[[Call of the Sea]]`.
    words = re.findall(r"[^\W\d_]+", re.sub(r"\[\[[^\]]*\]\]", " ", text))
    for word in words[:MAX_CHANNEL_POSITION]:
        channel = word.casefold()
        if channel in channels:
            return channels[channel], channel
    return "", ""
