"""The text of a sentence: what is left of it once people, day, way and statements are read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.writing.sentence_head import is_possessive

if TYPE_CHECKING:
    from netnotes.writing.day_words import FoundDay
    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_places import NamePlace
    from netnotes.writing.sentence_tail import Tail
    from netnotes.writing.statement_parts import FoundStatement


class SentenceParts(NamedTuple):
    """A sentence in its parts."""

    scan: Scan
    places: list[NamePlace]
    statements: list[FoundStatement]
    head_end: int

    # Those of the head, and those behind it.
    days: list[FoundDay]
    days_of_text: list[FoundDay]

    # The word behind the text: the sentence's end, or where the day begins that ends it.
    tail_end: int

    # Words at the end that only say when and how; None where there are none.
    tail: Tail | None = None


def build_text(parts: SentenceParts, role_of: list[str]) -> str:
    """Build the text: what is left of the head, and all behind it but the statements."""
    scan = parts.scan
    head_text = build_head_text(scan, parts.head_end, role_of)
    start = _find_start_of_tail(parts, head_text, role_of)
    tail = _build_tail(parts, start)
    if not head_text or not tail:
        return head_text or tail
    if tail.startswith("("):
        return f"{head_text} {tail}"
    end = scan.get_start(parts.head_end)
    gap = scan.sentence[start:end]
    if gap in ("'", "’", "-"):
        # One word, such as French `s'il`.
        return f"{head_text.removesuffix(gap)}{gap}{tail.removeprefix(gap)}"
    mark = gap.strip()[:1]
    if not mark or not _has_letter(tail):
        return f"{head_text} {tail}"
    space = " " if mark in "–—-" else ""
    return f"{head_text}{space}{mark} {tail}"


def _find_start_of_tail(parts: SentenceParts, head_text: str, role_of: list[str]) -> int:
    """Find where the tail begins: behind the head and the marks that its text has."""
    if not parts.head_end:
        return 0
    last = parts.head_end - 1
    has_marks = head_text and not role_of[last] and not head_text.endswith(("'", "’", "-"))
    return find_end_with_marks(parts.scan, last + 1) if has_marks else parts.scan.find_end(last)


def _build_tail(parts: SentenceParts, position: int) -> str:
    """Return what is behind the head as it was typed, without the statements."""
    scan = parts.scan
    text = ""
    for statement in parts.statements:
        start = scan.tokens[statement.start].start
        text += _drop_seam(scan.sentence[position:start], text)
        last = statement.end - 1
        position = scan.tokens[last].end
    text += _drop_seam(scan.sentence[position : scan.get_start(parts.tail_end)], text)
    if parts.tail:
        text = text.rstrip(" (,")
    if not _has_word(text):
        return ""
    text = strip_marks_before(text)
    # `€ 900,-` ends with its marks.
    if re.search(r"\d,[–—-]$", text.rstrip()):
        return text
    return text.rstrip(",;–—- ")


def strip_marks_before(text: str) -> str:
    """Strip what parts a text from the words before it, but not what belongs to it: `-5`, `![[`."""
    return re.sub(r"^[,;:.!–—-]*\s*(?:[,;:.!–—-]+\s+)*", "", text).strip()


def _drop_seam(text: str, before: str) -> str:
    """Drop the mark between two statements, so that only that before the first one is left."""
    if not before:
        return text
    return re.sub(r"^[\s,;.!]+", "" if before.endswith(" ") else " ", text)


def _has_word(text: str) -> bool:
    return re.search(r"[^\s,;:.!?)\]\"”»–—-]", text) is not None


def _has_letter(text: str) -> bool:
    return re.search(r"\w", text) is not None


def build_head_text(scan: Scan, head_end: int, role_of: list[str]) -> str:
    """Build the text from what in the head is no name of those logged, no day and no channel.

    `role_of` has for each word `person`, `day` or `way` where it was understood.
    """
    text_of_head = ""
    index = 0
    while index < head_end:
        if role_of[index]:
            index += 1
            continue
        end = index
        while end < head_end and not role_of[end]:
            end += 1
        is_behind_person = "person" in role_of[:index]
        if index and role_of[index - 1] == "person" and is_possessive(scan, index):
            index += 1
        text = _strip_small_words(
            scan, index, end, is_last=end == head_end, is_behind_person=is_behind_person
        )
        if text_of_head and text:
            if "," in scan.get_gap(index):
                text_of_head += ","
            text_of_head += f" {text}"
        else:
            text_of_head = text_of_head or text
        index = end
    return text_of_head


def _strip_small_words(
    scan: Scan, start: int, end: int, *, is_last: bool, is_behind_person: bool
) -> str:
    """Strip the words around what is left between two things that were understood."""
    if not _says_something(scan, start, end, is_last=is_last):
        return ""
    first, last = start, end
    if not is_behind_person:
        first = _skip_small_words(scan, start, end, is_last=is_last)
    if not is_last:
        last = _skip_small_words_back(scan, first, end)
    if first >= last:
        return ""
    return _get_text_with_marks(scan, first, last)


def _skip_small_words(scan: Scan, start: int, end: int, *, is_last: bool) -> int:
    """Skip `and` and `with` at the beginning, and before something else other small words, too."""
    kinds = ("and", "with") if is_last else ("and", "with", "small", "praise")
    first = start
    while first < end and not (scan.match("place", first) and not is_last):
        if not is_last and _is_article_of_thing(scan, first, end):
            break
        phrase = scan.match_any(kinds, first)
        if not phrase or phrase.end > end or _is_cut(scan, phrase.end):
            break
        first = phrase.end
    return first


def _is_article_of_thing(scan: Scan, index: int, end: int) -> bool:
    """Tell whether `the` or `my` belongs to the word behind it: `walked the dog with Ada`.

    In `a long boozy lunch` it belongs to the way.
    """
    following = index + 1
    if following >= end or scan.match("way", end) or not scan.match("article", index):
        return False
    is_definite = scan.tokens[index].spellings[0] not in _INDEFINITE_ARTICLES
    return is_definite and not scan.match_any(_SMALL_KINDS, following)


_INDEFINITE_ARTICLES = ("a", "an", "un", "une", "una", "ein", "een")
_SMALL_KINDS = ("small", "praise", "and", "with", "to", "before way")


def _is_cut(scan: Scan, index: int) -> bool:
    """Tell whether a word is only the end of one: the `ll` of `I'll`."""
    if index >= scan.count or is_possessive(scan, index):
        return False
    return scan.get_gap(index) in ("'", "’")


def _skip_small_words_back(scan: Scan, start: int, end: int) -> int:
    """Return where the small words at the end begin."""
    last = end
    while last > start:
        position = scan.match_any_back(("with", "to", "and", "small", "before way"), last)
        if position < start:
            break
        last = position
    return last


def _get_text_with_marks(scan: Scan, first: int, last: int) -> str:
    """Return words with the marks that belong to them, such as a sign of a currency."""
    start = scan.tokens[first].start
    before = re.search(r"[^\s\w,.;:!?()&+/–—-]+$", scan.sentence[:start])
    start = before.start() if before else start
    return scan.sentence[start : find_end_with_marks(scan, last)]


def find_end_with_marks(scan: Scan, last: int) -> int:
    """Find the character behind the words before `last`, with the marks that belong to them."""
    limit = scan.get_start(last)
    end = scan.tokens[last - 1].end
    behind = re.match(r"[^\s\w,.;:!&+/–—(-]+", scan.sentence[end:limit])
    return end + (behind.end() if behind else 0)


def _says_something(scan: Scan, start: int, end: int, *, is_last: bool) -> bool:
    """Tell whether words are more than small ones: `was great` at the end is."""
    kinds = ["small", "with", "to", "and", "before way", "title", "talk", "me"]
    if start == 0 or not is_last:
        kinds.append("praise")
    index = start
    while index < end:
        phrase = None
        for kind in kinds:
            found = scan.match(kind, index)
            if found and (phrase is None or found.end > phrase.end):
                phrase = found
        if not phrase:
            # The s of `Karl's`.
            if (
                scan.tokens[index].text == "s"
                and scan.sentence[scan.tokens[index].start - 1] in "'’"
            ):
                index += 1
                continue
            return True
        index = phrase.end
    return False
