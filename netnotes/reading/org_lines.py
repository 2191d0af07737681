"""What org-mode and Logseq write below a task or at the top of a note: days and drawers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

if TYPE_CHECKING:
    from netnotes.reading.lines import Line


def has_org_lines(text: str) -> bool:
    """Tell whether a text may have such lines: hardly any has, and asking is quicker."""
    # All but `DEADLINE:` have a D before their colon, and short words are searched for quickly.
    return "D:" in text or "DEADLINE:" in text


def read_org_lines(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Read the days of tasks as marks of theirs, and drawers as fields; leave out times of work.

    `SCHEDULED: <2026-12-20 Sun>` below a task becomes `⏳ 2026-12-20` at its end. Each line keeps
    its number.
    """
    read_lines = list(lines)
    is_below_heading = False
    task_index: int | None = None
    index = 0
    while index < len(lines):
        line = lines[index]
        text = line.text.strip()
        if line.kind == "heading":
            is_below_heading = is_below_heading or line.indent > 1 or index > 0
        if line.kind in ("item", "heading", "row"):
            task_index = index if line.status else None
        if _DRAWER.fullmatch(text):
            index = _read_drawer(read_lines, index, has_facts=not is_below_heading)
            continue
        if task_index is not None and line.kind != "item" and _PLANNED_DAYS.fullmatch(text):
            read_lines[task_index] = _add_marks(read_lines[task_index], text)
            read_lines[index] = replace(line, text="", raw="")
        index += 1
    return tuple(read_lines)


_PLANNED_DAYS = re.compile(
    r"(?:(?:SCHEDULED|DEADLINE|CLOSED):[ \t]*[<\[]\d{4}-\d{2}-\d{2}[^>\]]*[>\]][ \t]*)+"
)
_PLANNED_DAY = re.compile(r"(?P<word>[A-Z]+):[ \t]*[<\[](?P<day>\d{4}-\d{2}-\d{2})")
_SYMBOLS = {"SCHEDULED": "⏳", "DEADLINE": "📅", "CLOSED": "✅"}

# How often a task comes again: `<2026-12-20 Sun .+1w>`.
REPEATER = re.compile(r"(?:SCHEDULED|DEADLINE):[ \t]*<[^>]* (?P<repeater>[.+]?\+\d+[hdwmy])")

_DRAWER = re.compile(r":(?:LOGBOOK|CLOCK|PROPERTIES):", re.IGNORECASE)
_DRAWER_LINE = re.compile(r":(?P<key>[^\W\d][\w-]*):[ \t]+(?P<value>\S.*)")

# What the programs write for themselves.
_OWN_KEYS = frozenset(
    ("id", "custom_id", "category", "created", "roam_refs", "style", "visibility")
)


def _add_marks(task: Line, text: str) -> Line:
    marks = "".join(
        [f" {_SYMBOLS[match['word']]} {match['day']}" for match in _PLANNED_DAY.finditer(text)]
    )
    return replace(task, text=task.text.rstrip() + marks, raw=task.raw.rstrip() + marks)


def _read_drawer(lines: list[Line], start: int, *, has_facts: bool) -> int:
    """Read the drawer that begins at an index, and return the index behind it.

    One that is never closed is none. The properties of a note, above its headings, are facts; those
    of a heading are left out only where they are times of work.
    """
    end = start + 1
    while end < len(lines) and lines[end].text.strip().upper() != ":END:":
        if lines[end].kind == "heading":
            return start + 1
        end += 1
    if end == len(lines):
        return start + 1

    is_of_properties = lines[start].text.strip().upper() == ":PROPERTIES:"
    if is_of_properties and not has_facts:
        return end + 1
    for index in range(start, end + 1):
        line = lines[index]
        match = _DRAWER_LINE.fullmatch(line.text.strip()) if is_of_properties else None
        if match and match["key"].casefold() not in _OWN_KEYS:
            key = "aliases" if match["key"].casefold() == "roam_aliases" else match["key"]
            lines[index] = replace(line, kind="text", text=f"{key}:: {match['value']}")
        else:
            lines[index] = replace(line, text="", raw="")
    return end + 1
