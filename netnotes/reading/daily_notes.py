"""The day that a daily note is about, found in its path by the date format of moment.js."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name, find_date_in_name, is_in_folder
from netnotes.model.settings import DailyNotes
from netnotes.reading.written_days import WEEKDAYS, WrittenDay, find_day_at_start
from netnotes.text import MONTHS, build_lazy_pattern, parse_day

if TYPE_CHECKING:
    from datetime import date as Day


# A longer date format is that of no vault.
MAX_FORMAT_LENGTH = 200


def find_daily_note_day(path: str, daily_notes: DailyNotes) -> Day | None:
    """Find the day a daily note is about; None if the note is no daily note."""
    folder = daily_notes.folder
    if not folder:
        return None
    # Obsidian writes `/` for the vault's own folder.
    if folder == "/":
        # Where no format names a folder, those of other days are not meant:
        # `Projects/2026-10-02.md`.
        has_format = daily_notes.date_format != _DEFAULT_FORMAT
        if not has_format and not _DATED_FOLDERS.fullmatch(path):
            return None
    elif not is_in_folder(path, (folder,)):
        return None

    # A format may have been changed, and older notes keep their names: 2026-10-02 is always read.
    day = find_date_in_name(path)
    if day is not None:
        return day
    if len(daily_notes.date_format) > MAX_FORMAT_LENGTH:
        return None
    match = _build_path_pattern(daily_notes.date_format).fullmatch(path)
    if match:
        return _build_day(match)
    return find_written_day_in_name(path, daily_notes.date_order) or _find_day_in_folders(path)


def _find_day_in_folders(path: str) -> Day | None:
    """Find the day of a note in the folders of its year and its month: `2026/11 November/03.md`."""
    if not path[:-3].rpartition("/")[2][:2].isdigit():
        return None
    match = _DAY_IN_FOLDERS.search(path)
    return parse_day(f"{match[1]}-{match[2]}-{match[3]}") if match else None


_DAY_IN_FOLDERS = re.compile(
    r"(?:^|/)(\d{4})[/-](\d{2})(?:[^\d/][^/]*)?/(?:\2[-_.])?(\d{2})\.md$", re.IGNORECASE
)


_DEFAULT_FORMAT = DailyNotes().date_format

# In the top folder, or in those of a year or a month: `2026/10 October/2026-10-02.md`.
_DATED_FOLDERS = re.compile(r"(?:\d[^/]*/)*[^/]*")


def find_written_day_in_name(path: str, date_order: str = "") -> Day | None:
    """Find the day that a file's whole name is: `October 6th, 2026`, `october-6th-2026`, `06.10.2026`.

    One with two meanings, as `06-10-2026`, is none unless `date_order` says which part comes first.
    """
    found = _find_whole_name_as_day(path, date_order)
    return found.day if found else None


def find_undated_folder(path: str) -> str:
    """Find the innermost folder that is none of a year or a month; the root, `/`, if all are.

    For `Daily/2026/10/2026-10-02.md` it is `Daily`.
    """
    folders = path.split("/")[:-1]
    while folders and folders[-1][:1].isdigit():
        folders.pop()
    return "/".join(folders) or "/"


def is_named_by_day(path: str) -> bool:
    """Tell whether a file's whole name is a day, also one with two meanings, or `2026/11/03`."""
    return bool(_find_whole_name_as_day(path, "") or _find_day_in_folders(path))


def is_named_by_day_alone(path: str) -> bool:
    """Tell whether a file's name is a day and nothing else: `2026-10-02`, not `2026-10-02T10:30`.

    Logseq writes `2026_10_02`, Roam `October 2nd, 2026`. A weekday may be before or behind it, and
    `Daily Log` behind it.
    """
    if is_named_by_day(path):
        return True
    name = _WEEKDAY_AROUND.sub("", _WORD_FOR_JOURNAL.sub("", extract_note_name(path)))
    return len(name) == len("YYYY-MM-DD") and find_date_in_name(path) is not None


# `2026-10-02 - Daily Log`
_WORD_FOR_JOURNAL = build_lazy_pattern(
    r"[\s_,.-]+(?:daily(?: (?:log|notes?|journal))?|journal|diary|log|tagebuch|diario|dagboek)$",
    re.IGNORECASE,
)

# `2026-10-02-Friday`, `Fri 2026-10-02`
_WEEKDAY_AROUND = build_lazy_pattern(
    rf"[\s_,.-]+{WEEKDAYS}\.?$|^{WEEKDAYS}[\s_,.-]+", re.IGNORECASE
)


