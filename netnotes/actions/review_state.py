"""How far this week's review has come: who was reviewed, and who is left.

The state is a file in the user's cache folder. Losing it costs little: the review starts over.
"""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

from netnotes.network.follow_up import is_recently_met
from netnotes.system.atomic_files import replace_file
from netnotes.system.cache_store import build_former_cache_folder_path

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import date as Day
    from pathlib import Path

    from netnotes.network.network import Network
    from netnotes.network.week import WeekEntry
    from netnotes.vault.paths import VaultPaths


REVIEW_FILE_NAME = "review.json"


def find_reviewed_paths(paths: VaultPaths, today: Day) -> tuple[str, ...]:
    """Find who was reviewed in the week of `today`, also before netnotes was upgraded.

    While each dashboard of a vault had a cache folder of its own, the state was there.
    """
    if (paths.cache_folder / REVIEW_FILE_NAME).exists():
        return read_reviewed_paths(paths.cache_folder, today)
    former_folder = build_former_cache_folder_path(paths.root, paths.output)
    return read_reviewed_paths(former_folder, today)


def read_reviewed_paths(cache_folder: Path, today: Day) -> tuple[str, ...]:
    """Read the paths of the contacts reviewed in the week of `today`, in the order of review."""
    # The file may have been written by another version or cut short, so anything may be in it.
    try:
        state = json.loads((cache_folder / REVIEW_FILE_NAME).read_bytes())
        if state["week"] != _format_monday(today):
            return ()
        return tuple(map(str, state["seen"]))
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def save_reviewed_paths(cache_folder: Path, today: Day, paths: tuple[str, ...]) -> None:
    """Save which contacts were reviewed in the week of `today`."""
    content = json.dumps({"week": _format_monday(today), "seen": paths})
    try:
        cache_folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(cache_folder / REVIEW_FILE_NAME, content.encode(), mode=0o600)
    except OSError:
        # The notes are written already. A cache that can't be written is no reason to stop.
        return


def rename_reviewed_path(cache_folder: Path, old_path: str, new_path: str) -> None:
    """Let this week's review know a reviewed contact under the new path of their note."""
    _change_reviewed_paths(
        cache_folder, lambda paths: [new_path if path == old_path else path for path in paths]
    )


def forget_reviewed_paths(cache_folder: Path, taken_back_paths: Collection[str]) -> None:
    """Let this week's review come again to those whose notes are as they were before."""
    _change_reviewed_paths(
        cache_folder, lambda paths: [path for path in paths if path not in taken_back_paths]
    )


def _change_reviewed_paths(cache_folder: Path, change: Callable[[list[str]], list[str]]) -> None:
    file = cache_folder / REVIEW_FILE_NAME
    try:
        state = json.loads(file.read_bytes())
        state["seen"] = change(state["seen"])
        replace_file(file, json.dumps(state).encode(), mode=0o600)
    except (OSError, ValueError, KeyError, TypeError):
        # There is no review, or none that can be read: then there is nothing to keep up.
        return


def list_remaining_entries(
    network: Network, reviewed_paths: tuple[str, ...]
) -> tuple[WeekEntry, ...]:
    """List the entries of this week that are still to be reviewed.

    A contact that was reviewed usually leaves the week's list, and the next one moves up. So those
    reviewed count against the week's budget, or the review would never end.
    """
    week = network.week
    reviewed_count = 0
    for path in reviewed_paths:
        contact = network.contacts_by_path.get(path)
        # Those met lately had places of their own.
        if contact is None or not is_recently_met(contact, network.today):
            reviewed_count += 1

    max_entries = max(0, week.names - reviewed_count)
    entries_left = [entry for entry in week.entries if entry.contact.path not in reviewed_paths]
    paths_left = {entry.contact.path for entry in (*entries_left[:max_entries], *week.new_entries)}
    return tuple(
        [
            entry
            for entry in (*week.list_entries("now"), *week.list_entries("later"))
            if entry.contact.path in paths_left.difference(reviewed_paths)
        ]
    )


def _format_monday(today: Day) -> str:
    monday = today - datetime.timedelta(days=today.weekday())
    return monday.isoformat()
