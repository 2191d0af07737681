"""Words as people write them: names that mean the same, periods, days, counts in a sentence."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


# By convention a month has 30 days, a quarter 90, half a year 180 and a year 365.
UNIT_DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 90, "year": 365}

# The days of each period that has a name; the names are folded.
PERIODS = {
    "never": 0,
    "none": 0,
    "daily": 1,
    "weekly": 7,
    "fortnightly": 14,
    "biweekly": 14,
    "monthly": 30,
    "bimonthly": 60,
    "quarterly": 90,
    "halfyearly": 180,
    "halfyear": 180,
    "semiannually": 180,
    "biannually": 180,
    "yearly": 365,
    "annually": 365,
    "annual": 365,
}

# Less than a hundred years: a longer period between two people is a typing error.
MAX_PERIOD_DAYS = 36_499

# What stands behind the name of a firm, folded and without dots.
# fmt: off
LEGAL_FORMS = frozenset({
    "gmbh", "inc", "ltd", "limited", "llc", "ag", "corp", "corporation", "co", "kg", "se", "sa",
    "bv", "nv", "plc", "company", "oy", "ab", "srl", "spa", "sas", "pty", "ug", "ev", "mbh",
})
# fmt: on

_COUNTED_PERIOD = re.compile(
    r"(?:every\s+)?(?P<count>\d{1,5})?\s*"
    r"(?P<unit>d|days?|w|wks?|weeks?|m|mo|months?|q|quarters?|y|yrs?|years?)?",
    re.IGNORECASE,
)
_ISO_PERIOD = re.compile(r"P(?P<count>\d{1,4})(?P<unit>[DWMY])", re.IGNORECASE)
_DATE = re.compile(
    r"(\[\[(?:[^\[\]|]*/)?)?(\d{4,5})-(\d{2})-(\d{2})"
    r"(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?\s*"  # a time, which does not count
    r"(?:Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?"
    r"(?(1)(?:\|[^\[\]]*)?\]\])"
)


# A vault uses the same few names of properties and channels a hundred thousand times.
@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Fold a name's case, and remove spaces, `-` and `_`.

    `Last contact`, `last-contact` and `lastContact` fold to the same.
    """
    return re.sub(r"[\s_-]+", "", unicodedata.normalize("NFC", name)).casefold()


def fold_name(name: str) -> str:
    """Fold a person's name or a path: NFC, one space between words, no case."""
    # macOS writes letters with accents in two characters (NFD), most editors in one.
    if not name.isascii():
        name = unicodedata.normalize("NFC", name)
    return " ".join(name.casefold().split())


def fold_for_search(text: str) -> str:
    """Fold a text for searching: without case and accents, one space between words.

    Letters that Unicode does not take apart are those that people type instead: ø is o, æ is ae.
    """
    if text.isascii():
        return fold_name(text)
    decomposed = unicodedata.normalize("NFKD", fold_letters(text.casefold()))
    return fold_name(
        "".join([character for character in decomposed if not unicodedata.combining(character)])
    )


def has_any(text: str, parts: tuple[str, ...]) -> bool:
    """Tell whether a text has any of these parts: quicker than a pattern, and than `any`."""
    for part in parts:  # noqa: SIM110 - this is asked of every note
        if part in text:
            return True
    return False


def fold_letters(text: str) -> str:
    """Replace letters that no accent tells from another one: `ø`, `ł`, `ı`, `đ`, `ß`, `æ`.

    The apostrophe is that of a keyboard: a telephone writes `didn’t`.
    """
    return text.translate(_LETTERS)


