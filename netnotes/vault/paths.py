"""Find_vault → VaultPaths: root, settings, output, cache; where a new contact goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.errors import NetnotesError
from netnotes.reading.properties import PROPERTY_NAMES
from netnotes.reading.settings_file import read_settings
from netnotes.system.cache_store import build_cache_path
from netnotes.vault.listing import find_vault_root
from netnotes.vault.obsidian_settings import read_settings_text

if TYPE_CHECKING:
    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.settings import Settings


def find_contacts_folder(paths: VaultPaths) -> str:
    """The folder a new contact goes to: the first of the contacts folders that is there, else the first."""
    folders = paths.settings.contacts
    return next((one for one in folders if (paths.root / one).is_dir()), folders[0])


class VaultPaths(Struct, frozen=True):
    """A vault before its notes are read: its folder, its settings and what is wrong with them, and where things go."""

    root: Path
    settings: Settings
    diagnostics: tuple[Diagnostic, ...]
    output: Path
    cache_folder: Path


def find_vault(folder: Path | None, output: Path | None = None) -> VaultPaths:
    """The vault to read: the folder that was named, else the one around the current folder.

    Raises NetnotesError when there is no such folder.
    """
    if folder is None:
        root = find_vault_root(Path.cwd())
    elif folder.is_dir():
        root = folder.resolve()
    else:
        what = "is not a folder" if folder.exists() else "does not exist"
        raise NetnotesError(
            f"{folder} {what}. Name the folder your notes are in, as in `netnotes build ~/Vault`."
        )
    settings, found = read_settings(read_settings_text(root) or "", PROPERTY_NAMES)
    output = (output or root / settings.output).absolute()
    return VaultPaths(root, settings, found, output, build_cache_path(root, output))
