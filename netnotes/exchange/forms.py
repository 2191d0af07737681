"""The forms netnotes reads people from; a file's form is known by its content, whatever the file is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.exchange import friends, google, linkedin, monica, outlook, table, vcard
from netnotes.exchange.decoding import Data, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from netnotes.exchange.card import Cards


class Form(NamedTuple):
    """One form: its name, whether a text sounds like it, how it is read, and where people get such a file."""

    name: str
    sounds_like_it: Callable[[str], bool]
    read: Callable[[Data], Cards]
    source: str


FORMS: tuple[Form, ...] = (
    Form(
        *("vCard", vcard.sounds_like_it, vcard.read),
        "`.vcf`, versions 2.1 to 4.0: any phone, Apple Contacts, Nextcloud, Outlook",
    ),
    Form("Monica", monica.sounds_like_it, monica.read, "the JSON export of Monica 4: Settings, Export data"),
    Form("friends.md", friends.sounds_like_it, friends.read, "the file of the program Friends"),
    Form(
        *("LinkedIn", linkedin.sounds_like_it, linkedin.read),
        "`Connections.csv` from Settings, Data privacy, Get a copy of your data",
    ),
    Form("Google", google.sounds_like_it, google.read, "Google Contacts, Export, Google CSV"),
    Form(
        *("Outlook", outlook.sounds_like_it, outlook.read),
        "Outlook or Thunderbird: export of the address book as CSV",
    ),
    Form("table", table.sounds_like_it, table.read, "any other CSV, with `--map name=COLUMN,organisation=COLUMN`"),
)
"""In the order in which they are tried: the surest first."""


def recognised(data: Data) -> Form | None:
    """The form of a file's content; None where it is none of ours."""
    text = text_of(data)
    return next((form for form in FORMS if form.sounds_like_it(text)), None)
