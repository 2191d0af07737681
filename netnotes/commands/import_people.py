"""`netnotes import`: people from where they are kept now. It shows what it would do; `--yes` does it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from netnotes.actions.import_people import filter_cards, format_value, read_cards, write_import
from netnotes.commands.editing import open_write_session
from netnotes.commands.options import add_vault_option
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.formats.matching.matching import ExistingPerson, NewPerson, match_cards
from netnotes.text import format_count, join_words

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from netnotes.formats.card import ImportedCards


MAX_LISTED = 10
"""How many of each kind a preview names."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    parser.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help="an export of LinkedIn, Google, Outlook, Monica …; a vCard; a CSV",
    )
    add_vault_option(parser)
    parser.add_argument(
        "--yes", action="store_true", help="write the notes (without it: show only)"
    )
    parser.add_argument(
        "--map",
        metavar="PAIRS",
        help="what the columns of another CSV mean: name=Full Name,organisation=Company",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PROP=TEXT",
        help="only those with this in a property, as in company=northwind",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many new people")
    parser.add_argument(
        "--tier", metavar="TIER", help="the tier of new people (without it they are never due)"
    )
    parser.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help="a tag for everybody who is new"
    )


def run(args: argparse.Namespace) -> int:
    """Show who of a file is new and who is here already, and with `--yes` write it down."""
    with open_write_session(args) as desk:
        form, cards = read_cards(args, desk.paths.settings)
        tiers = [name for name, _ in desk.paths.settings.tiers]
        if args.tier and args.tier not in tiers:
            raise NetnotesError(
                f"`{args.tier}` is not one of your tiers. Write one of: {', '.join(tiers)}."
            )
        found = match_cards(filter_cards(cards, args.only), desk.network.contacts)
        new = [one for one in found if isinstance(one, NewPerson)][: args.limit]
        here = [one for one in found if isinstance(one, ExistingPerson)]
        if not args.quiet:
            print("\n".join(_format_preview(args.file.name, form, cards, new, here)))
        if not args.yes:
            print("Nothing was written. Run it again with --yes to write it.")
            return EXIT_DONE
        written = write_import(desk, new, here, args, form)
        if not args.quiet:
            print(
                f"{format_count(written.new, 'note')} made, {format_count(written.changed, 'note')} filled."
            )
    return EXIT_DONE


def _format_preview(
    name: str,
    format_name: str,
    cards: ImportedCards,
    new: Sequence[NewPerson],
    existing: Sequence[ExistingPerson],
) -> Iterator[str]:
    """What would happen, in lines."""
    lost = [one for one in cards.problems if not one.is_person_kept]
    yield (
        f"{name} is a {format_name} file: {format_count(len(cards.cards), 'person', 'people')} read"
        + (f", {format_count(len(lost), 'row')} left out." if lost else ".")
    )
    yield from (f"  row {one.row}: {one.reason}" for one in cards.problems[:MAX_LISTED])
    if len(cards.problems) > MAX_LISTED:
        yield f"  and {len(cards.problems) - MAX_LISTED:,} more remarks"
    yield f"New: {len(new):,}"
    for card, alike in new[:MAX_LISTED]:
        beside = (
            f" (looks like {join_words((f'{one.contact.name}: {one.reason}' for one in alike), 'or')})"
            if alike
            else ""
        )
        yield f"  {card.name}{f', {card.organisation}' if card.organisation else ''}{beside}"
    if len(new) > MAX_LISTED:
        alike_too = [one for one in new[MAX_LISTED:] if one.possible_duplicates]
        yield f"  and {len(new) - MAX_LISTED:,} more" + (
            f", {len(alike_too):,} of whom look like somebody here" if alike_too else ""
        )
    yield f"Here already: {len(existing):,}"
    told = [one for one in existing if one.filled_properties or one.added_values or one.conflicts]
    for one in told[:MAX_LISTED]:
        more = [fill.property_name for fill in (*one.filled_properties, *one.added_values)]
        kept = [
            f"{clash.property_name} stays {format_value(clash.note_value)} (there: {format_value(clash.file_value)})"
            for clash in one.conflicts
        ]
        yield f"  {one.contact.name} ({one.reason}): {'; '.join(filter(None, (f'gets {join_words(more)}' if more else '', *kept)))}"
    if len(told) > MAX_LISTED:
        yield f"  and {len(told) - MAX_LISTED:,} more with something to fill"
