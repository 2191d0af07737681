"""A file of people: who of them is new, who is in the vault, and the notes written for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netnotes.actions.card_to_note import fill_note, write_note_from_card
from netnotes.actions.import_source import OWN_FORMAT, TABLE_FORMAT, ReadOptions, read_source
from netnotes.errors import NetnotesError
from netnotes.formats.matching.matching import ExistingPerson, NewPerson, match_cards
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_names import build_property_index
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.text import find_closest_match, fold, fold_for_search
from netnotes.vault.edit import open_note
from netnotes.vault.note_files import NoteChange
from netnotes.vault.paths import find_contacts_folder
from netnotes.writing.new_note import build_file_stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from netnotes.formats.card import Card, ImportedCards
    from netnotes.model.settings import Settings
    from netnotes.vault.edit import WriteSession
    from netnotes.vault.paths import VaultPaths


class ImportOptions(NamedTuple):
    """What the user chose for an import."""

    # What the columns of a CSV mean, as in `name=Full Name`; empty to find out by their names.
    column_map: str = ""

    # The encoding of tables and vCards; empty to find out.
    encoding: str = ""

    # Only people with these properties are read, as in `company=northwind`.
    conditions: tuple[str, ...] = ()

    # At most so many new people; None for all.
    limit: int | None = None

    # The tier of new people; empty for none.
    tier: str = ""

    # Tags for new people.
    tags: tuple[str, ...] = ()


class ImportPlan(NamedTuple):
    """What an import would do."""

    format_name: str
    cards: ImportedCards
    new: tuple[NewPerson, ...]
    existing: tuple[ExistingPerson, ...]


class ImportResult(NamedTuple):
    """What an import did."""

    new_count: int

    # How many notes were added to.
    changed_count: int

    # Why a note could not be added to, a message for each.
    errors: tuple[str, ...]


def plan_import(session: WriteSession, source: Path, options: ImportOptions) -> ImportPlan:
    """Read a file, an archive or a folder, and find out who in it is new and who is in the vault.

    Raises NetnotesError for a file that cannot be read, and for options that mean nothing.
    """
    settings = session.paths.settings
    read_options = ReadOptions(options.column_map, options.encoding)
    format_name, cards = read_source(source, read_options, settings)
    _require_tier(options.tier, settings)
    people = match_cards(filter_cards(cards, options.conditions), session.network.contacts)
    new_people = [person for person in people if isinstance(person, NewPerson)]
    existing_people = [person for person in people if isinstance(person, ExistingPerson)]
    return ImportPlan(
        format_name, cards, tuple(new_people[: options.limit]), tuple(existing_people)
    )


def _require_tier(tier: str, settings: Settings) -> None:
    tiers = [name for name, _ in settings.tiers]
    if tier and tier not in tiers:
        raise NetnotesError(f"`{tier}` is not one of your tiers. Write one of: {', '.join(tiers)}.")


def filter_cards(cards: ImportedCards, conditions: Sequence[str]) -> Iterator[Card]:
    """Yield the people for whom every `PROPERTY=TEXT` is true.

    A part of the property is enough; case and accents do not count. Raises NetnotesError for a
    condition that is none.
    """
    parsed_conditions = [_parse_condition(condition) for condition in conditions]
    for card in cards.cards:
        if all(
            text in fold_for_search(format_value(getattr(card, name, "")))
            for name, text in parsed_conditions
        ):
            yield card


def _parse_condition(condition: str) -> tuple[str, str]:
    """Parse `company=northwind` into the name of the property and the folded text."""
    name, equals, text = condition.partition("=")
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(name))
    if equals and prop is not None:
        return prop.name, fold_for_search(text)
    message = f"`{condition}` is not PROPERTY=TEXT, as in company=northwind."
    closest = find_closest_match(name, (known.name for known in CONTACT_PROPERTIES))
    if closest:
        message += f" Did you mean {closest}?"
    raise NetnotesError(message)


def format_value(value: object) -> str:
    """Format the value of a property as words; several with a space between."""
    plain_value = convert_to_plain_value(value)
    if isinstance(plain_value, list):
        return " ".join(map(str, plain_value))
    return str(plain_value or "")


def write_import(session: WriteSession, plan: ImportPlan, options: ImportOptions) -> ImportResult:
    """Make the notes of new people, and add to those of the others.

    A note that cannot be edited is left out, and its error returned. Raises WriteError, and leaves
    all notes as they were, if one can't be written.
    """
    changes = []
    errors = []
    for person in plan.existing:
        if not person.list_updated_properties():
            continue
        try:
            note = open_note(session.paths.root, person.contact.path)
        except NetnotesError as error:
            errors.append(str(error))
            continue
        text = fill_note(note.text, person, session.paths.settings)
        changes.append(NoteChange(note, text))
    session.writer.write_notes(changes, _iter_new_notes(session, plan, options))

    changed_count = sum(change.text != change.note.text for change in changes)
    return ImportResult(len(plan.new), changed_count, tuple(errors))


def _iter_new_notes(
    session: WriteSession, plan: ImportPlan, options: ImportOptions
) -> Iterator[tuple[str, str]]:
    """Yield path and text of the note of each new person."""
    folder = find_contacts_folder(session.paths)
    used_names = _list_file_names(session.paths, folder)
    for person in plan.new:
        file_stem = _find_free_name(person.card, plan.format_name, used_names)
        used_names.add(f"{file_stem}.md".casefold())
        text = write_note_from_card(
            person.card,
            file_stem=file_stem,
            tier=options.tier,
            tags=options.tags,
            origin=_get_origin(plan.format_name),
        )
        yield f"{folder}/{file_stem}.md", text


def _list_file_names(paths: VaultPaths, folder: str) -> set[str]:
    """List the names in a folder of the vault, without case: macOS and Windows ignore it."""
    directory = paths.root / folder
    if not directory.is_dir():
        return set()
    return {path.name.casefold() for path in directory.glob("*")}


def _get_origin(format_name: str) -> str:
    """Return what a note says of where its person comes from.

    It says nothing for those who come back from an export by netnotes.
    """
    if format_name == OWN_FORMAT:
        return ""
    if format_name == TABLE_FORMAT:
        return "csv"
    return format_name.casefold()


def _find_free_name(card: Card, format_name: str, used_names: set[str]) -> str:
    """Find a name for the note that no other has.

    A name that is used gets the organisation behind it, else the row of the file.
    """
    own_name = build_file_stem(card.name) or f"{format_name} {card.row}"
    name_at_organisation = build_file_stem(f"{own_name} ({card.organisation})")
    last_choice = f"{own_name} ({format_name} {card.row})"
    for name in (own_name, name_at_organisation, last_choice):
        # Without an organisation the brackets are empty.
        if name and not name.endswith(" ()") and f"{name}.md".casefold() not in used_names:
            return name
    return last_choice
