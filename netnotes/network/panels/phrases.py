"""Numbers, percents and short lists of names, as panels say them; too few to say."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from netnotes.network.panels.method import METHODS_BY_ID
from netnotes.network.panels.model import Panel
from netnotes.text import format_count, join_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from netnotes.model.people import Contact
    from netnotes.network.network import Network


MAX_EXACT_DENOMINATOR = 10**15


def format_number(value: float | Fraction) -> str:
    """A number as one reads it: two significant digits, whole from ten on."""
    return f"{round(value):,}" if value >= 10 else f"{float(value):.2g}"


def format_percent(share: Fraction) -> str:
    """A share as whole percents, halves rounded up."""
    return str(math.floor(100 * share + Fraction(1, 2)))


def describe_too_few(needed: int, available: int, requirement: str = "") -> str:
    """What a number says while there is too little to make it from."""
    return f"Too few notes for this yet (needs {needed:,}{requirement}, you have {available:,})"


def build_blank_panel(panel_id: str, contact_count: int, missing_count: int) -> Panel:
    """A panel that says no more than whether there is too little for it."""
    method = METHODS_BY_ID[panel_id]
    sentences = (
        (describe_too_few(method.needs, contact_count),) if contact_count < method.needs else ()
    )
    return Panel(
        panel_id, method.name, contact_count, missing_count, method.needs, {}, sentences, None
    )


def build_blank_graph_panel(panel_id: str, network: Network, unasked: Collection[str]) -> Panel:
    """The same for a number that takes a `knows` line in half of the notes."""
    n = len(network.ties)
    blank = build_blank_panel(panel_id, n, len(unasked))
    half, asked = (n + 1) // 2, n - len(unasked)
    if blank.sentences or asked >= half:
        return blank
    return blank._replace(sentences=(describe_too_few(half, asked, " with a 'knows' line"),))


def list_unasked_contacts(network: Network) -> frozenset[str]:
    """The contacts whose note does not say whom they know."""
    return frozenset(one.path for one in network.active_contacts if one.knows is None)


def choose_verb_form(count: int, singular: str, plural: str) -> str:
    return singular if count == 1 else plural


def list_names(contacts: Iterable[Contact]) -> tuple[str, ...]:
    return tuple(one.name for one in contacts)


def format_few_names(names: tuple[str, ...], max_names: int = 5) -> str:
    more = len(names) - max_names
    return (
        join_words(names)
        if more < 2
        else f"{', '.join(names[:max_names])} and {format_count(more, 'other')}"
    )
