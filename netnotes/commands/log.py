"""`netnotes log`: write a touch into the notes of everyone who was there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.log_touch import build_log_changes, describe_next_follow_up, parse_touch
from netnotes.actions.new_contact import create_note
from netnotes.actions.unread_notes import require_no_unread_note
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import add_anyway_option, add_editing_arguments
from netnotes.commands.output.choosing import check_is_alive, choose_contacts
from netnotes.commands.output.terminal import confirm
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.network.names import find_candidates
from netnotes.text import join_words
from netnotes.vault.paths import convert_to_vault_path

if TYPE_CHECKING:
    import argparse

    from netnotes.actions.log_touch import LoggedMeeting
    from netnotes.model.people import Contact
    from netnotes.vault.edit import WriteSession


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `log`."""
    parser.add_argument(
        "words",
        nargs="+",
        metavar="TEXT",
        help='a sentence ("coffee with Ada yesterday: talked about the move"), '
        "or names and then a text",
    )
    parser.add_argument(
        "--on", metavar="DAY", help="when: 2026-10-03, yesterday, friday, 3 october, 2 weeks ago"
    )
    parser.add_argument("--channel", metavar="WORD", help="how: coffee, call, email …")
    parser.add_argument(
        "--gave", action="append", default=[], metavar="TEXT", help="something you gave"
    )
    parser.add_argument(
        "--asked", action="append", default=[], metavar="TEXT", help="something you asked for"
    )
    parser.add_argument(
        "--promised",
        action="append",
        default=[],
        metavar="TEXT",
        help="what you promised: TEXT by DAY",
    )
    parser.add_argument(
        "--learned", action="append", default=[], metavar="TEXT", help="something worth remembering"
    )
    add_anyway_option(parser)
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write a touch into the notes of everyone named, and say when the next one is due."""
    with open_write_session(args) as session:
        touch = parse_touch(
            args.words,
            session.paths.settings,
            session.network,
            day=args.on,
            channel=args.channel,
            gave=args.gave,
            asked=args.asked,
            promised=args.promised,
            learned=args.learned,
        )
        if not touch.names:
            raise NetnotesError(
                'With whom? Write it as in `netnotes log "coffee with Ada: talked about the move"`.'
            )

        contacts = _choose_contacts(touch.names, session, dry_run=args.dry_run)
        for contact in contacts:
            check_is_alive(contact, args, touch.meeting.date)
        # Every note is opened before the first is written. One that can't be edited stops them all.
        logged_meetings = build_log_changes(contacts, touch.meeting, session)
        changes = [logged.change for logged in logged_meetings]
        lines = [_describe_logged_meeting(logged, session) for logged in logged_meetings]
        if write_or_preview(session, changes, args) and not args.quiet:
            print("\n".join(lines))
    return EXIT_DONE


def _describe_logged_meeting(logged: LoggedMeeting, session: WriteSession) -> str:
    """Say which line the note has now, and below it when the next touch is due."""
    path, line, _ = logged.location
    entry = logged.change.text.splitlines()[line - 1].strip()
    next_follow_up = describe_next_follow_up(logged.contact, logged.change, session)
    return f"{path}:{line}: {entry}\n  {next_follow_up}"


def _choose_contacts(
    names: tuple[str, ...], session: WriteSession, *, dry_run: bool
) -> list[Contact]:
    """Return the contacts these names mean, each once; offer to make notes that are missing."""
    contacts = []
    root = session.paths.root
    unknown_names = []
    for name in names:
        if not find_candidates(session.network, convert_to_vault_path(name, root)):
            require_no_unread_note(session.paths, name)
            unknown_names.append(name)
    if unknown_names and not dry_run and _confirm_new_notes(unknown_names):
        contacts = [create_note(session, name) for name in unknown_names]
        # The network was read before these notes were written, and does not know them.
        names = tuple(name for name in names if name not in unknown_names)

    for name in names:
        contacts += choose_contacts(session.network, name, root)
    return _drop_repeated(contacts)


def _confirm_new_notes(names: list[str]) -> bool:
    return confirm(f"There is no note about {join_words(names)} yet. Make one?")


def _drop_repeated(contacts: list[Contact]) -> list[Contact]:
    # `coffee with Ada and Ada Quill` names one contact twice, and is one entry in her note.
    return list({contact.path: contact for contact in contacts}.values())
