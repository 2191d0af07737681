"""What most verbs begin with: find the vault, read it, make the network."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from netnotes.diagnostics import Diagnostic, Severity, in_order
from netnotes.doors import lock, memory, vault
from netnotes.doors.memory import Together
from netnotes.errors import NetnotesError
from netnotes.network.checks import check, links_in_text_lead_somewhere
from netnotes.network.network import Network, Web, network, shelf_of
from netnotes.reading.fields import PROPERTY_NAMES
from netnotes.settings import Settings, read_settings

if TYPE_CHECKING:
    from datetime import date as Day

    from netnotes.doors.memory import Memory
    from netnotes.doors.vault import Listing, Vault


class Located(Struct, frozen=True):
    """A vault before its notes are read: its folder, its settings and what is wrong with them, and where things go."""

    root: Path
    settings: Settings
    found: tuple[Diagnostic, ...]
    output: Path
    memory: Path


class Opened(NamedTuple):
    """A vault, the network it makes, everything found wrong in the order of its places, and what was remembered of it.

    `checked` is what of it was found in the notes taken together.
    """

    vault: Vault
    network: Network
    found: tuple[Diagnostic, ...]
    memory: Memory
    checked: tuple[Diagnostic, ...]


def find_vault(folder: Path | None, output: Path | None = None) -> Located:
    """The vault to read: the folder that was named, else the one around the current folder.

    Raises NetnotesError when there is no such folder.
    """
    if folder is None:
        root = vault.root_of(Path.cwd())
    elif folder.is_dir():
        root = folder.resolve()
    else:
        what = "is not a folder" if folder.exists() else "does not exist"
        raise NetnotesError(f"{folder} {what}. Name the folder your notes are in, as in `netnotes build ~/Vault`.")
    settings, found = read_settings(vault.settings_text(root) or "", PROPERTY_NAMES)
    output = (output or root / settings.output).absolute()
    return Located(root, settings, found, output, memory.folder_for(root, output))


def open_vault(
    place: Located, today: Day, *, forget: bool = False, before: Opened | None = None, listing: Listing | None = None
) -> Opened:
    """Read a vault and make its network, with the help of what is remembered unless told to forget.

    `before` is what this process opened last, where it did: it is remembered without a look at the disk.
    `listing` are the vault's files, where they have been listed just now.
    """
    root, settings = place.root, place.settings
    journal = vault.journal(root, settings)
    key = memory.key(repr(settings), repr(journal), vault.templates_folder(root))
    if before and before.memory.key == key:
        remembered, known = before.memory, before.vault
    else:
        remembered, known = memory.nothing(key) if forget else memory.load(place.memory, key), None
    notes = known.remember if known else remembered.notes
    read = vault.open_vault(root, settings, journal, place.output, notes, known, listing)
    web, checked = _known(read, before if known else None, remembered, today)
    people = network(read.readings, read.attachments, settings, today, web)
    checked = check(people) if checked is None else checked
    in_text = links_in_text_lead_somewhere(people, read.readings)
    found = in_order((*place.found, *read.found, *checked, *in_text))
    said = tuple(one for one in found if settings.severity(one.code) is not Severity.OFF)
    return Opened(read, people, said, remembered, checked)


def _known(
    read: Vault, last: Opened | None, remembered: Memory, today: Day
) -> tuple[Web | None, tuple[Diagnostic, ...] | None]:
    """How the notes hang together, and what is wrong in that on this day; None each where it must be made out.

    It is known as long as the notes show outward what they did when it was.
    """
    if last and last.vault.outward == read.outward != b"":
        return last.network, last.checked if last.network.today == today else None
    told = remembered.together
    if told and told.outward == read.outward:
        web = memory.web_of(told.web, shelf_of(read.readings, read.attachments))
        return web, told.checked if told.day == today else None
    return None, None


def open_network(folder: Path | None, today: Day) -> Opened:
    """Read the vault a person named, or the one around the current folder, and make its network.

    As long as no dashboard was built of it, what was read is remembered here, if there are people in it: a build
    remembers more.
    """
    place = find_vault(folder)
    opened = open_vault(place, today)
    is_new = not opened.memory.pages and opened.vault.remember != opened.memory.notes
    if is_new and opened.network.contacts:
        with suppress(NetnotesError), lock.held(place.memory / "lock", "netnotes"):
            memory.save(place.memory, opened.memory, opened.vault.remember, {}, together=together(opened))
    return opened


def together(opened: Opened) -> Together | None:
    """What the notes come to together, to be remembered; None where it can't be told how long it holds."""
    outward, last = opened.vault.outward, opened.memory.together
    if not outward:
        return None
    web = last.web if last and last.outward == outward else memory.packed_web(opened.network)
    return Together(outward, opened.network.today, opened.checked, web)
