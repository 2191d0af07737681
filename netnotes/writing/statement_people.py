"""Who made a statement in a sentence, and to whom: its subject and its recipients."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_places import NamePlace


def begins_with_unknown_name(scan: Scan, verb_end: int, start: int) -> bool:
    """Tell whether a promise is to somebody without a note: `promis à Hannah`, `Hannah a book`."""
    to_word = scan.match("to whom", verb_end)
    first = to_word.end if to_word else start
    if first >= scan.count or scan.roles[first] or not scan.get_name(first)[:1].isupper():
        return False
    # `promised to` is a verb with what is to be done: `promised to help`, but `to Hannah help`.
    if to_word or scan.tokens[first - 1].spellings[0] == "to":
        return True
    last = first
    while scan.is_joined[last] and scan.get_name(last + 1)[:1].isupper():
        last += 1
    if not scan.is_joined[last]:
        return False
    is_before_to = scan.tokens[last + 1].spellings[0] == "to"
    return is_before_to or scan.match("article", last + 1) is not None


def find_subject(
    scan: Scan, places: Sequence[NamePlace], index: int, *, is_label: bool
) -> int | None:
    """Find where the subject of a verb begins, if that is me; None if it is somebody else."""
    if index == 0 or is_label:
        return index
    start = scan.match_back("me", index)
    if start >= 0 and not scan.match("and", start):
        # With a subject of its own; `Ada and I promised` is mine, too, and hers.
        if _is_behind_name(scan, start):
            return None
        return start
    first = start if start >= 0 else index
    gap = scan.get_gap(first)
    if start < 0 and not re.search(r"[,;.:!–—-]", gap):
        return None
    # Without a subject it is that of the verb before: `Tom called and promised …` is Tom's.
    if not re.search(r"[.!;]", gap) and _has_subject_first(scan, places):
        return None
    return first


def _is_behind_name(scan: Scan, index: int) -> bool:
    return index > 0 and scan.roles[index - 1] == "name" and scan.is_joined[index - 1]


def has_name_first(places: Sequence[NamePlace]) -> bool:
    return bool(places) and places[0].start == 0


def _has_subject_first(scan: Scan, places: Sequence[NamePlace]) -> bool:
    """Tell whether names at the beginning are the subject of a verb: `Tom called`."""
    if not has_name_first(places):
        return False
    end = places[0].end
    for place in places[1:]:
        if place.start <= end + 1:
            end = place.end
    return end < scan.count and scan.tokens[end].text.endswith(
        ("ed", "te", "rang", "wrote", "gave")
    )


def skip_recipient(
    scan: Scan, places: Sequence[NamePlace], start: int, end: int
) -> tuple[int, tuple[int, ...]]:
    """Skip whom a statement was made to: `her`, or names, which are returned."""
    them = match_them(scan, start, end)
    if them:
        return them, ()
    recipients = []
    position = start
    to_word = scan.match("to", start)
    if to_word and _find_place(places, to_word.end):
        position = to_word.end
    while position < end:
        place = _find_place(places, position)
        # `gave Ada's sister the book`
        if place is None or place.end >= end or scan.get_gap(place.end) in ("'", "’"):
            break
        recipients.append(place.start)
        position = place.end
        and_word = scan.match("and", position)
        if and_word and _find_place(places, and_word.end):
            position = and_word.end
    if recipients:
        return (position, tuple(recipients))
    return (start, ())


def _find_place(places: Sequence[NamePlace], start: int) -> NamePlace | None:
    for place in places:
        if place.start == start:
            return place
    return None


def match_them(scan: Scan, start: int, end: int) -> int:
    """Match `her`; return the index behind it, or 0.

    `ihr Buch` is her book, `ihr das Buch` and `ihr versprochen` are not.
    """
    them = scan.match("them", start)
    if not them or them.end >= end:
        return 0
    is_possessive = scan.tokens[start].spellings[0] in ("ihr", "haar", "hun", "leur")
    kinds_behind = ("small", "for", "promised", "gave", "asked last")
    if is_possessive and not scan.match_any(kinds_behind, them.end):
        return 0
    return them.end


def split_recipient_behind(
    scan: Scan, places: Sequence[NamePlace], start: int, end: int
) -> tuple[int, tuple[int, ...]]:
    """Split `a book to Ada`: where the words of the thing end, and whom it is for."""
    for place in places:
        is_third = scan.match_back("third", place.start) >= 0  # `an intro to Ada`
        if place.end == end and place.start > start + 1 and not is_third:
            before = scan.match_back("to whom", place.start)
            if before > start:
                return before, (place.start,)
    return end, ()
