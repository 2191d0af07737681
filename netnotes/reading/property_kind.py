"""What a property of a note is: its names, its kind of value, and its documentation."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from netnotes.reading.day_values import read_birthday, read_date
from netnotes.reading.status import read_death
from netnotes.reading.values import (
    read_addresses,
    read_archived,
    read_cadence,
    read_link,
    read_links,
    read_list,
    read_tags,
    read_text,
)
from netnotes.reading.yearly_days import read_yearly_days

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.raw_field import Field
    from netnotes.reading.values import FieldReader


class PropertyKind(StrEnum):
    """What sort of value a property has."""

    TEXT = "text"
    LIST = "list"

    # A list of single words, with or without `#`.
    TAGS = "tags"

    # A list of mail addresses, phone numbers or web addresses.
    ADDRESSES = "addresses"
    DATE = "date"

    # A day of the year; the year may be missing.
    BIRTHDAY = "birthday"

    # Days of the year, each with what happened on it.
    YEARLY_DAYS = "yearly days"

    # A day, a month, a year, or yes.
    DEATH = "death"
    LINK = "link"
    LINKS = "links"

    # One of a few words. Which ones is known to the reader that the property names.
    CHOICE = "choice"
    PERIOD = "period"

    # Its reader gives `active`, another name of `archived`, a meaning of its own; a further
    # property of this kind can't be read under it.
    YES_NO = "yes or no"


LIST_KINDS = frozenset(
    (
        *(PropertyKind.LIST, PropertyKind.TAGS, PropertyKind.ADDRESSES, PropertyKind.LINKS),
        PropertyKind.YEARLY_DAYS,
    )
)

_READERS: dict[PropertyKind, FieldReader] = {
    PropertyKind.TEXT: read_text,
    PropertyKind.LIST: read_list,
    PropertyKind.TAGS: read_tags,
    PropertyKind.ADDRESSES: read_addresses,
    PropertyKind.DATE: read_date,
    PropertyKind.BIRTHDAY: read_birthday,
    PropertyKind.YEARLY_DAYS: read_yearly_days,
    PropertyKind.DEATH: read_death,
    PropertyKind.LINK: read_link,
    PropertyKind.LINKS: read_links,
    PropertyKind.PERIOD: read_cadence,
    PropertyKind.YES_NO: read_archived,
}


def read_text_with_links(field: Field, path: str, settings: Settings) -> str:
    """Read a text as it was written: one that is a link means what the note of it says."""
    return ", ".join(word.text for word in field.words)


class Property(Struct, frozen=True, eq=False):
    """One property of a note, as a line of the table.

    Two properties are equal only if they are the same line: a table is a key of a cache, and
    comparing all its words for every note takes time.
    """

    name: str

    # Further names it is read under, the most telling first.
    other_names: tuple[str, ...]
    kind: PropertyKind

    # What may be written there, in words for the documentation.
    takes: str
    meaning: str

    # A value as it is typed in front matter.
    example: str

    # What reads a CHOICE; the other kinds have one reader each, unless it is named here.
    choice_reader: FieldReader | None = None

    # Whether several fields add up to one value: lists are joined, the later date counts.
    can_repeat: bool = False

    @property
    def is_list(self) -> bool:
        """Whether it can hold several values."""
        return self.kind in LIST_KINDS

    @property
    def read(self) -> FieldReader:
        """What turns a field into a value, or into an InvalidValue."""
        return self.choice_reader or _READERS[self.kind]
