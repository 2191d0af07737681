"""What passed with somebody, written into their note in the way their log is kept already."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.people import Contact
from netnotes.reading.contact_log import read_log
from netnotes.reading.note import read_note
from netnotes.reading.reader import read_source
from netnotes.text import fold
from netnotes.writing.edits import Edit, add_lines_at_end, apply_edits
from netnotes.writing.properties import set_property

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.model.settings import Settings
    from netnotes.reading.contact_log import LogEntry
    from netnotes.reading.note import Note, Source


class Meeting(NamedTuple):
    """A touch to be logged: its day, the word for how, what was said, and what passed.

    `promised` has the day each is due by, or None. `others` are links to those who were there too.
    """

    date: Day
    channel: str = ""
    text: str = ""
    gave: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    promised: tuple[tuple[str, Day | None], ...] = ()
    learned: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def log_meeting(source: Source, meeting: Meeting, settings: Settings) -> tuple[Edit, ...]:
    """The edits that log a touch in a contact's note: an entry among the others, and `last_contact` where there is one.

    An entry is written like the one beside it: as an item, a heading or a row, newest first or last. What would not be
    read back as it was meant is written below `## Log` instead. `last_contact` never goes backwards.
    """
    *ways, last = _iter_candidate_edits(source, meeting, settings)
    entry = next((edit for edit in ways if _is_read_back(source, edit, meeting, settings)), last)
    return (*_update_last_contact(source, meeting.date, settings), entry)


def _update_last_contact(source: Source, day: Day, settings: Settings) -> tuple[Edit, ...]:
    what = read_source(source, settings).entity
    if not isinstance(what, Contact) or not what.last_contact or what.last_contact >= day:
        return ()
    line = what.find_source_location("last_contact").line
    note, _ = read_note(source)
    field = next((one for one in note.fields if one.line == line), None)
    if field is None:  # it stands in the text, as `Last contact:: 2026-10-02`
        raw = source.text.split("\n")[line - 1]
        return (Edit(line, 1, (raw.replace(what.last_contact.isoformat(), day.isoformat(), 1),)),)
    return set_property(source, field.name, day.isoformat(), settings)


def _iter_candidate_edits(source: Source, meeting: Meeting, settings: Settings) -> Iterator[Edit]:
    """The ways the entry could be written, the one most like the others first."""
    note, _ = read_note(source)
    log, _ = read_log(note, dict(settings.channels))
    entries = [one for one in log.entries if not one.line.status]
    if entries:
        latest = max(entries, key=lambda one: one.date)
        alike = [
            one
            for one in entries
            if (one.line.kind, one.line.indent) == (latest.line.kind, latest.line.indent)
        ]
        yield _add_beside(note, alike, meeting, settings, same_style=True)
        if latest.line.kind == "item":
            yield _add_beside(note, alike, meeting, settings, same_style=False)
    heading = next(
        (one for one in note.lines if one.kind == "heading" and fold(one.text) in LOG_HEADINGS),
        None,
    )
    if heading:
        below = next((one for one in note.lines if one.number > heading.number), None)
        gap = ("",) if below and below.kind in ("text", "row", "heading", "verbatim") else ()
        yield Edit(heading.number + 1, 0, (*_write_item("- ", meeting), *gap))
    yield _add_at_end(source, meeting)
    first = (
        note.lines[0].number if note.lines else 1
    )  # the end may lie in a code block that is never closed
    yield Edit(first, 0, ("## Log", *_write_item("- ", meeting), ""))


LOG_HEADINGS = frozenset(
    map(
        fold,
        (
            "log",
            "contact log",
            "interactions",
            "interaction log",
            "history",
            "journal",
            "timeline",
            "meetings",
            "touches",
            "logbook",
        ),
    )
)
"""What a log is called, folded."""


def _add_at_end(source: Source, meeting: Meeting) -> Edit:
    gap = ("",) if source.text.strip() else ()
    return add_lines_at_end(source.text, (*gap, "## Log", *_write_item("- ", meeting)))


def _add_beside(
    note: Note, entries: list[LogEntry], meeting: Meeting, settings: Settings, *, same_style: bool
) -> Edit:
    """The entry at its day's place among the others."""
    newest_first = entries[0].date >= entries[-1].date
    if newest_first:
        after = next((one for one in entries if one.date <= meeting.date), None)
        neighbour = after or entries[-1]
    else:
        before = [one for one in entries if one.date <= meeting.date]
        after = entries[0] if not before else None
        neighbour = before[-1] if before else entries[0]
    raw = {line.number: line.raw for line in note.lines}
    end = neighbour.end_line
    while end > neighbour.line.number and not raw[end].strip():
        end -= 1
    lines = (
        _write_like_neighbour(neighbour, end, raw, meeting, settings)
        if same_style
        else tuple(_write_item("- ", meeting))
    )
    spaced = neighbour.line.kind == "heading" or not raw.get(neighbour.end_line, " ").strip()
    gap = ("",) if spaced else ()
    return (
        Edit(neighbour.line.number, 0, (*lines, *gap))
        if after
        else Edit(end + 1, 0, (*gap, *lines))
    )


