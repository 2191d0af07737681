"""What the settings of netnotes and of Obsidian say about a vault; templates of notes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError, describe_os_error
from netnotes.model.settings import SETTINGS_FILE_NAME, DailyNotes, Settings
from netnotes.vault.plain_file import MAX_NOTE_BYTES, read_plain_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


# Room for 2,000 pairs under `not_the_same`. Python's reader of TOML takes time by the square of a
# dotted key: a second for 100 KB of `a.a.a`, and minutes for a megabyte.
MAX_SETTINGS_BYTES = 128 * 1024


def read_settings_text(root: Path) -> str | None:
    """Read the settings file; None if there is none. Bytes that are not UTF-8 become U+FFFD.

    Raises NetnotesError if it is there and can't be read.
    """
    content = _read_settings_file(root, SETTINGS_FILE_NAME)
    if content is None:
        return None
    return content.decode("utf-8-sig", errors="replace")


def _read_settings_file(root: Path, path: str) -> bytes | None:
    """Read a file that decides what is read of the vault; None if there is none.

    Raises NetnotesError if it is there and can't be read: without it, notes would be shown that it
    leaves out.
    """
    try:
        content = read_plain_file(root, path, MAX_SETTINGS_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        if not os.path.islink(root / path):
            return None
        raise NetnotesError(
            _describe_unreadable(path, "it is a link that leads to nothing")
        ) from None
    except OSError as error:
        raise NetnotesError(_describe_unreadable(path, describe_os_error(error))) from None
    if len(content) > MAX_SETTINGS_BYTES:
        raise NetnotesError(_describe_unreadable(path, "it is larger than 128 KiB"))
    return content


def _describe_unreadable(path: str, reason: str) -> str:
    return (
        f"{path} is there but can't be read: {reason}. Nothing was done, because it may say which "
        "notes to leave out. Make it a file that you can read, or move it away."
    )


def find_daily_notes(root: Path, settings: Settings) -> DailyNotes:
    """Find where the daily notes are: in the folder of the settings, or where Obsidian has them."""
    if not settings.journal and (root / "logseq").is_dir():
        # The folder of a Logseq graph; its days are called `2026_10_05`.
        return DailyNotes("journals", date_order=settings.date_order)
    if settings.journal.casefold() != "obsidian":
        return DailyNotes(settings.journal, date_order=settings.date_order)
    obsidian_settings = _read_obsidian_settings(root, "daily-notes.json")
    # Obsidian leaves out what was not changed: the top of the vault, and this format.
    folder = str(obsidian_settings.get("folder") or "/").strip("/") or "/"
    day_format = str(obsidian_settings.get("format") or "YYYY-MM-DD")
    return DailyNotes(folder, day_format, settings.date_order)


def read_templates_folder(root: Path) -> str:
    """Read the folder of Obsidian's templates; `Templates` if Obsidian's settings name none."""
    folder = _read_obsidian_settings(root, "templates.json").get("folder")
    return str(folder or "Templates").strip("/")


def read_templates_folders(root: Path) -> tuple[str, ...]:
    """Read the folders of templates: those of Obsidian itself and of its plugin Templater."""
    folders = [read_templates_folder(root)]
    templater_folder = _read_obsidian_settings(root, _TEMPLATER_SETTINGS).get("templates_folder")
    # Templater saves `/` for the whole vault until a folder is chosen.
    if isinstance(templater_folder, str) and templater_folder.strip("/"):
        folders.append(templater_folder.strip("/"))
    return tuple(folders)


def read_template(root: Path, names: tuple[str, ...]) -> str:
    """Read the first template with one of these names, in any case; empty if there is none.

    Raises NetnotesError if it can't be read.
    """
    folder = find_templates_folder(root)
    try:
        # By name in lower case: the template is `Person.md` in one vault and `person.md` in others.
        files_by_name = {name.casefold(): name for name in sorted(os.listdir(root / folder))}
    # ValueError: no folder has the name that a stranger's settings may give, as with a NUL in it.
    except (OSError, ValueError):
        return ""
    for name in names:
        file_name = files_by_name.get(f"{name}.md")
        if file_name:
            return _read_template_file(root, f"{folder}/{file_name}")
    return ""


def _read_template_file(root: Path, path: str) -> str:
    try:
        return read_plain_file(root, path, MAX_NOTE_BYTES).decode()
    except OSError as error:
        reason = describe_os_error(error)
    except UnicodeDecodeError as error:
        reason = f"byte {error.start} is not UTF-8"
    raise NetnotesError(
        f"The template {path} can't be read: {reason}. Nothing was written. Fix it or move it away."
    )


def read_obsidian_daily_notes(root: Path) -> DailyNotes | None:
    """Read where Obsidian has the daily notes; None if its settings do not say."""
    if not _read_obsidian_settings(root, "daily-notes.json"):
        return None
    return find_daily_notes(root, Settings(journal="obsidian"))


def find_templates_folder(root: Path) -> str:
    """Find the folder for a new template; it need not exist.

    It is the one of Obsidian's settings, else a folder of such a name, else `Templates`.
    """
    default, *templater_folders = read_templates_folders(root)
    is_named_by_obsidian = bool(_read_obsidian_settings(root, "templates.json").get("folder"))
    named_folders = [default] if is_named_by_obsidian else []
    for folder in (*named_folders, *templater_folders):
        # A vault may come from a stranger: its settings must not point outside.
        return "Templates" if ".." in folder.split("/") else folder
    return next(_iter_templates_folders(root), "Templates")


def _iter_templates_folders(root: Path) -> Iterator[str]:
    """Yield the folders whose names are those of templates, the outermost first, then by name."""
    for folder, _ in _walk_folders(root):
        if folder and TEMPLATES_FOLDER_NAME.fullmatch(folder.rpartition("/")[2]):
            yield folder


def _walk_folders(root: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield each folder with its files, the outermost first; without dot folders and links."""
    folders = [""]
    while folders:
        inner_folders = []
        for folder in folders:
            names = []
            try:
                entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
            except OSError:
                continue
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        inner_folders.append(path)
                else:
                    names.append(entry.name)
            yield folder, names
        folders = inner_folders


