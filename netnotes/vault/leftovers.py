"""Remove what commands that were killed have left beside the notes."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from netnotes.system.atomic_files import is_temporary
from netnotes.system.own_pages import PAGE_LIST_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# The one hidden folder that notes are moved to. Obsidian calls it so.
TRASH_FOLDER = ".trash"

# A file may belong to an export that is being written. None takes as long as this.
MIN_FILE_AGE_SECONDS = 60 * 60


def remove_leftovers(root: Path) -> None:
    """Remove the temporary folders and files of commands that were killed, wherever in the vault.

    The caller holds the lock for writing notes: no other command has a temporary folder there.
    """
    for entry in list(_iter_temporaries(os.fspath(root))):
        # One that can't be removed is nobody's trouble now.
        with suppress(OSError):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path)
            elif entry.stat(follow_symlinks=False).st_mtime < time.time() - MIN_FILE_AGE_SECONDS:
                os.unlink(entry.path)


def _iter_temporaries(folder: str) -> Iterator[os.DirEntry[str]]:
    """Yield the temporary folders and files in a folder and those below, but not in dashboards."""
    try:
        with os.scandir(folder) as opened_folder:
            entries = [entry for entry in opened_folder if _is_of_interest(entry)]
    except OSError:
        return

    # A build has its own lock, and may be at work in the folder of a dashboard.
    if any(entry.name == PAGE_LIST_NAME for entry in entries):
        return

    for entry in entries:
        if is_temporary(entry.name):
            yield entry
        elif entry.name != PAGE_LIST_NAME:
            yield from _iter_temporaries(entry.path)


def _is_of_interest(entry: os.DirEntry[str]) -> bool:
    if entry.name.startswith("."):
        return entry.name in (PAGE_LIST_NAME, TRASH_FOLDER) or is_temporary(entry.name)
    return entry.is_dir(follow_symlinks=False)
