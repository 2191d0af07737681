"""What the path of a note says: the note's name, the day in that name, the folder it is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.text import fold_name, parse_day

if TYPE_CHECKING:
    from datetime import date as Day


# Several rules ask for the name of the same note, one after the other.
@lru_cache(maxsize=16)
def extract_note_name(path: str) -> str:
    """Return a note's file name without its folder and without `.md`: `People/Ada.md` is `Ada`."""
    return strip_note_ending(path.rpartition("/")[2])


def decode_page_name(path: str) -> str:
    """Return the name of a Logseq page with a namespace, `people/Ada Quill`; empty for other notes.

    Logseq keeps it in `pages/people___Ada Quill.md`, and once did in `pages/people%2FAda Quill.md`.
    """
    if "___" not in path and "%2" not in path:
        return ""
    if path.rpartition("/")[0].rpartition("/")[2] != "pages":
        return ""
    name = extract_note_name(path)
    page_name = _PAGE_SEPARATOR.sub("/", name)
    if page_name == name:
        return ""
    return page_name


def extract_page_prefix(path: str) -> str:
    """Return the namespace in the file name of a Logseq page, `people___`; empty for others."""
    if not decode_page_name(path):
        return ""
    name = extract_note_name(path)
    return name[: max(match.end() for match in _PAGE_SEPARATOR.finditer(name))]


_PAGE_SEPARATOR = re.compile(r"___|%2F", re.IGNORECASE)


def strip_note_ending(path: str) -> str:
    """Strip the ending of a note's file from its path: `People/Ada.md` is `People/Ada`."""
    # Windows and some sync services write `.MD`; the vault takes such files for notes, too.
    return path[:-3] if path[-3:].casefold() == ".md" else path


def find_date_in_name(path: str) -> Day | None:
    """Find the day in a file's name, as in `2026-10-02 Lunch.md`; None if there is none.

    Logseq writes `2026_10_02`, and a Zettelkasten begins with `202610021030`, with the time.
    """
    match = _DATE.search(path, path.rfind("/") + 1)
    if match is None:
        return None
    year, month, day = match["year"], match["month"], match["day"]
    if year is None:
        year, month, day = match["id_year"], match["id_month"], match["id_day"]
    return parse_day(f"{year}-{month}-{day}")


def is_named_after_day(path: str) -> bool:
    """Tell whether a file's name begins with a day, as that of no person does.

    The number of a Zettelkasten is no day: `202609011200 Ada Quill.md` was only made then.
    """
    match = _DATE.match(path, path.rfind("/") + 1)
    if match is None:
        return False
    if match["separator"] is not None:
        return True
    is_day_alone = len(match[0]) == len("YYYYMMDD")
    return is_day_alone and path[match.end() :].casefold() == ".md"


def strip_export_id(name: str) -> str:
    """Return the name of a note or a folder without the number that Notion adds when it exports."""
    # Asked first: hardly any name is so long.
    if len(name) > _MIN_LENGTH_WITH_ID:
        return _EXPORT_ID.sub("", name)
    return name


_MIN_LENGTH_WITH_ID = 33
_EXPORT_ID = re.compile(r"(?<=\S) [0-9a-f]{32}$")


def strip_date(name: str) -> str:
    """Return the name of a note without the day, and the time, that it begins with."""
    match = _DATE.match(name)
    if match:
        return name[match.end() :].lstrip(" \t_-.")
    return name


def strip_last_date(name: str) -> str:
    """Return the name of a note without the day that it ends with; empty if it ends with none."""
    match = _LAST_DATE.search(name)
    if match:
        return name[: match.start()].rstrip(" \t_-.,")
    return ""


# Not within a longer number, such as the one of an order: `12026-10-021.md`.
_DATE = re.compile(
    r"(?<!\d)(?:(?P<year>\d{4})(?P<separator>[-_.])(?P<month>\d{2})(?P=separator)(?P<day>\d{2})"
    r"|(?P<id_year>(?:19|20)\d{2})(?P<id_month>0[1-9]|1[0-2])(?P<id_day>0[1-9]|[12]\d|3[01])"
    r"(?:[T_-]?\d{4}(?:\d{2})?)?)(?!\d)"
)
_LAST_DATE = re.compile(rf"(?:{_DATE.pattern})\Z")


def is_in_folder(path: str, folders: tuple[str, ...]) -> bool:
    """Tell whether a note is in one of the folders, whatever the case, at any depth."""
    return bool(find_containing_folder(fold_name(path), folders))


def find_containing_folder(folded_path: str, folders: tuple[str, ...]) -> str:
    """Find the first of the folders that a note is in, at any depth; empty if it is in none.

    `folded_path` is the note's path after `fold_name`; the folders are as the settings spell them.
    An empty folder holds nothing.
    """
    for folder in folders:
        if folder and folded_path.startswith(_build_folder_prefix(folder)):
            return folder
    return ""


# There are few folders, and each note is compared with all of them.
@lru_cache(maxsize=256)
def _build_folder_prefix(folder: str) -> str:
    return fold_name(folder) + "/"
