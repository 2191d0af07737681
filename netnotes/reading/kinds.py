"""Which kind of note a note is: a contact, a goal, an event, a meeting note, a daily note, or none.

Only the note's path, its text and the settings decide. What was looked at to decide is part of the
answer, so that nobody who reads the note has to look again.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.model.diagnostics import SourceLocation
from netnotes.model.note_path import (
    extract_note_name,
    find_containing_folder,
    is_named_after_day,
)
from netnotes.model.people import Link
from netnotes.reading.classifying_fields import (
    collect_classifying_fields,
    iter_tags,
    iter_values,
    iter_words,
)
from netnotes.reading.contact_names import find_contact_name, read_contact_name
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.dendron import is_in_hierarchy_of_people
from netnotes.reading.meeting_folders import find_folder_of_meetings
from netnotes.reading.meeting_labels import (
    add_labels,
    find_day_in_name,
    find_day_of_note,
    find_labelled_meeting,
)
from netnotes.reading.meeting_signs import is_tagged_as_meeting, list_named_people
from netnotes.reading.meeting_titles import find_people_in_title
from netnotes.reading.note_types import (
    find_kind_of_type,
    is_card_of_no_person,
    is_tag_of_person,
    is_tag_of_settings,
)
from netnotes.reading.people_sections import find_people_in_sections
from netnotes.reading.person_notes import (
    FOLDER_NOTE_FILES,
    find_folder_of_person,
    has_facts_of_person,
    is_character_of_game,
    is_drawing_or_template,
    is_named_after_list,
    is_named_after_template,
    is_named_like_person,
)
from netnotes.reading.vague_days import find_vague_day_at_start
from netnotes.text import build_lazy_pattern, fold_name, has_any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.settings import DailyNotes, Settings
    from netnotes.reading.note import Note
    from netnotes.reading.note_types import NoteKind
    from netnotes.reading.raw_field import Field


class Classification(Struct, frozen=True, gc=False):
    """The kind of a note, and what was read to know it.

    `day` is the day that a meeting note or a daily note is about, None if neither the property
    `date` nor the file's name says one. `people` are those named by the property `people`, or else
    by a section of a meeting note.
    `fields` are the properties that decide the kind, by the first of their names in
    `classifying_fields.py`. `is_unsure` is whether the note is a contact only if the notes beside
    it say so. `people_of_folder` are links to the contact whose folder a meeting note may be in.
    """

    kind: NoteKind
    day: Day | None
    people: tuple[Link, ...]
    fields: Mapping[str, Field]
    is_unsure: bool = False
    people_of_folder: tuple[Link, ...] = ()

    # Whether `people` are named in a section of the note's text.
    has_people_section: bool = False

    # What decided the kind, in a sentence about the note.
    reason: str = ""

    # Computed when asked for: most notes are contacts, whose log and properties say it all.

    @property
    def channel(self) -> str:
        """The first word of the property `channel`; empty if there is none."""
        if "channel" not in self.fields:
            return ""
        return next(iter_words(self.fields["channel"]), "")

    @property
    def is_left_out(self) -> bool:
        """Whether nothing in the note has happened or is to be read."""
        return self.reason in (IGNORED, INBOX, TEMPLATE)

    @property
    def subject(self) -> str:
        """The property `subject`; empty if there is none."""
        field = self.fields.get("subject")
        if not field:
            return ""
        return field.text

    @property
    def aliases(self) -> tuple[str, ...]:
        """The note's other names, in lower case."""
        if "aliases" not in self.fields:
            return ()
        return tuple(iter_words(self.fields["aliases"]))

    @property
    def property_tags(self) -> tuple[str, ...]:
        """The tags in the note's properties, each by its last part, in lower case."""
        if "tags" not in self.fields:
            return ()
        return tuple(iter_words(self.fields["tags"]))


