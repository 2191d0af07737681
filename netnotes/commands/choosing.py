"""Whom a name means; the person at the terminal is asked where it is not sure."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.errors import NetnotesError
from netnotes.network.who import named, searchable
from netnotes.words import listed

if TYPE_CHECKING:
    from netnotes.network.network import Network
    from netnotes.people import Contact


def somebody(network: Network, name: str) -> Contact:
    """The one person a name means; its organisation may stand behind it, as in `Ada at Northwind`.

    On a terminal the person is asked where it means several. NetnotesError, with the candidates, where it means nobody,
    or several and there is nobody to ask.
    """
    found = candidates(network, name)
    if not found:
        raise NetnotesError(
            f"Nobody in your notes is called {name}. `netnotes who {name}` looks at more than names, "
            f'and `netnotes new "{name}"` makes a note.'
        )
    return found[0] if len(found) == 1 else _chosen(name, found)


def candidates(network: Network, name: str) -> tuple[Contact, ...]:
    """Whom a name may mean, with or without an organisation behind it."""
    found = named(network, name)
    for sign in (" at ", " from ", " of ", "(", "@"):
        who, behind, where = name.partition(sign)
        if not found and behind:
            wanted = searchable(where.strip(" )"))
            found = tuple(one for one in named(network, who) if wanted and wanted in searchable(one.organisation))
    return found


def _chosen(name: str, found: tuple[Contact, ...]) -> Contact:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        names = listed((_told_apart(one) for one in found[:8]), "or")
        more = f" (and {len(found) - 8} more)" if len(found) > 8 else ""
        raise NetnotesError(f"{name} could be {names}{more}. Write more of the name.")
    for at, one in enumerate(found, start=1):
        print(f"  {at}  {_told_apart(one)}")
    answer = input(f"Which {name}? ").strip()
    if not answer.isdigit() or not 0 < int(answer) <= len(found):
        raise NetnotesError("Nobody was chosen, and nothing was written.")
    return found[int(answer) - 1]


def _told_apart(contact: Contact) -> str:
    return f"{contact.name} ({contact.organisation})" if contact.organisation else contact.name


def confirmed(question: str) -> bool:
    """Whether the person at the terminal says yes; no where there is nobody to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty() and input(f"{question} [y/N] ").strip().casefold() in ("y", "yes")
