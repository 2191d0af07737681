"""Where a vault has its people, goals, events, daily notes and archives.

A folder is known by its name, also in other languages, or by what its notes show.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.note_path import extract_note_name
from netnotes.model.settings import CONTACT_FOLDERS, DailyNotes
from netnotes.reading.classifying_fields import (
    collect_classifying_fields,
    iter_tags,
    iter_words,
)
from netnotes.reading.daily_notes import find_undated_folder, is_named_by_day_alone
from netnotes.reading.kinds import classify_note
from netnotes.reading.person_notes import is_named_like_person
from netnotes.survey.synonyms import find_folder_kind, is_often_of_people
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.model.settings import Settings
    from netnotes.reading.note import Note
    from netnotes.survey.signs import TrialReading


class PeopleFolder(Struct, frozen=True):
    """A folder that seems to hold people."""

    folder: str

    # How many notes would be read as contacts if the settings named the folder.
    note_count: int

    # How many of them look like contacts.
    likely_count: int

    # What speaks for it, and in how many notes; see `signs.list_signs`.
    signs: tuple[tuple[str, int], ...]


class FolderCount(NamedTuple):
    """A folder, and the number of notes that led to it."""

    folder: str
    note_count: int


# How Obsidian and the settings call the vault's own folder.
ROOT = "/"

NO_FOLDER = FolderCount("", 0)


def list_folders(path: str) -> list[str]:
    """List every folder that a note is in, the outermost first: `a` and `a/b` for `a/b/c.md`."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: depth + 1]) for depth in range(len(parts))]


def is_in_any_folder(path: str, folders: Iterable[str]) -> bool:
    """Whether a note is in one of the folders, at any depth."""
    return not set(list_folders(path)).isdisjoint(folders)


def find_folder(notes: Sequence[Note], folder_kind: str) -> FolderCount:
    """Find the folder named for what it holds: one of `FOLDER_SYNONYMS`.

    Of several it is the one with the most notes. What is in an archive is no choice for new notes.
    """
    counts: Counter[str] = Counter()
    for note in notes:
        for folder in list_folders(note.path):
            if find_folder_kind(folder) != folder_kind:
                continue
            if _can_be_named_in_settings(folder) and not _find_archive(folder + "/"):
                counts[folder] += 1
    return _choose_fullest(counts)


def find_daily_notes_folder(
    notes: Sequence[Note], obsidian_daily_notes: DailyNotes | None
) -> tuple[FolderCount, DailyNotes]:
    """Find the daily notes: where Obsidian's settings say, else where notes are named by a day.

    `obsidian_daily_notes` is None if Obsidian's settings do not say. The count stays 0: which notes
    are daily notes is known once all are classified.
    """
    if obsidian_daily_notes:
        return FolderCount("obsidian", 0), obsidian_daily_notes

    counts: Counter[str] = Counter()
    for note in notes:
        if is_named_by_day_alone(note.path):
            counts[find_undated_folder(note.path)] += 1

    folder, count = _choose_fullest(counts)
    # One such note may be about a single day, such as a wedding.
    if count < 2 or not _can_be_named_in_settings(folder):
        return NO_FOLDER, DailyNotes()
    return FolderCount(folder, 0), DailyNotes(folder)


def _choose_fullest(counts: Counter[str]) -> FolderCount:
    """The folder with the most notes; of several the last by name, so that each run finds it."""
    if not counts:
        return NO_FOLDER
    folder, count = max(counts.items(), key=lambda item: (item[1], item[0]))
    return FolderCount(folder, count)


def _can_be_named_in_settings(folder: str) -> bool:
    """Whether the settings file can name a folder.

    It takes `~` and `..` for folders outside the vault, and drops spaces at the ends. Characters
    that can't be printed are left out, since nobody could check the line that holds them.
    """
    if folder.startswith("~"):
        return False
    parts = folder.split("/")
    return all(part == part.strip() and part != ".." and part.isprintable() for part in parts)


# People in no folder of people


def iter_scattered_people(
    notes: Sequence[Note], people_folders: Iterable[PeopleFolder], trial: TrialReading
) -> Iterator[FolderCount]:
    """Find the folders with notes that look like contacts and that no proposal makes one.

    The folder is `/` for the top of the vault.
    """
    folders = [people_folder.folder for people_folder in people_folders]
    counts: Counter[str] = Counter()
    clear_folders = set()
    for note in notes:
        signs = trial.signs.get(note.path)
        if not signs or trial.kinds[note.path] or is_in_any_folder(note.path, folders):
            continue
        folder = note.path.rpartition("/")[0] or ROOT
        counts[folder] += 1
        if signs != ("dated lines",) and _may_be_name(note.path):
            clear_folders.add(folder)
    for folder, count in sorted(counts.items()):
        # `2026-08-02 dinner for eight` in a single note may be about a recipe, and `api.md` with an
        # address about a program.
        if count > 1 or folder in clear_folders:
            yield FolderCount(folder, count)


