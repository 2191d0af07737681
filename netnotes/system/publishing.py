"""Which folders are often published on the web: nothing private may be written there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.system import git

if TYPE_CHECKING:
    from pathlib import Path


# Folders that site generators and GitHub Pages publish from.
PUBLISHED_FOLDERS = ("public", "docs", "_site", "gh-pages", "public_html")

# Those of them that nobody keeps papers in, as in `~/docs`.
ALWAYS_PUBLISHED_FOLDERS = ("_site", "gh-pages", "public_html")


def find_publishing_folder(path: Path, vault: Path) -> str:
    """Find the name of the folder by which this path would be published; empty where there is none.

    All names count below the root of the git working tree; without git, below the folder that the
    path and the vault have in common. Further up only the unmistakable ones count: how users name
    their own folders says nothing.
    """
    if path.is_relative_to("/var/www"):
        return "/var/www"

    project = git.find_working_tree(path) or _find_common_folder(path, vault)
    project_depth = len(project.parts) if project else 0
    for depth, name in enumerate(path.parts):
        names = PUBLISHED_FOLDERS if depth >= project_depth else ALWAYS_PUBLISHED_FOLDERS
        if name.casefold() in names:
            return name

    return ""


def _find_common_folder(path: Path, vault: Path) -> Path | None:
    for folder in (vault, *vault.parents):
        if path.is_relative_to(folder):
            return folder

    return None