def find_unclear_day_in_name(path: str, daily_notes: DailyNotes) -> WrittenDay | None:
    """Find the day in the name of a daily note that has two meanings; None if there is none."""
    folder = daily_notes.folder
    if not folder or find_daily_note_day(path, daily_notes):
        return None
    if folder != "/" and not is_in_folder(path, (folder,)):
        return None
    found = _find_whole_name_as_day(path, daily_notes.date_order)
    return found if found and found.choices else None


def _find_whole_name_as_day(path: str, date_order: str) -> WrittenDay | None:
    name = extract_note_name(path)
    # Most names say no year at their end, and are told quickly.
    if not name[-4:].isdigit() or name[-5:-4] not in " -_.":
        return None
    # No name of a file can have the `/` of `06/10/2026`.
    if _NUMBERS.fullmatch(name):
        text = name if "." in name else re.sub("[-_ ]", "/", name)
    else:
        text = name.replace("-", " ").replace("_", " ")
    found = find_day_at_start(text, date_order)
    return found if found and not found.rest.strip() else None


_NUMBERS = re.compile(r"\d{1,2}([-_. ])\d{1,2}\1\d{4}")


def _build_day(match: re.Match[str]) -> Day | None:
    """Build the day of a path that matches the date format; None for a day that does not exist."""
    # A part that the format does not have is 0, which no day has; two digits are a year since 2000.
    parts = {"y": "", "yy": "", "m": "0", "month": "", "d": "0"}
    for name, text in match.groupdict().items():
        parts[name] = text or parts[name]

    year = parts["y"] or f"20{parts['yy']}"
    month = int(parts["m"])
    # English names, whole or cut to three letters
    month_name = parts["month"][:3].capitalize()
    for number, name in enumerate(MONTHS, start=1):
        if name[:3] == month_name:
            month = number
    return parse_day(f"{year}-{month:02}-{int(parts['d']):02}")


# What the letters of a date format of moment.js match.
#
# As in moment.js each takes all it can, and gives nothing back (`++`): where the letters of a
# format are many and a name is long, trying every way to share it out would take hours.
# Source: https://momentjs.com/docs/#/displaying/format/
_MOMENT_PATTERNS = {
    "YYYY": r"(?P<y>\d{4})",
    "YY": r"(?P<yy>\d\d)",
    "MMMM": r"(?P<month>[A-Z][a-z]++)",
    "MMM": r"(?P<month>[A-Z][a-z]++)",
    "MM": r"(?P<m>\d\d)",
    "M": r"(?P<m>\d{1,2}+)",
    "DD": r"(?P<d>\d\d)",
    "Do": r"(?P<d>\d{1,2}+)(?:st|nd|rd|th)",
    "D": r"(?P<d>\d{1,2}+)",
}

_MOMENT_LETTERS = re.compile(
    r"\[(?P<literal>[^\[\]]*)\]|(?P<letters>YYYY|YY|M{1,4}|Do|DD?|[A-Za-z]+)|(?P<character>.)"
)


@lru_cache(maxsize=16)
def _build_path_pattern(date_format: str) -> re.Pattern[str]:
    """Build the pattern of the paths of daily notes with this date format, in any folder."""
    # What is before the first letters of another kind, between two of them, and after the last.
    runs = [""]
    groups: set[str] = set()
    for match in _MOMENT_LETTERS.finditer(date_format):
        letters = match["letters"] or ""
        part = _MOMENT_PATTERNS.get(letters)
        if part is None:
            if letters:
                runs.append("")
            else:
                runs[-1] += re.escape(match["literal"] or match["character"] or "")
            continue

        # `YYYY/MM/YYYY-MM-DD` has the year twice, and a pattern can't have two groups of a name.
        group = part.partition(">")[0] + ">"
        if group in groups:
            part = part.replace(group, "(?:", 1)
        runs[-1] += part
        groups.add(group)

    # Other letters, such as `dddd` for the weekday, are not needed to know the day: they may be
    # anything. What comes after them is looked for once (`?>`), and its first place counts; only
    # the last is looked for at the end.
    first_run, *other_runs = runs
    pattern = "(?:.*/)?" + first_run
    for run in other_runs[:-1]:
        pattern += rf"(?>[^/]*?{run})"
    if other_runs:
        pattern += rf"[^/]*{other_runs[-1]}"
    return re.compile(pattern + r"\.md", re.IGNORECASE)
