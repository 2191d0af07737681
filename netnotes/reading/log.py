"""What the log in a note says, as it is returned by `read_log`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Ask, Gift, Learned, Naming, Promise, Touch
    from netnotes.reading.note import Line
    from netnotes.reading.raw_field import Field


class Log(Struct, frozen=True, gc=False):
    """What the lines of a contact's note say.

    `fields` are properties written in the text. `text` is the lines that are no part of the log,
    the note's own words. `entries` are where the touches are, for adding another one.
    """

    touches: tuple[Touch, ...]
    gifts: tuple[Gift, ...]
    asks: tuple[Ask, ...]
    promises: tuple[Promise, ...]
    learned: tuple[Learned, ...]
    named: tuple[Naming, ...]
    fields: tuple[Field, ...]
    text: str
    entries: tuple[LogEntry, ...]


class LogEntry(Struct, frozen=True, gc=False):
    """An entry as it was written: its day, its first line, and the number of its last line.

    `reason` is why it is no touch, in a sentence; empty for a touch.
    """

    date: Day
    line: Line
    end_line: int
    reason: str = ""
