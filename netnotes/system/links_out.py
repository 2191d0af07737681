"""Find the link by which a path leads out of the folder that it seems to be in."""

from __future__ import annotations

import os
from pathlib import Path


def find_link_out(path: Path, folder: Path) -> Path | None:
    """Find the link on the way to a path that leads out of a folder; None if there is none.

    A link that stays in the folder is none, nor is one on the way to the folder. The path need not
    exist yet.
    """
    top = os.path.realpath(folder)
    has_been_inside = False
    full_path = Path(os.path.abspath(path))
    for part in (*reversed(full_path.parents), full_path):
        is_inside = _is_in(os.path.realpath(part), top)
        if has_been_inside and not is_inside:
            return part
        has_been_inside = has_been_inside or is_inside
    return None


def describe_link_out(link: Path) -> str:
    """Describe a link that leads out of the vault, as in "a/b is a link that leads to c"."""
    return f"{link} is a link that leads out of the vault, to {os.path.realpath(link)}"


def _is_in(real_path: str, top: str) -> bool:
    return real_path == top or real_path.startswith(top.rstrip(os.sep) + os.sep)
