"""The formats people are read from. A format is recognised by content, whatever the file's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.formats.readers import (
    friends,
    google,
    linkedin,
    monica,
    outlook,
    own_json,
    table,
    vcard,
)
from netnotes.formats.readers.decoding import FileContent, decode_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.formats.card import ImportedCards


class ImportFormat(NamedTuple):
    """A format that people are read from."""

    # What messages and the documentation call it. Notes that are made hold it as their `source`.
    name: str

    # Whether a text is in this format.
    can_read: Callable[[str], bool]

    # Reads the people through `sanitize_cards`, without which a value could break the note it is
    # written to. It never raises: a file may be empty, cut off or binary, and what can't be read
    # of it is an ImportProblem.
    read: Callable[[FileContent], ImportedCards]

    # Where a user gets such a file.
    source: str


# In the order in which they are tried: the most certain first, any table last.
IMPORT_FORMATS: tuple[ImportFormat, ...] = (
    ImportFormat(
        name="vCard",
        can_read=vcard.can_read,
        read=vcard.read,
        source="`.vcf`, versions 2.1 to 4.0: any phone, Apple Contacts, Nextcloud, Outlook",
    ),
    ImportFormat(
        name="netnotes",
        can_read=own_json.can_read,
        read=own_json.read,
        source="`netnotes export json`, and `netnotes export csv`",
    ),
    ImportFormat(
        name="Monica",
        can_read=monica.can_read,
        read=monica.read,
        source="the JSON export of Monica 4: Settings, Export data",
    ),
    ImportFormat(
        name="friends.md",
        can_read=friends.can_read,
        read=friends.read,
        source="the file of the program Friends",
    ),
    ImportFormat(
        name="LinkedIn",
        can_read=linkedin.can_read,
        read=linkedin.read,
        source="`Connections.csv` from Settings, Data privacy, Get a copy of your data",
    ),
    ImportFormat(
        name="Google",
        can_read=google.can_read,
        read=google.read,
        source="Google Contacts, Export, Google CSV",
    ),
    ImportFormat(
        name="Outlook",
        can_read=outlook.can_read,
        read=outlook.read,
        source="Outlook or Thunderbird: export of the address book as CSV",
    ),
    ImportFormat(
        name="table",
        can_read=table.can_read,
        read=table.read,
        source="any other CSV, with `--map name=COLUMN,organisation=COLUMN`; a Markdown file with "
        "a table of people, or with a section and labels for each",
    ),
)


def find_format(data: FileContent) -> ImportFormat | None:
    """Find the format of a file's content; None if it is none of these."""
    text = decode_text(data)
    for import_format in IMPORT_FORMATS:
        if import_format.can_read(text):
            return import_format
    return None
