"""`netnotes who TEXT`: people by any words of what is known about them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_option
from netnotes.errors import EXIT_DONE
from netnotes.network.record import build_contact_record
from netnotes.network.search import find_contacts as found_by
from netnotes.network.wording import format_role_and_place
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from netnotes.model.people import Contact
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.network import Network


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `who`."""
    parser.add_argument(
        "text", nargs="+", metavar="TEXT", help="words: each must begin a word of what is known"
    )
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print the people as JSON")


def run(args: argparse.Namespace) -> int:
    """Print everybody of whom each word is known."""
    network = find_and_load_vault(args.vault, args.today).network
    people = found_by(network, " ".join(args.text))
    if args.json:
        print(
            json.dumps(
                {"netnotes": 1, "people": [build_contact_record(one, network) for one in people]},
                ensure_ascii=False,
                indent=1,
            )
        )
        return EXIT_DONE
    for told in format_text(people, network):
        print(told)
    if not people and not args.quiet:
        print("Nobody in your notes. Each word must begin a word of what is known of a person.")
    return EXIT_DONE


def format_text(people: Sequence[Contact], network: Network) -> Iterator[str]:
    """A line for each person: the name, how things stand, who they are, in columns."""
    rows = [
        (one.name, _format_standing(network.follow_ups[one.path]), format_role_and_place(one))
        for one in people
    ]
    name, standing = (max((len(row[at]) for row in rows), default=0) for at in (0, 1))
    for row in rows:
        yield f"{row[0]:<{name}}  {row[1]:<{standing}}  {row[2]}".rstrip()


def _format_standing(follow_up: FollowUp) -> str:
    return (
        f"{follow_up.standing}, next {follow_up.due}"
        if follow_up.due and follow_up.is_live
        else str(follow_up.standing)
    )
