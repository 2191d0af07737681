"""Making a folder a vault: a plan of the files that are missing, and writing them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.actions.proposal_effects import count_facts, iter_proposal_effects
from netnotes.errors import NetnotesError
from netnotes.model.note_path import is_in_folder
from netnotes.model.settings import SETTINGS_FILE_NAME, Settings
from netnotes.reading.goal_and_event_properties import PROPERTY_NAMES
from netnotes.reading.kinds import classify_note
from netnotes.reading.note import read_note
from netnotes.reading.settings_file import read_settings
from netnotes.survey import proposal
from netnotes.survey.folders import PeopleFolder
from netnotes.survey.survey import survey_vault
from netnotes.system.cache_store import build_cache_folder_path
from netnotes.text import format_count, join_words
from netnotes.vault import note_files
from netnotes.vault.listing import find_vault_root, is_excluded
from netnotes.vault.obsidian_settings import (
    find_daily_notes,
    find_people_view,
    find_person_template,
    find_templates_folder,
    read_obsidian_daily_notes,
    read_settings_text,
)
from netnotes.vault.paths import require_readable
from netnotes.vault.read_notes import iter_sources

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.actions.proposal_effects import ProposalEffect
    from netnotes.reading.note import Note


class InitPlan(NamedTuple):
    """What would make a folder a vault."""

    root: Path

    # Paths in the vault and texts, the settings first. Some may exist already.
    files: tuple[tuple[str, str], ...]

    # The folder to make for contacts; empty if the vault has a place for them.
    new_folder: str

    # What netnotes would read with the settings: `12 people and 1 goal`.
    summary: str

    # What each line of the settings found and would change.
    effects: tuple[ProposalEffect, ...]


def build_init_plan(folder: Path | None, today: Day) -> InitPlan:
    """Survey a folder's notes, and plan the files that fit them.

    The effects of the settings are those as of `today`. `folder` may be missing; None is the
    nearest vault upwards, else the current folder. Raises NetnotesError if it is a file, or has
    settings that can't be read.
    """
    root = find_vault_root(Path.cwd()) if folder is None else folder.resolve()
    if root.exists() and not root.is_dir():
        raise NetnotesError(
            f"{folder} is not a folder. Name the folder your notes are in, or a new one."
        )

    settings_text = read_settings_text(root)
    own_settings, settings_diagnostics = read_settings(settings_text or "", PROPERTY_NAMES)
    require_readable(settings_diagnostics)
    notes = _read_notes(root, own_settings)
    survey = survey_vault(notes, read_obsidian_daily_notes(root))
    proposed_text = proposal.write_settings(survey)
    settings, _ = read_settings(proposed_text, PROPERTY_NAMES)
    facts = count_facts(root, settings, today) if notes else Counter()
    summary = _describe_notes(root, notes, settings, facts)
    effects = tuple(iter_proposal_effects(root, survey, notes, settings, today, facts))

    if settings_text is not None:
        # Settings that exist are left alone: template and view must fit them, not the proposal.
        own_folders = tuple(_iter_contacts_folders(own_settings, notes))
        if own_folders:
            survey = replace(survey, people_folders=own_folders)
    files = (
        (SETTINGS_FILE_NAME, proposed_text),
        # What is there under another name is not made a second time.
        (
            find_person_template(root) or f"{find_templates_folder(root)}/Contact.md",
            proposal.write_template(survey),
        ),
        (find_people_view(root) or "People.base", proposal.write_bases_view(survey)),
    )
    new_folder = ""
    if proposal.is_folder_needed(survey):
        new_folder = proposal.NEW_PEOPLE_FOLDER
    return InitPlan(root, files, new_folder, summary, effects)


def suggest_people_folders(root: Path, settings: Settings) -> str:
    """Suggest where the people of a vault without contacts are; empty if nowhere."""
    survey = survey_vault(_read_notes(root, settings), read_obsidian_daily_notes(root))
    folders = [folder.folder for folder in survey.people_folders if folder.likely_count]
    if folders:
        advice = _advise_on_settings(root, "contacts", folders)
        return f"There seem to be people in {join_words(folders)}: {advice}"
    tags = [people_tag.tag for people_tag in survey.people_tags]
    if tags:
        marked = join_words([f"`{tag}`" for tag in tags])
        advice = _advise_on_settings(root, "tags", tags)
        return f"The notes tagged {marked} look like contacts: {advice}"
    scattered = proposal.describe_scattered_people(survey)
    if scattered:
        return (
            f"There seem to be people among your notes: {scattered}. "
            f"{proposal.ADVICE_ON_SCATTERED_PEOPLE}"
        )
    return proposal.describe_lists_of_people(survey)


def _advise_on_settings(root: Path, key: str, values: Sequence[str]) -> str:
    """Advise how the settings come to say where the people are; `values` are those of `key`."""
    if read_settings_text(root) is None:
        return "`netnotes init` makes the settings for them."
    listed = ", ".join([f'"{value}"' for value in values])
    return f"write `{key} = [{listed}]` under [vault] in netnotes.toml."


def _read_notes(root: Path, settings: Settings) -> list[Note]:
    """Read every note of a folder; a folder that does not exist yet has none."""
    if not root.exists():
        return []
    return [read_note(source)[0] for source in iter_sources(root, settings)]


def _describe_notes(
    root: Path, notes: Sequence[Note], settings: Settings, facts: Counter[str]
) -> str:
    """Describe what netnotes reads with these settings: `12 people and 1 goal`.

    How many people there are is in `facts`: of some notes only those beside them say what they are.
    """
    daily_notes = find_daily_notes(root, settings)
    counts: Counter[str] = Counter()
    for note in notes:
        if not is_excluded(note.path, settings):
            counts[classify_note(note, settings, daily_notes).kind] += 1
    counts["contact"] = facts["people"]

    descriptions = []
    for kind, *names in _KIND_NAMES:
        # That there are no people is worth saying; that there are no goals is not.
        if counts[kind] or kind == "contact":
            descriptions.append(format_count(counts[kind], *names))
    return join_words(descriptions)


_KIND_NAMES = (
    ("contact", "person", "people"),
    ("goal", "goal"),
    ("event", "event"),
    ("meeting", "meeting note"),
    ("daily note", "daily note"),
)


def _iter_contacts_folders(settings: Settings, notes: Sequence[Note]) -> Iterator[PeopleFolder]:
    """Find the contacts folders of the settings that hold notes, as the settings spell them."""
    for folder in settings.contacts:
        count = sum(is_in_folder(note.path, (folder,)) for note in notes)
        if count:
            yield PeopleFolder(folder, count, 0, ())


def write_init_plan(plan: InitPlan) -> tuple[str, ...]:
    """Write the files that do not exist yet; return a line on each, and on what to do next.

    Raises NetnotesError, and writes none of them, when one can't be written.
    """
    with note_files.hold_write_lock(build_cache_folder_path(plan.root), "netnotes init"):
        created_paths = note_files.create_vault_files(plan.root, plan.files, plan.new_folder)

    messages = []
    for path, _ in plan.files:
        if path in created_paths:
            messages.append(f"{path} written.")
        else:
            messages.append(f"{path} already exists and stays as it is.")
    messages.append(_describe_next_step(plan))
    return tuple(messages)


def _describe_next_step(plan: InitPlan) -> str:
    if plan.new_folder:
        return (
            "Now `netnotes start` asks a few questions and makes the first notes; or write one, "
            f"such as {plan.new_folder}/Ada Quill.md, with a line on why this person. Then "
            "`netnotes build`."
        )
    return (
        "Now run `netnotes check` to see what is odd in the notes, "
        "and `netnotes build` for the dashboard."
    )
