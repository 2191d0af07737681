"""Where lines can be added to a note: below its title, above its log, or at the end of its text.

Nothing is ever added within a comment or a block of code that is opened and never closed: Obsidian
hides or displays as code all that follows, down to the end of the note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.markdown.syntax import INLINE_CODE
from netnotes.reading.note import build_source, read_note
from netnotes.text import fold_for_search
from netnotes.writing.edits import Edit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.reading.log import Log
    from netnotes.reading.note import Line, Note


# A list of words is read in lines, not one a line.
# fmt: off
# What the heading of a log can be called, without case, accents and anything but letters.
LOG_HEADINGS = frozenset({
    "log", "contactlog", "logbook", "history", "contacthistory", "journal", "diary", "timeline",
    "interactions", "interactionlog", "interactionhistory", "meetings", "meetinglog", "touches",
    "touchpoints", "conversations", "encounters",
    # German
    "verlauf", "kontaktverlauf", "kontaktprotokoll", "protokoll", "logbuch", "chronik", "historie",
    "tagebuch", "gesprache", "treffen", "begegnungen",
    # French
    "historique", "rencontres", "echanges", "conversaciones", "suivi",
    # Spanish, Italian and Portuguese
    "registro", "historial", "bitacora", "encuentros", "interacciones", "reuniones", "diario",
    "storico", "cronologia", "incontri", "historico", "registo", "encontros",
    # Dutch
    "logboek", "geschiedenis", "contactmomenten", "gesprekken", "ontmoetingen",
})
# fmt: on


class LogHeading(NamedTuple):
    """The heading of a log: its first line, and the number of the line below it."""

    line: Line
    end_line: int


def find_log_heading(note: Note) -> LogHeading | None:
    """Find the first heading of a log, of whatever level; None where there is none."""
    for index, line in enumerate(note.lines):
        if line.kind == "heading" and is_log_heading(line.text):
            return LogHeading(line, line.number + 1)
        if _is_underlined(note, index) and is_log_heading(line.text):
            return LogHeading(line, line.number + 2)
    return None


def is_log_heading(text: str) -> bool:
    """Tell whether the text of a heading is a name for a log: `Log`, `📒 Contact log:`."""
    return "".join(filter(str.isalpha, fold_for_search(text))) in LOG_HEADINGS


def find_body_start(note: Note) -> int:
    """Find the number of the first line below the front matter."""
    if note.lines:
        return note.lines[0].number
    if note.source.text:
        return note.source.text.count("\n") + 2
    return 1


def find_title_end(note: Note) -> int:
    """Find the number of the line below the note's title; without one, of the first line."""
    for index, line in enumerate(note.lines):
        if line.kind == "blank":
            continue
        if line.kind == "heading" and line.indent == 1 and not is_log_heading(line.text):
            return line.number + 1
        if _is_underlined(note, index, "=") and not is_log_heading(line.text):
            return line.number + 2
        break
    return find_body_start(note)


def _is_underlined(note: Note, index: int, marks: str = "=-") -> bool:
    """Tell whether a line is a heading because the next one consists of `===` or `---`."""
    if note.lines[index].kind != "text" or index + 1 == len(note.lines):
        return False
    underline = note.lines[index + 1]
    is_underline = underline.kind == "text" and _UNDERLINE.fullmatch(underline.text)
    return bool(is_underline) and underline.text[0] in marks


_UNDERLINE = re.compile(r"=+|-{2,}")


def find_text_end(note: Note) -> int:
    """Find the number of the line behind the last one that is not blank.

    It is earlier where the note ends in a comment or in code that is never closed.
    """
    end = find_title_end(note)
    unclosed_line = find_unclosed_line(note)
    for line in note.lines:
        if unclosed_line is not None and line.number >= unclosed_line:
            break
        if line.kind != "blank":
            end = max(end, line.number + 1)
    return end


def find_unclosed_line(note: Note) -> int | None:
    """Find the number of the line that begins a comment or code that is never closed."""
    numbers = (_find_unclosed_comment(note), _find_unclosed_code(note))
    return min((number for number in numbers if number is not None), default=None)


def _find_unclosed_comment(note: Note) -> int | None:
    if "%%" not in note.source.text and "<!--" not in note.source.text:
        return None
    for line in note.lines:
        # Comments that are closed are none of the lines any more.
        if line.kind != "verbatim" and _COMMENT_START.search(INLINE_CODE.sub("", line.raw)):
            return line.number
    return None


_COMMENT_START = re.compile("%%|<!--")


def _find_unclosed_code(note: Note) -> int | None:
    if not _is_code_open(note.source.text):
        return None
    lines = note.source.text.split("\n")
    for line in reversed(note.lines):
        is_fence = "```" in line.raw or "~~~" in line.raw
        if is_fence and not _is_code_open("\n".join(lines[: line.number - 1])):
            return line.number
    return None


def _is_code_open(text: str) -> bool:
    """Tell whether a paragraph that is added to a text would be within code."""
    if "```" not in text and "~~~" not in text:
        return False
    note, _ = read_note(build_source("", f"{text}\n\nx"))
    return bool(note.lines) and note.lines[-1].kind == "verbatim"


def find_log_start(note: Note, log: Log) -> int:
    """Find the number of the first line of the log with its headings; without a log, of its place.

    Its place is at the end of the text.
    """
    numbers = [entry.line.number for entry in log.entries if not entry.line.status]
    heading = find_log_heading(note)
    if heading is not None:
        numbers.append(heading.line.number)
    if not numbers:
        return find_text_end(note)

    start = _find_start_of_section(note, min(numbers))
    unclosed_line = find_unclosed_line(note)
    if unclosed_line is None:
        return start
    return min(start, unclosed_line)


def _find_start_of_section(note: Note, entry_line: int) -> int:
    """Find the number of the first line that belongs to an entry or is a heading of it.

    That may be the item it is indented below, the header of its table or a heading `## 2026`.
    """
    index = entry_line - find_body_start(note)
    title_end_index = find_title_end(note) - find_body_start(note)
    while index > title_end_index and note.lines[index].indent and _is_in_list(note.lines[index]):
        index -= 1
    first_index = index
    while index > title_end_index and note.lines[index - 1].kind in ("row", "heading", "blank"):
        index -= 1
    while index < first_index and note.lines[index].kind == "blank":
        index += 1
    return note.lines[index].number


def _is_in_list(line: Line) -> bool:
    return line.kind in ("item", "text", "verbatim", "blank")


def insert_paragraph(note: Note, line_number: int, new_lines: Sequence[str]) -> Edit:
    """Insert lines before a line, with a blank line above and below them where there is none."""
    body_start = find_body_start(note)
    index = line_number - body_start
    has_text_above = line_number > 1 and (index <= 0 or note.lines[index - 1].kind != "blank")
    lines = ["", *new_lines] if has_text_above else list(new_lines)
    if index < len(note.lines) and note.lines[index].kind != "blank":
        lines.append("")
    return Edit(line_number, 0, tuple(lines))
