"""The day by which a promise is due, in the words of a sentence: `by friday`, `demain`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import build_lazy_pattern

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.writing.day_words import DayReader, FoundDay
    from netnotes.writing.lexicon import Scan


class DueDay(NamedTuple):
    """The words about the day a promise is due, from `start` to before `end`; None without any."""

    start: int
    end: int
    day: Day | None


def split_due(scan: Scan, reader: DayReader, start: int, end: int, *, is_to_do: bool) -> DueDay:
    """Split a promise from the day by which it is due: `the deck by friday`, `the deck tomorrow`.

    `is_to_do` says that the words tell what will be done, as `send the deck on friday` does.
    Without a day the result begins and ends at `end`.
    """
    found_days = reader._replace(is_ahead=True).find_days(start, end)
    for found in found_days:
        by = scan.match_back("by", found.start)
        if by < 0 and scan.match("by", found.start):
            by = found.start
        is_at_end = _is_at_end(scan, found, end) or found.end == end - 1
        if by > start and is_at_end and _is_to_come(found, reader.today):
            return DueDay(by, found.end, found.days[0])
    if len(found_days) == 1:
        (found,) = found_days
        if found.start > start and _is_due_alone(scan, reader, found, start, end, is_to_do):
            return DueDay(found.start, found.end, found.days[0])
    return DueDay(end, end, None)


def read_due(scan: Scan, reader: DayReader, subject: int, start: int, end: int) -> DueDay:
    """Read the day a promise is due; `subject` is where the words `I promised` begin."""
    # After `coffee on Monday` a Wednesday may be past; on the day itself it is the next one.
    is_today = all(day.days == (reader.today,) for day in reader.find_days(0, subject))
    is_sure = is_today and is_to_do(scan, subject, start, end)
    return split_due(scan, reader, start, end, is_to_do=is_sure)


def _is_at_end(scan: Scan, found: FoundDay, end: int) -> bool:
    """Tell whether a day ends a promise, or is before its verb: `am Freitag zu schicken`."""
    # `ich ihr bis Sonntag die Fotos schicke`
    if found.end < end and scan.match("deed", end - 1):
        return True
    return found.end == end or (found.end < end and is_infinitive(scan, found.end))


def _is_before_last_verb(scan: Scan, found: FoundDay, start: int, end: int) -> bool:
    """Tell whether a day is before the verb of a clause: Dutch `dat ik haar morgen bel`."""
    is_clause = any(scan.match("that", index) for index in range(max(start - 3, 0), start))
    return found.is_future and found.end == end - 1 and is_clause


def _is_to_come(found: FoundDay, today: Day) -> bool:
    return len(found.days) == 1 and found.days[0] >= today


def _is_due_alone(
    scan: Scan, reader: DayReader, found: FoundDay, start: int, end: int, is_to_do: bool
) -> bool:
    """Tell whether a day without `by` can only be the one a promise is due.

    `the slides on friday` may have been promised on Friday, and `the talk of tomorrow` is not due.
    """
    is_at_end = _is_at_end(scan, found, end) or _is_before_last_verb(scan, found, start, end)
    if not is_at_end or not _is_to_come(found, reader.today):
        return False
    if _belongs_to_a_thing(scan, start, found.start):
        return False
    # `3 weeks` alone is a day only for a plan.
    plain_days = reader.find_days(found.start, found.end)
    if [(plain.start, plain.end) for plain in plain_days] != [(found.start, found.end)]:
        return False
    (plain,) = plain_days
    if plain.is_future:
        return plain.days == found.days
    return is_to_do and bool(plain.days) and not _is_other_word(scan, found)


def _belongs_to_a_thing(scan: Scan, start: int, end: int) -> bool:
    """Tell whether words before a day say what takes place then: `slides for the talk`."""
    if any(scan.match_any(("topic", "third"), index) for index in range(start, end)):
        return True
    return (
        scan.match_any_back(("other day", "to", "with", "and"), end) >= 0
        or scan.tokens[end - 1].spellings[0] == "of"
    )


def _is_other_word(scan: Scan, found: FoundDay) -> bool:
    """Tell whether the only word about a day is one that means something else, such as `sun`."""
    is_alone = found.end == found.start + 1
    return is_alone and scan.tokens[found.start].spellings[0] in ("sun", "sat", "mon", "wed")


def has_infinitive(scan: Scan, start: int, end: int) -> bool:
    """Tell whether words have a German or Dutch infinitive in them: `zu schicken`."""
    return any(is_infinitive(scan, index) for index in range(start, end))


def is_infinitive(scan: Scan, index: int) -> bool:
    """Tell whether a word is the `zu` of `zu schicken`, or has it inside: `mitzubringen`."""
    word = scan.tokens[index].spellings[0]
    return (
        word in ("zu", "te")
        or re.fullmatch(r"(?:\w{2,}zu\w{3,}en|\w{2,}te\w{3,}en)", word) is not None
    )


def is_to_do(scan: Scan, subject: int, start: int, end: int) -> bool:
    """Tell whether a promise that begins at `start` says what will be done, and no thing."""
    if scan.match_back("infinitive", start) >= 0 or has_infinitive(scan, start, end):
        return True
    if scan.match("deed", start) or scan.match("deed", end - 1):
        return True
    # Spanish has no word before the verb: `prometí enviar el borrador`.
    is_spanish = any(
        scan.tokens[index].spellings[0].startswith("promet") for index in range(subject, start)
    )
    return is_spanish and is_infinitive_without_word(scan, start)


def is_infinitive_without_word(scan: Scan, index: int) -> bool:
    """Tell whether a word is a Spanish infinitive, such as `mandarle`."""
    return _SPANISH_INFINITIVE.fullmatch(scan.tokens[index].spellings[0]) is not None


_SPANISH_INFINITIVE = build_lazy_pattern(r"\w+[aei]r(?:l[eoa]s?|me|nos|se)*")
