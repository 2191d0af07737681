"""Folders of people: which notes in `People/Nora` are about Nora, and which are contacts.

One note does not say it alone, so that it is decided when all notes are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name, is_named_after_day
from netnotes.reading.person_notes import FOLDER_NOTE_FILES
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netnotes.model.reading import Reading


def find_notes_of_no_contact(readings: Mapping[str, Reading]) -> Mapping[str, str]:
    """Find the notes read as contacts that are none, by the notes beside them, with the reasons.

    `People/Nora/Nora.md` with nothing in it is a contact only if a note of a day lies beside it.
    Any other note in there that has nothing of a person is about the contact of the folder.
    """
    unsure_paths = [path for path, reading in readings.items() if reading.is_unsure]
    if not unsure_paths:
        return {}

    dated_folders = _collect_folders_with_dated_notes(readings)
    reasons: dict[str, str] = {}
    other_paths: list[str] = []
    for path in unsure_paths:
        if not _is_named_like_folder(path):
            other_paths.append(path)
        elif path.rpartition("/")[0] not in dated_folders:
            reasons[path] = EMPTY_FOLDER_NOTE

    contact_paths = _collect_contact_paths(readings, reasons)
    sure_paths = contact_paths - {fold_name(path) for path in unsure_paths}
    for path in other_paths:
        if _is_in_folder_of_person(path, contact_paths, sure_paths):
            reasons[path] = ABOUT_PERSON_OF_FOLDER
    return reasons


def _collect_contact_paths(
    readings: Mapping[str, Reading], left_out: Mapping[str, str]
) -> set[str]:
    """Collect the folded paths of the notes with an entity, but for those left out."""
    return {
        fold_name(path)
        for path, reading in readings.items()
        if reading.entity and path not in left_out
    }


def _is_in_folder_of_person(path: str, contact_paths: set[str], sure_paths: set[str]) -> bool:
    """Tell whether the folder of a note has a note about a person; all paths are folded."""
    folder = fold_name(path.rpartition("/")[0])
    name = folder.rpartition("/")[2]
    if not contact_paths.isdisjoint((f"{folder}/{name}.md", f"{folder}.md")):
        return True
    main_paths = {fold_name(f"{folder}/{file_name}") for file_name in FOLDER_NOTE_FILES}
    return not sure_paths.isdisjoint(main_paths)


EMPTY_FOLDER_NOTE = (
    "It has the name of its folder, and neither a property that only people have nor a dated "
    "entry, and no note named after a day is beside it."
)
ABOUT_PERSON_OF_FOLDER = (
    "It is in the folder of a person, and has neither a property that only people have nor a dated "
    "entry: it is about that person."
)


def _collect_folders_with_dated_notes(paths: Iterable[str]) -> set[str]:
    return {path.rpartition("/")[0] for path in paths if is_named_after_day(path)}


def _is_named_like_folder(path: str) -> bool:
    folder = path.rpartition("/")[0].rpartition("/")[2]
    return fold_name(extract_note_name(path)) == fold_name(folder)
