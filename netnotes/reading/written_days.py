"""Days as people write them: `9 Oct 2026`, `2026/11/04`, `09.10.2026`, `[[2026-10-09|Thu]]`.

What has one meaning is a day; `10/09/2026` has two, unless the settings say which part comes first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.text import build_day, build_lazy_pattern, fold_for_search, parse_day

if TYPE_CHECKING:
    from datetime import date as Day


class WrittenDay(Struct, frozen=True, gc=False):
    """A day found at the beginning of a text.

    `day` is None for one that does not exist, and for one with two meanings; `choices` are then
    the days that it may mean. `words` are the date as it was written, `rest` is what follows it,
    without a time of the day. `offset` is where `words` begin in the text.
    """

    day: Day | None
    words: str
    rest: str
    offset: int
    choices: tuple[Day, ...] = ()


def find_day_at_start(text: str, date_order: str = "") -> WrittenDay | None:
    """Find the day that a text begins with; None if it does not begin with one.

    Of a range of days it is the last. `date_order` is `day-first` or `month-first` where the
    settings say how `10/09/2026` is meant.
    """
    # Hardly any line has one of these; the pattern of all spellings takes longer to say so.
    if not _MAY_BEGIN_WITH_DAY.match(text):
        return None

    start = _DECORATION.match(text)
    assert start  # all of the pattern is optional
    found = _find_linked_day(text, start.end(), date_order) or _find_plain_day(
        text, start.end(), date_order
    )
    if found is None:
        return None

    end = found.end
    emphasis = start["emphasis"]
    rest = text[end:]
    if emphasis:
        rest = _cut_emphasis(rest, emphasis[::-1])
    bracket = start["bracket"]
    if bracket == "(":
        rest = rest.removeprefix(")")
    rest, last_day = _cut_range_and_time(rest, found.day, date_order)
    if bracket in _CLOSING_BRACKETS:
        closing = _CLOSING_BRACKETS[bracket].match(rest)
        # `[2026-10-05 minutes]` is the name of something.
        if closing is None:
            return None
        rest = rest[closing.end() :].removeprefix(emphasis[::-1])
        # `<2026-06-09 Tue>--<2026-06-10 Wed>`
        match = _LAST_DAY_IN_BRACKETS.match(rest)
        if match and last_day:
            last_day = max(last_day, parse_day(match["day"]) or last_day)
            rest = rest[match.end() :]
    return WrittenDay(
        last_day, text[start.end() : end], rest, start.end(), () if last_day else found.choices
    )


def _cut_emphasis(rest: str, closing: str) -> str:
    # The colon may be within the emphasis: `**9 Oct 2026:** text`
    for colon in ("", ":"):
        if rest.startswith(colon + closing):
            return colon + rest[len(colon + closing) :]
    return rest


def find_day_anywhere(text: str, date_order: str = "") -> WrittenDay | None:
    """Find the first day in a text, also one with two meanings; None if there is none."""
    for match in _BEFORE_ANY_DAY.finditer(text):
        found = find_day_at_start(text[match.end() :], date_order)
        if found:
            return found
    return None


_BEFORE_ANY_DAY = re.compile(r"(?<![^\W_])(?=[\d\[]|[^\W\d_]{3,10}\.?\s+\d)")


def is_day_like_item(text: str) -> bool:
    """Tell whether a line begins with a day that Markdown takes for the number of an item.

    `9. Oktober 2026` and `9. 10. 26`; `1. March 20` may be the first of a list.
    """
    return _DAY_LIKE_ITEM.match(text) is not None and find_day_at_start(text) is not None


_DAY_LIKE_ITEM = re.compile(
    r"\d{1,2}\.\s(?:\d{1,2}\.\s?\d{2}(?:\d{2})?|[^\W\d_]{3,10}\.?\s\d{4})(?!\d)"
)


def parse_written_day(text: str, date_order: str = "") -> WrittenDay | None:
    """Parse a value that begins with a day; None if it does not. See `find_day_at_start`."""
    return find_day_at_start(text.strip(), date_order)


# What stands before a day in a sentence: `le 5 octobre 2026`, `am Montag, 5. Oktober 2026`.
ARTICLE = build_lazy_pattern(
    r"(?P<emphasis>[*_]{0,3})(?:le|am|el|op|on|il|den|vom)\s+(?=\d|[^\W\d_]{2,13}[.,]?\s+\d)",
    re.IGNORECASE,
)


def is_iso_form(words: str) -> bool:
    """Tell whether a day is written as `2026-10-02`, whether or not it exists."""
    return _ISO_FORM.fullmatch(words) is not None


_ISO_FORM = re.compile(r"(?:\[\[(?:[^\[\]|]*/)?)?\d{4}-\d{2}-\d{2}(?:\|[^\[\]]*)?(?:\]\])?")


class _DayMatch(NamedTuple):
    day: Day | None
    end: int
    choices: tuple[Day, ...] = ()


def _find_linked_day(text: str, start: int, date_order: str) -> _DayMatch | None:
    """Find a day in a link: its label or the name of the note it leads to is the day."""
    if text[start : start + 1] != "[":
        return None
    match = _LINK.match(text, start)
    if match is None:
        return None
    # What a Markdown link leads to is an address; what is read is its label.
    name = (match["target"] or "").rpartition("/")[2]
    for words in (name, match["wikilabel"] or match["label"] or ""):
        found = _find_plain_day(words, 0, date_order)
        if found and found.end == len(words):
            return found._replace(end=match.end())
    return None


def _find_plain_day(text: str, start: int, date_order: str) -> _DayMatch | None:
    for pattern in (_YEAR_FIRST, _COMPACT, _YEAR_LAST, _WITH_MONTH):
        match = pattern.match(text, start)
        if match:
            return _read_match(match, date_order)
    match = _SHORT_YEAR.match(text, start)
    if not match:
        return None
    return _read_short_year(match, date_order)


def _read_short_year(match: re.Match[str], date_order: str) -> _DayMatch | None:
    """Read a day whose year has two digits: `9/14/26`, `03.11.26`, `1 Nov 26`.

    What is read lies between 2000 and 2039; `3.1.85` is hardly a day of the next century, and
    asked about.
    """
    end = match.end()
    orders = _list_orders(match, date_order)
    if not orders:
        return None
    days = [day for order in orders if (day := _build_day_of_short_year(*order))]
    if len(set(days)) == 1 and days[0].year >= MIN_SHORT_YEAR:
        return _DayMatch(days[0], end)
    return _DayMatch(None, end, tuple(dict.fromkeys(days)))


def _list_orders(match: re.Match[str], date_order: str) -> list[tuple[str, str, str]]:
    """List what year, month and day may be; none for what is no day."""
    first, second, last = match["first"], match["second"], match["year"]
    month_word = match["month"] or match["month_first"]
    if month_word:
        month = find_month(month_word)
        if month is None:
            return []
        return [(last, str(month), match["day"] or match["day_second"])]
    if max(int(first), int(second)) > _MAX_DAY_OF_MONTH:
        return []
    if match["separator"][0] == "." or date_order == "day-first":
        return [(last, second, first)]
    if date_order == "month-first":
        return [(last, first, second)]
    orders = [(last, second, first), (last, first, second)]
    # `26-11-03` is also the end of 2026-11-03.
    if match["separator"] == "-":
        orders.append((first, second, last))
    return orders


def _build_day_of_short_year(year: str, month: str, day: str) -> Day | None:
    if len(year) != len("26"):
        return None
    century = "20" if int(year) <= MAX_SHORT_YEAR % 100 else "19"
    return _build_day(century + year, month, day)


# Fixed, because reading knows no clock: what a note says must not change with the day on which it
# is read, nor with what is cached. Days to come are plans, a few years ahead; from `40` on a year
# may be of either century, and is asked about, never guessed.
MIN_SHORT_YEAR, MAX_SHORT_YEAR = 2000, 2039
_MAX_DAY_OF_MONTH = 31


def has_short_year(words: str) -> bool:
    """Tell whether the year of a day is written with two digits."""
    return _SHORT_YEAR.fullmatch(words) is not None


def has_month_and_short_year(words: str) -> bool:
    """Tell whether a day is written as `1 Nov 26`, which may be one of November, and then a number.

    `1 Nov '26` and `1 de nov de 26` have a year.
    """
    match = _SHORT_YEAR.fullmatch(words)
    is_year = words[-3:-2] in ("'", "’") or words[-6:-2] == " de "
    return match is not None and match["second"] is None and not is_year


def _read_match(match: re.Match[str], date_order: str) -> _DayMatch | None:
    end = match.end()
    if match.re in (_YEAR_FIRST, _COMPACT):
        return _DayMatch(_build_day(match["year"], match["month"], match["day"]), end)
    if match.re is _WITH_MONTH:
        month = find_month(match["month"] or match["month_first"])
        if month is None:
            return None
        day = match["day"] or match["day_second"]
        return _DayMatch(_build_day(match["year"], str(month), day), end)

    first, second, year = match["first"], match["second"], match["year"]
    day_first = _build_day(year, second, first)
    month_first = _build_day(year, first, second)
    # With dots, the day comes first in every language that writes them.
    if match["separator"].strip() == "." or date_order == "day-first":
        return _DayMatch(day_first, end)
    if date_order == "month-first":
        return _DayMatch(month_first, end)
    days = [day for day in (day_first, month_first) if day]
    if len(set(days)) == 1:
        return _DayMatch(days[0], end)
    return _DayMatch(None, end, tuple(days))


def _build_day(year: str, month: str, day: str) -> Day | None:
    return build_day(int(year), int(month), int(day))


def _cut_range_and_time(rest: str, day: Day | None, date_order: str) -> tuple[str, Day | None]:
    """Cut off a weekday, a time and the last day of a range, and return which day counts."""
    rest = _TIME.sub("", rest, count=1)
    match = _RANGE.match(rest)
    if match is None:
        return rest, day
    last = _find_plain_day(rest, match.end(), date_order) or _find_linked_day(
        rest, match.end(), date_order
    )
    if last is None:
        return rest, day
    rest = _TIME.sub("", rest[last.end :], count=1)
    if day is None or last.day is None:
        return rest, None
    # `2026-10-05 - 2026-10-01` is a slip, and the later one is the last all the same.
    return rest, max(day, last.day)


@lru_cache(maxsize=512)
def find_month(word: str) -> int | None:
    """Find the number of a month by its name in one of seven languages, whole or cut short."""
    return _MONTHS_BY_NAME.get(fold_for_search(word).rstrip("."))


# The months in English, German, French, Spanish, Dutch, Italian and Portuguese, without accents.
_MONTH_NAMES = (
    "january januar janvier enero januari gennaio janeiro janner jan jaen janv ene gen",
    "february februar fevrier febrero februari febbraio fevereiro feber feb febr fevr fev",
    "march marz mars marzo maart marco maerz mar mrz mrt",
    "april avril abril aprile apr avr abr",
    "may mai mayo mei maggio maio mag",
    "june juni juin junio giugno junho jun giu",
    "july juli juillet julio luglio julho jul juil lug",
    "august aout agosto augustus aug ago",
    "september septembre septiembre settembre setembro sep sept set setiembre",
    "october oktober octobre octubre ottobre outubro oct okt ott out",
    "november novembre noviembre novembro nov",
    "december dezember decembre diciembre dicembre dezembro dec dez dic",
)
_MONTHS_BY_NAME = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()
}

WEEKDAYS = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?"
    r"|sat(?:urday)?|sun(?:day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend"
    r"|sonntag|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|lunes|martes|miércoles|jueves|viernes|sábado|domingo|maandag|dinsdag|woensdag|donderdag"
    r"|vrijdag|zaterdag|zondag|ma|wo|vr|za|zo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato"
    r"|domenica|segunda|terça|quarta|quinta|sexta)(?:-feira)?"
)

# The first letters of the words that a day may begin with: month, weekday, and `den` and `vom`.
STARTS_OF_DAY_WORDS = frozenset(
    [word[:3] for word in _MONTHS_BY_NAME]
    + [fold_for_search(word)[:3] for word in re.findall(r"[^\W\d_]+", WEEKDAYS)]
    + ["den", "vom"]
)

# What may be in front of a day: a sign of a calendar, emphasis, a bracket, a weekday.
#
# Org mode writes `[2026-10-05 Mon]` and `<2026-10-05 Mon 12:00>`, Notion `@October 5, 2026`. A
# bracket that begins a link is none of these.
_DECORATION = build_lazy_pattern(
    rf"(?:[\U0001f4c5\U0001f4c6\U0001f5d3\U0001f551\ufe0f]+\s*)?(?P<emphasis>(?:[*_]{{1,3}}|=="
    r"|~~)?)"
    rf"(?P<bracket>\[(?=[^\[\]]+\](?![(\[]))|[(<@]?)(?:{WEEKDAYS}[.,]{{0,2}}\s+)?",
    re.IGNORECASE,
)

# What may be between a day and the bracket behind it: a weekday and a time.
_CLOSING_BRACKETS = {
    bracket: build_lazy_pattern(
        rf"(?:\s*,?\s*{WEEKDAYS}\.?)?(?:\s+\d{{1,2}}:\d{{2}}(?:-\d{{1,2}}:\d{{2}})?)?\s*{closing}",
        re.IGNORECASE,
    )
    for bracket, closing in (("[", r"\]"), ("<", ">"))
}

_MONTH_WORD = r"[^\W\d_]{3,10}\.?"

_YEAR_FIRST = re.compile(
    r"(?P<year>\d{4})(?P<separator>[-/._])(?P<month>\d{1,2})(?P=separator)(?P<day>\d{1,2})"
    r"(?![-/._]?\d)(?!-?(?!T\d)[^\W_])"
)
_COMPACT = re.compile(
    r"(?P<year>(?:19|20)\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!-|[^\W_])"
)
_YEAR_LAST = re.compile(
    r"(?P<first>\d{1,2})(?P<separator>[-/]|\.\s?)(?P<second>\d{1,2})(?P=separator)"
    r"(?P<year>\d{4})(?!\d)"
)
_WITH_MONTH = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|e|ème|º|ª|\.)?[\s-]+(?:of\s+|de\s+|of\s+)?"
    rf"(?P<month>{_MONTH_WORD})(?:[\s-]+de)?"
    rf"|(?P<month_first>{_MONTH_WORD})[\s-]+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?)"
    r",?[\s-]+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)

# Numbers with one more part, `10.11.12.13`, are no days.
_SHORT_YEAR = build_lazy_pattern(
    r"(?:(?P<first>\d{1,2})(?P<separator>[-/]|\.\s?)(?P<second>\d{1,2})(?P=separator)"
    rf"|(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|º"
    rf"|ª)?[ -](?:de )?(?P<month>{_MONTH_WORD})[ -](?:de )?['’]?"
    rf"|(?P<month_first>{_MONTH_WORD}) (?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?(?:, ['’]?| ['’]))"
    r"(?P<year>\d{2})(?![-/.:]?\d|[^\W_])",
    re.IGNORECASE,
)

# Weekday in brackets, a time, two times, and a time zone, behind a day.
_TIME = build_lazy_pattern(
    rf"(?:\s*\((?:{WEEKDAYS})\.?\))?"
    r"(?:(?:\s*[T@,]\s*|\s+at\s+|\s+um\s+|\s+à\s+|\s+)"
    r"\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s*[ap]\.?m\.?)?(?:\s*(?:Uhr|uur))?"
    r"(?:\s*[-–—]\s*\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?)?"
    r"(?:\s*(?:Z|UTC|[+-]\d{2}:?\d{2}))?(?!\d))?",
    re.IGNORECASE,
)

# Behind the first day of a range in Org mode.
_LAST_DAY_IN_BRACKETS = re.compile(r"--[\[<](?P<day>\d{4}-\d{2}-\d{2})(?:\s[^\[\]<>]{0,40})?[\]>]")

_RANGE = re.compile(
    r"\s*(?:–|—|-|/|→|->|to|until|till|through|bis|au|hasta|tot|al)\s*(?=[\d\[]|\w{3,10}\s)"
)

_LINK = build_lazy_pattern(
    r"\[\[(?P<target>[^\[\]|#]*)(?:#[^\[\]|]*)?(?:\|(?P<wikilabel>[^\[\]]*))?\]\]"
    r"|\[(?P<label>[^\[\]\n]*)\]\((?P<address>[^()\s]*)\)"
)

# A digit, a link, or a word that could be a month or a weekday followed by a number.
_MAY_BEGIN_WITH_DAY = re.compile(
    r"[^\w\[]{0,6}(?:\d{1,4}[-/._\s]|\d{1,2}(?:st|nd|rd|th|er|e|º|ª)|\d{8}|\["
    r"|[^\W\d_]{2,13}[.,]{0,2}\s+"
    r"(?:[^\W\d_]{3,10}\.?\s+)?\d)",
    re.IGNORECASE,
)
