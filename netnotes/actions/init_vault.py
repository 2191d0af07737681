"""What would make a folder a vault; made."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.errors import NetnotesError
from netnotes.model.note_path import is_in_folder
from netnotes.model.settings import SETTINGS_FILE_NAME, Settings
from netnotes.reading.kinds import classify_note
from netnotes.reading.note import read_note
from netnotes.reading.properties import PROPERTY_NAMES
from netnotes.reading.settings_file import read_settings
from netnotes.survey import proposal
from netnotes.survey.folders import PeopleFolder
from netnotes.survey.survey import survey_vault
from netnotes.text import format_count, join_words
from netnotes.vault import note_files
from netnotes.vault.listing import find_vault_root, is_excluded
from netnotes.vault.obsidian_settings import (
    find_daily_notes,
    find_templates_folder,
    read_obsidian_daily_notes,
    read_settings_text,
)
from netnotes.vault.read_notes import iter_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from netnotes.reading.note import Note


class InitPlan(NamedTuple):
    """The files that would make a folder a vault, by path, and what netnotes would read in it then."""

    root: Path
    files: tuple[tuple[str, str], ...]
    new_folder: str
    summary: str


def build_init_plan(folder: Path | None) -> InitPlan:
    """Look at a folder's notes, and propose what fits them. NetnotesError where the folder is a file."""
    root = find_vault_root(Path.cwd()) if folder is None else folder.resolve()
    if root.exists() and not root.is_dir():
        raise NetnotesError(
            f"{folder} is not a folder. Name the folder your notes are in, or a new one."
        )
    own, _ = read_settings(read_settings_text(root) or "", PROPERTY_NAMES)
    notes = [read_note(source)[0] for source in iter_sources(root, own)] if root.exists() else []
    seen = survey_vault(notes, read_obsidian_daily_notes(root))
    text = proposal.write_settings(seen)
    settings, _ = read_settings(text, PROPERTY_NAMES)
    kept = [note for note in notes if not is_excluded(note.path, settings)]
    kinds: Counter[str] = Counter(
        classify_note(note, settings, find_daily_notes(root, settings)).kind for note in kept
    )
    reads = join_words(
        format_count(kinds[kind], *names)
        for kind, *names in _KIND_NAMES
        if kinds[kind] or kind == "contact"
    )
    if (
        read_settings_text(root) is not None
    ):  # which stay: what goes with them must fit them, and not the proposal
        seen = replace(
            seen, people_folders=tuple(iter_contacts_folders(own, notes)) or seen.people_folders
        )
    files = (
        (SETTINGS_FILE_NAME, text),
        (f"{find_templates_folder(root)}/Contact.md", proposal.write_template(seen)),
        ("People.base", proposal.write_bases_view(seen)),
    )
    return InitPlan(
        root, files, proposal.NEW_PEOPLE_FOLDER if proposal.is_folder_needed(seen) else "", reads
    )


def iter_contacts_folders(settings: Settings, notes: Sequence[Note]) -> Iterator[PeopleFolder]:
    """The contacts folders of these settings that hold notes, as the settings spell them."""
    for folder in settings.contacts:
        if count := sum(is_in_folder(note.path, (folder,)) for note in notes):
            yield PeopleFolder(folder, count, 0, ())


def write_init_plan(plan: InitPlan) -> tuple[str, ...]:
    """Make the files that are not there yet; a line on each, and on what to do next."""
    root = plan.root
    note_files.create_folder(root, ".")
    said = []
    if plan.new_folder:
        note_files.create_folder(root, plan.new_folder)
    for path, content in plan.files:
        made = note_files.create_vault_file(root, path, content)
        said.append(f"{path} written." if made else f"{path} is there already and stays as it is.")
    if plan.new_folder:
        note = f"{plan.new_folder}/Ada Quill.md"
        said.append(
            f"Now write a first note, such as {note}, with a line on why this person; then `netnotes build`."
        )
    else:
        said.append(
            "Now run `netnotes check` to see what is odd in the notes, and `netnotes build` for the dashboard."
        )
    return tuple(said)


_KIND_NAMES = (
    ("contact", "person", "people"),
    ("goal", "goal"),
    ("event", "event"),
    ("meeting", "meeting note"),
    ("daily note", "daily note"),
)
