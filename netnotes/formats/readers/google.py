"""The CSV of Google Contacts.

Its old header has `Given Name` and `Group Membership`, its new one `First Name` and `Labels`. Both
have several numbered columns for each address, with the kind beside it, and write several values
in one cell with ` ::: ` between them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.readers.sheet import has_header, read_table
from netnotes.formats.readers.table_cards import read_rows

if TYPE_CHECKING:
    from netnotes.formats.card import ImportedCards
    from netnotes.formats.readers.decoding import FileContent


# Columns that other tables with first and last names do not have.
_GOOGLE_COLUMN = re.compile(
    r"(email|phone|organization|address)(\d+name|\d+(type|label|value)|name)"
    r"|groupmembership|fileas"
)


def can_read(text: str) -> bool:
    """Tell whether a text is Google's table."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Read the people of the table."""
    return read_table(data, _is_header, read_rows, "there is no header of Google Contacts")


def _is_header(column_names: frozenset[str]) -> bool:
    has_old_names = {"givenname", "familyname"} <= column_names
    has_new_names = {"firstname", "lastname", "labels"} <= column_names
    if not has_old_names and not has_new_names:
        return False
    return any(map(_GOOGLE_COLUMN.fullmatch, column_names))
