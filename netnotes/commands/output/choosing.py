"""Whom a name means; the person at the terminal is asked where it is not sure."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.network.search import find_candidates
from netnotes.text import join_words

if TYPE_CHECKING:
    from netnotes.model.people import Contact
    from netnotes.network.network import Network


def choose_contact(network: Network, name: str) -> Contact:
    """The one person a name means; its organisation may stand behind it, as in `Ada at Northwind`.

    On a terminal the person is asked where it means several. NetnotesError, with the candidates, where it means nobody,
    or several and there is nobody to ask.
    """
    found = find_candidates(network, name)
    if not found:
        raise NetnotesError(
            f"Nobody in your notes is called {name}. `netnotes who {name}` looks at more than names, "
            f'and `netnotes new "{name}"` makes a note.'
        )
    return found[0] if len(found) == 1 else _ask_which_contact(name, found)


def _ask_which_contact(name: str, contacts: tuple[Contact, ...]) -> Contact:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        names = join_words((_format_contact(one) for one in contacts[:8]), "or")
        more = f" (and {len(contacts) - 8} more)" if len(contacts) > 8 else ""
        raise NetnotesError(f"{name} could be {names}{more}. Write more of the name.")
    for at, one in enumerate(contacts, start=1):
        print(f"  {at}  {_format_contact(one)}")
    answer = input(f"Which {name}? ").strip()
    if not answer.isdigit() or not 0 < int(answer) <= len(contacts):
        raise NetnotesError("Nobody was chosen, and nothing was written.")
    return contacts[int(answer) - 1]


def _format_contact(contact: Contact) -> str:
    return f"{contact.name} ({contact.organisation})" if contact.organisation else contact.name


def confirm(question: str) -> bool:
    """Whether the person at the terminal says yes; no where there is nobody to ask."""
    return (
        sys.stdin.isatty()
        and sys.stdout.isatty()
        and input(f"{question} [y/N] ").strip().casefold() in ("y", "yes")
    )