def _write_like_neighbour(
    neighbour: LogEntry, end: int, raw_lines: dict[int, str], meeting: Meeting, settings: Settings
) -> tuple[str, ...]:
    """The entry written as the one beside it is."""
    number, kind = neighbour.line.number, neighbour.line.kind
    if kind == "row":
        return (_write_row(number, raw_lines, meeting, settings),)
    match = _LEAD.match(raw_lines[number])
    if not match:
        return tuple(_write_item("- ", meeting))
    link = "]]" if "]]" in match["close"] else ""
    close = link + match["close"].rpartition("]]")[2] if link else match["close"]
    begin = f"{match['lead']}{match['open']}{meeting.date.isoformat()}{close}"
    if kind != "item":
        words = meeting.channel[:1].upper() + meeting.channel[1:]
        head = begin + (
            f"{_find_separator(match['rest'], settings, ' — ')}{words}" if words else ""
        )
        gap = ("",) if number < end and not raw_lines[number + 1].strip() else ()
        told = _list_sentences(meeting)
        passed = tuple(f"- {line}" for line in _iter_field_lines(meeting))
        return (head, *(gap if told or passed else ()), *told, *passed)
    separator = _find_separator(match["rest"], settings, ": ")
    first, *more = _list_sentences(meeting) or ("",)
    if meeting.channel:
        begin += f" {meeting.channel}"
        separator = separator if separator.strip() else ": "
    head = f"{begin}{separator}{first}" if first else begin
    below = next((raw_lines[at] for at in range(number + 1, end + 1) if raw_lines[at].strip()), "")
    indent = (
        "\t"
        if below.startswith("\t")
        else " " * (len(match["lead"]) - len(match["lead"].lstrip()) + 2)
    )
    if match["lead"].strip()[:1].isdigit():
        indent = " " * len(match["lead"])
    return (
        head,
        *(f"{indent}{line}" for line in more),
        *(f"{indent}- {line}" for line in _iter_field_lines(meeting)),
    )


_LEAD = re.compile(
    r"(?P<lead>[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+|\#{1,6}[ \t]+)?)(?P<open>[*_]{0,3}(?:\[\[(?:[^\[\]|]*/)?)?)"
    r"\d{4}-\d{2}-\d{2}(?P<close>(?:\|[^\]]*)?(?:\]\])?(?::(?=[*_]))?[*_]{0,3})(?P<rest>.*)"
)
_SEPARATOR = re.compile(r"\s*(?:[:—–|,]|-(?=\s))\s*|\s+")


def _find_separator(rest: str, settings: Settings, default: str) -> str:
    """What stands between the date, or the channel, and the text of an entry."""
    match = re.match(r"\s*([^\W\d_][\w-]*)", rest)
    if match and fold(match[1]) in dict(settings.channels):
        rest = rest[match.end() :]
    found = _SEPARATOR.match(rest)
    if not found or not rest.strip():
        return default
    return found[0] if found[0].endswith(" ") else f"{found[0].rstrip()} "


def _write_item(lead: str, meeting: Meeting) -> Iterator[str]:
    first, *more = _list_sentences(meeting) or ("",)
    channel = f" {meeting.channel}" if meeting.channel else ""
    yield f"{lead}{meeting.date.isoformat()}{channel}{': ' if first else ''}{first}"
    yield from (f"  {line}" for line in more)
    yield from (f"  - {line}" for line in _iter_field_lines(meeting))


