"""`netnotes who TEXT`: people by any words of what is known about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netnotes.cli import DONE, vault_option
from netnotes.commands.opening import open_network
from netnotes.dashboard.lines import who_line
from netnotes.network.record import record
from netnotes.network.who import who as found_by

if TYPE_CHECKING:
    import argparse

    from netnotes.network.network import Network
    from netnotes.people import Contact


def arguments(verb: argparse.ArgumentParser) -> None:
    """The options of `who`."""
    verb.add_argument("text", nargs="+", metavar="TEXT", help="words: each must begin a word of what is known")
    vault_option(verb)
    verb.add_argument("--json", action="store_true", help="print the people as JSON")


def who(args: argparse.Namespace) -> int:
    """Print everybody of whom each word is known."""
    network = open_network(args.vault, args.today).network
    people = found_by(network, " ".join(args.text))
    if args.json:
        print(
            json.dumps(
                {"netnotes": 1, "people": [record(one, network) for one in people]}, ensure_ascii=False, indent=1
            )
        )
        return DONE
    width = max((len(one.name) for one in people), default=0)
    for one in people:
        print(line(one, network, width))
    if not people and not args.quiet:
        print("Nobody in your notes. Each word must begin a word of what is known of a person.")
    return DONE


def line(contact: Contact, network: Network, width: int) -> str:
    """A person in a line."""
    follow = network.follow_ups[contact.path]
    next_ = f", next {follow.due}" if follow.due and follow.live else ""
    return "  ".join(
        part for part in (f"{contact.name:<{width}}", f"{follow.standing}{next_}", who_line(contact)) if part
    )
