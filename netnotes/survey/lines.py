"""Each line of the proposed settings: three examples of what led to it, and settings without it."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.note_path import is_in_folder
from netnotes.model.settings import Settings
from netnotes.reading.daily_notes import find_daily_note_day
from netnotes.reading.kinds import classify_note
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.scales import is_number_on_scale
from netnotes.survey.properties import iter_fields_in_text
from netnotes.text import fold, shorten_to_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.model.settings import DailyNotes
    from netnotes.reading.note import Note
    from netnotes.survey.survey import VaultSurvey


MAX_EXAMPLES = 3

# In characters; a line of a note may be a whole paragraph.
MAX_EXAMPLE_LENGTH = 70


class ProposedLine(Struct, frozen=True):
    """A line of the proposed settings."""

    # As the settings file has it: `contacts: 2-Areas/People`, `last_contact: Laatst gesproken`.
    label: str

    # Places in the notes, with the words that led to the line.
    examples: tuple[str, ...]

    # The proposed settings without this line.
    settings_without: Settings


def iter_proposed_lines(
    survey: VaultSurvey, notes: Sequence[Note], settings: Settings, daily_notes: DailyNotes
) -> Iterator[ProposedLine]:
    """Yield each line of the proposed settings.

    `settings` is what they are read as, and `daily_notes` where they find the daily notes.
    """
    yield from _iter_folder_lines(survey, notes, settings, daily_notes)
    if survey.date_order:
        yield ProposedLine(
            f"order: {survey.date_order.order}",
            _take(survey.date_order.examples),
            replace(settings, date_order=""),
        )
    yield from _iter_property_lines(survey, notes, settings)
    yield from _iter_tier_lines(survey, notes, settings)


def _iter_people_lines(
    survey: VaultSurvey, notes: Sequence[Note], settings: Settings, daily_notes: DailyNotes
) -> Iterator[ProposedLine]:
    for people_folder in survey.people_folders:
        folder = people_folder.folder
        remaining = tuple(name for name in settings.contacts if name != folder)
        yield ProposedLine(
            f"contacts: {folder}",
            _take(_iter_paths(notes, folder)),
            replace(settings, contacts=remaining),
        )

    for tag in [people_tag.tag for people_tag in survey.people_tags]:
        without = replace(settings, tags=tuple(name for name in settings.tags if name != tag))
        paths = (
            note.path
            for note in notes
            if classify_note(note, settings, daily_notes).kind == "contact"
            and classify_note(note, without, daily_notes).kind != "contact"
        )
        yield ProposedLine(f"tags: {tag}", _take(paths), without)


def _iter_folder_lines(
    survey: VaultSurvey, notes: Sequence[Note], settings: Settings, daily_notes: DailyNotes
) -> Iterator[ProposedLine]:
    yield from _iter_people_lines(survey, notes, settings, daily_notes)
    yield from _iter_goal_and_event_lines(survey, notes, settings)
    if survey.daily_notes.note_count:
        paths = (note.path for note in notes if find_daily_note_day(note.path, daily_notes))
        without = replace(settings, journal="")
        yield ProposedLine(f"journal: {survey.daily_notes.folder}", _take(paths), without)
    if survey.archives:
        folders = [archive.folder for archive in survey.archives]
        examples = _take(path for folder in folders for path in _iter_paths(notes, folder))
        without = replace(settings, exclude=())
        yield ProposedLine(f"exclude: {', '.join(folders)}", examples, without)


def _iter_goal_and_event_lines(
    survey: VaultSurvey, notes: Sequence[Note], settings: Settings
) -> Iterator[ProposedLine]:
    for key, found in (("goals", survey.goals), ("events", survey.events)):
        if found.note_count:
            # No folder can have this name, so that nothing is read as a goal or an event.
            without = replace(settings, **{key: "\0"})
            yield ProposedLine(
                f"{key}: {found.folder}", _take(_iter_paths(notes, found.folder)), without
            )


def _iter_property_lines(
    survey: VaultSurvey, notes: Sequence[Note], settings: Settings
) -> Iterator[ProposedLine]:
    for used in survey.properties:
        names = tuple(
            (property_name, tuple(name for name in own_names if name != used.name))
            for property_name, own_names in settings.properties
        )
        yield ProposedLine(
            f"{used.property_name}: {used.name}",
            _take(_iter_fields(notes, (fold(used.name),))),
            replace(settings, properties=names),
        )


def _iter_tier_lines(
    survey: VaultSurvey, notes: Sequence[Note], settings: Settings
) -> Iterator[ProposedLine]:
    defaults = Settings()
    if survey.tiers:
        yield ProposedLine(
            f"tiers: {', '.join(tier.name for tier in survey.tiers)}",
            _take(_iter_tiers(notes, settings, {tier.name for tier in survey.tiers})),
            replace(settings, tiers=defaults.tiers),
        )
    if survey.scale:
        yield ProposedLine(
            f"scale: {', '.join(survey.scale.names)}",
            _take(_iter_numbers_on_scale(notes, settings)),
            replace(settings, closest_on_scale=defaults.closest_on_scale),
        )


def _take(examples: Iterable[str]) -> tuple[str, ...]:
    return tuple(islice(examples, MAX_EXAMPLES))


def _iter_paths(notes: Iterable[Note], folder: str) -> Iterator[str]:
    for note in notes:
        if is_in_folder(note.path, (folder,)):
            yield note.path


def _iter_fields(notes: Iterable[Note], keys: tuple[str, ...]) -> Iterator[str]:
    for note in notes:
        for field in (*note.fields, *iter_fields_in_text(note)):
            if field.key in keys and field.words:
                yield _format_place(note, field.line, f"{field.name}: {field.text}")


def _iter_tiers(notes: Iterable[Note], settings: Settings, names: set[str]) -> Iterator[str]:
    properties_by_name = build_property_index(CONTACT_PROPERTIES, settings.properties)
    for note in notes:
        for field in note.fields:
            prop = properties_by_name.get(field.key)
            is_tier = prop is not None and prop.name in ("tier", "cadence")
            if is_tier and field.text.casefold() in names:
                yield _format_place(note, field.line, f"{field.name}: {field.text}")


def _iter_numbers_on_scale(notes: Iterable[Note], settings: Settings) -> Iterator[str]:
    for note in notes:
        for field in note.fields:
            if is_number_on_scale(field, settings):
                yield _format_place(note, field.line, f"{field.name}: {field.text}")


def _format_place(note: Note, line: int, text: str) -> str:
    words = " ".join(text.split())
    return f"{note.path}:{line}  {shorten_to_words(words, MAX_EXAMPLE_LENGTH)}"
