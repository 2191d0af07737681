"""The CSV of Outlook, and that of Thunderbird, which names the same columns differently.

Both translate the names of the columns into the language of the program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netnotes.formats.readers.columns import (
    BIRTH_YEAR,
    FIRST_NAME,
    FULL_NAME_SHOWN,
    LAST_NAME,
    find_meaning,
)
from netnotes.formats.readers.sheet import has_header, read_table
from netnotes.formats.readers.table_cards import read_rows
from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.formats.card import ImportedCards
    from netnotes.formats.readers.decoding import FileContent


# Columns of Outlook. A table that somebody made may have one of them, as `Cellulare` in Italy.
_OUTLOOK_COLUMNS = frozenset(
    map(
        fold,
        (
            *("E-mail Address", "Adresse de messagerie", "Titre", "E-Mail-Adresse", "E-mailadres"),
            *("Dirección de correo electrónico", "Indirizzo posta elettronica"),
            *("Job Title", "Business Phone", "Mobile Phone", "Categories"),
            *("E-Mail 2: Adresse", "E-Mail-Adresse 2", "Mobiltelefon", "Telefon geschäftlich"),
            *("Adresse de messagerie 2", "Tél. mobile", "Téléphone (bureau)"),
            *("Dirección de correo electrónico 2", "Teléfono móvil", "Teléfono del trabajo"),
            *("E-mailadres 2", "Mobiele telefoon", "Telefoon op werk"),
            *("Indirizzo posta elettronica 2", "Cellulare", "Telefono (uff.)"),
        ),
    )
)

_MIN_OUTLOOK_COLUMNS = 2

# A part of what a column with a mail address is called, without spaces, in each language.
_MAIL_NAME = re.compile("mail|messagerie|électronique|correo|elettronica")


def can_read(text: str) -> bool:
    """Tell whether a text is Outlook's or Thunderbird's table."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Read the people of the table."""
    missing_header = "there is no header of Outlook or Thunderbird"
    return read_table(data, _is_header, read_rows, missing_header)


def _is_header(column_names: frozenset[str]) -> bool:
    # `Connected On` is LinkedIn's.
    if "connectedon" in column_names:
        return False
    meanings = set(map(find_meaning, column_names))
    # The French Outlook calls the last name `Nom`.
    has_names = FIRST_NAME in meanings and not meanings.isdisjoint((LAST_NAME, "name"))
    if not has_names or not any(map(_MAIL_NAME.search, column_names)):
        return False
    # Thunderbird has three columns for a birthday, and the name as it is shown.
    has_birth_year = "primaryemail" in column_names or BIRTH_YEAR in meanings
    if FULL_NAME_SHOWN in meanings and has_birth_year:
        return True
    return len(column_names & _OUTLOOK_COLUMNS) >= _MIN_OUTLOOK_COLUMNS