def classify_note(note: Note, settings: Settings, daily_notes: DailyNotes) -> Classification:
    """Find out which kind of note a note is, by its type, its folder, its tags and its name."""
    fields = collect_classifying_fields(note, settings)
    day = find_day_of_note(note, fields, settings)
    people = list_named_people(note, fields, settings)
    has_people_section = False
    daily_note_day = None
    if day and not people:
        daily_note_day = find_daily_note_day(note.path, daily_notes)
        # A section of a daily note says with whom one thing of the day was.
        if daily_note_day is None:
            people = find_people_in_sections(note)
            has_people_section = bool(people)

    decision = _find_kind(note, fields, people, day, settings)
    kind, reason = decision.kind, decision.reason
    if kind is not None:
        is_unsure = kind == "contact" and _depends_on_folder(note, fields, settings)
        people_of_folder: tuple[Link, ...] = ()
        if kind == "meeting":
            people_of_folder = tuple(_iter_people_of_folder(note.path, settings))
            fields, day = add_labels(note, fields, day, settings)
            if day and not people:
                people = find_people_in_sections(note)
                has_people_section = bool(people)
        return Classification(
            kind, day, people, fields, is_unsure, people_of_folder, has_people_section, reason
        )

    daily_note_day = daily_note_day or find_daily_note_day(note.path, daily_notes)
    if daily_note_day is None:
        return (
            _classify_by_labels(note, fields, people, settings)
            or _classify_by_title(note, fields, day, settings)
            or Classification("", day, people, fields, reason=reason)
        )
    reason = "It is in the folder of daily notes, and its name says the day."
    return Classification("daily note", daily_note_day, people, fields, reason=reason)


def _classify_by_labels(
    note: Note, fields: Mapping[str, Field], people: tuple[Link, ...], settings: Settings
) -> Classification | None:
    """Classify a note as a meeting by labels in its text; None if it is none."""
    meeting = find_labelled_meeting(note, fields, people, settings)
    if meeting is None:
        return None
    # `Type: project` with a day and people is no meeting.
    if not meeting.says_meeting and find_kind_of_type(meeting.fields) not in (None, "meeting"):
        return None
    return Classification(
        "meeting",
        meeting.day,
        meeting.people,
        meeting.fields,
        has_people_section=not people and bool(meeting.people),
        reason="The labels at its top say that it is a meeting, or with whom and when.",
    )


def _classify_by_title(
    note: Note, fields: Mapping[str, Field], day: Day | None, settings: Settings
) -> Classification | None:
    """Classify a note as a meeting by a title such as `1:1 [[Ada Quill]]`; None if it is none."""
    # A note without a day tells of no meeting, and most notes have none.
    vague_day = None if day else find_vague_day_at_start(extract_note_name(note.path))
    if not (day or vague_day) and not has_any(note.source.text, _LABELS_OF_DAYS):
        return None
    people = find_people_in_title(note)
    if not people:
        return None
    fields, day = add_labels(note, fields, day, settings)
    date = fields.get("date")
    # `Date: March 2026` is reported.
    if not (day or vague_day or (date and date.text.strip())):
        return None
    reason = "Its title says how and with whom, and it has a day."
    return Classification("meeting", day, people, fields, reason=reason)


_LABELS_OF_DAYS = ("ate:", "ate**:", "atum:", "atum**:", "echa:", "echa**:", "When:")


class _Decision(Struct, frozen=True, gc=False):
    """The kind of a note and what decided it; the kind is None if nothing did."""

    kind: NoteKind | None
    reason: str


def _find_kind(
    note: Note,
    fields: Mapping[str, Field],
    people: tuple[Link, ...],
    day: Day | None,
    settings: Settings,
) -> _Decision:
    """Find the kind of a note by everything but the settings for daily notes."""
    if "netnotes" in fields and "ignore" in iter_words(fields["netnotes"]):
        return _Decision("", IGNORED)
    if note.path == settings.inbox:
        return _Decision("", INBOX)
    if is_drawing_or_template(note):
        return _Decision("", TEMPLATE)

    kind = find_kind_of_type(fields)
    if kind == "contact" and _is_list_or_template(note, fields, settings):
        return _Decision("", LIST_OR_TEMPLATE)
    if kind is not None:
        return _Decision(kind, "Its property `type` says so." if kind else OTHER_TYPE)

    if is_card_of_no_person(note, fields):
        return _Decision("", CARD_OF_NO_PERSON)

    folded_path = fold_name(note.path)
    if _is_about_meeting(note, people, day):
        # An event may name its participants, too.
        if find_containing_folder(folded_path, (settings.events,)):
            return _Decision("event", "It is in the folder of events.")
        return _Decision("meeting", "It names people and has a day.")

    decision = _find_kind_by_folder(note, fields, folded_path, settings)
    if decision is not None:
        return decision
    if is_in_hierarchy_of_people(note, settings):
        return _Decision("contact", "Its name says that it is in Dendron's hierarchy of people.")
    if day and is_tagged_as_meeting(note, fields):
        return _Decision("meeting", "It is tagged as a meeting and has a day.")
    return _find_kind_by_tag(note, fields, settings)


