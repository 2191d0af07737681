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
    NAME_PREFIX,
    find_meaning,
)
from netnotes.formats.readers.sheet import has_header, read_table
from netnotes.formats.readers.table_cards import guess_by_names_and_values, read_rows
from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.formats.card import ImportedCards
    from netnotes.formats.readers.decoding import FileContent
    from netnotes.formats.readers.sheet import CsvTable


# What `Title` means beside a first and a last name: `Dr.`; the job has a column of its own.
_TITLE_COLUMNS = ("title", "titel", "titre", "titolo", "tratamiento")

# Columns of Outlook, of which other tables of people have none.
_OUTLOOK_COLUMNS = frozenset(
    map(
        fold,
        (
            *("Job Title", "Business Phone", "Mobile Phone", "Categories"),
            *("E-Mail 2: Adresse", "E-Mail-Adresse 2", "Mobiltelefon", "Telefon geschäftlich"),
            *("Adresse de messagerie 2", "Tél. mobile", "Téléphone (bureau)"),
            *("Dirección de correo electrónico 2", "Teléfono móvil", "Teléfono del trabajo"),
            *("E-mailadres 2", "Mobiele telefoon", "Telefoon op werk"),
            *("Indirizzo posta elettronica 2", "Cellulare", "Telefono (uff.)"),
        ),
    )
)

# A part of what a column with a mail address is called, without spaces, in each language.
_MAIL_NAME = re.compile("mail|messagerie|électronique|correo|elettronica")


def can_read(text: str) -> bool:
    """Tell whether a text is Outlook's or Thunderbird's table."""
    return has_header(text, _is_header)


def read(data: FileContent) -> ImportedCards:
    """Read the people of the table."""
    missing_header = "there is no header of Outlook or Thunderbird"
    return read_table(data, _is_header, _read_rows, missing_header)


def _is_header(column_names: frozenset[str]) -> bool:
    # `Connected On` is LinkedIn's.
    if "connectedon" in column_names:
        return False
    meanings = set(map(find_meaning, column_names))
    if not {FIRST_NAME, LAST_NAME} <= meanings or not any(map(_MAIL_NAME.search, column_names)):
        return False
    # Thunderbird has three columns for a birthday, and the name as it is shown.
    has_birth_year = "primaryemail" in column_names or BIRTH_YEAR in meanings
    if FULL_NAME_SHOWN in meanings and has_birth_year:
        return True
    return not column_names.isdisjoint(_OUTLOOK_COLUMNS)


def _read_rows(table: CsvTable) -> ImportedCards:
    column_map = [
        (NAME_PREFIX if fold(column) in _TITLE_COLUMNS else meaning, column)
        for meaning, column in guess_by_names_and_values(table)
    ]
    return read_rows(table, tuple(column_map))
