"""Ticking: a promise that was kept, an ask that was answered, as the Tasks plugin for Obsidian would write it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.reading.contact_log import EXCHANGE_WORDS
from netnotes.reading.note import INLINE_FIELD
from netnotes.text import fold
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.reading.note import Source

DONE, CANCELLED = "x", "-"


def tick(source: Source, line: int, text: str, day: Day, status: str = DONE) -> tuple[Edit, ...]:
    """The edits that tick a promise or an ask on its line; `text` is what was promised or asked.

    `status` is DONE (kept, granted) or CANCELLED (let go, declined). What stands inside a sentence as `[promised:: …]`
    can't be ticked there: it becomes a task of its own below.
    """
    raw = source.text.split("\n")[line - 1]
    done = _write_completion_mark(raw, day, status)
    if task := _TASK.match(raw):
        return (Edit(line, 1, (f"{task['lead']}[{status}]{_append_mark(task['rest'], done)}",)),)
    if (item := _ITEM.match(raw)) and _is_exchange_field(item["rest"]):
        return (Edit(line, 1, (f"{item['lead']}[{status}] {_append_mark(item['rest'], done)}",)),)
    for match in INLINE_FIELD.finditer(raw):
        if fold(match["key"]) in EXCHANGE_WORDS and text in match["value"]:
            left = f"{raw[: match.start()].rstrip()}{raw[match.end() :]}".rstrip()
            indent = raw[: len(raw) - len(raw.lstrip())]
            return (
                Edit(
                    line, 1, (left, f"{indent}  - [{status}] {_append_mark(match[0][1:-1], done)}")
                ),
            )
    return (Edit(line, 1, (_append_mark(f"- [{status}] {raw.strip()}", done),)),)


_TASK = re.compile(r"(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[.\](?P<rest>[ \t]+.*)")
_ITEM = re.compile(r"(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<rest>.*)")
_BLOCK_ID = re.compile(r"(?P<rest>.*?)(?P<id>\s+\^[\w-]+)?\s*$")


def _is_exchange_field(text: str) -> bool:
    return fold(text.partition("::")[0]) in EXCHANGE_WORDS and "::" in text


def _write_completion_mark(raw: str, day: Day, status: str) -> str:
    """The mark with the day: in Dataview's form where the line uses it, else as an emoji."""
    if "[due::" in raw or "(due::" in raw or "[created::" in raw:
        return f"[{'completion' if status == DONE else 'cancelled'}:: {day.isoformat()}]"
    return f"{'✅' if status == DONE else '❌'} {day.isoformat()}"


def _append_mark(rest: str, mark: str) -> str:
    """A task's text with the mark behind it; the name of a block stays last."""
    match = _BLOCK_ID.fullmatch(rest)
    assert match  # all of the pattern is optional
    return f"{match['rest']} {mark}{match['id'] or ''}"
