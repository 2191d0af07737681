"""`netnotes import`: people from where they are kept now. It shows what it would do; `--yes` does it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.card_to_note import fill_note, write_note_from_card
from netnotes.commands.editing import open_write_session
from netnotes.commands.options import add_vault_option
from netnotes.errors import EXIT_DONE, NetnotesError
from netnotes.formats.matching.matching import ExistingPerson, NewPerson, match_cards, merge_duplicates
from netnotes.reading.properties import CONTACT_PROPERTIES, build_property_index
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.text import find_closest_match, fold, fold_for_search, format_count, join_words
from netnotes.vault.edit import open_note
from netnotes.vault.note_files import NoteChange, create_note_file, write_changes
from netnotes.vault.paths import find_contacts_folder
from netnotes.writing.new_note import build_file_stem

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from netnotes.formats.card import Card, ImportedCards
    from netnotes.model.settings import Settings
    from netnotes.vault.edit import WriteSession

OWN_FORMAT = "netnotes"
"""The form of what `export csv` wrote."""

MAX_BYTES = 100 * 1024 * 1024
MAX_LISTED = 10
"""How many of each kind a preview names."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `import`."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="an export of LinkedIn, Google, Outlook, Monica …; a vCard; a CSV"
    )
    add_vault_option(parser)
    parser.add_argument("--yes", action="store_true", help="write the notes (without it: show only)")
    parser.add_argument(
        "--map", metavar="PAIRS", help="what the columns of another CSV mean: name=Full Name,organisation=Company"
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="PROP=TEXT",
        help="only those with this in a property, as in company=northwind",
    )
    parser.add_argument("--limit", type=int, metavar="N", help="at most so many new people")
    parser.add_argument("--tier", metavar="TIER", help="the tier of new people (without it they are never due)")
    parser.add_argument("--tag", action="append", default=[], metavar="TAG", help="a tag for everybody who is new")


def run(args: argparse.Namespace) -> int:
    """Show who of a file is new and who is here already, and with `--yes` write it down."""
    with open_write_session(args) as desk:
        form, cards = read_cards(args, desk.paths.settings)
        tiers = [name for name, _ in desk.paths.settings.tiers]
        if args.tier and args.tier not in tiers:
            raise NetnotesError(f"`{args.tier}` is not one of your tiers. Write one of: {', '.join(tiers)}.")
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
            print(f"{format_count(written.new, 'note')} made, {format_count(written.changed, 'note')} filled.")
    return EXIT_DONE


def read_cards(args: argparse.Namespace, settings: Settings) -> tuple[str, ImportedCards]:
    """The form of a file, and everybody in it, each once."""
    from netnotes.formats import own_csv
    from netnotes.formats.readers import table
    from netnotes.formats.readers.decoding import decode_text
    from netnotes.formats.readers.known_formats import IMPORT_FORMATS, find_format

    try:
        with args.file.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NetnotesError(f"{args.file} can't be read: {error.strerror or error}.") from None
    if len(data) > MAX_BYTES:
        raise NetnotesError(f"{args.file} is larger than 100 MiB. Split it.")
    if data[:2] == b"PK":
        raise NetnotesError(
            f"{args.file} is a ZIP archive. Unpack it, and import the file in it (Connections.csv, say)."
        )
    if args.map:
        return "table", merge_duplicates(table.read(data, table.parse_column_map(args.map)))
    if own_csv.can_read(decode_text(data)):
        return OWN_FORMAT, merge_duplicates(own_csv.read_cards(decode_text(data), settings))
    form = find_format(data)
    if form is None:
        known = join_words((one.name for one in IMPORT_FORMATS[:-1]), "or")
        columns = ", ".join(table.list_columns(data)[:12])
        more = f" Its first row is: {columns}." if columns else ""
        raise NetnotesError(
            f"{args.file} is no {known} file, and its columns say nothing by their names.{more} "
            "Say what they mean: --map name=COLUMN,organisation=COLUMN."
        )
    return form.name, merge_duplicates(form.read(data))


