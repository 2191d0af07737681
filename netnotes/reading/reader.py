"""One note, read: which kind it is, and what it says. Source → Reading, and nothing but the text decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from netnotes.diagnostics import Diagnostic, Place
from netnotes.people import Contact, Encounter, Event, Goal, Link, Touch
from netnotes.reading.fields import date_in_name, read_contact, read_event, read_goal
from netnotes.reading.journal import channel_of, read_log
from netnotes.reading.note import links_in, read_note
from netnotes.words import calendar_day, fold, same_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date as Day

    from netnotes.reading.journal import Log
    from netnotes.reading.note import Note, Source
    from netnotes.settings import Settings


class Journal(NamedTuple):
    """Where the daily notes are, and how their files are named in moment.js's letters. No folder: no journal."""

    folder: str = ""
    form: str = "YYYY-MM-DD"


class Reading(NamedTuple):
    """What one note says.

    `what` is the contact, goal or event it is about; None for any other note. `encounters` are the touches a meeting
    note or a daily note tells of other people. `links` and `tags` are those of its text.
    """

    path: str
    digest: str
    what: Contact | Goal | Event | None
    encounters: tuple[Encounter, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    found: tuple[Diagnostic, ...]


KINDS = {
    **dict.fromkeys(("person", "people", "contact", "contacts"), "contact"),
    "goal": "goal",
    **dict.fromkeys(("event", "trip"), "event"),
    **dict.fromkeys(("meeting", "interaction"), "meeting"),
}
"""What a note's `type` may say, and the kind of note that makes it."""


def read(source: Source, settings: Settings, journal: Journal = Journal()) -> Reading:  # noqa: B008 - it is frozen
    """What a note says, with everything that is wrong in it."""
    note, found = read_note(source)
    kind = kind_of(note, settings, journal)
    channels = dict(settings.channels)
    what: Contact | Goal | Event | None = None
    encounters: tuple[Encounter, ...] = ()
    more: tuple[Diagnostic, ...] = ()
    if kind in ("contact", "goal", "event"):
        log, in_log = read_log(note, channels)
        what, more = _what(kind, note, log, settings)
        more = (*in_log, *more)
    elif kind == "meeting":
        encounters = tuple(_meeting(note, channels))
    elif kind == "journal":
        encounters = tuple(_journal(note, journal_day(note, journal), channels))
    else:
        found = ()  # not our note, not our errors
    aliases = what.aliases if what else tuple(_words(note, "aliases", "alias"))
    tags = what.tags if what else tuple(dict.fromkeys((*_words(note, "tags", "tag"), *note.tags)))
    return Reading(source.path, source.digest, what, encounters, aliases, tags, note.links, (*found, *more))


def _what(kind: str, note: Note, log: Log, settings: Settings) -> tuple[Contact | Goal | Event, tuple[Diagnostic, ...]]:
    if kind == "contact":
        return read_contact(note, log, settings)
    return read_goal(note, log, settings) if kind == "goal" else read_event(note, log, settings)


def kind_of(note: Note, settings: Settings, journal: Journal) -> str:
    """`contact`, `goal`, `event`, `meeting`, `journal`, or nothing for a note that is not ours."""
    if "ignore" in _words(note, "netnotes"):
        return ""
    said = next((KINDS[word] for word in _words(note, "type") if word in KINDS), "")
    if said:
        return said
    if _day(note) and _people(note):
        return "meeting" if not in_folder(note.path, (settings.events,)) else "event"
    for kind, folders in (("contact", settings.contacts), ("goal", (settings.goals,)), ("event", (settings.events,))):
        if in_folder(note.path, folders) and not _is_folder_note(note.path):
            return kind
    marks = {*_words(note, "categories", "category"), *_words(note, "tags", "tag")}
    if marks & {"people", "person", "contact"}:
        return "contact"
    return "journal" if journal_day(note, journal) else ""


def in_folder(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a note lies in one of the folders, any case, at any depth."""
    folded = same_name(path)
    return any(folder and folded.startswith(same_name(folder) + "/") for folder in folders)


def _is_folder_note(path: str) -> bool:
    """A note named like its folder is the folder's table of contents, not one more person."""
    *folders, name = path.split("/")
    return bool(folders) and same_name(name.removesuffix(".md")) == same_name(folders[-1])


def _words(note: Note, *names: str) -> Iterator[str]:
    """The words of a property, case-folded, out of their links and without `#`."""
    for field in note.fields:
        if fold(field.name) in names:
            for word in field.words:
                for part in (word.text,) if field.listed else re.split(r"[,;]\s*", word.text):
                    yield part.strip().strip("[]#\"'").rpartition("/")[2].casefold()


def _day(note: Note) -> Day | None:
    """The day of a note: its property `date`, else the one in its name."""
    said = next((field for field in note.fields if fold(field.name) == "date" and field.words), None)
    return (said and calendar_day(said.words[0].text)) or date_in_name(note.path)


def _people(note: Note) -> tuple[Link, ...]:
    """Whom a note says it was with, by its `people:` or `person:`."""
    words = (
        word
        for field in note.fields
        if fold(field.name) in ("people", "person", "attendees", "participants")
        for word in field.words
    )
    return tuple(link for word in words for link in links_in(word.text, Place(note.path, word.line, word.column)))


def journal_day(note: Note, journal: Journal) -> Day | None:
    """The day a daily note is about; None for a note that is not one."""
    if not journal.folder or not (journal.folder == "/" or in_folder(note.path, (journal.folder,))):
        return None
    if (day := date_in_name(note.path)) is not None:
        return day
    name = journal.form.rpartition("/")[2]
    pattern = re.escape(name)
    for letters, digits in (("YYYY", r"(?P<y>\d{4})"), ("MM", r"(?P<m>\d{2})"), ("DD", r"(?P<d>\d{2})")):
        pattern = pattern.replace(letters, digits, 1)
    pattern = re.sub(r"d{3,4}|w{1,2}|Q", ".*?", pattern)
    match = re.fullmatch(pattern, note.source.stem) if all(f"<{part}>" in pattern for part in "ymd") else None
    return calendar_day(f"{match['y']}-{match['m']}-{match['d']}") if match else None


def _meeting(note: Note, channels: dict[str, str]) -> Iterator[Encounter]:
    """A meeting note is one touch with everybody it names: its people, else whom its text links to."""
    day = _day(note)
    people = _people(note) or note.links
    if not day or not people:
        return
    said = next(iter(_words(note, "channel", "medium", "via")), "")
    title = re.sub(r"^\d{4}-\d{2}-\d{2}[\s_-]*", "", note.source.stem)
    mode, word = (channels[said], said) if said in channels else channel_of(title, channels)
    text = title or next((line.text for line in note.lines if line.kind in ("text", "item") and line.text), "")
    yield Encounter(Touch(day, mode, word, text, Place(note.path)), people)


def _journal(note: Note, day: Day | None, channels: dict[str, str]) -> Iterator[Encounter]:
    """Each line of a daily note that links to somebody is a touch with them; an open task is not."""
    if not day:
        return
    for line in note.lines:
        if line.kind not in ("item", "text") or "[[" not in line.text or line.status not in ("", "x", "X"):
            continue
        people = tuple(links_in(line.raw, Place(note.path, line.number)))
        mode, word = channel_of(line.text, channels)
        yield Encounter(Touch(day, mode, word, line.text, Place(note.path, line.number, line.column)), people)
