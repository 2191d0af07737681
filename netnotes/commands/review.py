"""`netnotes review`: go through this week's list, contact by contact.

What is decided about a contact is written at once, so a review can be stopped at any time.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from netnotes.actions.log_touch import (
    build_log_changes,
    describe_next_follow_up,
    parse_review_answer,
)
from netnotes.actions.pause import parse_pause_day, pause_contact
from netnotes.actions.review_state import (
    find_reviewed_paths,
    list_remaining_entries,
    save_reviewed_paths,
)
from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.mail_draft import build_mailto_url, format_mail_draft
from netnotes.commands.output.person import format_text
from netnotes.commands.output.terminal import is_at_terminal, open_address
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.network.first_look import NO_INTERVALS, has_no_intervals
from netnotes.network.measures.goals import find_gift_matches
from netnotes.network.reach import build_obsidian_url
from netnotes.network.week_sentences import describe_empty_week
from netnotes.network.wording import suggest_topic
from netnotes.text import escape_control_characters, format_count, format_day_short
from netnotes.vault.edit import WriteSession, begin_writing
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from netnotes.model.people import Contact
    from netnotes.network.network import Network
    from netnotes.vault.note_files import NoteChange
    from netnotes.vault.note_writer import NoteWriter
    from netnotes.vault.paths import VaultPaths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `review`."""
    add_vault_argument(parser)


def run(args: argparse.Namespace) -> int:
    """Review this week's list, from where an earlier review stopped."""
    if not is_at_terminal():
        raise NetnotesError("`netnotes review` needs a terminal. `netnotes due` prints the list.")

    session = _open_session(args)
    cache_folder = session.paths.cache_folder
    reviewed_paths = find_reviewed_paths(session.paths, args.today)
    # Listed once. What is written during the review does not change the list under way.
    entries = list_remaining_entries(session.network, reviewed_paths)
    if not entries:
        print(_describe_empty_list(len(reviewed_paths), session.network))
        return EXIT_DONE

    for number, entry in enumerate(entries, start=1):
        print(f"\n{number} of {len(entries)}: {entry.reason}")
        if not _review_contact(session, entry.contact, color=args.color):
            people_left = format_count(len(entries) - number + 1, "person", "people")
            print(f"{people_left} left; `netnotes review` goes on from here.")
            return EXIT_DONE
        # Saved after each contact: the terminal may be closed at any time.
        reviewed_paths = (*reviewed_paths, entry.contact.path)
        save_reviewed_paths(cache_folder, args.today, reviewed_paths)

    print("\nThat was this week's list.")
    return EXIT_DONE


def _open_session(args: argparse.Namespace) -> WriteSession:
    # A review may stay open for an hour, so it holds the lock only for each write, never while it
    # waits for an answer. `netnotes log` in another window goes on working.
    paths = find_vault(args.vault)
    with _begin_writing(paths) as writer:
        return WriteSession(paths, load_vault(paths, args.today).network, writer)


def _begin_writing(paths: VaultPaths) -> AbstractContextManager[NoteWriter]:
    return begin_writing(paths, "review", partial(print, file=sys.stderr))


def _describe_empty_list(reviewed_count: int, network: Network) -> str:
    if has_no_intervals(network):
        return f"{NO_INTERVALS} `netnotes due` says where to begin."
    if not reviewed_count:
        return describe_empty_week(network)
    reviewed = format_count(reviewed_count, "person", "people")
    return f"Nobody left this week (you went through {reviewed})."


def _review_contact(session: WriteSession, contact: Contact, *, color: bool) -> bool:
    """Show a contact and do what the user wants; False if the review shall stop here."""
    print("\n".join(format_text(contact, session.network, color=color)))
    while True:
        action = _ask_action()
        if action == "skip":
            return True
        if action not in _ACTIONS:  # "stop", or None after Ctrl-C
            return False
        try:
            is_finished = _ACTIONS[action](session, contact)
        except NetnotesError as error:
            # For example: the note was changed meanwhile. The user can answer it and try again.
            print(error)
            continue
        if is_finished:
            return True


