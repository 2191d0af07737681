"""Numbers, percents and short lists of names, as panels write them, and what too few notes give."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.panels.method import METHODS_BY_ID
from netnotes.network.panels.model import Panel, PersonName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from netnotes.model.people import Contact, Goal
    from netnotes.network.network import Network


def format_number(value: float | Fraction) -> str:
    """Format a number with two significant digits; from ten on, as a whole number."""
    if value >= 10:
        return f"{round(value):,}"
    return f"{float(value):.2g}"


def format_percent(share: Fraction) -> str:
    """Format a share as whole percents, without the sign; halves are rounded up.

    It is 100 only for all, and 0 only for none: 99.6 is written 99, and 0.4 is written 1.
    """
    percent = math.floor(100 * share + Fraction(1, 2))
    if 0 < share < 1:
        percent = min(max(percent, 1), 99)
    return str(percent)


def describe_known(known: int, total: int, property_name: str) -> str:
    """Describe the contacts who say something: `the 5 whose field is written down`.

    Empty if all of them do: then a sentence about them is one about all contacts.
    """
    if known == total:
        return ""
    return f"the {known:,} whose {property_name} is written down"


def format_times(count: int) -> str:
    """Format how often something was done: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count:,} times")


def describe_too_few(needed: int, available: int, requirement: str = "") -> str:
    """Describe that there are too few contacts, or too few that meet a requirement."""
    return f"Too few notes for this yet (needs {needed:,}{requirement}, you have {available:,})"


def build_blank_panel(panel_id: str, contact_count: int, missing_count: int) -> Panel:
    """Build a panel without values, which says so if there are too few contacts for it."""
    method = METHODS_BY_ID.get(panel_id)
    if method is None:
        raise LookupError(
            f"The panel {panel_id} has no Method in PANEL_METHODS (panels/method.py)."
        )
    sentences: tuple[str, ...] = ()
    if contact_count < method.needs:
        requirement = _REQUIREMENTS.get(panel_id, "")
        sentences = (describe_too_few(method.needs, contact_count, requirement),)
    return Panel(
        id=panel_id,
        title=method.name,
        contact_count=contact_count,
        missing_count=missing_count,
        needs=method.needs,
        values={},
        sentences=sentences,
        picture=None,
    )


# Of panels that look at one property: which one.
_REQUIREMENTS = {
    "kinds": " with a 'kind' line",
    "fields": " with a 'field' line",
    "levels": " with a 'level' line",
}


def build_blank_graph_panel(panel_id: str, network: Network, unasked: Collection[str]) -> Panel:
    """Build a panel without values for a number that needs a `knows` line in half of the notes."""
    contact_count = len(network.ties)
    asked_count = contact_count - len(unasked)
    blank = build_blank_panel(panel_id, contact_count, len(unasked))

    # Rounded up: of three contacts two must have the line.
    half = (contact_count + 1) // 2
    if blank.sentences or asked_count >= half:
        return blank
    too_few = describe_too_few(half, asked_count, " with a 'knows' line")
    return blank._replace(sentences=(too_few,))


def list_unasked_contacts(network: Network) -> frozenset[str]:
    """List the contacts whose notes do not say whom they know, by path."""
    return frozenset(contact.path for contact in network.active_contacts if contact.knows is None)


def group_counts_by_name(counts: Sequence[tuple[Contact | Goal, int]]) -> dict[str, int]:
    """Group counts by the names of what they count; where two share a name, by their paths."""
    notes_by_name = Counter(entity.name for entity, _ in counts)
    counts_by_name = {}
    for entity, count in counts:
        is_only_one = notes_by_name[entity.name] == 1
        counts_by_name[entity.name if is_only_one else entity.path] = count
    return counts_by_name


def list_people(contacts: Iterable[Contact]) -> tuple[PersonName, ...]:
    """List contacts as the values of a panel have them."""
    return tuple(PersonName(contact.name, contact.path) for contact in contacts)


def list_names(contacts: Iterable[Contact]) -> tuple[str, ...]:
    """List the names of contacts."""
    return tuple(contact.name for contact in contacts)