_SMALL_LETTERS = {"ø": "o", "ł": "l", "ı": "i", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"}
_CAPITALS = {letter.upper(): plain.upper() for letter, plain in _SMALL_LETTERS.items()}
_APOSTROPHES = {"’": "'", "ʼ": "'", "‘": "'"}
_LETTERS = str.maketrans(_CAPITALS | _SMALL_LETTERS | _APOSTROPHES | {"ß": "ss"})
_GERMAN_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def list_foldings(text: str) -> tuple[str, ...]:
    """List the foldings under which a text is found: `grünwald` is `grunwald` and `gruenwald`."""
    plain = fold_for_search(text)
    if text.isascii():
        return (plain,)
    composed = unicodedata.normalize("NFC", text).casefold()
    german = fold_for_search(composed.translate(_GERMAN_LETTERS))
    if german == plain:
        return (plain,)
    return (plain, german)


def fold_words(text: str) -> str:
    """Return the words of a text with a space between; Markdown and line breaks do not count.

    A text without letters and digits is its other characters: `❤` says something, too.
    """
    folded = fold_for_search(text)
    return " ".join(WORD.findall(folded)) or "".join(folded.split())


# A run of letters and digits.
WORD = re.compile(r"[^\W_]+")


def extract_town(location: str) -> str:
    """Return the town of a location, folded: `Lisbon` and `Lisbon, Portugal` give the same."""
    return fold_name(location.partition(",")[0])


def is_same_town(left: str, right: str) -> bool:
    """Whether two locations name the same town; a location that names none is in no town."""
    town = extract_town(left)
    return bool(town) and town == extract_town(right)


def parse_period(text: str) -> int | None:
    """Parse a period as people write it (`6 weeks`, `45`, `monthly`, `P6W`) into days.

    The result is 0 for `never`, and None for what is no period.
    """
    text = text.strip()
    iso_match = _ISO_PERIOD.fullmatch(text)
    if iso_match:
        return _compute_period_days(int(iso_match["count"]), iso_match["unit"])
    days = PERIODS.get(fold(text))
    if days is not None:
        return days

    match = _COUNTED_PERIOD.fullmatch(text)
    if not match:
        return None
    count, unit = match["count"], match["unit"]
    if not count:
        # `every month` is one, but a letter or two alone may be anything.
        if not unit or len(unit) < 3:
            return None
        count = "1"
    return _compute_period_days(int(count), unit or "day")


def _compute_period_days(count: int, unit: str) -> int | None:
    """Compute a period's days from its count and a unit by any of its names or its first letter.

    None for a period that nobody means: no day at all, or a hundred years.
    """
    days = 0
    for name, unit_days in UNIT_DAYS.items():
        if name[0] == unit[0].casefold():
            days = count * unit_days
    if 0 < days <= MAX_PERIOD_DAYS:
        return days
    return None


def build_day(year: int, month: int, day: int) -> date | None:
    """Build a day; None for one that does not exist, such as 31 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_day(text: str) -> date | None:
    """Parse a date, `YYYY-MM-DD`, also written as a link, `[[…]]`, or followed by a time.

    The result is None for a day that does not exist, and for every other form.
    """
    # Nearly every date is written so, and this is quicker than the pattern.
    if len(text) == 10 and text[4] == text[7] == "-" and text.isascii():
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None

    match = _DATE.fullmatch(text.strip())
    if not match:
        return None
    return build_day(int(match[2]), int(match[3]), int(match[4]))


def find_closest_match(word: str, candidates: Iterable[str]) -> str:
    """Find the first candidate that is one typing error away from a word; empty if there is none.

    An error is a letter more, less or different, or two neighbours swapped.
    """
    for candidate in candidates:
        if is_one_edit_apart(fold(word), fold(candidate)):
            return candidate
    return ""


def build_deletion_index(known_words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Build an index for `find_closest_in_index`: known words by their forms with a letter deleted.

    Two words that are one edit apart share such a form (Garbe 2012, symmetric deletion). The
    index makes a search quick among thousands of names.
    """
    words_by_form: dict[str, list[str]] = {}
    for word in known_words:
        for form in _build_deletion_forms(word):
            words_by_form.setdefault(form, []).append(word)
    return {form: tuple(words) for form, words in words_by_form.items()}


def find_closest_in_index(word: str, index: Mapping[str, tuple[str, ...]]) -> str:
    """Find the alphabetically first known word that is one typing error away; empty if none is."""
    candidates: set[str] = set()
    for form in _build_deletion_forms(word):
        candidates.update(index.get(form, ()))
    return find_closest_match(word, sorted(candidates))


def _build_deletion_forms(word: str) -> set[str]:
    """The folded word, and every form of it that lacks one letter."""
    folded = fold(word)
    forms = {folded[:index] + folded[index + 1 :] for index in range(len(folded))}
    forms.add(folded)
    return forms


def is_one_edit_apart(left: str, right: str) -> bool:
    """Whether two words are one insertion, deletion, change or swap of neighbours apart.

    Equal words are not, nor are words of two letters: `me` and `met` have nothing in common.
    """
    if left == right or abs(len(left) - len(right)) > 1 or min(len(left), len(right)) < 3:
        return False

    start = 0
    while left[start : start + 1] == right[start : start + 1]:
        start += 1
    left, right = left[start:], right[start:]
    if len(left) == len(right):
        is_change = left[1:] == right[1:]
        is_swap = left[:2] == right[1::-1] and left[2:] == right[2:]
        return is_change or is_swap
    return left[1:] == right or left == right[1:]


def format_count(count: int, singular: str, plural: str = "") -> str:
    """Format a count with its noun: `1 contact`, `2 contacts`.

    `plural` is needed only where it is more than the singular with an `s`.
    """
    noun = singular
    if count != 1:
        noun = plural or f"{singular}s"
    return f"{count:,} {noun}"


def choose_form(count: int, singular: str, plural: str) -> str:
    """Choose the words that fit a count, such as a verb: `has` for one, `have` for others."""
    if count == 1:
        return singular
    return plural


def join_words(words: Iterable[str], conjunction: str = "and") -> str:
    """Join names for a sentence: `Ada`, `Ada and Ben`, `Ada, Ben and Cleo`."""
    all_words = list(words)
    if len(all_words) < 2:
        return "".join(all_words)
    return f"{', '.join(all_words[:-1])} {conjunction} {all_words[-1]}"


def format_few_names(names: Sequence[str], max_names: int = 5) -> str:
    """Format names as a list; of many, the first and how many others there are."""
    # One name more than the maximum is no longer than "and 1 other".
    if len(names) <= max_names + 1:
        return join_words(names)
    others = format_count(len(names) - max_names, "other")
    return f"{', '.join(names[:max_names])} and {others}"


# What nobody sees: soft hyphens, spaces without width, marks and turns of the direction of writing,
# and letters of Unicode's tags.
#
# Two kinds of them stay, for real names and signs need them: joiners behind a letter that is not
# Latin or behind an emoji (Persian, Hindi, families), and the tags of a flag such as that of Wales.
_INVISIBLE = (
    r"[\xad\u034f\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    r"\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
    r"|(?<![^\x00-\u02ff\s\u2000-\u206f])[\u200c\u200d]"
)
_FLAG = r"(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
_INVISIBLE_CHARACTER = re.compile(f"{_FLAG}|{_INVISIBLE}")

# What a terminal obeys instead of showing it, too: control characters (C0 without newline and tab,
# DEL, C1). A surrogate alone is half a character, and can't be written at all.
_CONTROL_CHARACTER = re.compile(rf"{_FLAG}|[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]|{_INVISIBLE}")


def escape_control_characters(text: str) -> str:
    r"""Write each character that controls a terminal, or can't be seen, as `\u001b` as in JSON."""
    return _CONTROL_CHARACTER.sub(_escape_match, text)


def _escape_match(match: re.Match[str]) -> str:
    if match["flag"]:
        return match[0]
    code = ord(match[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    # In JSON they are written in two halves.
    code -= 0x10000
    return f"\\u{0xD800 + (code >> 10):04x}\\u{0xDC00 + (code & 0x3FF):04x}"


def replace_invisible_characters(text: str, replacement: str) -> str:
    """Replace each character that nobody can see, line breaks and spaces aside."""
    return _INVISIBLE_CHARACTER.sub(lambda match: match["flag"] or replacement, text)


def format_command(*arguments: str) -> str:
    """Format a command for a POSIX shell, so that it gets exactly these arguments.

    Empty if an argument holds a character that can't be shown: nobody sees what they would paste.
    """
    if any(
        re.search(r"[\n\t]", word) or escape_control_characters(word) != word for word in arguments
    ):
        return ""
    return " ".join([_quote_for_shell(argument) for argument in arguments])


def _quote_for_shell(argument: str) -> str:
    if re.fullmatch(r"[\w./-]+", argument, re.ASCII):
        return argument
    # In quotes fish takes a backslash for its own, and other shells do not; outside all agree.
    parts = [part.replace("'", "'\"'\"'") for part in argument.split("\\")]
    return "\\\\".join([f"'{part}'" for part in parts])


def shorten(text: str, max_length: int) -> str:
    """Cut a text to at most `max_length` characters; the last one is then `…`."""
    if len(text) <= max_length:
        return text
    return text[: max_length - 1] + "…"


def shorten_to_words(text: str, max_length: int) -> str:
    """Cut a text to whole words and ` …`, together at most `max_length` characters."""
    if len(text) <= max_length:
        return text
    return text[: max_length - 2].rsplit(" ", 1)[0] + " …"


def format_day(day: date) -> str:
    """Format a day with its weekday, the same in every locale: `Friday 20 November 2026`."""
    return f"{WEEKDAYS[day.weekday()]} {format_day_short(day)}"


def format_day_short(day: date) -> str:
    """Format a day without its weekday: `20 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_iso_day(day: date | None) -> str | None:
    """Format a day as records have it: `2026-11-20`; None where no day is known."""
    if day is None:
        return None
    return day.isoformat()


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


class _LazyPattern:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self._flags)

    def __getattr__(self, name: str) -> Any:
        # A method is looked up here once; from then on it is an attribute.
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method


def build_lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Build a regular expression that is compiled when it is first used.

    One with the words of five languages takes a millisecond or two, and a command such as `log`
    needs few of the hundred there are.

    Only its methods are those of a `re.Pattern`: functions of `re` don't take it, and it is never
    equal to `match.re`.
    """
    return cast("re.Pattern[str]", _LazyPattern(pattern, flags))
