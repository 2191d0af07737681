"""Where a vault is, and where what belongs to it goes: its dashboard, its cache, a new contact."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.errors import NetnotesError
from netnotes.model.settings import CONTACT_FOLDERS
from netnotes.reading.settings_file import read_settings
from netnotes.system.cache_store import build_cache_folder_path, compute_path_key
from netnotes.vault.listing import find_vault_root
from netnotes.vault.obsidian_settings import read_settings_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from netnotes.model.diagnostics import Diagnostic
    from netnotes.model.settings import Settings


class BrokenSettingsError(NetnotesError):
    """The settings file is there and can't be read, so it is not known which notes to leave out."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(
            f"{diagnostic.location}: {diagnostic.message} {diagnostic.help} "
            "Nothing was done, because the settings may say which notes to leave out."
        )
        self.diagnostic = diagnostic


def require_readable(diagnostics: Iterable[Diagnostic]) -> None:
    """Raise BrokenSettingsError if one of these says that the settings can't be read."""
    for diagnostic in diagnostics:
        if diagnostic.code == "broken-settings":
            raise BrokenSettingsError(diagnostic)


def find_contacts_folder(paths: VaultPaths, contact_paths: Iterable[str]) -> str:
    """Find the folder for a new contact; `""` is the vault's own.

    It is the first contacts folder that exists. Where the settings name none and none of the
    usual ones exists, it is the folder right in which more than half of `contact_paths` lie: notes
    may say by their tags that they are about people.
    """
    folders = paths.settings.contacts
    for folder in folders:
        if (paths.root / folder).is_dir():
            return folder
    if folders != CONTACT_FOLDERS:
        return folders[0]

    counts = Counter(path.rpartition("/")[0] for path in contact_paths)
    for folder, count in counts.most_common(1):
        if count > 1 and count * 2 > counts.total():
            return folder
    return folders[0]


def convert_to_vault_path(text: str, root: Path) -> str:
    """Convert a path that was typed into the path in the vault; any other text stays as it is.

    It may be relative to the vault or, as a shell completes it, to the current folder.
    """
    if "/" not in text and not text.casefold().endswith(".md"):
        return text
    if not text.startswith(("/", "./", "../")) and _is_note(root / text):
        return text
    path = Path(posixpath.normpath(Path.cwd() / text))
    if _is_note(path) and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return text


def _is_note(path: Path) -> bool:
    try:
        return path.is_file() or path.with_name(f"{path.name}.md").is_file()
    except (OSError, ValueError):  # too long for a path, or with a zero byte
        return False


class VaultPaths(Struct, frozen=True):
    """A vault before its notes are read: its settings, and where everything is."""

    root: Path

    settings: Settings

    # What is wrong with the settings file.
    diagnostics: tuple[Diagnostic, ...]

    # The folder of the dashboard.
    output: Path

    # A private folder in the user's cache. All dashboards of a vault share it.
    cache_folder: Path

    @property
    def output_key(self) -> str:
        """A short name for the output folder, under which its pages are cached."""
        return compute_path_key(self.output)

    @property
    def build_lock(self) -> Path:
        """The lock of those who write the output folder; others may be written at the same time."""
        return self.cache_folder / f"build-{self.output_key}.lock"


def find_vault(folder: Path | None, output: Path | None = None) -> VaultPaths:
    """Find the vault in a folder; for None, the one around the current folder.

    `output` is the folder of the dashboard; for None, the one that the settings name.
    Raises NetnotesError when there is no such folder, and BrokenSettingsError when its settings
    can't be read.
    """
    if folder is None:
        root = find_vault_root(Path.cwd())
    elif folder.is_dir():
        root = folder.resolve()
    else:
        problem = "is not a folder" if folder.exists() else "does not exist"
        raise NetnotesError(
            f"{folder} {problem}. "
            "Name the folder your notes are in, as in `netnotes build ~/Vault`."
        )
    settings_text = read_settings_text(root) or ""
    settings, diagnostics = read_settings(settings_text, _list_property_names(settings_text))

    require_readable(diagnostics)

    # Not resolved: a link at the place of the output folder must be seen as one, and is refused.
    output = (output or root / settings.output).absolute()
    return VaultPaths(root, settings, diagnostics, output, build_cache_folder_path(root))


def _list_property_names(settings_text: str) -> tuple[str, ...]:
    """List the properties to which settings can add names, if the settings have such a table."""
    if "properties" not in settings_text:
        return ()
    # Imported here: with all that reads the values of properties it takes 8 ms.
    from netnotes.reading.goal_and_event_properties import PROPERTY_NAMES

    return PROPERTY_NAMES