# Tags


class PeopleTag(NamedTuple):
    """A tag or a category that seems to be that of people."""

    tag: str
    note_count: int

    # How many of these notes look like contacts.
    likely_count: int


def iter_people_tags(
    notes: Sequence[Note], people_folders: Iterable[PeopleFolder], trial: TrialReading
) -> Iterator[PeopleTag]:
    """Find the tags that are called like people and on notes that are no contacts without them.

    At least two thirds of the notes look like contacts, and have names like people.
    """
    folders = [people_folder.folder for people_folder in people_folders]
    counts: Counter[str] = Counter()
    likely_counts: Counter[str] = Counter()
    for note in notes:
        if trial.kinds[note.path] or is_in_any_folder(note.path, folders):
            continue
        is_likely = trial.is_likely_person(note.path) and is_named_like_person(note.path, 2)
        for tag in _list_people_tags(note, trial.settings):
            counts[tag] += 1
            likely_counts[tag] += is_likely
    for tag, count in sorted(counts.items()):
        if likely_counts[tag] >= MIN_TAGGED_PEOPLE and likely_counts[tag] * 3 >= count * 2:
            yield PeopleTag(tag, count, likely_counts[tag])


# A single note with a tag may be about anything.
MIN_TAGGED_PEOPLE = 2


def _list_people_tags(note: Note, settings: Settings) -> set[str]:
    """List the tags of a note that are called like people; of a nested tag, its first part."""
    fields = collect_classifying_fields(note, settings)
    tags = {*iter_words(fields.get("categories")), *iter_tags(note, fields.get("tags"))}
    beginnings = {tag.partition("/")[0] for tag in tags}
    return {tag for tag in beginnings if tag in _TAGS_OF_PEOPLE or is_often_of_people(tag)}


_TAGS_OF_PEOPLE = frozenset(
    [
        *("crm", "prm", "rolodex", "personne", "personnes", "persona", "personas", "contacto"),
        *("contactos", "kontakt", "kontakte", "persoon", "personen", "mensen", "menschen"),
        *("friend", "client", "colleague", "mentor", "investor", "customer", "freund", "kunde"),
    ]
)


# Archives


def iter_archives(trial: TrialReading) -> Iterator[FolderCount]:
    """Find the archives that hold people and no meetings.

    Contacts that were put away shall not come back, but a meeting took place all the same.
    """
    paths_by_archive: dict[str, list[str]] = {}
    for path in trial.kinds:
        archive = _find_archive(path)
        if archive:
            paths_by_archive.setdefault(archive, []).append(path)

    for archive, paths in sorted(paths_by_archive.items()):
        has_people = any(trial.is_likely_person(path) for path in paths)
        has_meetings = any(trial.kinds[path] in ("meeting", "daily note") for path in paths)
        if has_people and not has_meetings:
            yield FolderCount(archive, len(paths))


def _find_archive(path: str) -> str:
    """Find the outermost archive that a note is in; empty if there is none."""
    for folder in list_folders(path):
        if find_folder_kind(folder) == "archive":
            return folder
    return ""


# People


class FolderCandidate(NamedTuple):
    """A folder that may hold people, and what would change if the settings named it."""

    folder: str
    is_named_for_people: bool

    # The notes that would be contacts.
    contact_paths: list[str]

    # Those of them that look like contacts, or are contacts already.
    likely_paths: list[str]


def iter_people_folders(notes: Sequence[Note], trial: TrialReading) -> Iterator[PeopleFolder]:
    """Find the folders whose notes are people; the folders in them are part of them.

    Notes that call themselves a person are read wherever they are, and need no folder.
    """
    notes_by_folder = _group_by_folder(note for note in notes if note.path in trial.signs)
    folders: list[str] = []
    for folder in sorted(notes_by_folder, key=lambda folder: (folder.count("/"), folder)):
        if not _can_be_named_in_settings(folder) or is_in_any_folder(folder + "/", folders):
            continue
        candidate = _build_candidate(folder, notes_by_folder[folder], trial)
        if candidate and _is_worth_proposing(candidate, trial):
            folders.append(folder)
            yield _describe_candidate(candidate, trial)


