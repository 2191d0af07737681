"""Where the dashboard must not be written: among notes, over the user's files, or in public."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from netnotes.system import git
from netnotes.system.atomic_files import is_temporary
from netnotes.system.links_out import describe_link_out, find_link_out
from netnotes.system.own_pages import is_own_folder
from netnotes.system.publishing import find_publishing_folder
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


CHOOSE_ANOTHER_FOLDER = (
    "Choose another folder with --output, or as `output` under [vault] in netnotes.toml."
)


def iter_reasons_against(output: Path, vault: Path, note_folders: tuple[str, ...]) -> Iterator[str]:
    """Yield why the dashboard must not be written to this folder, each with what to do instead.

    `output` is absolute; `note_folders` are relative to the vault.
    """
    real_output = _resolve_parent(output)
    root = vault.resolve()

    misplaced = _describe_misplaced_output(output, real_output, root)
    if misplaced:
        yield misplaced
        return

    for folder in note_folders:
        note_folder = root / folder
        # A note folder that is the vault itself, or around it, would forbid every folder in the
        # vault.
        if _is_within(real_output, note_folder) and not _is_within(root, note_folder):
            yield (
                f"{output} is in `{folder}`, where your notes are; "
                f"its pages would lie among them. {CHOOSE_ANOTHER_FOLDER}"
            )

    publishing_folder = find_publishing_folder(real_output, root)
    if publishing_folder:
        yield (
            f"{output} would be published: what lies in a folder called `{publishing_folder}` "
            f"is often put on the web. {CHOOSE_ANOTHER_FOLDER}"
        )

    tracked = _describe_tracked_files(output, real_output)
    if tracked:
        yield tracked

    if not is_own_folder(output):
        foreign_file = _find_foreign_file(output)
        if foreign_file:
            yield (
                f"{output} holds files that netnotes did not write (such as `{foreign_file}`), "
                "and no list of those it did. Name a folder that is new or empty; "
                "or, if all of this is an old dashboard, delete the folder."
            )


def _describe_misplaced_output(output: Path, real_output: Path, root: Path) -> str:
    """Describe what is wrong with the folder's place or kind; empty if nothing is."""
    if output.is_symlink():
        return (
            f"{output} is a link, and the dashboard is not written through links. "
            f"{CHOOSE_ANOTHER_FOLDER}"
        )
    link_out = find_link_out(output, root)
    if link_out:
        return (
            f"The dashboard would not be in the vault: {describe_link_out(link_out)}. "
            f"{output} is not written. {CHOOSE_ANOTHER_FOLDER}"
        )
    if output.exists() and not output.is_dir():
        return f"{output} is a file; the dashboard needs a folder. {CHOOSE_ANOTHER_FOLDER}"

    if not _is_within(root, real_output):
        return ""

    if _is_within(real_output, root):
        place = "the folder of your notes itself"
    else:
        place = "a folder around your notes"
    return f"{output} is {place}; the dashboard needs a folder of its own. {CHOOSE_ANOTHER_FOLDER}"


def _describe_tracked_files(output: Path, real_output: Path) -> str:
    """Describe which files of the folder git keeps, in spite of our `.gitignore`; empty if none."""
    tree = git.find_working_tree(real_output)
    if tree is None:
        return ""

    tracked_files = git.list_tracked_files(tree, real_output)
    if not tracked_files:
        return ""

    path_in_tree = real_output.relative_to(tree).as_posix()
    return (
        f"git keeps {format_count(len(tracked_files), 'file')} of {output} "
        f"(such as `{tracked_files[0]}`), and would show the "
        "dashboard to everybody you share with. "
        f"Take it out with `git rm -r --cached {path_in_tree}`, "
        "or choose another folder with --output."
    )


def _is_within(path: Path, folder: Path) -> bool:
    """Check whether a path is a folder or inside it, by file system identity or by name.

    Names are compared without case, because `Notes` and `notes` are one folder on a Mac.
    """
    folded_folder = os.path.normpath(folder).casefold()
    for ancestor in (path, *path.parents):
        if str(ancestor).casefold() == folded_folder or _is_same_file(ancestor, folder):
            return True

    return False


def _is_same_file(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return False


def _resolve_parent(path: Path) -> Path:
    """Follow the links on the way to a path, but not the path itself."""
    return path.parent.resolve() / path.name


def _find_foreign_file(output: Path) -> str:
    """Find a file that is no temporary file of netnotes; empty for an empty or missing folder."""
    if not output.is_dir():
        return ""

    for name in sorted(os.listdir(output)):
        if not is_temporary(name):
            return name

    return ""
