"""The day a daily note is about, by moment.js forms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.note_path import find_date_in_name, is_in_folder
from netnotes.text import MONTHS, parse_day

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.settings import DailyNotes


def find_daily_note_day(path: str, daily_notes: DailyNotes) -> Day | None:
    """The day a daily note is about; None for a note that is not one."""
    if not daily_notes.folder or not (
        daily_notes.folder == "/" or is_in_folder(path, (daily_notes.folder,))
    ):
        return None
    if (day := find_date_in_name(path)) is not None:
        return day
    match = _build_path_pattern(daily_notes.date_format).fullmatch(path)
    if not match:
        return None
    told = {part: digits for part, digits in match.groupdict().items() if digits}
    month = told.get("month", "")[:3].capitalize()
    names = [name[:3] for name in MONTHS]
    number = names.index(month) + 1 if month in names else int(told.get("m", 0))
    year = told.get("y") or f"20{told.get('yy', '')}"
    return parse_day(f"{year}-{number:02}-{int(told.get('d', 0)):02}")


_MOMENT_PATTERNS = {
    "YYYY": r"(?P<y>\d{4})",
    "YY": r"(?P<yy>\d\d)",
    "MMMM": r"(?P<month>[A-Z][a-z]+)",
    "MMM": r"(?P<month>[A-Z][a-z]+)",
    "MM": r"(?P<m>\d\d)",
    "M": r"(?P<m>\d{1,2})",
    "DD": r"(?P<d>\d\d)",
    "Do": r"(?P<d>\d{1,2})(?:st|nd|rd|th)",
    "D": r"(?P<d>\d{1,2})",
}
_MOMENT_LETTERS = re.compile(
    r"\[(?P<words>[^\]]*)\]|(?P<letters>YYYY|YY|M{1,4}|Do|DD?|[A-Za-z]+)|(?P<sign>.)"
)


@lru_cache(maxsize=16)
def _build_path_pattern(date_format: str) -> re.Pattern[str]:
    """What the paths of daily notes look like that are named in this form of moment.js; each part of a day is told once."""
    pattern = ""
    for match in _MOMENT_LETTERS.finditer(date_format):
        part = _MOMENT_PATTERNS.get(match["letters"] or "", "")
        name = part.partition(">")[0]
        if part:
            pattern += part if name + ">" not in pattern else part.replace(name + ">", "(?:", 1)
        else:
            pattern += (
                r"[^/]*" if match["letters"] else re.escape(match["words"] or match["sign"] or "")
            )
    return re.compile(r"(?:.*/)?" + pattern + r"\.md", re.IGNORECASE)
