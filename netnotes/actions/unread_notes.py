"""Notes that can't be read: whoever they are about is in the vault, and gets no second note."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.errors import NetnotesError
from netnotes.formats.matching.index import UNIQUE_NAME_REASON
from netnotes.formats.matching.keys import split_name
from netnotes.formats.matching.matching import NewPerson
from netnotes.model.note_path import extract_note_name, is_in_folder
from netnotes.text import fold_name
from netnotes.vault.listing import list_files
from netnotes.vault.read_notes import read_note_source
from netnotes.writing.edits import find_obstacle

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from netnotes.formats.card import Card
    from netnotes.formats.matching.comparison import ExistingPerson
    from netnotes.vault.listing import VaultFile, VaultListing
    from netnotes.vault.paths import VaultPaths


class WithheldPerson(NamedTuple):
    """Someone of a file who is left alone, and the path of a note that can't be read."""

    card: Card
    path: str


def find_withheld_people(
    paths: VaultPaths, people: Sequence[NewPerson | ExistingPerson]
) -> tuple[WithheldPerson, ...]:
    """Find the people of a file who may have a note that can't be read.

    They would be new, or were taken for somebody else with their name.
    Raises NetnotesError if a folder of contacts can't be read.
    """
    doubtful_people = [
        person
        for person in people
        if isinstance(person, NewPerson) or person.reason == UNIQUE_NAME_REASON
    ]
    names_by_person = [(person, _list_names(person.card)) for person in doubtful_people]
    all_names = {name for _, names in names_by_person for name in names}
    unread_paths = _find_unread_paths(paths, all_names)
    withheld = []
    for person, names in names_by_person:
        path = _find_other_note(person, names, unread_paths)
        if path:
            withheld.append(WithheldPerson(person.card, path))
    return tuple(withheld)


def _find_other_note(
    person: NewPerson | ExistingPerson,
    names: Iterable[tuple[str, ...]],
    unread_paths: Mapping[tuple[str, ...], str],
) -> str:
    """Find an unread note of one of the names, beside the person's own; empty for none."""
    own_path = ""
    if not isinstance(person, NewPerson):
        own_path = person.contact.path
    for name in names:
        path = unread_paths.get(name, own_path)
        if path != own_path:
            return path
    return ""


def require_no_unread_note(paths: VaultPaths, name: str) -> None:
    """Raise NetnotesError if a note of this name is there and can't be read."""
    path = _find_unread_paths(paths, {_fold(name)}).get(_fold(name))
    if path:
        raise NetnotesError(
            f"{path} may be about {name} and can't be read; `netnotes check` says why. "
            "Nothing was written."
        )


def list_unread_notes(paths: VaultPaths) -> tuple[str, ...]:
    """List the notes that can't be read: those in folders of contacts, and those never opened."""
    listing = list_files(paths.root, paths.settings, paths.output)
    in_folders = [
        file for file in listing.notes if is_in_folder(file.path, paths.settings.contacts)
    ]
    return tuple(sorted({*_list_unlisted_notes(listing), *_iter_unread(paths, in_folders)}))


def _find_unread_paths(
    paths: VaultPaths, names: set[tuple[str, ...]]
) -> dict[tuple[str, ...], str]:
    """Find the notes of these names that can't be read, by name.

    Raises NetnotesError if a folder of contacts can't be read.
    """
    listing = list_files(paths.root, paths.settings, paths.output)
    _require_readable_folders(paths, listing)
    namesakes = [file for file in listing.notes if _fold(extract_note_name(file.path)) in names]
    unread_paths = [*_list_unlisted_notes(listing), *_iter_unread(paths, namesakes)]
    return {_fold(extract_note_name(path)): path for path in sorted(unread_paths, reverse=True)}


def _list_unlisted_notes(listing: VaultListing) -> list[str]:
    """List the notes that are not even opened: in iCloud only, links that lead to nothing."""
    paths = [diagnostic.location.path for diagnostic in listing.diagnostics]
    return [path for path in paths if path.casefold().endswith(".md")]


def _iter_unread(paths: VaultPaths, files: Iterable[VaultFile]) -> Iterable[str]:
    for file in files:
        source, _ = read_note_source(paths.root, file)
        if source is None or find_obstacle(source) is not None:
            yield file.path


def _require_readable_folders(paths: VaultPaths, listing: VaultListing) -> None:
    for diagnostic in listing.diagnostics:
        path = diagnostic.location.path
        folders = paths.settings.contacts
        holds_contacts = path == "." or is_in_folder(path, folders) or path in folders
        if holds_contacts and (paths.root / path).is_dir():
            raise NetnotesError(
                f"{path}: {diagnostic.message} {diagnostic.help} Until then it is not known who "
                "is in it. Nothing was written."
            )


def _list_names(card: Card) -> list[tuple[str, ...]]:
    return [_fold(name) for name in (card.name, *card.aliases, *card.email)]


def _fold(name: str) -> tuple[str, ...]:
    return split_name(name) or (fold_name(name),)
