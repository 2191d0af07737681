"""Copy the example vault, with its dates moved as if its notes had been written until today."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netnotes import find_package_folder
from netnotes.system.file_changes import FileChange, write_files
from netnotes.text import parse_day

if TYPE_CHECKING:
    from pathlib import Path

# The day on which the example vault was last written in.
EXAMPLE_DAY = date(2026, 11, 20)

EXAMPLE_FOLDER = find_package_folder("example_vault")

_ISO_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


def copy_example(folder: Path, shift: timedelta) -> None:
    """Copy the example vault into a new folder, and move every date in names and texts.

    Raises WriteError, and leaves nothing behind, if it can't be written.
    """
    changes = []
    for source in sorted(EXAMPLE_FOLDER.rglob("*")):
        if source.is_dir():
            continue
        # Names have dates too: `Meetings/2026-03-19 A day at the depot.md`.
        target = folder / shift_dates(source.relative_to(EXAMPLE_FOLDER).as_posix(), shift)
        content = source.read_bytes()
        # Anything else, a picture for example, is copied byte for byte.
        if source.suffix in (".md", ".toml", ".json"):
            content = shift_dates(content.decode(), shift).encode()
        changes.append(FileChange(str(target), target, None, content))
    write_files(changes)


def shift_dates(text: str, shift: timedelta) -> str:
    """Move every date in a text by so many days."""
    return _ISO_DAY.sub(lambda match: _shift_date(match[0], shift), text)


def _shift_date(text: str, shift: timedelta) -> str:
    day = parse_day(text)
    if day is None:
        # Hannes Brodersen was `met: 2025-02-30`, on purpose: `netnotes check` has something to say.
        return text
    return (day + shift).isoformat()
