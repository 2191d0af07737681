"""What passed between me and a contact: the words for it, and how far it has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from netnotes.reading.note import Line


# The keys of fields that say in which direction something went, and what each is read as.
EXCHANGE_WORDS = {
    "gave": "gave",
    "offered": "gave",
    "helped": "gave",
    "asked": "asked",
    "ask": "asked",
    "requested": "asked",
    "promised": "promised",
    "promise": "promised",
    "learned": "learned",
    "learnt": "learned",
    "named": "named",
}

# The characters between the brackets of a task that is no longer open.
DONE_STATUSES = frozenset("xX")
CANCELLED_STATUS = "-"


def find_state(line: Line, open_state: str, done_state: str, cancelled_state: str) -> str:
    """Choose the state of an ask or a promise by the task it was written as, if it was one."""
    if line.status in DONE_STATUSES:
        return done_state
    if line.status == CANCELLED_STATUS:
        return cancelled_state
    return open_state
