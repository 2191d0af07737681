"""The word for how people were in touch, found in a line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netnotes.model.people import Mode


SEPARATORS = " \t:—–-|,."


_FIRST_WORD = re.compile(r"[*_(\[]{0,3}(?P<word>[^\W\d_][\w-]*)[*_)\]]{0,3}(?P<rest>.*)", re.DOTALL)
_LEADING_SEPARATOR = re.compile(r"\s*(?:[:—–|]|-\s)")


def split_channel(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str, str]:
    """The mode, the word for it, and the text, of what stands behind a date: ` coffee: Talked about …`."""
    text = text.lstrip(SEPARATORS)
    match = _FIRST_WORD.match(text)
    word, after = match.groups() if match else ("", "")
    mode = channels.get(fold(word), "")
    if not mode:
        return "", "", text.strip()
    alone = not after.strip() or _LEADING_SEPARATOR.match(after) or text[0] in "([*_"
    said = after.lstrip(SEPARATORS) if alone else text
    return mode, word.casefold(), said.strip()


def find_unknown_channel(text: str) -> str:
    """The word that stands where a channel would, before the text of a touch that has none; empty where none does."""
    match = _FIRST_WORD.match(text)
    said = match and (not match["rest"].strip() or _LEADING_SEPARATOR.match(match["rest"]))
    return match["word"].casefold() if match and said else ""


def find_channel(text: str, channels: Mapping[str, Mode]) -> tuple[Mode, str]:
    """The mode and the word for it in a sentence: the first channel word among its first six, as in `Met Ada for …`."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"\[\[[^\]]*\]\]", " ", text))[:6]
    word = next((word.casefold() for word in words if word.casefold() in channels), "")
    return channels.get(word, ""), word
