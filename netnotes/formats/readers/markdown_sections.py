"""People in one Markdown file as sections: a heading with the name, labels and a log below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.card import ImportedTouch, Task
from netnotes.formats.readers.columns import FIRST_NAME, LAST_NAME, find_meaning
from netnotes.model.settings import CHANNELS
from netnotes.reading.channels import split_channel
from netnotes.reading.entry_lines import EntryForm, find_end_of_entry, find_entry_day
from netnotes.reading.note import build_source, read_note
from netnotes.reading.person_notes import is_named_like_person
from netnotes.reading.task_marks import split_task_marks
from netnotes.text import parse_day

if TYPE_CHECKING:
    from netnotes.reading.lines import Line


class PersonSection(NamedTuple):
    """A section about a person."""

    # The line of the heading.
    line: int

    # What its labels say, by their names, with the name of the person and all that is no label.
    cells: dict[str, str]

    touches: tuple[ImportedTouch, ...]
    tasks: tuple[Task, ...]


# The names of the columns that a section has beside its labels.
NAME_COLUMN, TEXT_COLUMN = "Name", "Notes"


def list_person_sections(text: str, date_order: str = "") -> tuple[PersonSection, ...]:
    """List the sections of the level on which most are about people; none for a single one.

    One has a label that people have; beside such sections, one with a name and a dated entry will
    do.
    """
    note, _ = read_note(build_source("", text))
    channels = {word: mode for mode, words in CHANNELS.items() for word in words}
    form = EntryForm(channels, date_order)
    sections_by_level: dict[int, list[PersonSection]] = {}
    for index, line in enumerate(note.lines):
        if line.kind != "heading" or not strip_markup(line.text):
            continue
        end = _find_end_of_section(note.lines, index)
        section = _read_section(line, note.lines[index + 1 : end], form)
        if _has_label_of_person(section) or _has_touch_with_person(section):
            sections_by_level.setdefault(line.indent, []).append(section)
    sections = max(sections_by_level.values(), key=len, default=[])
    # A note with a single one is about one person, and one without labels is a diary of subjects.
    if len(sections) < MIN_SECTIONS or not any(map(_has_label_of_person, sections)):
        return ()
    return tuple(sections)


MIN_SECTIONS = 2


def _has_label_of_person(section: PersonSection) -> bool:
    meanings = map(find_meaning, section.cells)
    return not _MEANINGS_OF_PEOPLE.isdisjoint(meanings)


def _has_touch_with_person(section: PersonSection) -> bool:
    name = section.cells[NAME_COLUMN]
    return bool(section.touches) and is_named_like_person(name, min_words=2)


# A section about a person has one of these at least.
_MEANINGS_OF_PEOPLE = frozenset(
    ("email", "phone", "organisation", "role", "birthday", "last_contact", "met", "met_at", "tier")
)


def _find_end_of_section(lines: tuple[Line, ...], start: int) -> int:
    """Find the index of the next heading that is not below the one at `start`."""
    level = lines[start].indent
    for index in range(start + 1, len(lines)):
        if lines[index].kind == "heading" and lines[index].indent <= level:
            return index
    return len(lines)


class _Texts:
    """What the lines of a section say, while they are read."""

    def __init__(self) -> None:
        self.cells: dict[str, str] = {}
        self.texts: list[str] = []
        self.touches: list[ImportedTouch] = []
        self.tasks: list[Task] = []


def _read_section(heading: Line, lines: tuple[Line, ...], form: EntryForm) -> PersonSection:
    """Read the lines below a heading: labels, dated entries, tasks, and all others as text."""
    found = _Texts()
    index = 0
    while index < len(lines):
        index = _read_lines(lines, index, form, found)
    cells = found.cells
    cells.setdefault(NAME_COLUMN, strip_markup(heading.text))
    # A heading such as `Log`, below which all was an entry, is no text.
    if any(not text.startswith("#") for text in found.texts):
        texts = found.texts
        if TEXT_COLUMN in cells:
            texts = [cells[TEXT_COLUMN], *texts]
        cells[TEXT_COLUMN] = "\n".join(texts)
    return PersonSection(heading.number, cells, tuple(found.touches), tuple(found.tasks))


def _read_lines(lines: tuple[Line, ...], index: int, form: EntryForm, found: _Texts) -> int:
    """Read the line at an index with all that belongs to it; return the next line's index."""
    line = lines[index]
    if line.kind == "blank" or _add_label(line, found):
        return index + 1
    if line.status in (" ", "/") and line.text:
        words, marks = split_task_marks(line.text)
        found.tasks.append(Task(words, parse_day(marks.get("due", ""))))
        return index + 1
    if line.kind in ("item", "text", "heading"):
        written = find_entry_day(line, form)
        if written and written.day:
            end = find_end_of_entry(lines, index, form)
            _, channel, text = split_channel(written.rest, form.channels)
            below = [_strip_item_sign(line.raw) for line in lines[index + 1 : end]]
            words = " ".join(filter(None, [text, *below]))
            found.touches.append(ImportedTouch(written.day, channel, words))
            return end
    found.texts.append(_strip_item_sign(line.raw))
    return index + 1


def _add_label(line: Line, found: _Texts) -> bool:
    """Add what a label says, unless the section has it already; tell whether it was added."""
    match = _LABEL.fullmatch(line.raw.rstrip())
    if match is None:
        return False
    column = _choose_column(match)
    if not column or column in found.cells:
        return False
    found.cells[column] = strip_markup(match["value"])
    return True


def _strip_item_sign(raw: str) -> str:
    return _ITEM_SIGN.sub("", raw).strip()


def _choose_column(match: re.Match[str]) -> str:
    """Choose the column of a label; empty for one that means nothing. The heading is the name."""
    meaning = find_meaning(match["label"])
    if meaning in ("name", FIRST_NAME, LAST_NAME):
        # `Contact: ada@example.com`
        if "@" in match["value"]:
            return "Email"
        return ""
    if not meaning:
        return ""
    return match["label"]


def strip_markup(text: str) -> str:
    """Return the words of a text without emphasis and links."""
    text = text.replace("\\|", "|")
    text = re.sub(r"\[\[(?:[^\[\]|]*/)?([^\[\]|]*)(?:\|[^\[\]]*)?\]\]", r"\1", text)
    text = re.sub(r"\[([^\[\]]*)\]\((?:[^()]*)\)", r"\1", text)
    return text.strip(" \t*_`")


_LABEL = re.compile(
    r"\s*(?:[-*+]\s+)?[*_]{0,3}(?P<label>[^\W\d_][^:*_|]{0,40}?)[*_]{0,3}\s?:[*_]{0,3}\s+"
    r"(?P<value>\S.*)"
)
_ITEM_SIGN = re.compile(r"\s*[-*+]\s+")
