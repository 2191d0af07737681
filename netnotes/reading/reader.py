"""One note, read: which kind it is, and what it says. Source → Reading, and nothing but the text decides."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.people import Contact, Encounter, Event, Goal, Link, Touch
from netnotes.model.settings import DailyNotes
from netnotes.reading import prose
from netnotes.reading.fields import (
    CONTACT_PROPERTIES,
    build_property_index,
    find_date_in_name,
    iter_word_links,
    read_contact,
    read_event,
    read_goal,
)
from netnotes.reading.journal import find_channel, iter_inline_fields, read_log
from netnotes.reading.note import iter_links, read_note
from netnotes.text import MONTHS, fold, fold_name, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Mode
    from netnotes.model.settings import Settings
    from netnotes.reading.frontmatter import Field
    from netnotes.reading.journal import Log
    from netnotes.reading.note import Line, Note, Source


class Reading(NamedTuple):
    """What one note says.

    `what` is the contact, goal or event it is about; None for any other note. `encounters` are the touches a meeting
    note or a daily note tells of other people. `links` and `tags` are those of its text.
    """

    path: str
    digest: str
    entity: Contact | Goal | Event | None
    encounters: tuple[Encounter, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[Link, ...]
    diagnostics: tuple[Diagnostic, ...]


def extract_public_part(reading: Reading) -> Reading:
    """What of a note can show on the pages of others: all but its own words, its log, and where its links stand.

    As long as this stays the same, nobody else's page changes with the note, but for the day of the last contact.
    """
    what = reading.entity
    if isinstance(what, Contact):
        what = replace(what, text="", digest="", touches=(), gifts=(), asks=(), promises=(), learned=())
    elif what:
        what = replace(what, text="")
    links = tuple(dict.fromkeys([Link(link.target, "", NO_LOCATION) for link in reading.links]))
    return reading._replace(digest="", entity=what, links=links, diagnostics=())


NO_LOCATION = SourceLocation("")

NOTE_TYPES = {
    **dict.fromkeys(("person", "people", "contact", "contacts"), "contact"),
    "goal": "goal",
    **dict.fromkeys(("event", "trip"), "event"),
    **dict.fromkeys(("meeting", "interaction"), "meeting"),
    **dict.fromkeys(("organisation", "organization", "company", "place", "project", "moc", "index", "template"), ""),
}
"""What a note's `type` may say, and the kind of note that makes it; nothing for what is surely none of ours."""


def read_source(source: Source, settings: Settings, daily_notes: DailyNotes = DailyNotes()) -> Reading:  # noqa: B008 - it is frozen
    """What a note says, with everything that is wrong in it."""
    note, found = read_note(source)
    said = collect_classifying_fields(note, settings)
    kind = classify_by_fields(note, said, settings, daily_notes)
    channels = dict(settings.channels)
    what: Contact | Goal | Event | None = None
    encounters: tuple[Encounter, ...] = ()
    if kind in ("contact", "goal", "event"):
        log, in_log = read_log(note, channels)
        what, in_fields = _read_entity(kind, note, log, settings)
        found = (*found, *in_log, *in_fields, *check_layout(note), *check_property_addresses(note, settings))
    elif kind == "meeting":
        encounters = tuple(iter_meeting_encounters(note, said, channels))
    elif kind == "journal":
        encounters = tuple(iter_daily_note_encounters(note, find_daily_note_day(note, daily_notes), channels))
    else:
        found = ()  # not our note, not our errors
    aliases = what.aliases if what else tuple(iter_words(said.get("aliases")))
    tags = what.tags if what else tuple(dict.fromkeys((*iter_words(said.get("tags")), *note.tags)))
    return Reading(source.path, source.digest, what, encounters, aliases, tags, note.links, found)


def _read_entity(
    kind: str, note: Note, log: Log, settings: Settings
) -> tuple[Contact | Goal | Event, tuple[Diagnostic, ...]]:
    if kind == "contact":
        return read_contact(note, log, settings)
    return read_goal(note, log, settings) if kind == "goal" else read_event(note, log, settings)


