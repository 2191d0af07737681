"""Links by the name of a contact's note that lead to another note of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.model.note_path import strip_note_ending
from netnotes.reading.file_index import fold_path
from netnotes.text import choose_form, format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netnotes.model.people import Contact, Link
    from netnotes.model.reading import Reading
    from netnotes.network.network import Network


def check_names_lead_to_contacts(
    network: Network, readings: Iterable[Reading]
) -> Iterator[Diagnostic]:
    """A link by the name of a contact's note leads to the contact; one finding for each contact.

    `1-1s/Ada Quill.md` has a shorter path than `People/Ada Quill.md`, so `[[Ada Quill]]` means it,
    here as in Obsidian.
    """
    contacts_by_name = _find_contacts_with_shared_names(network)
    if not contacts_by_name:
        return
    links_by_contact: dict[str, list[tuple[Link, str]]] = {}
    for reading in readings:
        for link in _list_links(reading):
            contact = contacts_by_name.get(fold_path(link.target.partition("#")[0]))
            path = network.find_file(link, reading.path).path
            is_own_note = contact is not None and contact.path == reading.path
            if contact and path not in network.contacts_by_path and not is_own_note:
                links_by_contact.setdefault(contact.path, []).append((link, path))
    for contact_path, links in links_by_contact.items():
        yield _build_diagnostic(network.contacts_by_path[contact_path], links)


def _find_contacts_with_shared_names(network: Network) -> dict[str, Contact]:
    """Find the contacts whose notes share their file names with others, by the folded names."""
    contacts = {}
    for file_name, paths in network.file_index.by_name.items():
        if len(paths) > 1:
            for path in paths:
                if path in network.contacts_by_path:
                    contacts[strip_note_ending(file_name)] = network.contacts_by_path[path]
    return contacts


def _list_links(reading: Reading) -> list[Link]:
    """List the links of a note in their order, each once; names in `people` count as links."""
    links = list(reading.links)
    for encounter in reading.encounters:
        links += encounter.people
    links_by_place = {link.source_location: link for link in links}
    return [links_by_place[place] for place in sorted(links_by_place)]


def _build_diagnostic(contact: Contact, links: list[tuple[Link, str]]) -> Diagnostic:
    first_link, other_path = links[0]
    target = first_link.target
    message = (
        f"{target} is the name of two notes: the link leads to {other_path}, as in Obsidian, and "
        f"says nothing of the contact {contact.path}."
    )
    other_count = len(links) - 1
    if other_count:
        verb = choose_form(other_count, "does", "do")
        message += f" So {verb} {format_count(other_count, 'other link')}."
    return Diagnostic(
        first_link.source_location,
        "shared-name",
        message,
        f"Write [[{strip_note_ending(contact.path)}|{target}]] where the person is meant, or give "
        f"{other_path} another name.",
    )