def filter_cards(cards: ImportedCards, conditions: Sequence[str]) -> Iterator[Card]:
    """Those of whom every `prop=text` is true, by a part of the property, without case and accents."""
    wanted = []
    known = build_property_index(CONTACT_PROPERTIES, ())
    for pair in conditions:
        name, sign, text = pair.partition("=")
        prop = known.get(fold(name))
        if not sign or prop is None:
            meant = find_closest_match(name, (one.name for one in CONTACT_PROPERTIES))
            raise NetnotesError(
                f"`{pair}` is not PROPERTY=TEXT, as in company=northwind."
                + (f" Did you mean {meant}?" if meant else "")
            )
        wanted.append((prop.name, fold_for_search(text)))
    for card in cards.cards:
        if all(text in fold_for_search(format_value(getattr(card, name, ""))) for name, text in wanted):
            yield card


def format_value(value: object) -> str:
    plain = convert_to_plain_value(value)
    return " ".join(map(str, plain)) if isinstance(plain, list) else str(plain or "")


def _format_preview(
    name: str, format_name: str, cards: ImportedCards, new: Sequence[NewPerson], existing: Sequence[ExistingPerson]
) -> Iterator[str]:
    """What would happen, in lines."""
    lost = [one for one in cards.problems if not one.is_person_kept]
    yield f"{name} is a {format_name} file: {format_count(len(cards.cards), 'person', 'people')} read" + (
        f", {format_count(len(lost), 'row')} left out." if lost else "."
    )
    yield from (f"  row {one.row}: {one.reason}" for one in cards.problems[:MAX_LISTED])
    if len(cards.problems) > MAX_LISTED:
        yield f"  and {len(cards.problems) - MAX_LISTED:,} more remarks"
    yield f"New: {len(new):,}"
    for card, alike in new[:MAX_LISTED]:
        beside = (
            f" (looks like {join_words((f'{one.contact.name}: {one.reason}' for one in alike), 'or')})" if alike else ""
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


class ImportCounts(NamedTuple):
    """How many notes an import wrote anew, and how many it added to."""

    new: int
    changed: int


def write_import(
    session: WriteSession,
    new: Sequence[NewPerson],
    existing: Sequence[ExistingPerson],
    args: argparse.Namespace,
    format_name: str,
) -> ImportCounts:
    """Make the new notes, and fill the others. What has been written when something fails is found again next time."""
    root, settings = session.paths.root, session.paths.settings
    folder = find_contacts_folder(session.paths)
    taken = {path.name.casefold() for path in (root / folder).glob("*")} if (root / folder).is_dir() else set()
    for card, _ in new:
        stem = _find_free_name(card, format_name, taken)
        text = write_note_from_card(
            card, file_stem=stem, tier=args.tier or "", tags=tuple(args.tag), origin=_get_origin(format_name)
        )
        create_note_file(root, f"{folder}/{stem}.md", text)
    changed = 0
    for one in existing:
        if one.filled_properties or one.added_values:
            try:
                note = open_note(root, one.contact.path)
            except NetnotesError as error:
                print(f"netnotes: {error}", file=sys.stderr)
                continue
            change = NoteChange(note, fill_note(note.text, one, (), settings))
            write_changes(root, [change])
            changed += change.text != note.text
    return ImportCounts(len(new), changed)


def _get_origin(format_name: str) -> str:
    """What a note says of where its person came from; nothing for those who come back."""
    return {"table": "csv", OWN_FORMAT: ""}.get(format_name, format_name.casefold())


def _find_free_name(card: Card, format_name: str, taken: set[str]) -> str:
    """A name for the note that no other has: with the organisation behind it where the name is taken."""
    own = build_file_stem(card.name) or f"{format_name} {card.row}"
    names = (own, build_file_stem(f"{own} ({card.organisation})"), f"{own} ({format_name} {card.row})")
    stem = next(
        (one for one in names if one and f"{one}.md".casefold() not in taken and not re.search(r" \(\)$", one)),
        names[-1],
    )
    taken.add(f"{stem}.md".casefold())
    return stem