def check_layout(note: Note) -> Iterator[Diagnostic]:
    """What of a note's text will not be shown as it was meant."""
    text = "\n".join(line.raw for line in note.lines)
    first = note.lines[0].number if note.lines else 1
    if len(text) > prose.MAX_TEXT_LENGTH:
        message = "The text that begins here is longer than 256 KiB; its end is not laid out on the page."
        yield Diagnostic(SourceLocation(note.path, first), "very-long-note", message, "Make several notes of it.")
    for line in prose.find_too_deep_lines(text):
        message = "From here on lists or quotes are nested too deeply to be laid out."
        yield Diagnostic(
            SourceLocation(note.path, first + line - 1), "too-deep", message, "Take this part out of its nest."
        )
    for unsafe in prose.find_unsafe_links(text) if "](" in text or "]:" in text or "<" in text else ():
        yield _build_unsafe_link_diagnostic(
            unsafe.url, SourceLocation(note.path, first + unsafe.line - 1, unsafe.column)
        )


def check_property_addresses(note: Note, settings: Settings) -> Iterator[Diagnostic]:
    """The addresses among the properties that no page links to."""
    known = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for field in note.fields:
        prop = known.get(fold(field.name))
        if prop is None or prop.name != "links":
            continue
        for word in field.words:
            for address in prop.read(field._replace(words=(word,)), note.path, settings):
                if (
                    "[[" not in word.text
                    and prose.classify_url(address) == "nowhere"
                    and not _HOST_AND_PORT.match(address)
                ):
                    yield _build_unsafe_link_diagnostic(address, SourceLocation(note.path, word.line, word.column))


_HOST_AND_PORT = re.compile(r"[\w.-]+:\d")


def _build_unsafe_link_diagnostic(url: str, location: SourceLocation) -> Diagnostic:
    shown = url if len(url) <= 60 else url[:59] + "…"
    message = f"{shown} leads to no web page, mail, phone call or note; it is shown as plain text."
    return Diagnostic(location, "unsafe-link", message, "Write the whole address, such as https://example.org.")


def classify_note(note: Note, settings: Settings, daily_notes: DailyNotes) -> str:
    """`contact`, `goal`, `event`, `meeting`, `journal`, or nothing for a note that is not ours."""
    return classify_by_fields(note, collect_classifying_fields(note, settings), settings, daily_notes)


def classify_by_fields(
    note: Note, fields_by_name: Mapping[str, Field], settings: Settings, daily_notes: DailyNotes
) -> str:
    if "ignore" in iter_words(fields_by_name.get("netnotes")) or _is_drawing_or_template(note):
        return ""
    kind = next((NOTE_TYPES[word] for word in iter_words(fields_by_name.get("type")) if word in NOTE_TYPES), None)
    if kind is not None:
        return kind
    path = fold_name(note.path)
    people = list_named_people(note, fields_by_name)
    if people and (
        find_date_in_name(note.path) or (find_note_day(note, fields_by_name) and not all(link.plain for link in people))
    ):
        return "event" if find_containing_folder(path, (settings.events,)) else "meeting"
    for kind, folders in (("contact", settings.contacts), ("goal", (settings.goals,)), ("event", (settings.events,))):
        if folder := find_containing_folder(path, folders):
            return "" if _is_table_of_contents(note.source.stem, folder) else kind
    tags = [one for tag in _iter_tags(note, fields_by_name) for one in (tag.partition("/")[0], tag.rpartition("/")[2])]
    if _PERSON_WORDS.intersection((*iter_words(fields_by_name.get("categories")), *tags)):
        return "contact"
    return "journal" if find_daily_note_day(note, daily_notes) else ""


_PERSON_WORDS = frozenset(("people", "person", "contact", "contacts"))


def _is_drawing_or_template(note: Note) -> bool:
    """Whether a note is a drawing or a board that a plugin keeps as Markdown, or a template with its places unfilled."""
    if any(field.name.endswith("-plugin") for field in note.fields):
        return True
    return note.source.stem.casefold().endswith("template") and _PLACEHOLDER.search(note.source.text) is not None


_PLACEHOLDER = re.compile(r"\{\{.*\}\}|<%.*%>")


def is_in_folder(path: str, folders: tuple[str, ...]) -> bool:
    """Whether a note lies in one of the folders, any case, at any depth."""
    return bool(find_containing_folder(fold_name(path), folders))


