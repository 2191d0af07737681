"""Organisations that are written in two ways, such as `ACME Ltd` and `Acme GmbH`."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from netnotes.model.diagnostics import Diagnostic
from netnotes.text import LEGAL_FORMS, fold, fold_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def check_organisations(network: Network) -> Iterator[Diagnostic]:
    """Two names of organisations differ in more than legal form, case and punctuation."""
    contacts_by_name = _find_first_contacts(network)
    # A name that stands for itself in the settings is said to be no other.
    distinct_names = {
        name for name, other_name in network.settings.organisations if name == fold(other_name)
    }
    own_name = fold(network.settings.me.organisation)
    spellings = {own_name: network.settings.me.organisation}
    spellings |= {name: contact.organisation for name, contact in contacts_by_name.items()}
    names_by_firm = _group_by_firm(spellings, distinct_names)

    counts = Counter([fold(contact.organisation) for contact in network.contacts])
    for names in names_by_firm.values():
        if len(names) > 1:
            # My own organisation first, then the name that most have, then the first by path.
            paths = {name: contact.path for name, contact in contacts_by_name.items()}
            names.sort(key=lambda name: (name != own_name, -counts[name], paths.get(name, "")))
            yield from _report_names(names, contacts_by_name, network)


def _group_by_firm(spellings: dict[str, str], distinct_names: set[str]) -> dict[str, list[str]]:
    """Group the folded names of organisations that differ in no more than the legal form."""
    names_by_firm: dict[str, list[str]] = {}
    for name, spelling in spellings.items():
        if name and name not in distinct_names:
            names_by_firm.setdefault(_strip_legal_form(spelling), []).append(name)
    return names_by_firm


def _find_first_contacts(network: Network) -> dict[str, Contact]:
    """Find the first contact by path for each organisation, by its folded name."""
    first_contacts: dict[str, Contact] = {}
    for contact in network.contacts:
        if contact.organisation:
            name = fold(contact.organisation)
            first_contact = first_contacts.setdefault(name, contact)
            if contact.path < first_contact.path:
                first_contacts[name] = contact
    return first_contacts


def _report_names(
    names: list[str], contacts_by_name: dict[str, Contact], network: Network
) -> Iterator[Diagnostic]:
    """Report each name of an organisation but the first of them."""
    main_name, where = network.settings.me.organisation, "netnotes.toml"
    main_contact = contacts_by_name.get(names[0])
    if main_contact:
        path, line, _ = main_contact.find_source_location("organisation")
        main_name, where = main_contact.organisation, f"{path}:{line}"

    for name in names[1:]:
        contact = contacts_by_name[name]
        other_name = contact.organisation
        quoted_name, quoted_main_name = _quote(other_name), _quote(main_name)
        yield Diagnostic(
            contact.find_source_location("organisation"),
            "similar-organisation",
            f"`{other_name}` may be the same organisation as `{main_name}` ({where}), "
            "and counts as another one.",
            f"If it is, write {quoted_name} = {quoted_main_name} under [organisations] in "
            f"netnotes.toml; if not, {quoted_name} = {quoted_name}.",
        )


def _quote(name: str) -> str:
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# A vault has the same few organisations a thousand times.
@lru_cache(maxsize=1 << 14)
def _strip_legal_form(name: str) -> str:
    """Return a name without legal form, case and punctuation; legal forms alone stay."""
    text = ""
    for character in fold_name(name):
        # `S.A.` and `G.m.b.H.` are one word each.
        if character != ".":
            is_sign = unicodedata.category(character)[0] in "PS"
            text += " " if is_sign else character
    words = text.split()
    return " ".join([word for word in words if word not in LEGAL_FORMS] or words)
