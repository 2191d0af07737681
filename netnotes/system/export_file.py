"""Write a file that the user has named: whole or not at all, and readable by this user alone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError, describe_write_error
from netnotes.system.atomic_files import replace_file
from netnotes.system.links_out import describe_link_out, find_link_out
from netnotes.system.publishing import find_publishing_folder

if TYPE_CHECKING:
    from collections.abc import Iterator


def write_export(file: Path, content: bytes, vault: Path) -> None:
    """Write this file in place of what it held; a link stays, and the file it leads to is written.

    Raises NetnotesError where it must not be written, or can't.
    """
    try:
        for reason in _iter_reasons_against(file, vault):
            raise NetnotesError(reason)
        replace_file(Path(os.path.realpath(file)), content, mode=0o600)
    except OSError as error:
        reason = describe_write_error(error)
        # The last step flushes the file's name to the disk.
        if read_export(file) == content:
            message = f"{file} is written, but may not outlast a power cut: {reason}."
        else:
            message = f"{file} can't be written: {reason}. What was there is as it was."
        raise NetnotesError(message) from error


def read_export(file: Path) -> bytes:
    """Read a plain file; empty where there is none, it can't be read, or it is something else."""
    try:
        if not file.is_file():
            return b""
        return file.read_bytes()
    except OSError:
        return b""


def _iter_reasons_against(file: Path, vault: Path) -> Iterator[str]:
    """Yield why nothing must be written to this file, with what to do instead."""
    real_file = Path(os.path.realpath(file))
    link_out = find_link_out(file, vault)
    if link_out:
        yield (
            f"{file} would not be in the vault: {describe_link_out(link_out)}. "
            "Name the file where it is to be."
        )
    elif real_file.is_dir():
        yield f"{file} is a folder. Name a file in it."
    elif real_file.exists() and not real_file.is_file():
        yield f"{file} is not a plain file. Name another file, or leave out -o to print."
    elif not real_file.parent.is_dir():
        yield (
            f"{file} can't be written: there is no folder {file.parent}. "
            "Make it first, or name another file."
        )
    elif real_file.suffix.casefold() == ".md" or real_file == vault / "netnotes.toml":
        yield (
            f"{file} is, or could be, a note of yours, and an export is none. "
            "Name a file that does not end in .md."
        )
    else:
        publishing_folder = find_publishing_folder(real_file, vault)
        if publishing_folder:
            yield (
                f"{file} would be published: what lies in a folder called `{publishing_folder}` "
                "is often put on the web. Name another file."
            )
