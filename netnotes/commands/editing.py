"""What the verbs that write notes have in common: being alone at it, writing or showing what would be written."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from netnotes.cli import vault_option
from netnotes.commands.opening import Located, find_vault, open_vault
from netnotes.doors import notes
from netnotes.network.followup import follow_up
from netnotes.people import Contact
from netnotes.reading.links import find_file
from netnotes.reading.reader import read_source
from netnotes.words import spoken_short
from netnotes.writing.edits import difference, source_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from datetime import date as Day

    from netnotes.doors.notes import Change
    from netnotes.network.network import Network
    from netnotes.reading.links import FileIndex


class Desk(NamedTuple):
    """A vault opened for writing: where it lies, and the network its notes make."""

    place: Located
    network: Network


def editing_options(verb: argparse.ArgumentParser) -> None:
    """The options of every verb that writes notes."""
    vault_option(verb)
    verb.add_argument("--dry-run", action="store_true", help="show what would change, and change nothing")


@contextmanager
def editing(args: argparse.Namespace) -> Iterator[Desk]:
    """A vault opened for writing by this command alone."""
    place = find_vault(args.vault)
    with alone(place, args.verb):
        yield Desk(place, open_vault(place, args.today).network)


@contextmanager
def alone(place: Located, verb: str) -> Iterator[None]:
    """Be the only one that writes notes of a vault; what an earlier one left half done is completed first."""
    with notes.writing(place.memory, f"netnotes {verb}"):
        for path in notes.finish(place.root, place.memory):
            print(f"{path} was changed before a rename was complete; look at its links.", file=sys.stderr)
        yield


def write(desk: Desk, changes: Sequence[Change], args: argparse.Namespace) -> bool:
    """Write these notes, or show how they would change; whether they were written."""
    if not args.dry_run:
        notes.write(desk.place.root, changes)
        return True
    for one in changes:
        print(difference(one.note.path, one.note.text, one.text), end="")
    return False


def home_of_contacts(place: Located) -> str:
    """The folder a new contact goes to: the first of the contacts folders that is there, else the first."""
    folders = place.settings.contacts
    return next((one for one in folders if (place.root / one).is_dir()), folders[0])


def link_to(path: str, origin: str, shelf: FileIndex) -> str:
    """A link from one note to another: by its name where that is enough, else by its path."""
    whole = path.removesuffix(".md")
    name = whole.rpartition("/")[2]
    return f"[[{name}]]" if find_file(name, origin, shelf).path == path else f"[[{whole}|{name}]]"


def when_next(contact: Contact, after: Change, desk: Desk, today: Day) -> str:
    """When to be in touch again with a contact whose note has changed, as a sentence."""
    settings = desk.place.settings
    what = read_source(source_of(contact.path, after.text), settings).entity
    assert isinstance(what, Contact)
    follow = follow_up(what, settings, today)
    if follow.due and follow.live:
        return f"next with {contact.name}: {spoken_short(follow.due)}"
    return f"{contact.name} is never due" if follow.cadence == 0 else f"no day to be in touch with {contact.name} again"