def find_person_template(root: Path) -> str:
    """Find a template for a note about a person, whatever it is called; empty if there is none."""
    folders = (*read_templates_folders(root), *_iter_templates_folders(root))
    for folder in dict.fromkeys(folders):
        if ".." in folder.split("/"):
            continue
        for inner_folder, names in _walk_folders(root / folder):
            for name in names:
                if _PERSON_TEMPLATE.fullmatch(name):
                    return "/".join(filter(None, (folder, inner_folder, name)))
    return ""


# `Person.md`, `New contact.md`, `tpl-person.md`, `Person Template.md`, `Vorlage Person.md`
_PERSON_TEMPLATE = re.compile(
    r"(?:.*[\W_])?(?:people|person|contact|kontakt|persoon|contacto|persona|personne)s?"
    r"(?:[\W_].*)?\.md",
    re.IGNORECASE,
)


def find_people_view(root: Path) -> str:
    """Find a view of people for Obsidian Bases; empty if there is none."""
    for folder, names in _walk_folders(root):
        for name in names:
            if _PEOPLE_VIEW.fullmatch(name):
                return f"{folder}/{name}" if folder else name
    return ""


_PEOPLE_VIEW = re.compile(r"(?:people|persons?|contacts?|crm)\.base", re.IGNORECASE)


# The settings of Obsidian that decide how a vault is read.
_TEMPLATER_SETTINGS = "plugins/templater-obsidian/data.json"
OBSIDIAN_SETTINGS = (
    ".obsidian/daily-notes.json",
    ".obsidian/templates.json",
    f".obsidian/{_TEMPLATER_SETTINGS}",
)


def _read_obsidian_settings(root: Path, name: str) -> dict[str, object]:
    import json

    try:
        content = json.loads(_read_settings_file(root, f".obsidian/{name}") or b"{}")
    # The vault may come from a stranger: json raises RecursionError for 100 KB of `[`. Obsidian
    # itself takes such a file for an empty one.
    except (ValueError, RecursionError):
        return {}
    if not isinstance(content, dict):
        return {}
    return content


# The names of folders of templates in many languages: `Templates`, `99 - Vorlagen`, `X Templates`.
#
# In the singular only alone: `CRM Template` may be a whole vault that somebody shares.
TEMPLATES_FOLDER_NAME = re.compile(
    r"(?:.*[\W_])?(?:templates|vorlagen|modèles|plantillas|sjablonen|modelli|szablony|mallar"
    r"|skabeloner|maler|шаблоны|テンプレート|模板)"
    r"|[\W\d_]*(?:templates?|vorlagen?|modèles?|modeles|plantillas?|sjablo(?:nen|on)|modelos)",
    re.IGNORECASE,
)
