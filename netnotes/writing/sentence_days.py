"""Which days in a sentence are that of the touch, and which belong to something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.writing.day_words import FoundDay
from netnotes.writing.digit_dates import iter_numbers_like_dates
from netnotes.writing.sentence_head import is_possessive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.writing.day_words import DayReader
    from netnotes.writing.lexicon import Scan
    from netnotes.writing.statement_parts import FoundStatement


def mark_fillers(scan: Scan) -> None:
    """Mark the words with which people begin what they dictate: `hey so`, `also`, `bon`."""
    index = 0
    while index < scan.count - 1 and not scan.roles[index]:
        filler = scan.match("filler", index)
        if not filler or filler.end >= scan.count:
            return
        scan.mark(index, filler.end, "filler")
        index = filler.end


def find_days_of_touch(scan: Scan, reader: DayReader) -> list[FoundDay]:
    """Find the days in a sentence that may be that of the touch."""
    days = [day for day in reader.find_days(0, scan.count) if not _is_other_day(scan, day)]
    for start, end, candidates in iter_numbers_like_dates(scan, reader.list_days):
        if not any(day.start <= start < day.end for day in days):
            either = tuple(dict.fromkeys([*candidates, reader.today]))
            days.append(FoundDay(start, end, either))
    return sorted(days)


def _is_other_day(scan: Scan, day: FoundDay) -> bool:
    """Tell whether a day belongs to something else: `by friday`, `since monday`, `with Sun Wu`."""
    return (
        _is_limit(scan, day)
        or (day.end < scan.count and is_possessive(scan, day.end))
        or _is_day_of_mail(scan, day)
        or _is_topic(scan, day)
        or _begins_next_clause(scan, day)
        or _begins_name(scan, day)
    )


def _is_limit(scan: Scan, day: FoundDay) -> bool:
    """Tell whether something begins or ends on a day: `by friday`, `since monday`, `bis Fr`."""
    before = scan.match_back("other day", day.start)
    # `avant le 5`, `antes del viernes`
    if before >= 0 and scan.tokens[day.start].text.casefold() != "on":
        return True
    # German `bis Fr` is one phrase.
    is_phrase = scan.match("weekday", day.start) and scan.match("other day", day.start)
    return is_phrase is not None


def _begins_next_clause(scan: Scan, day: FoundDay) -> bool:
    """Tell whether a time begins what came after it: `coffee with Ada, later saw Ben`."""
    is_later = day.is_future and not day.days and scan.match("then", day.start) is not None
    return is_later and "," in scan.get_gap(day.start)


def _begins_name(scan: Scan, day: FoundDay) -> bool:
    """Tell whether a short day is a first name: `with Sun Wu`."""
    first_word = scan.tokens[day.start].text
    if day.end != day.start + 1 or day.end >= scan.count or not first_word[:1].isupper():
        return False
    if scan.match_back("with", day.start) < 0 or scan.roles[day.end]:
        return False
    return scan.is_joined[day.start] and scan.tokens[day.end].text[:1].isupper()


def _is_topic(scan: Scan, day: FoundDay) -> bool:
    """Tell whether a day is what was talked about: `emailed Ada about saturday`."""
    # `about 3 days ago`
    if not scan.match_any(("weekday", "on"), day.start):
        return False
    start = scan.match_back("on", day.start)
    if start < 0:
        start = day.start
    return scan.match_back("topic", start) >= 0


def _is_day_of_mail(scan: Scan, day: FoundDay) -> bool:
    """Tell whether a day is that of what was answered: `replied to my mail from last tuesday`."""
    source = scan.match("source", day.start)
    end = day.start
    if not source:
        end = scan.match_back("source", day.start)
    way = scan.match_back("way", end)
    return way > 0 and scan.match_back("my", way) >= 0


def find_day_at_end(
    scan: Scan, days: Sequence[FoundDay], statements: Sequence[FoundStatement]
) -> FoundDay | None:
    """Find a day that ends a text and is apart from it: `(new job!) yesterday`, `…, on monday`."""
    if not days or days[-1].end < scan.count:
        return None
    day = days[-1]
    if any(statement.start <= day.start < statement.end for statement in statements):
        return None
    is_apart = re.search(r"[),.;–—]|\s-\s", scan.get_gap(day.start)) is not None
    is_apart = is_apart or any(statement.end == day.start for statement in statements)
    return day if is_apart else None