# What can be done with a contact: name, key, and what it does.
_CHOICES = (
    ("log", "l", "write down what happened"),
    ("snooze", "s", "leave them alone until a day"),
    ("draft", "d", "a mail to begin with"),
    ("open", "o", "their note in Obsidian"),
    ("skip", "n", "the next one"),
    ("stop", "q", "go on another time"),
)


def _ask_action() -> str | None:
    """Ask what to do with a contact; None if the question was cancelled."""
    # Imported where questions are asked: it takes 0.1 s, and without a terminal none is.
    import questionary

    choices = [
        questionary.Choice(f"{name}: {summary}", name, shortcut_key=key)
        for name, key, summary in _CHOICES
    ]
    question = questionary.select("What now?", choices, use_shortcuts=True, use_jk_keys=False)
    answer: str | None = question.ask()
    return answer


def _ask_text(question: str, default: str = "") -> str:
    """Ask for a line of text; empty if the question was cancelled."""
    import questionary

    # It shows control characters by itself, but passes on what turns the direction of writing.
    safe_question = escape_control_characters(question)
    return questionary.text(safe_question, default=default).ask() or ""


# Each action returns whether the contact is dealt with, so that the next one's turn comes.


def _log(session: WriteSession, contact: Contact) -> bool:
    """Ask what happened, and log it."""
    answer = _ask_text(
        f"What happened with {contact.name}? (e.g. `call yesterday: talked about the move`)"
    )
    if not answer.strip():
        return False
    promise = _ask_text("Did you promise something? (TEXT by DAY; leave empty for none)")
    meeting = parse_review_answer(answer, promise, session.paths.settings, session.network)
    _write(session, contact, lambda: build_log_changes([contact], meeting, session)[0].change)
    return True


def _snooze(session: WriteSession, contact: Contact) -> bool:
    """Ask until when the contact shall be paused, and write it."""
    words = _ask_text(f"Snooze {contact.name} until when?", default="2 weeks")
    if not words:
        print("Nothing was written.")
        return False
    try:
        day = parse_pause_day(words, session.network.today)
    except NetnotesError:
        print("That can't be read as a day to come. Try 2027-01-10, friday, 3 weeks or 1 march.")
        return False

    _write(session, contact, lambda: pause_contact(contact, day, session))
    print(f"{contact.name} is snoozed until {format_day_short(day)}.")
    return True


def _write(session: WriteSession, contact: Contact, build_change: Callable[[], NoteChange]) -> None:
    """Write a change to a contact's note, and say when the next touch is due."""
    with _begin_writing(session.paths) as writer:
        # The note is opened only now. The user may have edited it while they thought of an answer.
        change = build_change()
        writer.write_changes([change])
    print(f"{contact.path}: written; {describe_next_follow_up(contact, change, session)}")


def _draft(session: WriteSession, contact: Contact) -> bool:
    """Print a draft of a mail, and offer to open it where the contact has an address."""
    import questionary

    gift_matches = find_gift_matches(session.network).get(contact.path)
    offer = gift_matches[0].phrase if gift_matches else ""
    text = format_mail_draft(contact, session.network.today, offer, suggest_topic(contact))
    print(f"\n{text}")

    address = build_mailto_url(contact, text)
    if not address:
        return False
    question = escape_control_characters(f"Open it as a mail to {contact.email[0]}?")
    if questionary.confirm(question, default=False).ask():
        _open_or_print(address)
    return False


def _open_note(session: WriteSession, contact: Contact) -> bool:
    """Open the contact's note in Obsidian."""
    _open_or_print(build_obsidian_url(session.paths.root.name, contact.path))
    return False


def _open_or_print(address: str) -> None:
    if not open_address(address):
        print(address)


_ACTIONS: dict[str | None, Callable[[WriteSession, Contact], bool]] = {
    "log": _log,
    "snooze": _snooze,
    "draft": _draft,
    "open": _open_note,
}
