"""Find out which contact is meant, and ask at the terminal where that is not certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.output.terminal import choose_index, is_at_terminal
from netnotes.errors import NetnotesError
from netnotes.network.search import find_candidates
from netnotes.text import join_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


# How many contacts an error names: about what fits on two lines.
MAX_NAMED_CANDIDATES = 8


def choose_contact(network: Network, name: str) -> Contact:
    """Return the one contact a name means; an organisation may follow it, as in `Ada at Northwind`.

    At a terminal the user is asked which of several is meant. Raises NetnotesError if the name
    means nobody, if it means several and nobody can be asked, or if none is chosen.
    """
    candidates = find_candidates(network, name)
    if not candidates:
        raise NetnotesError(
            f"Nobody in your notes is called {name}. "
            f"`netnotes who {name}` looks at more than names, "
            f'and `netnotes new "{name}"` makes a note.'
        )
    if len(candidates) == 1:
        return candidates[0]
    if not is_at_terminal():
        raise NetnotesError(_describe_ambiguity(name, candidates))

    index = choose_index([_format_contact(contact) for contact in candidates], f"Which {name}? ")
    if index is None:
        raise NetnotesError("Nobody was chosen, and nothing was written.")
    return candidates[index]


def _describe_ambiguity(name: str, candidates: Sequence[Contact]) -> str:
    named = [_format_contact(contact) for contact in candidates[:MAX_NAMED_CANDIDATES]]
    remaining = len(candidates) - len(named)
    more = f" (and {remaining} more)" if remaining else ""
    return f"{name} could be {join_words(named, 'or')}{more}. Write more of the name."


def _format_contact(contact: Contact) -> str:
    if not contact.organisation:
        return contact.name
    return f"{contact.name} ({contact.organisation})"