def _group_by_folder(notes: Iterable[Note]) -> dict[str, list[Note]]:
    """Group notes by each folder they are in, at any depth."""
    notes_by_folder: dict[str, list[Note]] = {}
    for note in notes:
        for folder in list_folders(note.path):
            notes_by_folder.setdefault(folder, []).append(note)
    return notes_by_folder


def _build_candidate(
    folder: str, notes: Sequence[Note], trial: TrialReading
) -> FolderCandidate | None:
    """Try out a folder; None if neither its name nor two notes speak for it."""
    is_named_for_people = _is_default_folder(folder) or find_folder_kind(folder) == "contacts"
    # A single note may be about a company that has an email address.
    if not is_named_for_people and not _has_people(folder, notes, trial):
        return None

    settings = replace(trial.settings, contacts=(folder,))
    contact_paths = [
        note.path
        for note in notes
        if classify_note(note, settings, trial.daily_notes).kind == "contact"
    ]
    likely_paths = [path for path in contact_paths if trial.is_likely_person(path)]
    return FolderCandidate(folder, is_named_for_people, contact_paths, likely_paths)


def _has_people(folder: str, notes: Sequence[Note], trial: TrialReading) -> bool:
    """Whether two notes right in a folder look like contacts, or one anywhere in `Recruiters`."""
    has_inner_folder = any(
        find_folder_kind(inner) == "contacts"
        for note in notes
        for inner in list_folders(note.path)[folder.count("/") + 1 :]
    )
    if is_often_of_people(folder) and not has_inner_folder:
        return any(trial.signs[note.path] and not trial.kinds[note.path] for note in notes)
    return _count_new_people(folder, notes, trial) > 1


def _count_new_people(folder: str, notes: Sequence[Note], trial: TrialReading) -> int:
    """Count the notes right in a folder that look like contacts and are none yet."""
    count = 0
    for note in notes:
        is_right_inside = note.path.rpartition("/")[0] == folder
        if is_right_inside and trial.signs[note.path] and not trial.kinds[note.path]:
            count += 1
    return count


def _is_worth_proposing(candidate: FolderCandidate, trial: TrialReading) -> bool:
    """Whether enough of a folder's notes are about people, and naming the folder is of use."""
    # Notes that all call themselves a person are read without the folder; but with it, the next
    # contact is made beside them.
    is_gain = not all(trial.kinds[path] for path in candidate.contact_paths)
    if not is_gain:
        return candidate.is_named_for_people and bool(candidate.contact_paths)
    # `docs/contacts/api.md` has a role and an address, and is about a program.
    is_single = len(candidate.contact_paths) == 1 and "/" in candidate.folder
    if is_single and not _may_be_name(candidate.contact_paths[0]):
        return False
    if _is_convincing_by_name(candidate):
        return True
    # A few notes on other things, such as a list of birthdays, are no reason against a folder.
    return len(candidate.likely_paths) * 3 >= len(candidate.contact_paths) * 2


def _is_convincing_by_name(candidate: FolderCandidate) -> bool:
    if not candidate.is_named_for_people:
        return False
    # `Books/Menschen` may be about a novel: below the top, its notes have to look the part.
    is_at_top = "/" not in candidate.folder
    if is_at_top or _is_default_folder(candidate.folder):
        return True
    if candidate.likely_paths:
        return True
    # Or most of several are called as people are, with a first and a last name.
    paths = candidate.contact_paths
    named_count = sum(is_named_like_person(path, min_words=2) for path in paths)
    return len(paths) >= MIN_NAMED_PEOPLE and named_count * 3 >= len(paths) * 2


def _may_be_name(path: str) -> bool:
    """Tell whether a note is called as a person is, perhaps in small letters: `ada-quill`."""
    name = extract_note_name(path)
    return is_named_like_person(path) or len(re.split(r"[\s_-]+", name)) > 1


MIN_NAMED_PEOPLE = 3


def _is_default_folder(folder: str) -> bool:
    return fold_name(folder) in _DEFAULT_FOLDERS


_DEFAULT_FOLDERS = frozenset(map(fold_name, CONTACT_FOLDERS))


def _describe_candidate(candidate: FolderCandidate, trial: TrialReading) -> PeopleFolder:
    counts: Counter[str] = Counter()
    for path in candidate.contact_paths:
        counts.update(trial.signs[path])
    return PeopleFolder(
        candidate.folder,
        len(candidate.contact_paths),
        len(candidate.likely_paths),
        tuple(sorted(counts.items())),
    )
