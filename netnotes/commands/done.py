"""`netnotes done`: a promise kept, or an ask answered."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from netnotes.actions.mark_done import RESOLUTIONS, list_open_items, settle_item
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import add_editing_arguments
from netnotes.commands.output.choosing import choose_contact
from netnotes.errors import EXIT_DONE as SUCCESS
from netnotes.errors import NetnotesError
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    import argparse

    from netnotes.actions.mark_done import OpenItem
    from netnotes.model.people import Contact


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `done`."""
    parser.add_argument("name", metavar="NAME", help="whose")
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="words of the promise or the ask, where there are several",
    )
    came = parser.add_mutually_exclusive_group()
    came.add_argument("--granted", action="store_true", help="an ask was granted")
    came.add_argument("--declined", action="store_true", help="an ask was declined")
    came.add_argument(
        "--let-go", action="store_true", help="a promise will not be kept, and that is settled"
    )
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Tick the one open promise or ask that is meant."""
    with open_write_session(args) as desk:
        contact = choose_contact(desk.network, args.name)
        came = (
            "granted"
            if args.granted
            else "declined"
            if args.declined
            else "let go"
            if args.let_go
            else ""
        )
        waiting = [
            one
            for one in list_open_items(contact)
            if not came or one.kind == RESOLUTIONS[came].kind
        ]
        kind, what = _choose_item(contact, waiting, args.words)
        came = came or ("granted" if kind == "asked" else "kept")
        if write_or_preview(desk, [settle_item(what, came, desk)], args) and not args.quiet:
            print(
                f"{what.source_location.path}:{what.source_location.line}: {kind} {what.text}: {came}"
            )
    return SUCCESS


def _choose_item(contact: Contact, items: list[OpenItem], words: list[str]) -> OpenItem:
    wanted = fold_for_search(" ".join(words)).split()
    found = [one for one in items if all(word in fold_for_search(one.item.text) for word in wanted)]
    if len(found) == 1:
        return found[0]
    if not items:
        raise NetnotesError(f"Nothing of that kind is open with {contact.name}.")
    shown = "\n".join(
        f"  {at}  {kind} {what.text}" for at, (kind, what) in enumerate(found or items, start=1)
    )
    if not found:
        raise NetnotesError(f"Nothing open with {contact.name} has these words. Open are:\n{shown}")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise NetnotesError(
            f"Several things are open with {contact.name}; add words of the one you mean:\n{shown}"
        )
    answer = input(f"{shown}\nWhich? ").strip()
    if not answer.isdigit() or not 0 < int(answer) <= len(found):
        raise NetnotesError("None was chosen, and nothing was written.")
    return found[int(answer) - 1]
