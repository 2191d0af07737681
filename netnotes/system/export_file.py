"""The door to a file that somebody asked for by name: whole or not at all, and readable by them alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError, describe_os_error
from netnotes.system.atomic_files import replace_file
from netnotes.system.site_folder import find_publishing_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_export(file: Path, content: bytes, vault: Path) -> None:
    """Write this to a file, over what it held. A link is followed.

    Raises NetnotesError where it must not be written, or can't.
    """
    try:
        for reason in iter_reasons_against(file, vault):
            raise NetnotesError(reason)
        replace_file(Path(os.path.realpath(file)), content, mode=0o600)
    except OSError as error:
        why = describe_os_error(error)
        raise NetnotesError(
            f"{file} can't be written: {why}. What was there is as it was."
        ) from error


def read_export(file: Path) -> bytes:
    """What a plain file holds; nothing for what is not there, can't be read, or is something else."""
    try:
        return file.read_bytes() if file.is_file() else b""
    except OSError:
        return b""


def iter_reasons_against(file: Path, vault: Path) -> Iterator[str]:
    """Why nothing must be written to this file, each with what to do instead."""
    real = Path(os.path.realpath(file))
    if real.is_dir():
        yield f"{file} is a folder. Name a file in it."
    elif real.exists() and not real.is_file():
        yield f"{file} is not a plain file. Name another file, or leave out -o to print."
    elif not real.parent.is_dir():
        yield f"{file} can't be written: there is no folder {file.parent}. Make it first, or name another file."
    elif real.suffix.casefold() == ".md" or real == vault / "netnotes.toml":
        yield f"{file} is, or could be, a note of yours, and an export is none. Name a file that does not end in .md."
    elif name := find_publishing_folder(real, vault):
        yield f"{file} would be published: what lies in a folder called `{name}` is often put on the web. Name another file."