IGNORED = "It says `netnotes: ignore`."
INBOX = "It is the inbox, whose sentences `netnotes inbox` files."
TEMPLATE = "It is a template, or the drawing or board of a plugin."
LIST_OR_TEMPLATE = (
    "It is named or tagged like a list or a template, and has neither a property that only people "
    "have nor a dated entry."
)
CARD_OF_NO_PERSON = "It is a contact card, and its `KIND` says that it is no person."
OTHER_TYPE = "Its property `type` says that it is about something else."


def _is_about_meeting(note: Note, people: tuple[Link, ...], day: Day | None) -> bool:
    """Whether a note says with whom and when.

    A day in the file's name or a folder such as Meetings is enough. With a property `date` alone,
    at least one of the people must be a link: `people: many` may be in a recipe.
    """
    if not people or day is None:
        return False
    if find_day_in_name(note.path) or not all(link.plain for link in people):
        return True
    return bool(find_folder_of_meetings(note.path))


def _find_kind_by_folder(
    note: Note, fields: Mapping[str, Field], folded_path: str, settings: Settings
) -> _Decision | None:
    """Find the kind of a note by the folder it is in; None if the folder does not say."""
    folder = find_containing_folder(folded_path, settings.contacts)
    if folder:
        return _find_kind_in_contacts(note, fields, folder, settings)

    kinds_and_folders: tuple[tuple[NoteKind, str], ...] = (
        ("goal", settings.goals),
        ("event", settings.events),
    )
    for kind, other_folder in kinds_and_folders:
        if find_containing_folder(folded_path, (other_folder,)):
            if is_named_after_list(note.path, other_folder):
                return _Decision("", f"It is in the folder of {kind}s and named like a list.")
            return _Decision(kind, f"It is in the folder of {kind}s.")
    return None


def _find_kind_in_contacts(
    note: Note, fields: Mapping[str, Field], folder: str, settings: Settings
) -> _Decision:
    """Find the kind of a note in a folder of contacts."""
    if is_named_after_day(note.path) and not _is_dated_person(note, settings):
        return _Decision("meeting", "It is in a folder of contacts and named after a day.")
    if is_character_of_game(note):
        return _Decision("", CHARACTER)
    is_list = is_named_after_list(note.path, folder) or _is_tagged_as_list(fields)
    if is_list:
        # In a list, a label such as `Role: …` may be about anybody, or say how notes are written.
        with_labels = bool(find_folder_of_person(note.path, settings, min_words=2))
        if not has_facts_of_person(note, settings, with_labels=with_labels):
            return _Decision("", LIST_OR_TEMPLATE)
    return _Decision("contact", "It is in a folder of contacts.")


def _is_dated_person(note: Note, settings: Settings) -> bool:
    """Tell whether a note named after a day is a person's: `2026-02-03-nora-vale.md`.

    Its title says the rest of the name, and something in it is a person's. With spaces, as in
    `2026-02-03 Nora Vale.md`, it is about a day with her.
    """
    written = find_contact_name(note, settings)
    if " " in extract_note_name(note.path) or written.form not in ("title", "first heading"):
        return False
    return is_named_like_person(written.name, min_words=2) and has_facts_of_person(note, settings)


def _is_list_or_template(note: Note, fields: Mapping[str, Field], settings: Settings) -> bool:
    """Whether a note is tagged or named as a list or a template, and has nothing of a person."""
    if not _is_tagged_as_list(fields) and not is_named_after_template(note.path):
        return False
    return not has_facts_of_person(note, settings)


def _is_tagged_as_list(fields: Mapping[str, Field]) -> bool:
    return "tags" in fields and not _LIST_TAGS.isdisjoint(iter_values(fields["tags"]))


_LIST_TAGS = frozenset(("moc", "index", "template"))


