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
from netnotes.actions.mark_done import list_open_items, read_current_contact, settle_item
from netnotes.actions.pause import parse_pause_day, pause_contact
from netnotes.actions.review_state import (
    find_reviewed_paths,
    list_remaining_entries,
    save_reviewed_paths,
)
from netnotes.commands.options import add_vault_argument
from netnotes.commands.output.mail_draft import format_mail_draft
from netnotes.commands.output.person import format_text
from netnotes.commands.output.terminal import (
    EMPTY_VAULT_HINT,
    choose_index,
    is_at_terminal,
    open_address,
)
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.model.note_path import extract_note_name
from netnotes.network.first_look import NO_INTERVALS, has_no_intervals
from netnotes.network.measures.goals import find_gift_matches
from netnotes.network.reach import build_mailto_url, build_obsidian_url
from netnotes.network.week_sentences import describe_empty_week
from netnotes.text import escape_control_characters, format_count, format_day_short
from netnotes.vault.edit import WriteSession, begin_writing
from netnotes.vault.load import load_vault
from netnotes.vault.paths import find_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from netnotes.actions.mark_done import OpenItem
    from netnotes.model.people import Contact
    from netnotes.network.network import Network
    from netnotes.vault.note_files import NoteChange
    from netnotes.vault.note_writer import NoteWriter
    from netnotes.vault.paths import VaultPaths


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `review`."""
    parser.add_argument(
        "--quote",
        action="store_true",
        help="let drafts of mails quote the last exchange and what to ask about",
    )
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
        if not _review_contact(session, entry.contact, args):
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
    if not network.contacts:
        return EMPTY_VAULT_HINT
    if has_no_intervals(network):
        return f"{NO_INTERVALS} `netnotes due` says where to begin."
    if not reviewed_count:
        return describe_empty_week(network)
    reviewed = format_count(reviewed_count, "person", "people")
    return f"Nobody left this week (you went through {reviewed})."


def _review_contact(session: WriteSession, contact: Contact, args: argparse.Namespace) -> bool:
    """Show a contact and do what the user wants; False if the review shall stop here."""
    print("\n".join(format_text(contact, session.network, color=args.color)))
    while True:
        action = _ask_action(has_promises=_has_open_promises(session, contact))
        if action == "skip":
            return True
        if action not in ("draft", *_ACTIONS):  # "stop", or None after Ctrl-C
            return False
        try:
            if action == "draft":
                is_finished = _draft(session, contact, has_quotes=args.quote)
            else:
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
    ("kept", "k", "a promise you kept"),
    ("snooze", "s", "leave them alone until a day"),
    ("draft", "d", "a mail to begin with"),
    ("open", "o", "their note in Obsidian"),
    ("skip", "n", "the next one"),
    ("stop", "q", "go on another time"),
)


def _ask_action(*, has_promises: bool) -> str | None:
    """Ask what to do with a contact; None if the question was cancelled."""
    # Imported where questions are asked: it takes 0.1 s, and without a terminal none is.
    import questionary

    choices = [
        questionary.Choice(f"{name}: {summary}", name, shortcut_key=key)
        for name, key, summary in _CHOICES
        if name != "kept" or has_promises
    ]
    question = questionary.select(
        "What now?",
        choices,
        use_shortcuts=True,
        use_jk_keys=False,
        instruction="(a letter or the arrow keys, then Enter)",
    )
    answer: str | None = question.ask()
    return answer


def _has_open_promises(session: WriteSession, contact: Contact) -> bool:
    # Most have none; a promise that was made or kept in this review is read from the note.
    return any(item.kind == "promised" for item in _list_open_items(session, contact))


def _list_open_items(session: WriteSession, contact: Contact) -> list[OpenItem]:
    try:
        return list_open_items(read_current_contact(contact, session))
    except NetnotesError:  # the note is gone or broken, which every other choice says, too
        return []


def _ask_text(question: str, default: str = "") -> str | None:
    """Ask for a line of text; None if the question was cancelled."""
    import questionary

    # It shows control characters by itself, but passes on what turns the direction of writing.
    safe_question = escape_control_characters(question)
    answer: str | None = questionary.text(safe_question, default=default).ask()
    return answer


# Each action returns whether the contact is dealt with, so that the next one's turn comes.


def _log(session: WriteSession, contact: Contact) -> bool:
    """Ask what happened, and log it."""
    answer = _ask_text(
        f"What happened with {contact.name}? (e.g. `call yesterday: talked about the move`)"
    )
    if not answer or not answer.strip():
        return False
    promise = _ask_text("Did you promise something? (TEXT by DAY; leave empty for none)")
    if promise is None:
        print("Nothing was written.")
        return False
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


def _draft(session: WriteSession, contact: Contact, *, has_quotes: bool = False) -> bool:
    """Print a draft of a mail, and offer to open it where the contact has an address."""
    import questionary

    offer = _choose_offer(session.network, contact)
    current_contact = read_current_contact(contact, session)
    text = format_mail_draft(current_contact, session.network.today, offer, has_quotes=has_quotes)
    print(f"\n{text}")

    address = build_mailto_url(contact, text)
    if not address:
        return False
    question = escape_control_characters(f"Open it as a mail to {contact.email[0]}?")
    if questionary.confirm(question, default=False).ask():
        _open_or_print(address)
    return False


def _choose_offer(network: Network, contact: Contact) -> str:
    """Choose what I could bring: something I offer or a note, and never words about a need."""
    for match in find_gift_matches(network).get(contact.path, ()):
        if match.kind == "mine":
            return match.source
        if match.kind == "note":
            return extract_note_name(match.source)
    return ""


def _keep(session: WriteSession, contact: Contact) -> bool:
    """Ask which promise was kept where there are several, and tick it."""
    items = [item for item in _list_open_items(session, contact) if item.kind == "promised"]
    if not items:
        print(f"No promise to {contact.name} is open.")
        return False
    chosen = items[0]
    if len(items) > 1:
        index = choose_index([open_item.item.text for open_item in items], "Which one? ")
        if index is None:
            print("Nothing was written.")
            return False
        chosen = items[index]
    with _begin_writing(session.paths) as writer:
        change = settle_item(chosen.item, "kept", session)
        writer.write_changes([change])
    print(f"{contact.path}: promised {chosen.item.text}: kept")
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
    "kept": _keep,
    "snooze": _snooze,
    "open": _open_note,
}
