"""What passed, in the words of a sentence: `promised to send the deck by fri`, `gave her a book`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from netnotes.writing.day_words import DayReader
    from netnotes.writing.lexicon import Scan
    from netnotes.writing.name_places import NamePlace

# The kinds of statements, as fields of an `Understanding`.
KINDS = ("promised", "asked", "gave", "learned")


class FoundStatement(NamedTuple):
    """A statement in a sentence: its words with subject and verb, and what it says."""

    kind: str
    start: int
    end: int
    text: str
    due: Day | None

    # The names to whom it was made, as indexes of their first words.
    recipients: tuple[int, ...]


def find_statements(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader
) -> list[FoundStatement]:
    """Find what I promised, asked for, gave and learned, in the order of the sentence."""
    statements: list[FoundStatement] = []
    index = 0
    while index < scan.count:
        statement = _read_statement(scan, places, reader, index)
        if statement:
            statements.append(statement)
            index = statement.end
        else:
            index += 1
    return statements


def _read_statement(
    scan: Scan, places: Sequence[NamePlace], reader: DayReader, index: int
) -> FoundStatement | None:
    verb = _match_verb(scan, index)
    if not verb:
        return None
    kind, verb_end = verb
    is_label = scan.sentence[scan.tokens[verb_end - 1].end :][:1] == ":"
    subject = _find_subject(scan, places, index, is_label=is_label)
    if subject is None or verb_end >= scan.count:
        return None

    end = _find_end(scan, verb_end)
    start = verb_end
    recipients: tuple[int, ...] = ()
    if not is_label:
        if not scan.is_joined[verb_end - 1]:
            return None
        start, recipients = _skip_recipient(scan, places, verb_end, end)
        start = _skip_words(scan, kind, start, end, has_recipient=start > verb_end)
    if start < 0 or start >= end:
        return None

    if kind == "gave" and not is_label and start == verb_end:
        # `gave a book to Ada`: without anybody it may be a talk.
        start, end_of_gift, recipients = _split_recipient_behind(scan, places, start, end)
        if not recipients:
            return None
        return _build(scan, kind, subject, (start, end_of_gift), end, None, recipients)
    text_end, due = _split_due(scan, reader, start, end) if kind == "promised" else (end, None)
    return _build(scan, kind, subject, (start, text_end), end, due, recipients)


def _build(
    scan: Scan,
    kind: str,
    subject: int,
    words: tuple[int, int],
    end: int,
    due: Day | None,
    recipients: tuple[int, ...],
) -> FoundStatement | None:
    start, text_end = words
    if start >= text_end:
        return None
    if kind == "gave" and (scan.match("gesture", text_end - 1) or scan.match("way", text_end - 1)):
        return None  # `gave her a hug`, `gave him a call`
    text = _get_text(scan, start, text_end)
    return FoundStatement(kind, subject, end, text, due, recipients)


def _get_text(scan: Scan, start: int, end: int) -> str:
    """Return the words with a bracket that closes behind them, without marks at the end."""
    text_end = scan.tokens[end].start if end < scan.count else len(scan.sentence)
    text = scan.sentence[scan.tokens[start].start : text_end].strip()
    return re.sub(r"[\s,;.!]+$", "", text) or scan.get_text(start, end)


def _match_verb(scan: Scan, index: int) -> tuple[str, int] | None:
    """Match a verb: the kind of statement and the index behind it."""
    asked_for = scan.match("asked for", index)
    if asked_for:
        return "asked", asked_for.end
    for kind in KINDS:
        phrase = scan.match(kind, index)
        if phrase:
            return kind, phrase.end
    return None


def _find_subject(
    scan: Scan, places: Sequence[NamePlace], index: int, *, is_label: bool
) -> int | None:
    """Find where the subject of a verb begins, if that is me; None if it is somebody else."""
    if index == 0 or is_label:
        return index
    start = scan.match_back("me", index)
    first = start if start >= 0 else index
    if start >= 0 and not scan.match("and", start):
        # With a subject of its own; `Ada and I promised` is mine, too, and hers.
        is_mine = first == 0 or scan.roles[first - 1] != "name"
        return first if is_mine else None
    gap = scan.sentence[scan.tokens[first - 1].end : scan.tokens[first].start]
    if start < 0 and not re.search(r"[,;.:!–—-]", gap):
        return None
    # Without a subject it is that of the verb before: `Tom called and promised …` is Tom's.
    is_sentence = re.search(r"[.!;]", gap) is not None
    if not is_sentence and places and places[0].start == 0 and _is_subject(scan, places):
        return None
    return first


def _is_subject(scan: Scan, places: Sequence[NamePlace]) -> bool:
    """Tell whether the names at the beginning are the subject of a verb: `Tom called`."""
    end = places[0].end
    for place in places[1:]:
        if place.start <= end + 1:
            end = place.end
    return end < scan.count and scan.tokens[end].text.endswith(
        ("ed", "te", "rang", "wrote", "gave")
    )


def _find_end(scan: Scan, index: int) -> int:
    """Find where a statement ends: with its sentence, or before the next clause."""
    for position in range(index + 1, scan.count):
        gap = scan.sentence[scan.tokens[position - 1].end : scan.tokens[position].start]
        if re.search(r"[;!?]|\.\s|\s[–—-]\s", gap):
            return position
        has_comma = "," in gap
        begins_clause = scan.match("clause", position) or scan.match("me", position)
        if has_comma and begins_clause:
            return position
        me = scan.match("me", position)
        if (me and _match_verb(scan, me.end)) or (has_comma and _match_verb(scan, position)):
            return position
    return scan.count


def _skip_recipient(
    scan: Scan, places: Sequence[NamePlace], start: int, end: int
) -> tuple[int, tuple[int, ...]]:
    """Skip whom a statement was made to: `her`, or names, which are returned."""
    them = scan.match("them", start)
    if them and them.end < end:
        return them.end, ()
    recipients = []
    position = start
    while position < end:
        place = next((p for p in places if p.start == position), None)
        if place is None or place.end >= end:
            break
        recipients.append(place.start)
        position = place.end
        and_word = scan.match("and", position)
        if and_word and any(p.start == and_word.end for p in places):
            position = and_word.end
    return position, tuple(recipients)


def _skip_words(scan: Scan, kind: str, start: int, end: int, *, has_recipient: bool) -> int:
    """Skip the small word before what was said; -1 where without it nothing is certain."""
    if kind == "asked" and not _is_behind_asked_for(scan, start):
        word = scan.match("for", start)
        return word.end if word and word.end < end else -1
    if kind == "learned":
        word = scan.match("that", start)
        return word.end if word and word.end < end else -1
    if kind == "promised":
        word = scan.match("infinitive", start) or scan.match("that", start)
        return word.end if word and word.end < end else start
    return start


def _is_behind_asked_for(scan: Scan, start: int) -> bool:
    return scan.match_back("asked for", start) >= 0


def _split_recipient_behind(
    scan: Scan, places: Sequence[NamePlace], start: int, end: int
) -> tuple[int, int, tuple[int, ...]]:
    """Split `a book to Ada`: the words of the gift, and to whom it was given."""
    for place in places:
        if place.end == end and place.start > start + 1:
            before = scan.match_back("to", place.start)
            if before > start:
                return start, before, (place.start,)
    return start, end, ()


def _split_due(scan: Scan, reader: DayReader, start: int, end: int) -> tuple[int, Day | None]:
    """Split a promise from the day by which it is due, at its end: `the deck by friday`."""
    for found in reader._replace(is_ahead=True).find_days(start, end):
        by = scan.match_back("by", found.start)
        if by < 0 and scan.match("by", found.start):
            by = found.start
        is_to_come = len(found.days) == 1 and found.days[0] >= reader.today
        if by > start and found.end == end and is_to_come:
            return by, found.days[0]
    return end, None
