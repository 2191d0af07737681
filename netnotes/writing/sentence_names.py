"""Names in a sentence, found before anything else: `Sun Li` is neither a Sunday nor Li."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


# Each name in a sentence is replaced by one of these characters, which Unicode leaves to programs.
_FIRST_MARK = 0x100000
_MAX_MARKS = 0x1000
_MARK = re.compile("[\U00100000-\U00100fff]")


class MarkedSentence(NamedTuple):
    """A sentence in which each name is replaced by one character, with the names as typed."""

    text: str
    names: tuple[str, ...]

    def restore(self, text: str) -> str:
        """Put the names back into a part of the text."""
        if not self.names:
            return text
        return _MARK.sub(lambda match: self.names[ord(match[0]) - _FIRST_MARK], text)


class _Span(NamedTuple):
    start: int
    end: int


def mark_names(
    sentence: str, names: Iterable[str], is_name_here: Callable[[str, int, int], bool]
) -> MarkedSentence:
    """Mark the names in a sentence, whatever their case and accents; the longest one counts.

    A name of one word is marked only where the word could be something else: `is_name_here` decides
    that from the sentence and where the word starts and ends.
    """
    if _MARK.search(sentence):  # no name could be told from what was typed
        return MarkedSentence(sentence, ())
    folded_sentence, positions = _fold_with_positions(sentence)
    spans: list[_Span] = []
    for name in sorted({fold_for_search(name) for name in names}, key=lambda n: (-len(n), n)):
        if not name or name not in folded_sentence:
            continue
        for match in re.finditer(rf"(?<![\w'’-]){re.escape(name)}(?![\w-])", folded_sentence):
            span = _Span(positions[match.start()], positions[match.end() - 1] + 1)
            # Combining characters behind the last letter belong to it.
            while span.end < len(sentence) and unicodedata.combining(sentence[span.end]):
                span = _Span(span.start, span.end + 1)
            if any(span.start < other.end and other.start < span.end for other in spans):
                continue
            if name.isalnum() and not is_name_here(sentence, span.start, span.end):
                continue
            spans.append(span)
    return _replace_spans(sentence, sorted(spans)[:_MAX_MARKS])


def _fold_with_positions(sentence: str) -> tuple[str, list[int]]:
    """Fold a sentence as `fold_for_search` does, with the position each folded letter comes from."""
    letters: list[str] = []
    positions: list[int] = []
    for position, character in enumerate(sentence):
        folded = fold_for_search(character)
        if character.isspace():
            folded = "" if letters[-1:] == [" "] else " "
        letters += folded
        positions += [position] * len(folded)
    return "".join(letters), positions


def _replace_spans(sentence: str, spans: Iterable[_Span]) -> MarkedSentence:
    names: list[str] = []
    text = ""
    position = 0
    for start, end in spans:
        text += sentence[position:start] + chr(_FIRST_MARK + len(names))
        names.append(sentence[start:end])
        position = end
    return MarkedSentence(text + sentence[position:], tuple(names))
