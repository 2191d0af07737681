"""Text and tasks from elsewhere, added to a note that exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.contact_log import read_log
from netnotes.reading.note import read_note
from netnotes.writing.places import (
    find_body_start,
    find_log_heading,
    find_log_start,
    find_title_end,
    insert_paragraph,
)
from netnotes.writing.read_back import (
    count_own_words,
    count_words,
    has_same_properties,
    list_new_facts,
    read_contact_before_and_after,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Source
    from netnotes.writing.edits import Edit


def add_text(source: Source, lines: Sequence[str], settings: Settings) -> Edit:
    """Add lines of text above the log of a contact's note; without a log, at its end.

    Where they would not be read back as text there, they go below the note's title. `lines` are
    such that no line is read as an entry or a task, as those of a quote are.
    """
    edits = list(_iter_edits_above_log(source, lines, settings))
    return _choose_edit(source, edits, lines, settings, fact_count=0)


def add_log_lines(source: Source, lines: Sequence[str], settings: Settings) -> Edit:
    """Add items that have no day, such as tasks, each a line, below the heading of the log.

    Where there is none, or they would not be read back there, they go above the log.
    """
    edits = list(_iter_edits_in_log(source, lines, settings))
    return _choose_edit(source, edits, lines, settings, fact_count=len(lines))


def _choose_edit(
    source: Source, edits: Sequence[Edit], lines: Sequence[str], settings: Settings, fact_count: int
) -> Edit:
    """Choose the first edit after which the note says all that it said, else the last one.

    `fact_count` is how many promises and other facts of a log the lines are at least; 0 for lines
    that are only text.
    """
    for edit in edits[:-1]:
        contacts = read_contact_before_and_after(source, edit, settings)
        if contacts is None or not has_same_properties(*contacts):
            continue
        before, after = contacts
        new_facts = list_new_facts(before, after)
        if new_facts is None or bool(new_facts) != bool(fact_count) or len(new_facts) < fact_count:
            continue
        old_words, new_words = count_own_words(before.text), count_own_words(after.text)
        added_words, line_words = new_words - old_words, count_words(lines)
        # Of a task some words are among those of the text, of a quote all: else it is in a comment.
        is_added = added_words <= line_words if fact_count else added_words == line_words
        if is_added and old_words <= new_words:
            return edit
    return edits[-1]


def _iter_edits_in_log(source: Source, lines: Sequence[str], settings: Settings) -> Iterator[Edit]:
    note, _ = read_note(source)
    heading = find_log_heading(note)
    if heading is not None:
        edit = insert_paragraph(note, heading.end_line, lines)
        # The heading needs no blank line below it, and items that follow belong to the same list.
        new_lines = edit.new_lines[1:] if edit.new_lines[0] == "" else edit.new_lines
        index = heading.end_line - find_body_start(note)
        if index < len(note.lines) and note.lines[index].kind == "item":
            new_lines = new_lines[:-1]
        yield edit._replace(new_lines=new_lines)
    yield from _iter_edits_above_log(source, lines, settings)


def _iter_edits_above_log(
    source: Source, lines: Sequence[str], settings: Settings
) -> Iterator[Edit]:
    """Yield an edit for each place in question: above the log, else at the top."""
    note, _ = read_note(source)
    log, _ = read_log(note, dict(settings.channels), settings.date_order)
    places = (
        find_log_start(note, log),
        find_title_end(note),
        find_body_start(note),
    )
    for line_number in dict.fromkeys(places):
        yield insert_paragraph(note, line_number, lines)
