"""Where a weekly sitting stopped: whose turn has been this week. It lies in the user's cache, and losing it costs little."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from netnotes.system.atomic_files import replace_file

if TYPE_CHECKING:
    from datetime import date as Day
    from pathlib import Path


REVIEW_FILE_NAME = "review.json"


def read_reviewed_paths(cache_folder: Path, today: Day) -> tuple[str, ...]:
    """The paths of those who had their turn in the week of this day, in the order of their turns."""
    try:
        told = json.loads((cache_folder / REVIEW_FILE_NAME).read_bytes())
        return tuple(map(str, told["seen"])) if told["week"] == _format_monday(today) else ()
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def save_reviewed_paths(cache_folder: Path, today: Day, paths: tuple[str, ...]) -> None:
    """Remember whose turn has been. A cache that can't be written is no reason to stop."""
    try:
        cache_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = json.dumps({"week": _format_monday(today), "seen": paths})
        replace_file(cache_folder / REVIEW_FILE_NAME, content.encode(), mode=0o600)
    except OSError:
        return


def _format_monday(today: Day) -> str:
    return (today - datetime.timedelta(days=today.weekday())).isoformat()
