"""What the path of a note says: the note's name, the day in that name, the folder it is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.text import fold_name, parse_day

if TYPE_CHECKING:
    from datetime import date as Day


def extract_note_name(path: str) -> str:
    """Return a note's file name without its folder and without `.md`: `People/Ada.md` is `Ada`."""
    file_name = path.rpartition("/")[2]
    # Windows and some sync services write `.MD`; the vault takes such files for notes, too.
    if file_name[-3:].casefold() != ".md":
        return file_name
    return file_name[:-3]


def find_date_in_name(path: str) -> Day | None:
    """Find the day in a file's name, as in `2026-10-02 Lunch.md`; None if there is none."""
    match = _DATE.search(path, path.rfind("/") + 1)
    if match is None:
        return None
    return parse_day(match[0])


def is_named_after_day(path: str) -> bool:
    """Tell whether a file's name begins with a day, as that of no person does."""
    return _DATE.match(path, path.rfind("/") + 1) is not None


# Not within a longer number, such as the one of an order: `12026-10-021.md`.
_DATE = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


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
