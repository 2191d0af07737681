"""Doubles found; two notes made one, or remembered as two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netnotes.vault.edit import WriteSession


TRASH_FOLDER = ".trash"
"""Where Obsidian puts what is deleted in a vault; nothing there is read."""


def find_free_path(session: WriteSession, path: str) -> str:
    """A path in the trash that nothing has yet."""
    stem, number, free = path.removesuffix(".md"), 1, path
    while (session.paths.root / free).exists():
        number += 1
        free = f"{stem} {number}.md"
    return free
