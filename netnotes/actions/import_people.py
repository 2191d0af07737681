"""A file → who is new, who is here (ImportPlan); the plan written."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.card_to_note import fill_note, write_note_from_card
from netnotes.errors import NetnotesError, describe_os_error
from netnotes.formats.matching.matching import ExistingPerson, NewPerson, merge_duplicates
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.text import find_closest_match, fold, fold_for_search, join_words
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
        raise NetnotesError(f"{args.file} can't be read: {describe_os_error(error)}.") from None
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
        if all(
            text in fold_for_search(format_value(getattr(card, name, ""))) for name, text in wanted
        ):
            yield card


def format_value(value: object) -> str:
    plain = convert_to_plain_value(value)
    return " ".join(map(str, plain)) if isinstance(plain, list) else str(plain or "")


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
    taken = (
        {path.name.casefold() for path in (root / folder).glob("*")}
        if (root / folder).is_dir()
        else set()
    )
    for card, _ in new:
        stem = _find_free_name(card, format_name, taken)
        text = write_note_from_card(
            card,
            file_stem=stem,
            tier=args.tier or "",
            tags=tuple(args.tag),
            origin=_get_origin(format_name),
        )
        create_note_file(root, f"{folder}/{stem}.md", text)
    changed = 0
    for one in existing:
        if one.filled_properties or one.added_values:
            try:
                note = open_note(root, one.contact.path)
            except NetnotesError as error:
                print(f"netnotes: {error}", file=sys.stderr)  # noqa: T201 - moves to the verb
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
    names = (
        own,
        build_file_stem(f"{own} ({card.organisation})"),
        f"{own} ({format_name} {card.row})",
    )
    stem = next(
        (
            one
            for one in names
            if one and f"{one}.md".casefold() not in taken and not re.search(r" \(\)$", one)
        ),
        names[-1],
    )
    taken.add(f"{stem}.md".casefold())
    return stem
