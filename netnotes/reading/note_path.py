"""What a path says: the note’s name (`note_name`, today seven copies), the day in it, the folder it lies in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.text import fold_name, parse_day

if TYPE_CHECKING:
    from datetime import date as Day


def find_date_in_name(path: str) -> Day | None:
    """The day a file's name tells, as in `2026-10-02 Lunch.md`; None where it tells none."""
    match = re.search(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", path.rpartition("/")[2])
    return parse_day(match[0]) if match else None


def is_in_folder(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a note lies in one of the folders, any case, at any depth."""
    return bool(find_containing_folder(fold_name(path), folders))


def find_containing_folder(path: str, folders: tuple[str, ...]) -> str:
    """The first of the folders that a folded path lies in; empty for none."""
    return next(
        (folder for folder in folders if folder and path.startswith(_build_folder_prefix(folder))),
        "",
    )


@lru_cache(maxsize=256)
def _build_folder_prefix(folder: str) -> str:
    return fold_name(folder) + "/"
