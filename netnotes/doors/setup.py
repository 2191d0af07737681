"""The door through which a folder becomes a vault: files are made where none are, and nothing that is there changes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from netnotes.doors.files import create_file
from netnotes.errors import NetnotesError

if TYPE_CHECKING:
    from pathlib import Path


def create_vault_file(root: Path, path: str, content: str) -> bool:
    """Make a file of the vault, and its folders; False where something of that name is, which stays as it is.

    Raises NetnotesError where it can't be made, or would not lie in the vault.
    """
    file = root / path
    if os.path.lexists(file):
        return False
    create_folder(root, file.parent.relative_to(root).as_posix())
    try:
        create_file(file, content.encode())
    except FileExistsError:
        return False
    except OSError as error:
        raise _build_creation_error(path, error) from None
    return True


def create_folder(root: Path, path: str) -> None:
    """Make a folder of the vault where none is. NetnotesError where it can't be made, or would not lie in the vault."""
    folder = root / path
    if not folder.resolve().is_relative_to(root.resolve()):
        raise NetnotesError(f"{path} leads out of the vault; nothing is written there.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise NetnotesError(f"{path} can't be made: a file stands where the folder should be. Rename it.") from None
    except OSError as error:
        raise _build_creation_error(path, error) from None


def _build_creation_error(path: str, error: OSError) -> NetnotesError:
    reason = error.strerror or "the disk gave an error"
    return NetnotesError(f"{path} can't be made: {reason}. What was made before it stays; run `netnotes init` again.")
