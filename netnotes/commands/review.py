"""`netnotes review`: the weekly sitting, one person after another. What is decided is written at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.cli import DONE, vault_argument
from netnotes.commands.brief import as_text
from netnotes.commands.editing import Desk, when_next
from netnotes.commands.log import promised
from netnotes.commands.opening import find_vault, open_vault
from netnotes.dashboard.addresses import build_obsidian_url
from netnotes.dashboard.week import suggest_topic
from netnotes.doors import notes, sitting
from netnotes.errors import NetnotesError
from netnotes.network.goals import could_give
from netnotes.network.plan import names_a_week
from netnotes.words import counted, spoken_short
from netnotes.writing.draft import draft, mail_address
from netnotes.writing.log import Meeting, log_meeting
from netnotes.writing.properties import set_property
from netnotes.writing.sentence import coming_day, told

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from netnotes.doors.notes import NoteFile
    from netnotes.network.plan import Call
    from netnotes.people import Contact
    from netnotes.writing.edits import Edit

    EditsOf = Callable[[NoteFile], Iterable[Edit]]


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `review`."""
    vault_argument(verb)


def review(args: argparse.Namespace) -> int:
    """Go through this week's list; it goes on where it was stopped, and stops whenever one likes."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NetnotesError("A sitting needs a terminal. `netnotes due` prints the list.")
    place = find_vault(args.vault)
    with notes.writing(place.memory, "netnotes review"):
        notes.finish(place.root, place.memory)
    desk = Desk(place, open_vault(place, args.today).network)
    done = sitting.seen(place.memory, args.today)
    calls = _left(desk, done)
    if not calls:
        print(
            f"Nobody is left for this week ({counted(len(done), 'person', 'people')} had a turn)."
            if done
            else "Nobody is due this week."
        )
        return DONE
    for at, call in enumerate(calls, start=1):
        print(f"\n{at} of {len(calls)}: {call.reason}")
        if not _turn(desk, call.contact, args):
            print(f"{counted(len(calls) - at + 1, 'person', 'people')} left; `netnotes review` goes on from here.")
            return DONE
        done = (*done, call.contact.path)
        sitting.remember(place.memory, args.today, done)
    print("\nThat was this week's list.")
    return DONE


def _left(desk: Desk, done: tuple[str, ...]) -> tuple[Call, ...]:
    """Whose turn has not been yet, and no more than the week holds."""
    most = max(0, names_a_week(desk.network.settings.budget) - len(done))
    return tuple(call for call in desk.network.week.calls if call.contact.path not in done)[:most]


ACTIONS = (
    ("log", "l", "write down what passed"),
    ("snooze", "s", "let them rest"),
    ("draft", "d", "a mail to begin with"),
    ("open", "o", "their note in Obsidian"),
    ("skip", "n", "the next one"),
    ("stop", "q", "go on another time"),
)


def _turn(desk: Desk, contact: Contact, args: argparse.Namespace) -> bool:
    """One person's turn: whether the sitting goes on."""
    import questionary

    print("\n".join(as_text(contact, desk.network, color=args.color)))
    choices = [questionary.Choice(f"{name}: {what}", name, shortcut_key=key) for name, key, what in ACTIONS]
    while True:
        action = questionary.select("What now?", choices, use_shortcuts=True, use_jk_keys=False).ask()
        try:
            if action == "log":
                if _log(desk, contact, args):
                    return True
            elif action == "snooze":
                if _snooze(desk, contact, args):
                    return True
            elif action == "draft":
                _draft(desk, contact, args)
            elif action == "open":
                _open(build_obsidian_url(desk.place.root.name, contact.path))
            else:
                return bool(action == "skip")  # `stop`, or Ctrl-C
        except NetnotesError as error:
            print(error)


def _log(desk: Desk, contact: Contact, args: argparse.Namespace) -> bool:
    """Ask what passed and write it; False where nothing was said."""
    import questionary

    said = questionary.text(f"What passed with {contact.name}? (as in `call yesterday: talked about the move`)").ask()
    if not said or not said.strip():
        return False
    meant = told(said, args.today, dict(desk.place.settings.channels))
    word = questionary.text("Did you promise something? (TEXT by DAY, or nothing)").ask() or ""
    meeting = Meeting(
        date=meant.date or args.today,
        channel=meant.channel,
        text=meant.text or " ".join(meant.names),
        promised=(promised(word.strip(), args.today),) if word.strip() else (),
    )
    _write(desk, contact, lambda note: log_meeting(note.source, meeting, desk.place.settings), args)
    return True


def _snooze(desk: Desk, contact: Contact, args: argparse.Namespace) -> bool:
    """Ask until when and write it; False where no day was named."""
    import questionary

    words = questionary.text(f"Until when shall {contact.name} rest?", default="2 weeks").ask() or ""
    day = coming_day(words, args.today)
    if day is None or day <= args.today:
        print(
            "That names no day to come: write 2027-01-10, friday, 3 weeks or 1 march."
            if words
            else "Nothing was written."
        )
        return False
    _write(
        desk, contact, lambda note: set_property(note.source, "pause_until", day.isoformat(), desk.place.settings), args
    )
    print(f"{contact.name} rests until {spoken_short(day)}.")
    return True


def _write(desk: Desk, contact: Contact, edits: EditsOf, args: argparse.Namespace) -> None:
    with notes.writing(desk.place.memory, "netnotes review"):
        note = notes.open_note(desk.place.root, contact.path)
        change = notes.change(note, edits(note))
        notes.write(desk.place.root, [change])
    print(f"{contact.path}: written; {when_next(contact, change, desk, args.today)}")


def _draft(desk: Desk, contact: Contact, args: argparse.Namespace) -> None:
    """Print a mail to begin with, and open it where there is an address and the person wants to."""
    import questionary

    give = next((match.words for match in could_give(desk.network).get(contact.path, ())), "")
    text = draft(contact, args.today, give, suggest_topic(contact))
    print(f"\n{text}")
    address = mail_address(contact, text)
    if address and questionary.confirm(f"Open it as a mail to {contact.email[0]}?", default=False).ask():
        _open(address)


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        print(address)