def _list_sentences(meeting: Meeting) -> tuple[str, ...]:
    """What was said, a line each, and who was there too."""
    told = [" ".join(line.split()) for line in meeting.text.splitlines() if line.strip()]
    if meeting.others:
        *head, last = meeting.others
        who = f"with {', '.join(head)} and {last}" if head else f"with {last}"
        told = [*told[:-1], f"{told[-1]} ({who})"] if told else [who]
    return tuple(told)


def _iter_field_lines(meeting: Meeting) -> Iterator[str]:
    """What passed, a line each, as the log has it."""
    yield from (f"gave:: {_collapse_spaces(one)}" for one in meeting.gave)
    yield from (f"[ ] asked:: {_collapse_spaces(one)}" for one in meeting.asked)
    for text, due in meeting.promised:
        yield f"[ ] promised:: {_collapse_spaces(text)}{f' 📅 {due.isoformat()}' if due else ''}"
    yield from (f"learned:: {_collapse_spaces(one)}" for one in meeting.learned)


def _collapse_spaces(text: str) -> str:
    return " ".join(text.split())


def _write_row(number: int, raw_lines: dict[int, str], meeting: Meeting, settings: Settings) -> str:
    """A row with its cells where the table above has them: the day, the channel, and the rest in the last cell free."""
    channels = dict(settings.channels)
    cells = _split_cells(raw_lines[number])
    column = next(
        (at for at, cell in enumerate(cells) if at and fold(cell) in channels),
        1 if len(cells) > 2 else 0,
    )
    passed = (f"[{line.removeprefix('[ ] ')}]" for line in _iter_field_lines(meeting))
    said = " ".join(chain(_list_sentences(meeting), passed)).replace("|", "\\|")
    new = [""] * len(cells)
    new[0] = f"[[{meeting.date}]]" if cells[0].startswith("[[") else meeting.date.isoformat()
    if column:
        new[column] = meeting.channel
    free = next((at for at in range(1, len(cells)) if at != column), column)
    new[free] = " ".join(filter(None, (new[free], said)))
    indent = raw_lines[number][: len(raw_lines[number]) - len(raw_lines[number].lstrip())]
    return f"{indent}| {' | '.join(new)} |"


def _split_cells(row: str) -> list[str]:
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row.strip().strip("|"))]


def _is_read_back(source: Source, edit: Edit, meeting: Meeting, settings: Settings) -> bool:
    """Whether the note then says what it said, and this touch more."""
    before = read_source(source, settings).entity
    after = read_source(source._replace(text=apply_edits(source.text, (edit,))), settings).entity
    if not isinstance(before, Contact) or not isinstance(after, Contact):
        return False
    old, new = _list_log_facts(before), _list_log_facts(after)
    passed = len(meeting.gave) + len(meeting.asked) + len(meeting.promised) + len(meeting.learned)
    added = [one for one in after.touches if ("touch", one.date, one.channel, one.text) not in old]
    return (
        all(one in new for one in old)
        and len(new) > len(old) + passed
        and all(one.date == meeting.date and meeting.channel in ("", one.channel) for one in added)
        and _list_own_words(before) == _list_own_words(after)
    )


def _list_own_words(contact: Contact) -> list[str]:
    """The words of a note; a heading for a log is none, for it goes when all below it is told."""
    lines = (
        line for line in contact.text.split("\n") if fold(line.lstrip("# ")) not in LOG_HEADINGS
    )
    return " ".join(lines).split()


def _list_log_facts(contact: Contact) -> list[tuple[object, ...]]:
    """All that a contact's log says, without the places."""
    touches: list[tuple[object, ...]] = [
        ("touch", one.date, one.channel, one.text) for one in contact.touches
    ]
    touches += [("gift", *one[:-1]) for one in contact.gifts]
    touches += [("ask", *one[:-1]) for one in contact.asks]
    touches += [("promise", *one[:-1]) for one in contact.promises]
    return touches + [("learned", *one[:-1]) for one in contact.learned]


def find_entry_location(edits: tuple[Edit, ...], path: str) -> SourceLocation:
    """Where the entry of a logged touch stands then."""
    *others, entry = edits
    moved = sum(
        len(edit.new_lines) - edit.removed_count for edit in others if edit.line < entry.line
    )
    first = next(
        at for at, line in enumerate(entry.new_lines) if re.search(r"\d{4}-\d{2}-\d{2}", line)
    )
    return SourceLocation(path, entry.line + moved + first)