def _depends_on_folder(note: Note, fields: Mapping[str, Field], settings: Settings) -> bool:
    """Whether only the notes beside a note in a folder of a folder of contacts say what it is.

    `People/Nora/Gift ideas.md` is about Nora if `People/Nora` is her folder. `Nora/Nora.md` with
    nothing in it is a contact if a note of a day lies beside it.
    """
    # Most notes are in the folder of contacts itself.
    if note.path.count("/") < 2:
        return False
    parent = note.path.rpartition("/")[0]
    if not find_containing_folder(fold_name(parent), settings.contacts) or "type" in fields:
        return False
    is_folder_note = fold_name(extract_note_name(note.path)) == fold_name(parent.rpartition("/")[2])
    if not is_folder_note and is_named_like_person(note.path, min_words=2):
        return False
    # `Nora/Contact details.md` may have her address as a label, and is no second contact.
    with_labels = is_folder_note or bool(find_folder_of_person(note.path, settings, min_words=2))
    return not has_facts_of_person(note, settings, with_labels=with_labels)


def _iter_people_of_folder(path: str, settings: Settings) -> Iterator[Link]:
    """Yield links to the person whose folder a note is in, with their note in it or beside it.

    A link that leads to no contact makes no touch: most folders are not those of a person.
    """
    folder = path.rpartition("/")[0]
    if find_containing_folder(fold_name(folder), settings.contacts):
        name = folder.rpartition("/")[2]
        location = SourceLocation(path)
        yield Link(f"{folder}/{name}.md", name, location, plain=True)
        yield Link(f"{folder}.md", name, location, plain=True)
        if is_named_like_person(folder):
            for file_name in FOLDER_NOTE_FILES:
                yield Link(f"{folder}/{file_name}", name, location, plain=True)


def _find_kind_by_tag(note: Note, fields: Mapping[str, Field], settings: Settings) -> _Decision:
    """Find whether a category or a tag says that a note is a person, and something in it as well.

    With nothing in it, its name has to read as that of a person.
    """
    tags = {*iter_words(fields.get("categories")), *iter_tags(note, fields.get("tags"))}
    if settings.tags and any(is_tag_of_settings(tag, settings) for tag in tags):
        return _Decision("contact", "The settings name its tag or its category.")
    is_labelled = False
    if not any(map(is_tag_of_person, tags)):
        is_labelled = _is_labelled_as_person(note)
        if not is_labelled:
            return _Decision(None, NO_SIGN)
    if is_character_of_game(note):
        return _Decision(None, CHARACTER)
    if not _LIST_TAGS.isdisjoint(tags):
        return _Decision(None, "It is tagged as a person, and as a list or a template.")
    # A note that says it is something else, as in `type: meeting series`, needs more than a name.
    # `**Type:** Person` says more than a tag: the heading `Nora` in `nora.md` will do.
    has_name = is_named_like_person(note.path) or is_named_like_person(
        read_contact_name(note, settings), min_words=1 if is_labelled else 2
    )
    if has_name and "type" not in fields:
        source = "A label in its text" if is_labelled else "A tag or a category"
        return _Decision("contact", f"{source} says so.")
    if not is_named_after_list(note.path) and has_facts_of_person(note, settings):
        return _Decision("contact", "A tag or a category says so.")
    return _Decision(None, ONLY_TAG)


def _is_labelled_as_person(note: Note) -> bool:
    """Tell whether a label at the top of a note says what it is about: `**Type:** Person`."""
    beginning = note.source.text[:_MAX_LENGTH_BEFORE_LABEL]
    # Hardly any note has emphasis and one of the words there, and a plain search is quicker.
    if "**" not in beginning and "__" not in beginning:
        return False
    if not has_any(beginning.casefold(), _PARTS_OF_PERSON_WORDS):
        return False
    return _LABEL_OF_PERSON.search(beginning) is not None


_MAX_LENGTH_BEFORE_LABEL = 600
_PARTS_OF_PERSON_WORDS = ("person", "people", "contact", "kontakt", "persoon")
_LABEL_OF_PERSON = build_lazy_pattern(
    r"^[ \t]*[-*+]?[ \t]*[*_]{2,3}(?:type|category|kind|typ|kategorie|art|catégorie|tipo|categoría"
    r"|soort|categorie)(?::?[*_]{2,3}:?)[ \t]*(?:\[\[)?#?(?:person|people|contacts?|personne|persona"
    r"|kontakt|persoon)(?:\]\])?[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)

CHARACTER = "Its properties are those of a character in a game, and not of a person."
NO_SIGN = "It is in no folder of contacts, and no `type`, tag or category says that it is a person."
ONLY_TAG = (
    "A tag or a category says that it is a person, but its name does not read like that of one, "
    "and it has neither a property that only people have nor a dated entry."
)
