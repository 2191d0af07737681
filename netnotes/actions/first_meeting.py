"""Write into the note of somebody when and where one met them first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.reading.note import build_source
from netnotes.writing.edits import apply_edits
from netnotes.writing.properties import set_property

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.model.people import Contact
    from netnotes.model.settings import Settings


def add_first_meeting(contact: Contact, text: str, day: Day, place: str, settings: Settings) -> str:
    """Add to the text of a note when and where I met the contact first.

    `place` is a link to an event or words; empty where only the day is known.
    """
    properties = {"met": day.isoformat()}
    if place and contact.met_at is None:
        properties["met_at"] = place
    for name, value in properties.items():
        edits = set_property(build_source(contact.path, text), name, value, settings)
        text = apply_edits(text, edits)
    return text
