"""The example vault, copied as if it had been kept until another day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from netnotes import find_package_folder
from netnotes.text import parse_day

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLE_DAY = date(2026, 11, 20)
"""The day on which the example vault was last written in."""

EXAMPLE_FOLDER = find_package_folder("example_vault")


def copy_example(folder: Path, shift: timedelta) -> None:
    """Copy the example vault into a new folder, every date in it moved by so many days."""
    for source in sorted(EXAMPLE_FOLDER.rglob("*")):
        if source.is_dir():
            continue
        target = folder / shift_dates(source.relative_to(EXAMPLE_FOLDER).as_posix(), shift)
        target.parent.mkdir(parents=True, exist_ok=True)
        content = source.read_bytes()
        if source.suffix in (".md", ".toml", ".json"):
            content = shift_dates(content.decode(), shift).encode()
        target.write_bytes(content)


def shift_dates(text: str, shift: timedelta) -> str:
    """A text with every date moved by so many days; a date that does not exist stays as it is, a fault on purpose."""
    return re.sub(
        r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", lambda match: _shift_date(match[0], shift), text
    )


def _shift_date(text: str, shift: timedelta) -> str:
    day = parse_day(text)
    return (day + shift).isoformat() if day else text
