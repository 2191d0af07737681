"""What is below the front matter of the note of an imported person: their text and their log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.contact_log import read_log
from netnotes.reading.note import build_source, read_note
from netnotes.text import fold_words
from netnotes.writing.meeting import Meeting, write_item
from netnotes.writing.places import find_unclosed_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.formats.card import Card, Exchange, ImportedTouch, Task
    from netnotes.model.people import Promise, Touch
    from netnotes.model.settings import Settings
    from netnotes.reading.log import Log


def write_body_lines(card: Card, settings: Settings) -> list[str]:
    """Write the text of a new note, and below it the log, the newest entry first."""
    exchanges, touches = list(card.exchanges), list(card.touches)
    text_lines = quote_lines(card.text)
    log = None
    if card.is_own and card.text:
        log = _read_own_text(card.text, settings)
    if log is not None:
        text_lines = ["", *card.text.split("\n")]
        # Tasks are in the text, and when they were done is read from there.
        _remove_what_text_says(log, exchanges, touches)

    entries, other_exchanges = _write_entries(touches, exchanges, settings)
    log_lines = [*map(write_task, card.tasks), *map(write_exchange, other_exchanges), *entries]
    # In a vault that is moved a heading is where there was one; others get one to go on below.
    if card.is_own and not log_lines:
        return text_lines
    return [*text_lines, "", "## Log", *log_lines]


def _read_own_text(text: str, settings: Settings) -> Log | None:
    """Read the log of a note with a text that netnotes exported; None if it has to be quoted.

    A file may say that it is an export by netnotes, and hold lines that would be read as a log.
    """
    lines = text.split("\n")
    log = _read_lines([*lines, "", "## Log", "- 2000-01-01: probe"], settings)
    has_log = len(log.entries) > 1 or log.gifts or log.asks or log.learned or log.named
    note, _ = read_note(build_source("", text))
    if has_log or log.text != text.strip("\n") or find_unclosed_line(note) is not None:
        return None
    return _read_lines(lines, settings)


def _read_lines(lines: Iterable[str], settings: Settings) -> Log:
    note, _ = read_note(build_source("", "\n".join(lines)))
    log, _ = read_log(note, dict(settings.channels), settings.date_order)
    return log


def _write_entries(
    touches: Iterable[ImportedTouch], exchanges: list[Exchange], settings: Settings
) -> tuple[list[str], list[Exchange]]:
    """Write the entries of a log; return them and the exchanges of days without an entry."""
    entries: list[str] = []
    for touch in sorted(touches, key=lambda touch: touch.date, reverse=True):
        # What passed on a day belongs to the first entry of that day.
        of_that_day = [exchange for exchange in exchanges if exchange.date == touch.date]
        exchanges = [exchange for exchange in exchanges if exchange.date != touch.date]
        entries += _write_entry(touch, of_that_day, settings)
    return entries, exchanges


def _remove_what_text_says(
    log: Log, exchanges: list[Exchange], touches: list[ImportedTouch]
) -> None:
    """Remove what is read from the tasks in a text anyway, one for each time it is there."""
    for promise in log.promises:
        for exchange in exchanges:
            if exchange.key == "promised" and _is_same_entry(exchange, promise):
                exchanges.remove(exchange)
                break
    for done in log.touches:
        for touch in touches:
            if touch.channel == done.channel and _is_same_entry(touch, done):
                touches.remove(touch)
                break


def _is_same_entry(imported: Exchange | ImportedTouch, read: Promise | Touch) -> bool:
    return imported.date == read.date and fold_words(imported.text) == fold_words(read.text)


def _write_entry(
    touch: ImportedTouch, exchanges: Sequence[Exchange], settings: Settings
) -> Iterator[str]:
    """Yield the lines of a touch; one of several lines stays so if it is read back the same."""
    field_lines = [f"  {write_exchange(exchange, touch)}" for exchange in exchanges]
    first_line, *more_lines = touch.text.split("\n")
    first_lines = list(write_item(build_meeting(touch._replace(text=first_line))))
    if more_lines:
        lines = [*first_lines, *(f"  {line}".rstrip() for line in more_lines)]
        log = _read_lines([*lines, "- 2000-01-01: probe"], settings)
        is_same = not log.text and len(log.touches) == 2 and log.touches[0].text == touch.text
        first_lines = lines
        if not is_same:
            first_lines = list(write_item(build_meeting(_join_lines(touch))))
    yield from first_lines
    yield from field_lines


def _join_lines(touch: ImportedTouch) -> ImportedTouch:
    return touch._replace(text=" ".join(touch.text.split()))


def build_meeting(touch: ImportedTouch) -> Meeting:
    """Build the meeting that an imported touch is logged as."""
    return Meeting(touch.date, touch.channel, touch.text)


def quote_lines(text: str) -> list[str]:
    """Quote what was noted elsewhere, so that no line is taken for a log entry or a task here."""
    if not text:
        return []
    return [f"> {line}".rstrip() for line in text.split("\n")]


def write_task(task: Task) -> str:
    """Write a task as the Tasks plugin of Obsidian has it: `- [ ] Send the map 📅 2026-12-01`."""
    checkbox = "[x]" if task.done else "[ ]"
    due = f" 📅 {task.due.isoformat()}" if task.due else ""
    return f"- {checkbox} {task.text}{due}"


def write_exchange(exchange: Exchange, touch: ImportedTouch | None = None) -> str:
    """Write what passed between two people as an item, with its day unless that is the touch's."""
    words = f"{exchange.key}:: {exchange.text}"
    if exchange.status:
        words = f"[{exchange.status}] {words}"
    if exchange.date and (touch is None or touch.date != exchange.date):
        words += f" ➕ {exchange.date.isoformat()}"
    if exchange.due:
        words += f" 📅 {exchange.due.isoformat()}"
    if exchange.done:
        words += f" {'❌' if exchange.status == '-' else '✅'} {exchange.done.isoformat()}"
    return f"- {words}"
