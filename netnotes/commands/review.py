"""`netnotes review`: the weekly sitting, one person after another. What is decided is written at once."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.actions.log_touch import describe_next_follow_up
from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.mail_draft import build_mailto_url, format_mail_draft
from netnotes.commands.output.person import format_text
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.network.measures.goals import find_gift_matches
from netnotes.network.reach import build_obsidian_url
from netnotes.network.week import compute_names_per_week
from netnotes.network.wording import suggest_topic
from netnotes.system import review_state
from netnotes.text import format_count, format_day_short
from netnotes.vault.edit import WriteSession, build_change, open_note
from netnotes.vault.load import load_vault
from netnotes.vault.note_files import finish_pending_move, hold_write_lock, write_changes
from netnotes.vault.paths import find_vault
from netnotes.writing.log_entry import Meeting, log_meeting
from netnotes.writing.properties import set_property
from netnotes.writing.sentence import parse_future_day, parse_promise, parse_sentence

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from netnotes.model.people import Contact
    from netnotes.network.week import WeekEntry
    from netnotes.vault.note_files import EditableNote
    from netnotes.writing.edits import Edit

    BuildEdits = Callable[[EditableNote], Iterable[Edit]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `review`."""
    add_vault_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Go through this week's list; it goes on where it was stopped, and stops whenever one likes."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NetnotesError("A sitting needs a terminal. `netnotes due` prints the list.")
    place = find_vault(args.vault)
    with hold_write_lock(place.cache_folder, "netnotes review"):
        finish_pending_move(place.root, place.cache_folder)
    desk = WriteSession(place, load_vault(place, args.today).network)
    done = review_state.read_reviewed_paths(place.cache_folder, args.today)
    calls = _list_remaining_entries(desk, done)
    if not calls:
        print(
            f"Nobody is left for this week ({format_count(len(done), 'person', 'people')} had a turn)."
            if done
            else "Nobody is due this week."
        )
        return EXIT_DONE
    for at, call in enumerate(calls, start=1):
        print(f"\n{at} of {len(calls)}: {call.reason}")
        if not _review_contact(desk, call.contact, args):
            print(
                f"{format_count(len(calls) - at + 1, 'person', 'people')} left; `netnotes review` goes on from here."
            )
            return EXIT_DONE
        done = (*done, call.contact.path)
        review_state.save_reviewed_paths(place.cache_folder, args.today, done)
    print("\nThat was this week's list.")
    return EXIT_DONE


def _list_remaining_entries(
    session: WriteSession, seen_paths: tuple[str, ...]
) -> tuple[WeekEntry, ...]:
    """Whose turn has not been yet, and no more than the week holds."""
    most = max(0, compute_names_per_week(session.network.settings.budget) - len(seen_paths))
    return tuple(
        call for call in session.network.week.entries if call.contact.path not in seen_paths
    )[:most]


ACTIONS = (
    ("log", "l", "write down what passed"),
    ("snooze", "s", "let them rest"),
    ("draft", "d", "a mail to begin with"),
    ("open", "o", "their note in Obsidian"),
    ("skip", "n", "the next one"),
    ("stop", "q", "go on another time"),
)


def _review_contact(session: WriteSession, contact: Contact, args: argparse.Namespace) -> bool:
    """One person's turn: whether the sitting goes on."""
    import questionary

    print("\n".join(format_text(contact, session.network, color=args.color)))
    choices = [
        questionary.Choice(f"{name}: {what}", name, shortcut_key=key) for name, key, what in ACTIONS
    ]
    while True:
        action = questionary.select(
            "What now?", choices, use_shortcuts=True, use_jk_keys=False
        ).ask()
        try:
            if action == "log":
                if _log(session, contact, args):
                    return True
            elif action == "snooze":
                if _snooze(session, contact, args):
                    return True
            elif action == "draft":
                _draft(session, contact, args)
            elif action == "open":
                _open(build_obsidian_url(session.paths.root.name, contact.path))
            else:
                return bool(action == "skip")  # `stop`, or Ctrl-C
        except NetnotesError as error:
            print(error)


def _log(session: WriteSession, contact: Contact, args: argparse.Namespace) -> bool:
    """Ask what passed and write it; False where nothing was said."""
    import questionary

    said = questionary.text(
        f"What passed with {contact.name}? (as in `call yesterday: talked about the move`)"
    ).ask()
    if not said or not said.strip():
        return False
    meant = parse_sentence(said, args.today, dict(session.paths.settings.channels))
    word = questionary.text("Did you promise something? (TEXT by DAY, or nothing)").ask() or ""
    meeting = Meeting(
        date=meant.date or args.today,
        channel=meant.channel,
        text=meant.text or " ".join(meant.names),
        promised=(parse_promise(word.strip(), args.today),) if word.strip() else (),
    )
    _write(
        session,
        contact,
        lambda note: log_meeting(note.source, meeting, session.paths.settings),
        args,
    )
    return True


def _snooze(session: WriteSession, contact: Contact, args: argparse.Namespace) -> bool:
    """Ask until when and write it; False where no day was named."""
    import questionary

    words = (
        questionary.text(f"Until when shall {contact.name} rest?", default="2 weeks").ask() or ""
    )
    day = parse_future_day(words, args.today)
    if day is None or day <= args.today:
        print(
            "That names no day to come: write 2027-01-10, friday, 3 weeks or 1 march."
            if words
            else "Nothing was written."
        )
        return False
    _write(
        session,
        contact,
        lambda note: set_property(
            note.source, "pause_until", day.isoformat(), session.paths.settings
        ),
        args,
    )
    print(f"{contact.name} rests until {format_day_short(day)}.")
    return True


def _write(
    session: WriteSession, contact: Contact, build_edits: BuildEdits, args: argparse.Namespace
) -> None:
    with hold_write_lock(session.paths.cache_folder, "netnotes review"):
        note = open_note(session.paths.root, contact.path)
        change = build_change(note, build_edits(note))
        write_changes(session.paths.root, [change])
    print(
        f"{contact.path}: written; {describe_next_follow_up(contact, change, session, args.today)}"
    )


def _draft(session: WriteSession, contact: Contact, args: argparse.Namespace) -> None:
    """Print a mail to begin with, and open it where there is an address and the person wants to."""
    import questionary

    give = next(
        (match.phrase for match in find_gift_matches(session.network).get(contact.path, ())), ""
    )
    text = format_mail_draft(contact, args.today, give, suggest_topic(contact))
    print(f"\n{text}")
    address = build_mailto_url(contact, text)
    if (
        address
        and questionary.confirm(f"Open it as a mail to {contact.email[0]}?", default=False).ask()
    ):
        _open(address)


def _open(address: str) -> None:
    import webbrowser

    if not webbrowser.open(address):
        print(address)
