"""Ticking a kept promise or an answered ask, as the Tasks plugin for Obsidian would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.reading.exchanges import EXCHANGE_WORDS
from netnotes.reading.logseq import TASK_STATUSES
from netnotes.reading.note import INLINE_FIELD
from netnotes.reading.org_lines import REPEATER
from netnotes.reading.task_marks import split_task_marks
from netnotes.text import fold
from netnotes.writing.edits import Edit
from netnotes.writing.recurrence import is_recurring, write_next_task

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.reading.note import Source

DONE = "x"
CANCELLED = "-"


def tick(source: Source, line: int, text: str, day: Day, status: str = DONE) -> tuple[Edit, ...]:
    """Tick the promise or ask on a line; `text` is what was promised or asked.

    `status` is DONE (kept, granted) or CANCELLED (no longer meant, declined). A field inside a
    sentence, as in `[promised:: …]`, can't be ticked there: it becomes a task of its own below.
    """
    # Four forms, in this order: task, item that is a field, field in a sentence, any other line.
    lines = source.text.split("\n")
    raw = lines[line - 1]
    mark = _write_completion_mark(raw, day, status)

    # A task that was cancelled does not come again, and neither does it in the plugin.
    is_recurring_task = status == DONE and is_recurring(raw)
    task_word = _TASK_WORD.match(raw)
    if task_word:
        _require_no_repeater(source, line, lines[line : line + MAX_LINES_OF_DAYS])
        word = "DONE" if status == DONE else "CANCELED"
        ticked = f"{task_word['lead']}{word} {_append_mark(task_word['rest'], mark)}"
        return (Edit(line, 1, (ticked,)),)
    task = _TASK.match(raw)
    if task:
        ticked = f"{task['lead']}[{status}]{_append_mark(task['rest'], mark)}"
        if not is_recurring_task:
            return (Edit(line, 1, (ticked,)),)
        # The plugin puts the next one above the one that was done.
        next_task, _ = write_next_task(f"{task['lead']}[ ]{task['rest']}", day)
        return (Edit(line, 1, (next_task, ticked)),)
    if is_recurring_task:
        raise NetnotesError(
            f"{source.path}:{line}: what comes again (🔁) can only be ticked as a task. "
            "Write it as `- [ ] …` and run the command again. Nothing was written."
        )

    item = _ITEM.match(raw)
    if item and _is_exchange_field(item["rest"]):
        ticked = f"{item['lead']}[{status}] {_append_mark(item['rest'], mark)}"
        return (Edit(line, 1, (ticked,)),)

    edit = _tick_field_in_sentence(raw, line, text, status, mark)
    if edit:
        return (edit,)

    ticked = _append_mark(f"- [{status}] {raw.strip()}", mark)
    return (Edit(line, 1, (ticked,)),)


# The days of a task stand right below it, perhaps with its drawer between them.
MAX_LINES_OF_DAYS = 4


def _require_no_repeater(source: Source, line: int, lines_below: list[str]) -> None:
    """Refuse to tick a task that comes again as org-mode and Logseq say it: `<… .+1w>`.

    Raises NetnotesError.
    """
    for raw in lines_below:
        if _ITEM.fullmatch(raw) or not raw.strip():
            return
        match = REPEATER.search(raw)
        if match:
            raise NetnotesError(
                f"{source.path}:{line}: this task comes again (`{match['repeater']}`). Tick it in "
                "Logseq or Emacs, which write its next day. Nothing was written."
            )


def _tick_field_in_sentence(raw: str, line: int, text: str, status: str, mark: str) -> Edit | None:
    """Take a field out of its sentence and make a ticked task of it; None where there is none."""
    # One sentence may hold several fields, so the words decide which one is meant.
    for match in INLINE_FIELD.finditer(raw):
        is_exchange = fold(match["key"]) in EXCHANGE_WORDS
        # A day in the middle of the value is not in the text.
        if is_exchange and (text in match["value"] or text == split_task_marks(match["value"])[0]):
            sentence = f"{raw[: match.start()].rstrip()}{raw[match.end() :]}".rstrip()
            indent = raw[: len(raw) - len(raw.lstrip())]
            # Without its brackets.
            field = match[0][1:-1]
            ticked = f"{indent}  - [{status}] {_append_mark(field, mark)}"
            return Edit(line, 1, (sentence, ticked))
    return None


# Markdown's list marks: `-`, `*`, `+`, `1.`, `1)`, with at most nine digits. In the brackets of a
# task is one character of any kind: themes for Obsidian give meanings to `[>]`, `[?]` and others.
_TASK = re.compile(r"(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])[ \t]+)\[.\](?P<rest>[ \t]+.*)")
_TASK_WORD = re.compile(
    rf"(?P<lead>\s*(?:[-*+]|\d{{1,9}}[.)])[ \t]+)(?:{'|'.join(TASK_STATUSES)})[ \t]+(?P<rest>.*)"
)
_ITEM = re.compile(r"(?P<lead>\s*(?:[-*+]|\d{1,9}[.)])[ \t]+)(?P<rest>.*)")
_BLOCK_ID = re.compile(r"(?P<rest>.*?)(?P<id>\s+\^[\w-]+)?\s*$")


def _is_exchange_field(text: str) -> bool:
    """Return whether a text begins with a field such as `promised::`."""
    key, colons, _ = text.partition("::")
    return bool(colons) and fold(key) in EXCHANGE_WORDS


def _write_completion_mark(raw: str, day: Day, status: str) -> str:
    """Write the mark with the day: in Dataview's form where the line uses it, else as an emoji."""
    # The words and the emoji are those of the Tasks plugin, which shows and finds the day by them.
    key, emoji = "completion", "✅"
    if status == CANCELLED:
        key, emoji = "cancelled", "❌"
    if "[due::" in raw or "(due::" in raw or "[created::" in raw:
        return f"[{key}:: {day.isoformat()}]"
    return f"{emoji} {day.isoformat()}"


def _append_mark(rest: str, mark: str) -> str:
    """Append the mark to a task's text. Obsidian finds a block's id (`^abc`) only at the end."""
    match = _BLOCK_ID.fullmatch(rest)
    assert match  # every part of the pattern is optional
    return f"{match['rest']} {mark}{match['id'] or ''}"
