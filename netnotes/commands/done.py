"""`netnotes done`: tick a promise that was kept, or an ask that was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.actions.mark_done import (
    RESOLUTIONS,
    find_next_promise,
    list_open_items,
    settle_item,
)
from netnotes.commands.editing import open_write_session, write_or_preview
from netnotes.commands.options import NAME_HELP, add_editing_arguments
from netnotes.commands.output.choosing import choose_contact, split_contact_name
from netnotes.commands.output.terminal import choose_index, format_numbered, is_at_terminal
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.text import fold_for_search, format_day_short

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from netnotes.actions.mark_done import OpenItem
    from netnotes.model.people import Contact, Promise


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `done`."""
    parser.add_argument("name", metavar="NAME", help=NAME_HELP)
    parser.add_argument(
        "words",
        nargs="*",
        metavar="WORDS",
        help="words of the promise or the ask, where there are several",
    )
    resolution = parser.add_mutually_exclusive_group()
    resolution.add_argument("--granted", action="store_true", help="an ask was granted")
    resolution.add_argument("--declined", action="store_true", help="an ask was declined")
    resolution.add_argument(
        "--let-go", action="store_true", help="drop a promise without keeping it"
    )
    parser.add_argument(
        "--on", metavar="DAY", help="when, if not today: 2026-10-03, yesterday, friday"
    )
    add_editing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Tick the one open promise or ask that is meant."""
    with open_write_session(args) as session:
        root = session.paths.root
        name, words = split_contact_name(session.network, [args.name, *args.words], root)
        contact = choose_contact(session.network, name, root)
        # `--granted` can only mean an ask: a promise with the same words is no candidate.
        resolution = _get_resolution(args)
        open_items = list_open_items(contact)
        if resolution:
            kind = RESOLUTIONS[resolution].kind
            open_items = [open_item for open_item in open_items if open_item.kind == kind]

        kind, item = _choose_item(contact, open_items, words)
        if not resolution:
            resolution = "granted" if kind == "asked" else "kept"
        change = settle_item(item, resolution, session, args.on or "")
        if write_or_preview(session, [change], args) and not args.quiet:
            path, line, _ = item.source_location
            print(f"{path}:{line}: {kind} {item.text}: {resolution}")
            next_promise = find_next_promise(item, change, session.paths.settings)
            if next_promise:
                print(f"  {_describe_next_promise(next_promise)}")
    return EXIT_DONE


def _describe_next_promise(promise: Promise) -> str:
    if promise.due is None:
        return "it comes again, on no day: the task has none"
    return f"it comes again: {format_day_short(promise.due)}"


def _get_resolution(args: argparse.Namespace) -> str:
    """Return the resolution named by an option; empty if there is none and the item decides."""
    if args.granted:
        return "granted"
    if args.declined:
        return "declined"
    if args.let_go:
        return "let go"
    return ""


def _choose_item(contact: Contact, open_items: list[OpenItem], words: Sequence[str]) -> OpenItem:
    """Return the open item that has all of these words; ask at a terminal where several do.

    Raises NetnotesError if none has them, or several have and none is chosen.
    """
    if not open_items:
        raise NetnotesError(f"{contact.name} has no open promise or ask of that kind.")
    matches = [open_item for open_item in open_items if _has_words(open_item, words)]
    if len(matches) == 1:
        return matches[0]
    if not matches:
        listed = format_numbered(_format_items(open_items))
        raise NetnotesError(
            f"Nothing open with {contact.name} has these words. Open are:\n{listed}"
        )
    if not is_at_terminal():
        listed = format_numbered(_format_items(matches))
        raise NetnotesError(
            f"Several things are open with {contact.name}; add words of the one you mean:\n{listed}"
        )

    index = choose_index(_format_items(matches), "Which? ")
    if index is None:
        raise NetnotesError("None was chosen, and nothing was written.")
    return matches[index]


def _has_words(open_item: OpenItem, words: Sequence[str]) -> bool:
    text = fold_for_search(open_item.item.text)
    return all(word in text for word in fold_for_search(" ".join(words)).split())


def _format_items(open_items: list[OpenItem]) -> list[str]:
    return [f"{kind} {item.text}" for kind, item in open_items]
