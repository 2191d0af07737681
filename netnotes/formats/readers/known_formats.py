"""The forms netnotes reads people from; a file's form is known by its content, whatever the file is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.readers import friends, google, linkedin, monica, outlook, table, vcard
from netnotes.formats.readers.decoding import FileContent, decode_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.formats.card import ImportedCards


class ImportFormat(NamedTuple):
    """One form: its name, whether a text sounds like it, how it is read, and where people get such a file."""

    name: str
    can_read: Callable[[str], bool]
    read: Callable[[FileContent], ImportedCards]
    source: str


IMPORT_FORMATS: tuple[ImportFormat, ...] = (
    ImportFormat(
        *("vCard", vcard.can_read, vcard.read),
        "`.vcf`, versions 2.1 to 4.0: any phone, Apple Contacts, Nextcloud, Outlook",
    ),
    ImportFormat(
        "Monica", monica.can_read, monica.read, "the JSON export of Monica 4: Settings, Export data"
    ),
    ImportFormat("friends.md", friends.can_read, friends.read, "the file of the program Friends"),
    ImportFormat(
        *("LinkedIn", linkedin.can_read, linkedin.read),
        "`Connections.csv` from Settings, Data privacy, Get a copy of your data",
    ),
    ImportFormat("Google", google.can_read, google.read, "Google Contacts, Export, Google CSV"),
    ImportFormat(
        *("Outlook", outlook.can_read, outlook.read),
        "Outlook or Thunderbird: export of the address book as CSV",
    ),
    ImportFormat(
        "table",
        table.can_read,
        table.read,
        "any other CSV, with `--map name=COLUMN,organisation=COLUMN`",
    ),
)
"""In the order in which they are tried: the surest first."""


def find_format(data: FileContent) -> ImportFormat | None:
    """The form of a file's content; None where it is none of ours."""
    text = decode_text(data)
    return next((form for form in IMPORT_FORMATS if form.can_read(text)), None)
