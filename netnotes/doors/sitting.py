"""Where a weekly sitting stopped: whose turn has been this week. It lies in the user's cache, and losing it costs little."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from netnotes.doors.files import replace_file

if TYPE_CHECKING:
    from datetime import date as Day
    from pathlib import Path

FILE_NAME = "review.json"


def seen(memory: Path, today: Day) -> tuple[str, ...]:
    """The paths of those who had their turn in the week of this day, in the order of their turns."""
    try:
        told = json.loads((memory / FILE_NAME).read_bytes())
        return tuple(map(str, told["seen"])) if told["week"] == _monday(today) else ()
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def remember(memory: Path, today: Day, paths: tuple[str, ...]) -> None:
    """Remember whose turn has been. A cache that can't be written is no reason to stop."""
    try:
        memory.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = json.dumps({"week": _monday(today), "seen": paths})
        replace_file(memory / FILE_NAME, content.encode(), mode=0o600)
    except OSError:
        return


def _monday(today: Day) -> str:
    return (today - datetime.timedelta(days=today.weekday())).isoformat()
