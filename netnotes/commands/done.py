"""`netnotes done`: a promise kept, or an ask answered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from netnotes.cli import DONE as SUCCESS
from netnotes.commands.choosing import somebody
from netnotes.commands.editing import editing, editing_options, write
from netnotes.doors import notes
from netnotes.errors import NetnotesError
from netnotes.network.who import searchable
from netnotes.writing.tasks import CANCELLED, DONE, tick

if TYPE_CHECKING:
    import argparse

    from netnotes.commands.editing import Desk
    from netnotes.doors.notes import Change
    from netnotes.people import Ask, Contact, Promise


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `done`."""
    verb.add_argument("name", metavar="NAME", help="whose")
    verb.add_argument(
        "words", nargs="*", metavar="WORDS", help="words of the promise or the ask, where there are several"
    )
    came = verb.add_mutually_exclusive_group()
    came.add_argument("--granted", action="store_true", help="an ask was granted")
    came.add_argument("--declined", action="store_true", help="an ask was declined")
    came.add_argument("--let-go", action="store_true", help="a promise will not be kept, and that is settled")
    editing_options(verb)


class Open(NamedTuple):
    """Something open with somebody: `kind` is `promised` or `asked`."""

    kind: str
    what: Promise | Ask


def done(args: argparse.Namespace) -> int:
    """Tick the one open promise or ask that is meant."""
    with editing(args) as desk:
        contact = somebody(desk.network, args.name)
        came = "granted" if args.granted else "declined" if args.declined else "let go" if args.let_go else ""
        waiting = [one for one in still_open(contact) if not came or one.kind == CAME[came].kind]
        kind, what = _meant(contact, waiting, args.words)
        came = came or ("granted" if kind == "asked" else "kept")
        if write(desk, [settled(what, came, desk)], args) and not args.quiet:
            print(f"{what.place.path}:{what.place.line}: {kind} {what.text}: {came}")
    return SUCCESS


class Came(NamedTuple):
    """What can come of something open: of which kind it is, and the status of its task then."""

    kind: str
    status: str


CAME = {
    "kept": Came("promised", DONE),
    "let go": Came("promised", CANCELLED),
    "granted": Came("asked", DONE),
    "declined": Came("asked", CANCELLED),
}


def settled(what: Promise | Ask, came: str, desk: Desk) -> Change:
    """The note in which a promise or an ask is ticked; `came` is one of CAME."""
    note = notes.open_note(desk.place.root, what.place.path)
    return notes.change(note, tick(note.source, what.place.line, what.text, desk.network.today, CAME[came].status))


def still_open(contact: Contact) -> list[Open]:
    """The promises and asks of a contact that nobody has ticked."""
    promises = [Open("promised", one) for one in contact.promises if one.state == "open"]
    return promises + [Open("asked", one) for one in contact.asks if one.state == "open"]


def _meant(contact: Contact, waiting: list[Open], words: list[str]) -> Open:
    wanted = searchable(" ".join(words)).split()
    found = [one for one in waiting if all(word in searchable(one.what.text) for word in wanted)]
    if len(found) == 1:
        return found[0]
    if not waiting:
        raise NetnotesError(f"Nothing of that kind is open with {contact.name}.")
    shown = "\n".join(f"  {at}  {kind} {what.text}" for at, (kind, what) in enumerate(found or waiting, start=1))
    if not found:
        raise NetnotesError(f"Nothing open with {contact.name} has these words. Open are:\n{shown}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NetnotesError(f"Several things are open with {contact.name}; add words of the one you mean:\n{shown}")
    answer = input(f"{shown}\nWhich? ").strip()
    if not answer.isdigit() or not 0 < int(answer) <= len(found):
        raise NetnotesError("None was chosen, and nothing was written.")
    return found[int(answer) - 1]