def find_containing_folder(path: str, folders: tuple[str, ...]) -> str:
    """The first of the folders that a folded path lies in; empty for none."""
    return next((folder for folder in folders if folder and path.startswith(_build_folder_prefix(folder))), "")


@lru_cache(maxsize=256)
def _build_folder_prefix(folder: str) -> str:
    return fold_name(folder) + "/"


def _is_table_of_contents(stem: str, folder: str) -> bool:
    """Whether a note is the folder's table of contents and not one more person: it is named like it, or `index`."""
    name = fold_name(re.sub(r"^[\W\d_]+", "", stem))
    return name in ("index", "readme", fold_name(folder.rpartition("/")[2]))


_CLASSIFYING_PROPERTIES = {
    **{name: name for name in ("type", "date", "netnotes")},
    **dict.fromkeys(("categories", "category"), "categories"),
    **dict.fromkeys(("tags", "tag"), "tags"),
    **dict.fromkeys(("aliases", "alias"), "aliases"),
    **dict.fromkeys(("people", "person", "attendees", "participants"), "people"),
    **dict.fromkeys(("channel", "medium", "via", "service"), "channel"),
    **dict.fromkeys(("subject", "topic"), "subject"),
}
"""The properties that say which kind of note this is, by each folded name."""


@lru_cache(maxsize=16)
def _build_classifying_names(extra_names: tuple[tuple[str, tuple[str, ...]], ...]) -> Mapping[str, str]:
    return {
        **_CLASSIFYING_PROPERTIES,
        **{fold(also): name for name, more in extra_names if name in _CLASSIFYING_PROPERTIES.values() for also in more},
    }


def collect_classifying_fields(note: Note, settings: Settings) -> Mapping[str, Field]:
    """What a note says of its kind, in its front matter or, where that is silent, in lines such as `type:: person`."""
    saying = _build_classifying_names(settings.properties)
    said: dict[str, Field] = {}
    for field in note.fields:
        if (name := saying.get(fold(field.name))) and (field.words or name not in said):
            said[name] = field
    if "::" in note.source.text and not saying.keys().isdisjoint(_iter_words_before_colons(note.source.text)):
        for field in iter_inline_fields(note.lines):
            if name := saying.get(fold(field.name)):
                said.setdefault(name, field)
    return said


def _iter_words_before_colons(text: str) -> Iterator[str]:
    """The word before each `::`, folded; looking at these is quicker than looking at every line."""
    for part in text.split("::")[:-1]:
        yield fold(part[-40:].rpartition("\n")[2].strip(" \t>*_+-"))


def iter_words(field: Field | None) -> Iterator[str]:
    """The words of a property, case-folded, out of their links and without `#`."""
    for part in _iter_parts(field):
        yield part.rpartition("/")[2]


def _iter_parts(field: Field | None) -> Iterator[str]:
    for word in field.words if field else ():
        for part in (word.text,) if field and field.is_list else re.split(r"[,;]\s*", word.text):
            yield part.strip().strip("[]#\"'").partition("|")[0].casefold()


def _iter_tags(note: Note, fields_by_name: Mapping[str, Field]) -> Iterator[str]:
    """The tags a note bears: those of its properties, and those on a line of nothing but tags."""
    yield from (tag for part in _iter_parts(fields_by_name.get("tags")) for tag in part.split())
    if note.tags:
        for line in note.lines:
            if line.text.startswith("#") and all(word.startswith("#") for word in line.text.split()):
                yield from (word.strip("#").casefold() for word in line.text.split())


def find_note_day(note: Note, fields_by_name: Mapping[str, Field]) -> Day | None:
    """The day of a note: its property `date`, else the one in its name."""
    date = fields_by_name.get("date")
    return (date and date.words and parse_day(date.words[0].text)) or find_date_in_name(note.path)


def list_named_people(note: Note, fields_by_name: Mapping[str, Field]) -> tuple[Link, ...]:
    """Whom a note says it was with, by its `people:` or `person:`, as links or plainly by their names."""
    field = fields_by_name.get("people")
    words = field.words if field else ()
    return tuple(
        link for word in words for link in iter_word_links(word, note.path, is_list=bool(field and field.is_list))
    )


