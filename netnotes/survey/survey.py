"""A survey of notes that were not written for netnotes: where people are, and what names mean."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.settings import DailyNotes, Settings
from netnotes.reading.kinds import classify_note
from netnotes.survey.date_order import UsedDateOrder, find_used_date_order
from netnotes.survey.folders import (
    NO_FOLDER,
    FolderCount,
    PeopleFolder,
    PeopleTag,
    find_daily_notes_folder,
    find_folder,
    is_in_any_folder,
    iter_archives,
    iter_people_folders,
    iter_people_tags,
    iter_scattered_people,
)
from netnotes.survey.lists_of_people import count_listed_people
from netnotes.survey.properties import (
    UsedProperty,
    iter_used_properties,
    list_property_candidates,
    list_spellings,
)
from netnotes.survey.signs import TrialReading, find_type_property, read_on_trial
from netnotes.survey.tiers_and_channels import (
    ALL_TIERS,
    UsedChannel,
    UsedScale,
    UsedTier,
    find_used_scale,
    iter_used_channels,
    list_used_tiers,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netnotes.reading.note import Note


class VaultSurvey(Struct, frozen=True, kw_only=True):
    """What a survey of a vault found."""

    # All notes, whatever they are about.
    note_count: int = 0
    people_folders: tuple[PeopleFolder, ...] = ()

    # The properties in which notes call themselves a person, and in how many notes.
    type_property_counts: tuple[tuple[str, int], ...] = ()

    # The names that mean our properties and that we do not know.
    properties: tuple[UsedProperty, ...] = ()

    # Empty if all names for tiers are those we know.
    tiers: tuple[UsedTier, ...] = ()

    # None if no numbers of a scale are used.
    scale: UsedScale | None = None

    # The words for channels that we do not know, the most used first.
    channels: tuple[UsedChannel, ...] = ()

    # None if all dates of contacts and meeting notes have one meaning, or nothing shows which.
    date_order: UsedDateOrder | None = None

    # Our properties, and how this vault spells them.
    property_spellings: tuple[tuple[str, str], ...] = ()

    # The folder is `obsidian` if Obsidian's settings say where daily notes are.
    daily_notes: FolderCount = NO_FOLDER
    goals: FolderCount = NO_FOLDER
    events: FolderCount = NO_FOLDER

    # The tags that are called like people.
    people_tags: tuple[PeopleTag, ...] = ()

    # Where notes look like contacts and would be none, for too few of those beside them do.
    scattered_people: tuple[FolderCount, ...] = ()

    # The notes that list several people, and how many; none of them is a contact.
    lists_of_people: tuple[tuple[str, int], ...] = ()

    # The folders that are best left out.
    archives: tuple[FolderCount, ...] = ()


def survey_vault(
    notes: Sequence[Note], obsidian_daily_notes: DailyNotes | None = None
) -> VaultSurvey:
    """Survey a vault's notes.

    `obsidian_daily_notes` is where Obsidian's settings say that the daily notes are; None if they
    do not say.
    """
    goals = find_folder(notes, "goals")
    events = find_folder(notes, "events")
    daily_notes_folder, daily_notes = find_daily_notes_folder(notes, obsidian_daily_notes)

    # Every name is tried on every note first. The notes that turn out to be about people then
    # decide which names count.
    settings = _build_trial_settings(notes, goals, events)
    trial = read_on_trial(notes, settings, daily_notes)
    archives = tuple(iter_archives(trial))
    archive_folders = [archive.folder for archive in archives]
    current_notes = [note for note in notes if not is_in_any_folder(note.path, archive_folders)]

    people_folders = tuple(iter_people_folders(current_notes, trial))
    people_tags = tuple(iter_people_tags(current_notes, people_folders, trial))
    contacts = _list_contacts(current_notes, people_folders, people_tags, trial)
    meetings = [note for note in current_notes if trial.kinds[note.path] == "meeting"]

    daily_note_count = sum(kind == "daily note" for kind in trial.kinds.values())
    return VaultSurvey(
        note_count=len(notes),
        people_folders=people_folders,
        people_tags=people_tags,
        type_property_counts=_count_type_properties(contacts, trial),
        properties=tuple(iter_used_properties(contacts, meetings, settings.properties)),
        tiers=list_used_tiers(contacts, settings),
        scale=find_used_scale(contacts, settings),
        channels=tuple(iter_used_channels(contacts)),
        date_order=find_used_date_order(
            [*contacts, *(note for note in notes if trial.kinds[note.path] in _DATED_KINDS)]
        ),
        property_spellings=list_spellings(contacts, settings),
        daily_notes=daily_notes_folder._replace(note_count=daily_note_count),
        goals=goals,
        events=events,
        scattered_people=tuple(iter_scattered_people(current_notes, people_folders, trial)),
        lists_of_people=tuple(_iter_lists_of_people(current_notes, contacts, trial)),
        archives=archives,
    )


def _iter_lists_of_people(
    notes: Sequence[Note], contacts: Sequence[Note], trial: TrialReading
) -> Iterator[tuple[str, int]]:
    contact_paths = {contact.path for contact in contacts}
    for note in notes:
        if note.path not in contact_paths and trial.kinds[note.path] in ("", "contact"):
            count = count_listed_people(note)
            if count:
                yield note.path, count


# The kinds of notes, beside contacts, in which a day says when somebody was met.
_DATED_KINDS = ("meeting", "daily note")


def _build_trial_settings(
    notes: Sequence[Note], goals: FolderCount, events: FolderCount
) -> Settings:
    """Build settings with every name and word that may have a meaning, and no contacts folder."""
    return Settings(
        contacts=(),
        goals=goals.folder or "Goals",
        events=events.folder or "Events",
        properties=list_property_candidates(notes),
        tiers=ALL_TIERS,
        closest_on_scale=1,
    )


def _list_contacts(
    notes: Sequence[Note],
    people_folders: tuple[PeopleFolder, ...],
    people_tags: tuple[PeopleTag, ...],
    trial: TrialReading,
) -> list[Note]:
    """List the notes that are contacts once the settings name the people's folders and tags."""
    folders = tuple(people_folder.folder for people_folder in people_folders)
    tags = tuple(people_tag.tag for people_tag in people_tags)
    settings = replace(trial.settings, contacts=folders, tags=tags)
    return [
        note for note in notes if classify_note(note, settings, trial.daily_notes).kind == "contact"
    ]


def _count_type_properties(
    contacts: Sequence[Note], trial: TrialReading
) -> tuple[tuple[str, int], ...]:
    """Count the contacts that call themselves a person, by the property in which they do."""
    counts: Counter[str] = Counter()
    for contact in contacts:
        # A contact by its folder alone had no kind before the folder was known.
        if trial.kinds[contact.path]:
            counts[find_type_property(contact, trial.settings)] += 1
    return tuple(sorted(counts.items()))
