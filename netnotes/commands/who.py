"""`netnotes who`: find contacts by any words of what is known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netnotes.commands.options import add_vault_option
from netnotes.commands.output.no_people import describe_loaded_vault_without_people
from netnotes.commands.output.terminal import print_json
from netnotes.errors import EXIT_DONE
from netnotes.markdown.plain import strip_markdown
from netnotes.network.record import build_contact_record
from netnotes.network.search import find_contacts, find_lines_in_logs
from netnotes.network.wording import format_role_and_place
from netnotes.text import shorten_to_words
from netnotes.vault.load import find_and_load_vault

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from netnotes.model.people import Contact
    from netnotes.network.follow_up import FollowUp
    from netnotes.network.network import Network
    from netnotes.network.search import FoundLine


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `who`."""
    parser.add_argument(
        "text",
        nargs="+",
        metavar="TEXT",
        help="each word must be the beginning of a word of a name, of work, place, purpose and the "
        "like; if nobody has them, logs are searched",
    )
    add_vault_option(parser)
    parser.add_argument("--json", action="store_true", help="print the people as JSON")


def run(args: argparse.Namespace) -> int:
    """Print the contacts of whom every word is known."""
    loaded = find_and_load_vault(args.vault, args.today)
    network = loaded.network
    contacts = find_contacts(network, " ".join(args.text))
    if args.json:
        records = [build_contact_record(contact, network) for contact in contacts]
        print_json({"people": records})
        return EXIT_DONE

    for line in format_text(contacts, network):
        print(line)
    if not contacts and not args.quiet:
        print("\n".join(_describe_no_match(find_lines_in_logs(network, " ".join(args.text)))))
        hint = describe_loaded_vault_without_people(loaded)
        if hint:
            print(hint)
    return EXIT_DONE


# Lines of logs that are shown: they fit on a screen.
MAX_LINES = 8
MAX_LINE_LENGTH = 100


def _describe_no_match(lines: Sequence[FoundLine]) -> Iterator[str]:
    """Say that nobody is known by these words, and what logs say with them."""
    if not lines:
        yield (
            "No match. Each word must be the beginning of a word of a name, of work, place, "
            "purpose and the like, or of one entry of a log."
        )
        return
    yield "Nobody is known by these words; logs have them here:"
    for line in lines[:MAX_LINES]:
        words = shorten_to_words(strip_markdown(line.text), MAX_LINE_LENGTH)
        yield f"  {line.source_location.path}:{line.source_location.line}: {words}"
    if len(lines) > MAX_LINES:
        yield f"  and {len(lines) - MAX_LINES:,} more"


def format_text(contacts: Sequence[Contact], network: Network) -> Iterator[str]:
    """Format a line for each contact, in columns: the name, the standing, work and place."""
    rows = []
    for contact in contacts:
        standing = _format_standing(network.follow_ups[contact.path])
        rows.append((contact.name, standing, format_role_and_place(contact)))

    name_width = max((len(name) for name, _, _ in rows), default=0)
    standing_width = max((len(standing) for _, standing, _ in rows), default=0)
    for name, standing, role_and_place in rows:
        line = f"{name:<{name_width}}  {standing:<{standing_width}}  {role_and_place}"
        yield line.rstrip()  # the last column is often empty


def _format_standing(follow_up: FollowUp) -> str:
    if not follow_up.expected:
        return str(follow_up.standing)
    if follow_up.standing == "due":
        return f"due {follow_up.expected}"
    return f"{follow_up.standing}, due {follow_up.expected}"