def find_daily_note_day(note: Note, daily_notes: DailyNotes) -> Day | None:
    """The day a daily note is about; None for a note that is not one."""
    if not daily_notes.folder or not (daily_notes.folder == "/" or is_in_folder(note.path, (daily_notes.folder,))):
        return None
    if (day := find_date_in_name(note.path)) is not None:
        return day
    match = _build_path_pattern(daily_notes.date_format).fullmatch(note.path)
    if not match:
        return None
    told = {part: digits for part, digits in match.groupdict().items() if digits}
    month = told.get("month", "")[:3].capitalize()
    names = [name[:3] for name in MONTHS]
    number = names.index(month) + 1 if month in names else int(told.get("m", 0))
    year = told.get("y") or f"20{told.get('yy', '')}"
    return parse_day(f"{year}-{number:02}-{int(told.get('d', 0)):02}")


_MOMENT_PATTERNS = {
    "YYYY": r"(?P<y>\d{4})",
    "YY": r"(?P<yy>\d\d)",
    "MMMM": r"(?P<month>[A-Z][a-z]+)",
    "MMM": r"(?P<month>[A-Z][a-z]+)",
    "MM": r"(?P<m>\d\d)",
    "M": r"(?P<m>\d{1,2})",
    "DD": r"(?P<d>\d\d)",
    "Do": r"(?P<d>\d{1,2})(?:st|nd|rd|th)",
    "D": r"(?P<d>\d{1,2})",
}
_MOMENT_LETTERS = re.compile(r"\[(?P<words>[^\]]*)\]|(?P<letters>YYYY|YY|M{1,4}|Do|DD?|[A-Za-z]+)|(?P<sign>.)")


@lru_cache(maxsize=16)
def _build_path_pattern(date_format: str) -> re.Pattern[str]:
    """What the paths of daily notes look like that are named in this form of moment.js; each part of a day is told once."""
    pattern = ""
    for match in _MOMENT_LETTERS.finditer(date_format):
        part = _MOMENT_PATTERNS.get(match["letters"] or "", "")
        name = part.partition(">")[0]
        if part:
            pattern += part if name + ">" not in pattern else part.replace(name + ">", "(?:", 1)
        else:
            pattern += r"[^/]*" if match["letters"] else re.escape(match["words"] or match["sign"] or "")
    return re.compile(r"(?:.*/)?" + pattern + r"\.md", re.IGNORECASE)


def iter_meeting_encounters(
    note: Note, fields_by_name: Mapping[str, Field], channels: Mapping[str, Mode]
) -> Iterator[Encounter]:
    """A meeting note is one touch with everybody it names: its people, else whom its text links to."""
    day = find_note_day(note, fields_by_name)
    people = list_named_people(note, fields_by_name) or tuple(
        link for line in note.lines for link in _iter_linked_notes(note, line)
    )
    if not day or not people:
        return
    channel = next(iter_words(fields_by_name.get("channel")), "")
    title = re.sub(r"^\d{4}-\d{2}-\d{2}[\s_-]*", "", note.source.stem)
    mode, word = (channels[channel], channel) if channel in channels else find_channel(title, channels)
    subject = fields_by_name.get("subject")
    lines = (line.text for line in note.lines if line.kind in ("text", "item") and line.text)
    text = (title if _LETTER.search(title) else "") or (subject.text if subject else "") or next(lines, "")
    yield Encounter(Touch(day, mode, word, text, SourceLocation(note.path)), people)


_LETTER = re.compile(r"[^\W\d_]")
"""A letter: a second note of one day may be called `2026-10-05 - 2`."""


def iter_daily_note_encounters(note: Note, day: Day | None, channels: Mapping[str, Mode]) -> Iterator[Encounter]:
    """Each line of a daily note that links to somebody is a touch with them; an open task is not."""
    if not day:
        return
    for line in note.lines:
        if "[" in line.text and line.status in ("", "x", "X") and (people := tuple(_iter_linked_notes(note, line))):
            mode, word = find_channel(line.text, channels)
            yield Encounter(
                Touch(day, mode, word, line.text, SourceLocation(note.path, line.number, line.column)), people
            )


def _iter_linked_notes(note: Note, line: Line) -> Iterator[Link]:
    """Whom a line links to; not what it embeds, and nobody in code or in a quote."""
    return iter_links(line.raw if line.kind != "verbatim" else "", SourceLocation(note.path, line.number), embeds=False)
