"""Renames that versions before `netnotes undo` left half done, at both places of their plans.

Such a plan holds what the notes are to say and not what they said, so that it can be completed or
forgotten, but not taken back.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.reading.note import compute_note_digest
from netnotes.system.cache_store import build_former_cache_folder_path
from netnotes.system.file_changes import FileChange, write_files
from netnotes.text import join_words
from netnotes.vault.interrupted import read_content
from netnotes.vault.note_files import resolve_vault_file

if TYPE_CHECKING:
    from pathlib import Path

    from netnotes.vault.paths import VaultPaths


FORMER_PLAN_NAME = "rename.json"


class FormerPlan(NamedTuple):
    """The plan of a rename: path, digest before and text afterwards of each note."""

    old_path: str
    new_path: str
    notes: tuple[tuple[str, str, str], ...]


def find_former_plan(paths: VaultPaths) -> FormerPlan | None:
    """Find the plan that an earlier version has left for this vault; None if there is none."""
    for file in _list_plan_files(paths):
        with suppress(OSError, ValueError, KeyError, TypeError):
            plan = json.loads(file.read_bytes())
            if plan["root"] == str(paths.root):
                notes = tuple(
                    (str(path), str(digest), str(text)) for path, digest, text in plan["notes"]
                )
                return FormerPlan(str(plan["old"]), str(plan["new"]), notes)
    return None


def remove_former_plan(paths: VaultPaths) -> None:
    """Remove the plan that an earlier version has left."""
    for file in _list_plan_files(paths):
        with suppress(OSError):
            os.unlink(file)


def _list_plan_files(paths: VaultPaths) -> tuple[Path, ...]:
    # Before the caches in SQLite a vault had a cache folder for each of its dashboards.
    former_folder = build_former_cache_folder_path(paths.root, paths.output)
    return paths.cache_folder / FORMER_PLAN_NAME, former_folder / FORMER_PLAN_NAME


def complete_former_plan(paths: VaultPaths) -> str:
    """Complete the rename that an earlier version left half done, and return a sentence about it.

    Empty if there is none. One that was not begun is forgotten. Raises NetnotesError where notes
    were changed since.
    """
    plan = find_former_plan(paths)
    if plan is None:
        return ""
    root = paths.root
    is_moved = not os.path.lexists(root / plan.old_path) and os.path.lexists(root / plan.new_path)
    changes, changed_paths, new_count = _compare_notes(root, plan, is_moved=is_moved)
    name = f"A rename of {plan.old_path} to {plan.new_path}, begun by an earlier version,"
    if not is_moved and not new_count and not changed_paths:
        remove_former_plan(paths)
        return f"{name} had changed nothing yet, and is forgotten."
    if changed_paths:
        raise NetnotesError(
            f"{name} was cut short, and {join_words(changed_paths)} changed since. Nothing was "
            "written now. `netnotes undo --drop` forgets it and leaves all notes as they are."
        )
    write_files(changes)
    if not is_moved:
        _move_file(root, plan)
    remove_former_plan(paths)
    return f"{name} was cut short, and is complete now."


def _compare_notes(
    root: Path, plan: FormerPlan, *, is_moved: bool
) -> tuple[list[FileChange], list[str], int]:
    """Compare the notes with the plan.

    The result is what is to be written, the paths of what changed since, and how many notes are
    as planned already.
    """
    changes = []
    changed_paths = []
    new_count = 0
    for path, old_digest, text in plan.notes:
        current_path = plan.new_path if is_moved and path == plan.old_path else path
        content = read_content(root, current_path)
        new_content = text.encode()
        if content == new_content:
            new_count += 1
        elif content is not None and compute_note_digest(content) == old_digest:
            file = resolve_vault_file(root, current_path)
            changes.append(FileChange(current_path, file, content, new_content))
        else:
            changed_paths.append(current_path)
    return changes, changed_paths, new_count


def _move_file(root: Path, plan: FormerPlan) -> None:
    old_file, new_file = root / plan.old_path, root / plan.new_path
    if os.path.lexists(new_file) and not os.path.samefile(old_file, new_file):
        raise NetnotesError(
            f"{plan.new_path} already exists, so that the rename of {plan.old_path} can't be "
            "completed. `netnotes undo --drop` forgets it."
        )
    new_file.parent.mkdir(parents=True, exist_ok=True)
    os.rename(old_file, new_file)
