"""The list of our pages in the dashboard's folder; all other files there are the user's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.system.atomic_files import replace_file
from netnotes.system.file_stamp import read_file_stamp

if TYPE_CHECKING:
    from pathlib import Path


# The file that marks a folder as ours: a heading, then the path of every page, one a line.
PAGE_LIST_NAME = ".netnotes"

PAGE_LIST_HEADING = (
    "# This folder is made by netnotes, "
    "which replaces and removes the files listed here and no others.\n"
)

# A path that stays in the folder on every system, and is neither hidden nor one of our marks.
PAGE_PATH_RE = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)*", re.ASCII)


def is_own_folder(output: Path) -> bool:
    """Check whether a folder is marked as one that netnotes has made."""
    return _read_page_list_file(output).startswith(PAGE_LIST_HEADING.encode())


def read_page_list(output: Path) -> frozenset[str]:
    """Read the paths of the pages that we wrote.

    The vault may come from a stranger, and the list with it: a path that could lead out of the
    folder is left out.
    """
    lines = _read_page_list_file(output).decode(errors="replace").splitlines()
    return frozenset(path for path in lines[1:] if PAGE_PATH_RE.fullmatch(path))


def _read_page_list_file(output: Path) -> bytes:
    """Read our list; empty where there is none, or something else such as a link or a pipe."""
    path = f"{output}/{PAGE_LIST_NAME}"
    if read_file_stamp(path) is None:
        return b""

    with open(path, "rb", buffering=0) as file:
        return file.read()


def write_page_list(output: Path, paths: frozenset[str]) -> None:
    """Write the list of our pages, which also marks the folder as ours."""
    lines = [f"{path}\n" for path in sorted(paths)]
    content = PAGE_LIST_HEADING + "".join(lines)
    replace_file(output / PAGE_LIST_NAME, content.encode(), mode=0o600)
