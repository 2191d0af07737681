"""Days in the words of a sentence, in five languages: `on tue`, `il y a 3 jours`, `28.9.`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.text import build_lazy_pattern
from netnotes.writing.day_steps import add_days, list_days_of_date, subtract_period
from netnotes.writing.day_weeks import read_day_of_week
from netnotes.writing.digit_dates import iter_dates_in_digits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.writing.lexicon import Phrase, Scan


class FoundDay(NamedTuple):
    """A day in a sentence: the words from `start` to before `end`, and which days they may mean."""

    start: int
    end: int

    # One if it is certain; several where one must be chosen; none for a time that is no day.
    days: tuple[Day, ...]

    # Whether it is to come, as `next friday` says by itself.
    is_future: bool = False

    # Whether the calendar has no such day, as in `31 february`.
    is_missing: bool = False


class DayReader(NamedTuple):
    """Reads days as of a day. `is_ahead` is for plans: a weekday or a date is the next one."""

    scan: Scan
    today: Day
    date_order: str = ""
    is_ahead: bool = False

    # Whether the words are a day and nothing else, so that German `Do` is one.
    is_whole: bool = False

    def find_days(self, start: int, end: int) -> list[FoundDay]:
        """Find all days in the words from `start` to before `end`."""
        found_days = []
        dates = {found.start: found for found in self._iter_dates()}
        index = start
        while index < end:
            found = dates.get(index) or self.read_day(index)
            if found and any(found.start < date < found.end for date in dates):
                found = None  # `am 24.9.` is not the 24th of any month
            if found and found.end <= end:
                found = self._extend(found, start)
                found_days.append(found)
                index = found.end
            else:
                index += 1
        return found_days

    def _extend(self, found: FoundDay, first: int) -> FoundDay:
        """Extend a day over a word before it, such as `on`, and the time of day behind it."""
        end = found.end
        daytime = self.scan.match("daytime", end) if self.scan.is_joined[end - 1] else None
        if daytime:
            end = daytime.end
        start = self.scan.match_back("on", found.start)
        if start < first:
            start = found.start
        # `monday week`, `the monday before last`, `two mondays ago` are no day that is sure.
        behind = self.scan.match("other week", end)
        before = self.scan.match_back("other week before", start)
        if behind and self.scan.is_joined[end - 1]:
            found, end = found._replace(days=()), behind.end
        if before >= first:
            found, start = found._replace(days=()), before
        return found._replace(start=start, end=end)

    def read_day(self, index: int) -> FoundDay | None:
        """Read the day that begins with a word; None where there is none."""
        if self.scan.roles[index]:
            return None
        daytime = self.scan.match("daytime", index)
        if daytime and daytime.end > index + 1:  # `por la mañana` is not tomorrow
            return FoundDay(index, daytime.end, (self.today,))
        readings = []
        for read in (
            self._read_named_day,
            self._read_period,
            self._read_days_ago,
            self._read_day_to_come,
            self._read_weekday,
            self._read_day_of_month,
            self._read_month_and_day,
            self._read_number_of_day,
            self._read_day_of_week,
        ):
            found = read(index)
            if found:
                readings.append(found)
        return max(readings, key=lambda found: found.end, default=None)

    def _read_day_of_week(self, index: int) -> FoundDay | None:
        found = read_day_of_week(self.scan, index, self.today)
        if not found or (found.may_be_past and not self.is_ahead):
            return None
        return FoundDay(index, found.end, (found.day,), is_future=True)

    def _read_named_day(self, index: int) -> FoundDay | None:
        phrase = self.scan.match("day", index)
        if not phrase:
            return None
        return self._build_day(index, phrase.end, int(phrase.meaning))

    def _build_day(self, start: int, end: int, offset: int) -> FoundDay | None:
        day = add_days(self.today, offset)
        if not day:
            return None
        return FoundDay(start, end, (day,), is_future=offset > 0)

    def _read_period(self, index: int) -> FoundDay | None:
        phrase = self.scan.match("period", index)
        if not phrase:
            return self._read_month_alone(index)
        unit, _, number = phrase.meaning.partition(" ")
        count = int(number or 0)
        if unit == "some":
            return FoundDay(index, phrase.end, (), is_future=count > 0)
        if unit.endswith("-end"):
            month = self.today.month + count if unit == "month-end" else 12
            return self._build_end_of_month(index, phrase.end, month)
        if self.is_ahead and count == 1 and unit != "weekend":
            return self._build_day(index, phrase.end, {"week": 7, "month": 30, "year": 365}[unit])
        return FoundDay(index, phrase.end, self._list_days_of(unit, count), is_future=count > 0)

    def _read_month_alone(self, index: int) -> FoundDay | None:
        """Read `in September`, `last May`, `early May`: no day; `end of May` is one for a plan."""
        before = self.scan.match_any(("in", "last", "part of", "end of"), index)
        if not before:
            return None
        month = self.scan.match("month", before.end)
        if not month:
            return self._read_year_alone(index, before.end)
        if self._read_number(month.end) is not None:
            return None
        end = self._read_year(month.end)[1]
        if self.is_ahead and self.scan.match("end of", index) and end == month.end:
            count = (int(month.meaning) - self.today.month) % 12
            return self._build_end_of_month(index, end, self.today.month + count)
        return FoundDay(index, end, ())

    def _read_year_alone(self, start: int, index: int) -> FoundDay | None:
        """Read `in 2025`: no day."""
        is_year = index < self.scan.count and _YEAR.fullmatch(self.scan.tokens[index].text)
        if not is_year or self.is_ahead or int(self.scan.tokens[index].text) > self.today.year:
            return None
        return FoundDay(start, index + 1, ())

    def _build_end_of_month(self, start: int, end: int, month: int) -> FoundDay:
        """Build the last day of a month, counted from January of this year; none for a touch."""
        if not self.is_ahead:
            return FoundDay(start, end, ())
        first_day_behind = subtract_period(-month, "month", self.today.replace(month=1, day=1))
        last_day = add_days(first_day_behind, -1) if first_day_behind else None
        return FoundDay(start, end, (last_day,) if last_day else (), is_future=True)

    def _list_days_of(self, unit: str, count: int) -> tuple[Day, ...]:
        """List the days of a week or weekend until today; none for a longer time."""
        monday = add_days(self.today, 7 * count - self.today.weekday())
        if unit not in ("week", "weekend") or monday is None or count > 0:
            return ()
        offsets = range(7)
        if unit == "weekend":
            offsets = range(5, 7)
            # On a Thursday `at the weekend` is the last one.
        days = []
        for offset in offsets:
            day = add_days(monday, offset)
            if day and day <= self.today:
                days.append(day)
        return tuple(days)

    def _read_days_ago(self, index: int) -> FoundDay | None:
        before = self.scan.match("ago before", index)
        start = before.end if before else index
        amount = self._read_amount(start)
        if not amount:
            return None
        end, count, unit = amount
        if not before:
            behind = self.scan.match("ago behind", end) if self.scan.is_joined[end - 1] else None
            if not behind:
                return None
            end = behind.end
        if unit == "hour":
            return FoundDay(index, end, (self.today,))
        if count is None:
            return FoundDay(index, end, ())
        day = subtract_period(count, unit, self.today)
        if not day:
            return None
        return FoundDay(index, end, (day,))

    def _read_day_to_come(self, index: int) -> FoundDay | None:
        """Read `in 3 weeks`, `3 weeks from now`, and for a plan `3 weeks` alone."""
        before = self.scan.match("in", index)
        amount = self._read_amount(before.end if before else index)
        if not amount:
            return None
        end, count, unit = amount
        behind = self.scan.match("from now", end)
        if not (before or behind or self.is_ahead) or count is None or unit == "hour":
            return None
        if self.scan.match("ago behind", end):
            return None
        day = subtract_period(-count, unit, self.today)
        if not day:
            return None
        return FoundDay(index, behind.end if behind else end, (day,), is_future=True)

    def _read_amount(self, index: int) -> tuple[int, int | None, str] | None:
        """Read a number and a unit: the index behind them, the number or None, and the unit."""
        if index >= self.scan.count:
            return None
        count: int | None = None
        vague = self.scan.match("vague number", index)
        number = self.scan.match("number", index)
        token = self.scan.tokens[index]
        if re.fullmatch(r"\d{1,3}", token.text):
            count, end = int(token.text), index + 1
        elif vague and (not number or vague.end > number.end):
            end = vague.end
        elif number:
            count, end = int(number.meaning), number.end
        else:
            return None
        unit = self.scan.match("unit", end)
        if not unit or not self.scan.is_joined[end - 1]:
            return None
        return unit.end, count, unit.meaning

    def _read_weekday(self, index: int) -> FoundDay | None:
        which, start, is_of_last_week = self._read_which(index)
        weekday = self._match_weekday(start)
        if not weekday and which == "last":
            # German `letzten Do` is a phrase, for `do` is a word of other languages.
            which, weekday = "", self.scan.match("weekday", index)
        if not weekday:
            return None
        end = weekday.end
        # `sat next to Ada`
        if not which and len(self.scan.tokens[end - 1].text) > 3:
            which, end = self._read_which_behind(end)
        is_phrase = weekday.end > start + 1
        if not which and not is_phrase and not self._is_weekday_here(index):
            return None
        found = self._build_weekday(index, end, int(weekday.meaning), which)
        if found and is_of_last_week and not self.is_ahead:
            # Dutch `vorige dinsdag` may be the last Tuesday, or that of last week.
            in_week_before = add_days(self.today, int(weekday.meaning) - self.today.weekday() - 7)
            days = dict.fromkeys([*found.days, in_week_before or self.today])
            return found._replace(days=tuple(days))
        return found

    def _match_weekday(self, index: int) -> Phrase | None:
        kinds = ("weekday", "short weekday") if self.is_whole else ("weekday",)
        return self.scan.match_any(kinds, index)

    def _read_which(self, index: int) -> tuple[str, int, bool]:
        """Read `last`, `next` or `this` before a weekday, and whether it may mean last week's."""
        which, end, is_of_last_week = "", index, False
        for kind in ("last", "next", "this", "coming"):
            phrase = self.scan.match(kind, index)
            # `this coming friday` is the coming one.
            if phrase and phrase.end > end and self.scan.is_joined[phrase.end - 1]:
                which, end, is_of_last_week = kind, phrase.end, phrase.meaning == "week"
        return which, end, is_of_last_week

    def _read_which_behind(self, index: int) -> tuple[str, int]:
        """Read `last` or `next` behind a weekday, as in French `mardi prochain`."""
        which, end = "", index
        if self.scan.is_joined[index - 1]:
            for kind in ("last", "next", "coming"):
                phrase = self.scan.match(kind, index)
                # `monday last week`
                if phrase and not self.scan.match("period", index):
                    which, end = kind, phrase.end
        return which, end

    def _is_weekday_here(self, index: int) -> bool:
        """Tell whether a short word such as `sat`, `sun` or French `mon` is meant as a weekday."""
        scan = self.scan
        token = scan.tokens[index]
        if self.is_ahead or len(token.text) > 3 or not token.text.islower():
            return True
        if scan.match_back("on", index) >= 0 or not scan.is_joined[index]:
            return True
        following = index + 1
        if index == 0:
            return scan.roles[following] == "name" or scan.match("way", following) is not None
        return (
            scan.match("daytime", following) is not None or scan.match("and", following) is not None
        )

    def _build_weekday(self, start: int, end: int, weekday: int, which: str) -> FoundDay | None:
        ahead = (weekday - self.today.weekday() - 1) % 7 + 1
        if which == "next":
            return self._build_day(start, end, self._count_days_to_next(weekday))
        if which == "coming" or (which == "this" and weekday > self.today.weekday()):
            return self._build_day(start, end, ahead)
        if self.is_ahead and which != "last":
            return self._build_day(start, end, ahead)
        # From 1 to 7 days back: on a Friday, `friday` is the one a week ago, for today has a word.
        return self._build_day(start, end, -((self.today.weekday() - weekday - 1) % 7 + 1))

    def _count_days_to_next(self, weekday: int) -> int:
        """Count the days to `next friday`: on a Thursday that is not tomorrow, but in 8 days.

        It is the one of the week after this one; on a Sunday `next monday` is not tomorrow either.
        """
        days = 7 - self.today.weekday() + weekday
        return days if days > 1 else days + 7

    def _read_day_of_month(self, index: int) -> FoundDay | None:
        """Read `28 Sept`, `the 28th of September 2025`, `28. September`."""
        start = self._skip_articles(index)
        number = self._read_number(start)
        if number is None or not self.scan.is_joined[start]:
            return None
        of = self.scan.match("of", start + 1)
        month = self.scan.match("month", of.end if of else start + 1)
        if not month:
            return None
        return self._build_date(index, month.end, number, int(month.meaning))

    def _skip_articles(self, index: int) -> int:
        """Skip `on`, `the` and `on the` before the number of a day."""
        for kind in ("on", "the"):
            phrase = self.scan.match(kind, index)
            if phrase and self.scan.is_joined[phrase.end - 1]:
                index = phrase.end
        return index

    def _read_month_and_day(self, index: int) -> FoundDay | None:
        """Read `Sept 28`, `September the 28th, 2025`."""
        month = self.scan.match("month", index)
        if not month or not self.scan.is_joined[month.end - 1]:
            return None
        the = self.scan.match("the", month.end)
        start = the.end if the else month.end
        number = self._read_number(start)
        if number is None:
            return None
        return self._build_date(index, start + 1, number, int(month.meaning))

    def _read_number(self, index: int) -> int | None:
        """Read a day's number: `28`, `28th`, `1er`."""
        if index >= self.scan.count:
            return None
        match = _DAY_NUMBER.fullmatch(self.scan.tokens[index].text)
        if match and 1 <= int(match[1]) <= 31:
            return int(match[1])
        return None

    def _build_date(self, start: int, end: int, day: int, month: int) -> FoundDay | None:
        year, end = self._read_year(end)
        days = self.list_days(day, month, year)
        is_future = len(days) == 1 and days[0] > self.today
        return FoundDay(start, end, days, is_future, is_missing=not days)

    def _read_year(self, end: int) -> tuple[int | None, int]:
        scan = self.scan
        behind = scan.match("of", end)
        index = behind.end if behind else end
        if index < scan.count and re.fullmatch(r"(?:19|20|21)\d\d", scan.tokens[index].text):
            gap = scan.sentence[scan.tokens[end - 1].end : scan.tokens[index].start]
            if gap.strip(" .") in ("", ",", "de", "del"):
                return int(scan.tokens[index].text), index + 1
        return None, end

    def list_days(self, day: int, month: int, year: int | None) -> tuple[Day, ...]:
        """List what a day of a month may mean: without a year the last one or the next."""
        return list_days_of_date(day, month, year, self.today, is_ahead=self.is_ahead)

    def _read_number_of_day(self, index: int) -> FoundDay | None:
        """Read `the 28th`, `am 28.`, `le 28`: the last such day of a month."""
        scan = self.scan
        place = self._skip_articles(index)
        number = self._read_number(place)
        if number is None:
            return None
        token = scan.tokens[place]
        if place == index:
            return self._read_ordinal(place, number)
        article = scan.tokens[place - 1].spellings[0]
        has_dot = scan.sentence[token.end : token.end + 1] == "."
        is_ordinal = not token.text.isdigit()
        is_last = not scan.is_joined[place]
        if not (
            is_ordinal
            or (has_dot and article in ("am", "den", "dem"))
            or (is_last and article in ("le", "el", "dia"))
        ):
            return None
        day = self._find_day_with_number(number)
        if not day:
            return None
        return FoundDay(index, place + 1, (day,), is_future=day > self.today)

    def _read_ordinal(self, index: int, number: int) -> FoundDay | None:
        """Read `15th` behind a name, a way or a weekday: `coffee with Ada 15th`, `friday 13th`."""
        scan = self.scan
        is_at_end = index == scan.count - 1 or not scan.is_joined[index]
        if scan.tokens[index].text.isdigit() or not is_at_end or index == 0:
            return None
        is_behind_name = scan.roles[index - 1] == "name"
        if not is_behind_name and scan.match_any_back(("way", "weekday"), index) < 0:
            return None
        day = self._find_day_with_number(number)
        if not day:
            return None
        return FoundDay(index, index + 1, (day,), is_future=day > self.today)

    def _find_day_with_number(self, number: int) -> Day | None:
        step = 1 if self.is_ahead else -1
        for distance in range(62):
            day = add_days(self.today, step * distance)
            if day and day.day == number and (day != self.today or not self.is_ahead):
                return day
        return None

    def _iter_dates(self) -> Iterator[FoundDay]:
        """Yield the days written in digits: `2026-09-28`, `28.9.`, `9/28`, `28/09/2026`."""
        for start, end, days in iter_dates_in_digits(self.scan, self.date_order, self.list_days):
            yield FoundDay(start, end, days, is_future=len(days) == 1 and days[0] > self.today)


_YEAR = build_lazy_pattern(r"(?:19|20)\d\d")

_DAY_NUMBER = build_lazy_pattern(r"(\d{1,2})(?:st|nd|rd|th|er|e|º|ste|de)?", re.IGNORECASE)
