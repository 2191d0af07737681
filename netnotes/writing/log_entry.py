"""A touch written into a contact's note, in the form that the log of that note has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import SourceLocation
from netnotes.reading.contact_log import read_log
from netnotes.reading.note import read_note
from netnotes.text import WORD, build_lazy_pattern, fold
from netnotes.writing.edits import Edit
from netnotes.writing.last_contact import update_last_contact
from netnotes.writing.meeting import (
    escape_block_start,
    iter_field_lines,
    list_sentences,
    write_item,
)
from netnotes.writing.places import (
    find_body_start,
    find_log_heading,
    find_text_end,
    find_title_end,
    insert_paragraph,
)
from netnotes.writing.read_back import (
    count_own_words,
    list_new_facts,
    read_contact_before_and_after,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.reading.log import LogEntry
    from netnotes.reading.note import Note, Source
    from netnotes.writing.meeting import Meeting
    from netnotes.writing.read_back import LogFact


def log_meeting(source: Source, meeting: Meeting, settings: Settings) -> tuple[Edit, ...]:
    """Log a touch in a contact's note; where the note has `last_contact`, it is brought up to date.

    An entry is written like the one beside it: as an item, a heading or a row, newest first or
    last. A form that would not be read back as it is meant is not used; the last resort is an item
    below a new heading `## Log`, at the end or below the title. `last_contact` never goes
    backwards.
    """
    entry = _choose_edit(source, meeting, settings)
    return (*update_last_contact(source, meeting.date, settings), entry)


def _choose_edit(source: Source, meeting: Meeting, settings: Settings) -> Edit:
    """Choose the first way of writing the entry that is read back.

    Words that are no touch wherever they are, as in `call: planned for friday`, go below the
    heading of the log that there is; without one, the last way makes one.
    """
    candidates = tuple(_iter_candidate_edits(source, meeting, settings))
    for candidate in candidates:
        if _is_read_back(source, candidate, meeting, settings):
            return candidate
    note, _ = read_note(source)
    return next(_iter_edits_below_heading(note, meeting), candidates[-1])


def _iter_candidate_edits(source: Source, meeting: Meeting, settings: Settings) -> Iterator[Edit]:
    """Yield the ways in which the entry could be written, the one most like the others first."""
    note, _ = read_note(source)
    log, _ = read_log(note, dict(settings.channels), settings.date_order)

    # A ticked task is a touch too, but no model for one: `- [x] promised:: …`.
    entries = [entry for entry in log.entries if not entry.line.status]
    if entries:
        # A note may change its style over the years. The latest entry shows the one of today, even
        # where it is above a table of older ones.
        latest = max(entries, key=lambda entry: entry.date).line
        style = (latest.kind, latest.indent)
        alike = [entry for entry in entries if (entry.line.kind, entry.line.indent) == style]
        yield _add_beside(note, alike, meeting, settings, same_style=True)
        if latest.kind == "item":
            yield _add_beside(note, alike, meeting, settings, same_style=False)

    yield from _iter_edits_below_heading(note, meeting)
    yield from _iter_edits_with_heading(note, meeting)


def _iter_edits_below_heading(note: Note, meeting: Meeting) -> Iterator[Edit]:
    """Yield an item as the first one below the heading of the log, if there is such a heading."""
    heading = find_log_heading(note)
    if heading is None:
        return
    lines = list(write_item(meeting))
    # Without a blank line Markdown takes text or a table below an item for a part of it.
    index = heading.end_line - find_body_start(note)
    if index < len(note.lines) and note.lines[index].kind not in ("item", "blank"):
        lines.append("")
    yield Edit(heading.end_line, 0, tuple(lines))


def _iter_edits_with_heading(note: Note, meeting: Meeting) -> Iterator[Edit]:
    """Yield an item below a new heading: at the end, else right below the title.

    Neither is within a comment or code that is never closed.
    """
    entry_lines = ("## Log", *write_item(meeting))
    for line_number in (find_text_end(note), find_title_end(note)):
        yield insert_paragraph(note, line_number, entry_lines)


def _add_beside(
    note: Note, entries: list[LogEntry], meeting: Meeting, settings: Settings, *, same_style: bool
) -> Edit:
    """Add the entry among others, by its day; all `entries` are of one kind and indent."""
    neighbour, comes_before = _find_neighbour(entries, meeting.date)
    raw_lines = {line.number: line.raw for line in note.lines}

    # The blank lines behind an entry are between it and the next one, and belong to neither.
    last_line = neighbour.end_line
    while last_line > neighbour.line.number and not raw_lines[last_line].strip():
        last_line -= 1

    lines = tuple(write_item(meeting))
    if same_style:
        lines = _write_like_neighbour(neighbour, last_line, raw_lines, meeting, settings)

    # Headings always have a blank line between them, other entries if the neighbour has one.
    line_after = raw_lines.get(neighbour.end_line, "")
    gap: tuple[str, ...] = ()
    if neighbour.line.kind == "heading" or not line_after.strip():
        gap = ("",)
    if comes_before:
        return Edit(neighbour.line.number, 0, (*lines, *gap))
    return Edit(last_line + 1, 0, (*gap, *lines))


def _find_neighbour(entries: list[LogEntry], day: Day) -> tuple[LogEntry, bool]:
    """Find the entry beside which a day belongs, and whether the new entry comes before it."""
    is_newest_first = entries[0].date >= entries[-1].date
    if is_newest_first:
        for entry in entries:
            if entry.date <= day:
                return entry, True
        return entries[-1], False
    earlier = [entry for entry in entries if entry.date <= day]
    if earlier:
        return earlier[-1], False
    return entries[0], True


def _write_like_neighbour(
    neighbour: LogEntry,
    last_line: int,
    raw_lines: Mapping[int, str],
    meeting: Meeting,
    settings: Settings,
) -> tuple[str, ...]:
    """Write the entry like its neighbour, whose last line with words is `last_line`."""
    first_line = neighbour.line.number
    if neighbour.line.kind == "row":
        return (_write_row(raw_lines[first_line], meeting, settings),)
    match = _ENTRY_START.match(raw_lines[first_line])
    if not match:
        return tuple(write_item(meeting))

    # A link `[[2026-10-02|Friday]]` keeps its brackets, and not the label of another day.
    close = match["close"]
    if "]]" in close:
        close = "]]" + close.rpartition("]]")[2]
    start = f"{match['lead']}{match['open']}{meeting.date.isoformat()}{close}"
    entry_lines = [raw_lines[number] for number in range(first_line + 1, last_line + 1)]
    if neighbour.line.kind == "item":
        return _write_like_item(start, match["lead"], match["rest"], entry_lines, meeting, settings)
    return _write_like_heading(start, match["rest"], entry_lines, meeting, settings)


def _write_like_heading(
    start: str, rest: str, entry_lines: list[str], meeting: Meeting, settings: Settings
) -> tuple[str, ...]:
    """Write a heading or a dated line, with the text as a paragraph below it."""
    head = start
    if meeting.channel:
        separator = _find_separator(rest, settings, " — ")
        head += separator + meeting.channel[:1].upper() + meeting.channel[1:]
    lines = list(map(escape_block_start, list_sentences(meeting)))
    lines += [f"- {field_line}" for field_line in iter_field_lines(meeting)]
    has_gap = bool(entry_lines) and not entry_lines[0].strip()
    if has_gap and lines:
        lines.insert(0, "")
    return (head, *lines)


def _write_like_item(
    start: str,
    lead: str,
    rest: str,
    entry_lines: list[str],
    meeting: Meeting,
    settings: Settings,
) -> tuple[str, ...]:
    """Write an item with the mark, the separator and the indentation of its neighbour."""
    separator = _find_separator(rest, settings, ": ")
    head = start
    if meeting.channel:
        head += f" {meeting.channel}"
        if not separator.strip():  # `- 2026-10-02 Talked` would make the channel part of the text
            separator = ": "
    sentences = list_sentences(meeting)
    if sentences:
        head += separator + sentences[0]

    indent = _find_indent(lead, entry_lines)
    lines = [indent + escape_block_start(sentence) for sentence in sentences[1:]]
    lines += [f"{indent}- {field_line}" for field_line in iter_field_lines(meeting)]
    return (head, *lines)


def _find_indent(lead: str, entry_lines: list[str]) -> str:
    """Find the indentation of lines below an item: that of its neighbour, else of its own mark."""
    if lead.strip()[:1].isdigit():  # Markdown wants the width of `10. `
        return " " * len(lead)
    for line in entry_lines:
        if line.strip():
            if line.startswith("\t"):
                return "\t"
            break
    return " " * (len(lead) - len(lead.lstrip()) + 2)


# An item, a heading or a bare line that begins with a day, which may be bold or a link to the daily
# note: `- **2026-10-02:** …`, `### [[Journal/2026-10-02|Friday]] …`, `1. 2026-10-02 …`.
_ENTRY_START = build_lazy_pattern(
    r"(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|\#{1,6}[ \t]+)?)"
    r"(?P<open>[*_]{0,3}(?:\[\[(?:[^\[\]|]*/)?)?)"
    r"\d{4}-\d{2}-\d{2}"
    r"(?P<close>(?:\|[^\]]*)?(?:\]\])?(?::(?=[*_]))?[*_]{0,3})(?P<rest>.*)"
)

_FIRST_WORD = build_lazy_pattern(r"\s*([^\W\d_][\w-]*)")

# A hyphen separates only before a space: `2026-10-02 -5 degrees` has a minus.
_SEPARATOR = build_lazy_pattern(r"\s*(?:[:—–|,]|-(?=\s))\s*|\s+")


def _find_separator(rest: str, settings: Settings, default: str) -> str:
    """Find what separates the date, or the channel, from the text of an entry.

    `rest` is what follows the date.
    """
    match = _FIRST_WORD.match(rest)
    if match and fold(match[1]) in dict(settings.channels):
        rest = rest[match.end() :]
    separator = _SEPARATOR.match(rest)
    if not separator or not rest.strip():
        return default
    if separator[0].endswith(" "):
        return separator[0]
    return f"{separator[0].rstrip()} "


def _write_row(neighbour_row: str, meeting: Meeting, settings: Settings) -> str:
    """Write a table row with the columns of its neighbour: day, channel, text in another."""
    cells = _split_cells(neighbour_row)
    channel_column = _find_channel_column(cells, settings)
    text_column = channel_column
    for column in range(1, len(cells)):
        if column != channel_column:
            text_column = column
            break

    new_cells = [""] * len(cells)
    new_cells[0] = meeting.date.isoformat()
    if cells[0].startswith("[["):
        new_cells[0] = f"[[{meeting.date}]]"
    if channel_column:
        new_cells[channel_column] = meeting.channel
    parts = list(list_sentences(meeting))
    for field_line in iter_field_lines(meeting):
        # A table can hold no task, but inline fields.
        parts.append(f"[{field_line.removeprefix('[ ] ')}]")
    text = " ".join(parts).replace("|", "\\|")
    new_cells[text_column] = f"{new_cells[text_column]} {text}".strip()
    indent = neighbour_row[: len(neighbour_row) - len(neighbour_row.lstrip())]
    return f"{indent}| {' | '.join(new_cells)} |"


def _find_channel_column(cells: list[str], settings: Settings) -> int:
    """Find the column in which the neighbour has its channel; 0 if a table has no cell for one."""
    channels = dict(settings.channels)
    for column, cell in enumerate(cells):
        if column and fold(cell) in channels:
            return column
    # The neighbour names none. With three columns the usual order is day, channel, text.
    if len(cells) > 2:
        return 1
    return 0


def _split_cells(row: str) -> list[str]:
    # Within a cell a `|` is written `\|`, as in `[[Ada\|label]]`.
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def _is_read_back(source: Source, edit: Edit, meeting: Meeting, settings: Settings) -> bool:
    """Check that the edited note has everything it had before, and the new touch besides."""
    contacts = read_contact_before_and_after(source, edit, settings)
    if contacts is None:
        return False
    before, after = contacts
    new_facts = list_new_facts(before, after)
    field_count = (
        len(meeting.gave) + len(meeting.asked) + len(meeting.promised) + len(meeting.learned)
    )
    if new_facts is None or len(new_facts) <= field_count:
        return False
    if not _are_touches_as_meant(new_facts, meeting) or before.name != after.name:
        return False
    return count_own_words(before.text) == count_own_words(after.text)


def _are_touches_as_meant(new_facts: list[LogFact], meeting: Meeting) -> bool:
    """Tell whether every new touch has the day and channel meant, and no words of other lines."""
    meant_words = set(WORD.findall(" ".join((meeting.channel, *list_sentences(meeting)))))
    for kind, *values in new_facts:
        if kind != "touch":
            continue
        day, channel, text = values
        if day != meeting.date or meeting.channel not in ("", channel):
            return False
        if not meant_words.issuperset(WORD.findall(str(text))):
            return False
    return True


def find_entry_location(edits: tuple[Edit, ...], path: str) -> SourceLocation:
    """Find where a logged entry will be, by the edits of `log_meeting`."""
    # The entry is the last edit. One that sets `last_contact` above it may move it down.
    entry = edits[-1]
    line = entry.line
    for edit in edits[:-1]:
        if edit.line < entry.line:
            line += len(edit.new_lines) - edit.removed_count
    for new_line in entry.new_lines:
        if _DATE.search(new_line):
            break
        line += 1
    return SourceLocation(path, line)


_DATE = build_lazy_pattern(r"\d{4}-\d{2}-\d{2}")
