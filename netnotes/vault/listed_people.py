"""People who are listed in one file, such as `Contacts.md`, and have no notes of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.model.note_path import extract_note_name, strip_export_id
from netnotes.reading.note import read_note
from netnotes.text import choose_form, fold_name, format_command, format_count
from netnotes.vault.listing import stat_file
from netnotes.vault.read_notes import read_note_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from netnotes.model.reading import Reading
    from netnotes.network.network import Network


def check_listed_people_have_notes(
    root: Path, network: Network, readings: Iterable[Reading]
) -> Iterator[Diagnostic]:
    """Whoever is listed in a file called Contacts, People or the like has a note of their own.

    Where nobody has one yet, the commands that show no people say so themselves.
    """
    paths = [reading.path for reading in readings if _may_list_people(reading)]
    if not network.contacts or not paths:
        return
    known_names = _collect_names(network)
    for path in paths:
        names = map(fold_name, _list_people(root, path))
        count = sum(name not in known_names for name in names)
        command = format_command("netnotes", "import", path)
        if count and command:
            people = format_count(count, "person", "people")
            verb = choose_form(count, "has", "have")
            yield Diagnostic(
                SourceLocation(path),
                "listed-people",
                f"{path} lists {people} who {verb} no note of their own; nothing that it says of "
                "them is read.",
                f"`{command}` shows what it would make of them, and makes it with `--yes`.",
            )


def _may_list_people(reading: Reading) -> bool:
    name = strip_export_id(extract_note_name(reading.path))
    return not reading.entity and fold_name(name) in _NAMES_OF_LISTS


def _list_people(root: Path, path: str) -> tuple[str, ...]:
    from netnotes.survey.lists_of_people import list_people_in_note

    source, _ = read_note_source(root, stat_file(root, path))
    if source is None:
        return ()
    return list_people_in_note(read_note(source)[0])


def _collect_names(network: Network) -> set[str]:
    names: set[str] = set()
    for contact in network.contacts:
        names.add(fold_name(extract_note_name(contact.path)))
        names.update(map(fold_name, (contact.name, *contact.aliases)))
    return names


# How a file is called that lists people, in lower case.
_NAMES_OF_LISTS = frozenset(
    [
        *("people", "contacts", "contact list", "my contacts", "network", "my network", "crm"),
        *("address book", "addressbook", "friends", "colleagues", "family", "acquaintances"),
        *("kontakte", "personen", "leute", "freunde", "netzwerk", "adressbuch", "kollegen"),
        *("personnes", "amis", "réseau", "carnet d'adresses", "collègues"),
        *("contactos", "personas", "amigos", "agenda de contactos", "colegas"),
        *("contacten", "mensen", "vrienden", "netwerk", "adresboek", "collega's"),
    ]
)
