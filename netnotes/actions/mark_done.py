"""A promise or ask settled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.vault.edit import build_change, open_note
from netnotes.writing.tasks import CANCELLED, DONE, tick

if TYPE_CHECKING:
    from netnotes.model.people import Ask, Contact, Promise
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.note_files import NoteChange


class OpenItem(NamedTuple):
    """Something open with somebody: `kind` is `promised` or `asked`."""

    kind: str
    item: Promise | Ask


class Resolution(NamedTuple):
    """What can come of something open: of which kind it is, and the status of its task then."""

    kind: str
    status: str


RESOLUTIONS = {
    "kept": Resolution("promised", DONE),
    "let go": Resolution("promised", CANCELLED),
    "granted": Resolution("asked", DONE),
    "declined": Resolution("asked", CANCELLED),
}


def settle_item(item: Promise | Ask, resolution: str, session: WriteSession) -> NoteChange:
    """The note in which a promise or an ask is ticked; `came` is one of CAME."""
    note = open_note(session.paths.root, item.source_location.path)
    return build_change(
        note,
        tick(
            note.source,
            item.source_location.line,
            item.text,
            session.network.today,
            RESOLUTIONS[resolution].status,
        ),
    )


def list_open_items(contact: Contact) -> list[OpenItem]:
    """The promises and asks of a contact that nobody has ticked."""
    promises = [OpenItem("promised", one) for one in contact.promises if one.state == "open"]
    return promises + [OpenItem("asked", one) for one in contact.asks if one.state == "open"]
