"""Words in a sentence that must be the name of somebody whom nobody in the vault is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.writing.name_places import COMMON_KINDS, SMALL_KINDS, NamePlace, iter_addresses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.lexicon import Scan


def find_unknown_names(scan: Scan, places: Sequence[NamePlace], head_end: int) -> list[NamePlace]:
    """Find the words of a sentence's head that must be a name, and that nobody in the vault has.

    So is a name of which only the first word is known, such as `Ben Miller`.
    """
    unknown = []
    covered = {place.start: place for place in places}
    addresses = dict(iter_addresses(scan))
    index = 0
    while index < head_end:
        place = covered.get(index)
        if place:
            end = _extend_name(scan, place, head_end)
            if end > place.end:
                unknown.append(NamePlace(index, end, (), scan.get_text(index, end)))
            index = max(end, place.end)
            continue
        if index in addresses and not scan.roles[index]:
            end = addresses[index]
            unknown.append(NamePlace(index, end, (), scan.get_text(index, end)))
            index = end
            continue
        if _is_name_of_place(scan, places, index):
            index += 1
            continue
        end = _read_unknown_name(scan, index, head_end, has_names=bool(places))
        if end > index:
            words = scan.get_text(index, end) if end > index + 1 else scan.get_name(index)
            unknown.append(NamePlace(index, end, (), words))
        index = max(end, index + 1)
    return unknown


def _is_name_of_place(scan: Scan, places: Sequence[NamePlace], index: int) -> bool:
    """Tell whether a name behind those of people is that of a place: `with Ada chez Paul`."""
    before = index - 1
    is_behind_person = any(place.end <= before for place in places)
    return is_behind_person and scan.tokens[before].spellings[0] in _WORDS_BEFORE_PLACES


_WORDS_BEFORE_PLACES = frozenset(("en", "au", "aux", "chez", "dans", "bei", "beim", "im", "bij"))


def _extend_name(scan: Scan, place: NamePlace, head_end: int) -> int:
    """Return where a name ends that goes on with capitals: `Ben Miller` is not Ben Okafor.

    Behind a whole name one word more is a name, as in `Ben Okafor Miller`; several are a topic.
    """
    end = place.end
    if not place.words[:1].isupper():
        return end
    while end < head_end and _goes_on_with(scan, end):
        end += 1
    is_topic = not place.is_part and (end > place.end + 1 or scan.is_joined[end - 1])
    if is_topic:
        return place.end
    return end


def _goes_on_with(scan: Scan, index: int) -> bool:
    """Tell whether a name goes on with a word: with a capital, and right behind it."""
    before = index - 1
    if not scan.is_joined[before] or scan.sentence[scan.tokens[before].end] in "'’/":
        return False
    return _is_capitalised(scan, index) and not scan.roles[index] and not _is_common(scan, index)


def _is_capitalised(scan: Scan, index: int) -> bool:
    text = scan.tokens[index].text
    return text[:1].isupper() and text.isalpha() and not (text.isupper() and len(text) > 1)


def _is_common(scan: Scan, index: int) -> bool:
    return scan.match_any((*SMALL_KINDS, *COMMON_KINDS), index) is not None


def _read_unknown_name(scan: Scan, index: int, head_end: int, *, has_names: bool) -> int:
    """Return where a name that nobody has ends; `index` itself where there is none."""
    if scan.get_name(index) != scan.tokens[index].text:
        return index + int(_is_link_to_person(scan, index))
    # A title is no name.
    if scan.roles[index] or scan.match("title", index) or not _can_begin_name(scan, index):
        return index
    # Two capitals behind `with` are one, whatever they are: Sun Wu.
    end = _find_end_of_capitals(scan, index, head_end)
    if end > index + 1 and scan.match_back("with", index) >= 0:
        return end
    if _is_common(scan, index):
        return index
    if _is_capitalised(scan, index):
        return max(end, index + 1)
    is_name = _is_behind_name(scan, index)
    if not has_names:
        is_name = scan.match_any_back(("with", "to", "way"), index) >= 0
    return index + int(is_name)


def _is_link_to_person(scan: Scan, index: int) -> bool:
    """Tell whether a link is to a person; to another note, such as that of an event, it is text."""
    return scan.match_back("with", index) >= 0 or _is_behind_name(scan, index)


def _can_begin_name(scan: Scan, index: int) -> bool:
    """Tell whether a name nobody has can begin here: behind `with`, `and` or `to`, too."""
    is_behind_preposition = scan.match_any_back(("with", "and", "to"), index) >= 0
    return is_behind_preposition or _begins_name(scan, index)


def _find_end_of_capitals(scan: Scan, start: int, head_end: int) -> int:
    """Find where a run of capitalised words ends, of which only the first may be common."""
    end = start
    while end < head_end and (end == start or scan.is_joined[end - 1]):
        if scan.roles[end] == "name" or not _is_capitalised(scan, end):
            break
        if end > start and _is_common(scan, end):
            break
        end += 1
    return end


def _begins_name(scan: Scan, index: int) -> bool:
    """Tell whether a name can begin with a word: behind a verb or a comma, or at the beginning."""
    if index == 0:
        return _is_capitalised(scan, 0) and not _is_common(scan, 0)
    gap = scan.get_gap(index)
    if gap.strip() == ",":
        return _is_capitalised(scan, index)
    return _is_behind_verb(scan, index)


def _is_behind_verb(scan: Scan, index: int) -> bool:
    return scan.match_back("way", index) >= 0


def _is_behind_name(scan: Scan, index: int) -> bool:
    start = scan.match_back("and", index)
    return start > 0 and scan.roles[start - 1] == "name"
