"""`netnotes init`: makes a folder a vault. It looks first, proposes, and writes only what was agreed to."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.model.settings import SETTINGS_FILE_NAME, Settings
from netnotes.reading.kinds import classify_note
from netnotes.reading.note import read_note
from netnotes.reading.note_path import is_in_folder
from netnotes.reading.properties import PROPERTY_NAMES
from netnotes.reading.settings_file import read_settings
from netnotes.survey import proposal
from netnotes.survey.survey import PeopleFolder, survey_vault
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
    import argparse
    from collections.abc import Iterator, Sequence

    from netnotes.reading.note import Note


class InitPlan(NamedTuple):
    """The files that would make a folder a vault, by path, and what netnotes would read in it then."""

    root: Path
    files: tuple[tuple[str, str], ...]
    new_folder: str
    summary: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `init`."""
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="DIR",
        help="the folder of your notes, or a new one (default: the nearest one upwards that is a vault, else this one)",
    )
    parser.add_argument("--yes", action="store_true", help="write what is proposed, without asking")


def run(args: argparse.Namespace) -> int:
    """Show what is proposed for a folder, and write it once that is agreed to."""
    proposed = build_init_plan(args.folder)
    if not (args.quiet and args.yes):
        print("\n".join(_format_preview(proposed)))
    if not _list_missing_paths(proposed):
        return EXIT_DONE
    if args.yes or _confirm_writing():
        for line in write_init_plan(proposed):
            if not args.quiet:
                print(line)
    return EXIT_DONE


def build_init_plan(folder: Path | None) -> InitPlan:
    """Look at a folder's notes, and propose what fits them. NetnotesError where the folder is a file."""
    root = find_vault_root(Path.cwd()) if folder is None else folder.resolve()
    if root.exists() and not root.is_dir():
        raise NetnotesError(f"{folder} is not a folder. Name the folder your notes are in, or a new one.")
    own, _ = read_settings(read_settings_text(root) or "", PROPERTY_NAMES)
    notes = [read_note(source)[0] for source in iter_sources(root, own)] if root.exists() else []
    seen = survey_vault(notes, read_obsidian_daily_notes(root))
    text = proposal.write_settings(seen)
    settings, _ = read_settings(text, PROPERTY_NAMES)
    kept = [note for note in notes if not is_excluded(note.path, settings)]
    kinds = Counter(classify_note(note, settings, find_daily_notes(root, settings)) for note in kept)
    reads = join_words(
        format_count(kinds[kind], *names) for kind, *names in _KIND_NAMES if kinds[kind] or kind == "contact"
    )
    if read_settings_text(root) is not None:  # which stay: what goes with them must fit them, and not the proposal
        seen = replace(seen, people_folders=tuple(iter_contacts_folders(own, notes)) or seen.people_folders)
    files = (
        (SETTINGS_FILE_NAME, text),
        (f"{find_templates_folder(root)}/Contact.md", proposal.write_template(seen)),
        ("People.base", proposal.write_bases_view(seen)),
    )
    return InitPlan(root, files, proposal.NEW_PEOPLE_FOLDER if proposal.is_folder_needed(seen) else "", reads)


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
        said.append(f"Now write a first note, such as {note}, with a line on why this person; then `netnotes build`.")
    else:
        said.append("Now run `netnotes check` to see what is odd in the notes, and `netnotes build` for the dashboard.")
    return tuple(said)


_KIND_NAMES = (
    ("contact", "person", "people"),
    ("goal", "goal"),
    ("event", "event"),
    ("meeting", "meeting note"),
    ("journal", "daily note"),
)


def _format_preview(plan: InitPlan) -> list[str]:
    """What would be written, the settings in full, and what is there already."""
    new, there = _list_missing_paths(plan), [path for path, _ in plan.files if (plan.root / path).exists()]
    lines = [f"Proposed for {plan.root}:", "", plan.files[0][1]]
    lines.append(f"With these settings netnotes reads {plan.summary}.")
    if new:
        lines.append(f"To be written: {join_words(new)}.")
    if there:
        lines.append(f"Already there, and left as {'it is' if len(there) == 1 else 'they are'}: {join_words(there)}.")
    return lines


def _list_missing_paths(plan: InitPlan) -> list[str]:
    """What is not there yet."""
    paths = [path for path, _ in plan.files] + ([f"{plan.new_folder}/"] if plan.new_folder else [])
    return [path for path in paths if not (plan.root / path).exists()]


def _confirm_writing() -> bool:
    """Whether the person at the terminal says yes; nobody is asked through a pipe."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        print("Nothing was written. Add --yes to write it.")
        return False
    try:
        answer = input("Write this? [y/N] ")
    except EOFError:
        answer = ""
    return answer.strip().casefold() in ("y", "yes")
