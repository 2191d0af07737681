"""Sentences on two touches of different kinds: `called Ada and emailed Ben`."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from netnotes.writing.understanding import Choice, Question

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.lexicon import Phrase, Scan
    from netnotes.writing.name_places import NamePlace

# The answer that it was the same for all.
SAME_ANSWER = "ways:same"

_KINDS = ("way", "sent", "talk", "said")


def ask_about_other_ways(
    scan: Scan, logged: Sequence[NamePlace], head_end: int, answers: Sequence[str]
) -> Question | None:
    """Ask for a sentence each where some people were called and others met.

    `logged` are the names of those who were there.
    """
    if SAME_ANSWER in answers:
        return None
    for left, right in pairwise(logged):
        if _has_way_of_its_own(scan, left, right, head_end):
            text = (
                f"Was it the same with {left.words} and {right.words}? "
                "If not, write a sentence for each."
            )
            choice = Choice(SAME_ANSWER, "the same for all")
            return Question("ways", text, (choice,), scan.get_text(left.start, right.end))
    return None


def _has_way_of_its_own(scan: Scan, left: NamePlace, right: NamePlace, head_end: int) -> bool:
    """Tell whether a name has another way than the name before it."""
    ways = _list_ways(scan, left.end, right.start)
    if not ways:
        return False
    start, way = ways[-1]
    # `called Ada and emailed Ben`, `lunch with Ada then coffee with Ben`
    is_second = _is_behind_and(scan, start)
    # `Ada angerufen und Ben gemailt`
    is_first = scan.match_back("and", right.start) >= way.end
    others = []
    if is_second:
        others = _list_ways(scan, 0, left.start)
    elif is_first:
        others = _list_ways(scan, right.end, head_end)
    return any(phrase.meaning != way.meaning for _, phrase in others)


def _list_ways(scan: Scan, start: int, end: int) -> list[tuple[int, Phrase]]:
    """List the words for ways to be in touch, with the index of the first word of each."""
    ways = []
    index = start
    while index < end:
        phrase = scan.match_any(_KINDS, index)
        if phrase and phrase.end <= end and not scan.roles[index]:
            ways.append((index, phrase))
            index = phrase.end
        else:
            index += 1
    return ways


def _is_behind_and(scan: Scan, index: int) -> bool:
    """Tell whether `and`, `then` or a comma is before a word, with small words between."""
    while index > 0:
        if scan.match_any_back(("and", "then"), index) >= 0 or "," in scan.get_gap(index):
            return True
        small = scan.match_any_back(("small", "praise", "before way"), index)
        if small < 0:
            return False
        index = small
    return False
