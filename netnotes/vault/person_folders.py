"""Folders of people: which notes in `People/Nora` are about Nora, and which are contacts.

One note does not say it alone, so that it is decided when all notes are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.note_path import extract_note_name, is_named_after_day
from netnotes.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from netnotes.model.reading import Reading


def find_notes_of_no_contact(readings: Mapping[str, Reading]) -> frozenset[str]:
    """Find the notes read as contacts that are none, by the notes beside them.

    `People/Nora/Nora.md` with nothing in it is a contact only if a note of a day lies beside it.
    Any other note in there that has nothing of a person is about the contact of the folder.
    """
    unsure_paths = [path for path, reading in readings.items() if reading.is_unsure]
    if not unsure_paths:
        return frozenset()

    dated_folders = _collect_folders_with_dated_notes(readings)
    none_of_contact: set[str] = set()
    other_paths: list[str] = []
    for path in unsure_paths:
        if not _is_named_like_folder(path):
            other_paths.append(path)
        elif path.rpartition("/")[0] not in dated_folders:
            none_of_contact.add(path)

    contact_paths = {
        fold_name(path)
        for path, reading in readings.items()
        if reading.entity and path not in none_of_contact
    }
    for path in other_paths:
        folder = fold_name(path.rpartition("/")[0])
        name = folder.rpartition("/")[2]
        if f"{folder}/{name}.md" in contact_paths or f"{folder}.md" in contact_paths:
            none_of_contact.add(path)
    return frozenset(none_of_contact)


def _collect_folders_with_dated_notes(paths: Iterable[str]) -> set[str]:
    return {path.rpartition("/")[0] for path in paths if is_named_after_day(path)}


def _is_named_like_folder(path: str) -> bool:
    folder = path.rpartition("/")[0].rpartition("/")[2]
    return fold_name(extract_note_name(path)) == fold_name(folder)
