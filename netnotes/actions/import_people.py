"""A file of people: who of them is new, who is in the vault, and the notes written for them."""

from __future__ import annotations

import posixpath
import unicodedata
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from netnotes.actions.card_to_note import fill_note, write_note_from_card
from netnotes.actions.import_source import OWN_FORMAT, TABLE_FORMAT, ReadOptions, read_source
from netnotes.actions.unread_notes import find_withheld_people
from netnotes.errors import NetnotesError
from netnotes.formats.card import ImportProblem
from netnotes.formats.matching.comparison import ExistingPerson
from netnotes.formats.matching.matching import NewPerson, match_cards
from netnotes.model.people import NEVER
from netnotes.network.wording import format_work
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import build_property_index
from netnotes.reading.typed_words import format_words, is_blank
from netnotes.reading.values import LEVELS
from netnotes.text import find_closest_match, fold, fold_for_search, fold_name, join_words
from netnotes.vault.edit import open_note
from netnotes.vault.note_files import NoteChange
from netnotes.vault.paths import find_contacts_folder
from netnotes.vault.sync_copies import find_original_note, list_possible_originals
from netnotes.writing.new_note import build_file_stem, write_type_where_needed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date as Day
    from pathlib import Path

    from netnotes.actions.unread_notes import WithheldPerson
    from netnotes.formats.card import Card, ImportedCards
    from netnotes.formats.matching.matching import PossibleDuplicate
    from netnotes.model.settings import Settings
    from netnotes.reading.property_kind import Property
    from netnotes.vault.edit import WriteSession


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

    # How many people `--only` leaves out.
    unwanted_count: int = 0

    # How many new people are left for another time by `--limit`.
    postponed_count: int = 0

    # Those who may have a note that can't be read.
    withheld: tuple[WithheldPerson, ...] = ()


class ImportResult(NamedTuple):
    """What an import did."""

    new_count: int

    # How many notes were added to.
    changed_count: int

    # Why a note could not be added to, a message for each.
    errors: tuple[str, ...]


def plan_import(session: WriteSession, source: Path, options: ImportOptions) -> ImportPlan:
    """Read a file, an archive or a folder, and find out who in it is new and who is in the vault.

    Raises NetnotesError for a file or a folder of contacts that cannot be read, and for options
    that mean nothing.
    """
    format_name, cards = _read_cards(session, source, options)
    _require_tier(options.tier, session.paths.settings)
    _require_limit(options.limit)
    conditions = [_parse_condition(condition, cards) for condition in options.conditions]
    # All are matched, and then some are left out: one of two namesakes is not the other because
    # the other is not wanted.
    read_note = partial(_read_note, session.paths.root)
    people = match_cards(cards.cards, session.network.contacts, read_note)
    wanted_people = [person for person in people if _fits_all(person.card, conditions)]
    withheld_people = find_withheld_people(session.paths, wanted_people)
    withheld_cards = {id(person.card) for person in withheld_people}
    certain_people = [person for person in wanted_people if id(person.card) not in withheld_cards]
    new_people = [person for person in certain_people if isinstance(person, NewPerson)]
    first_people = new_people[: options.limit]
    existing_people = [person for person in certain_people if isinstance(person, ExistingPerson)]
    return ImportPlan(
        format_name,
        cards,
        tuple(first_people),
        tuple(existing_people),
        len(people) - len(wanted_people),
        len(new_people) - len(first_people),
        withheld_people,
    )


def _read_note(root: Path, path: str) -> str:
    """Read the whole text of a note; empty where that can't be done, which writing will report."""
    try:
        return open_note(root, path).text
    except NetnotesError:
        return ""


def _require_tier(tier: str, settings: Settings) -> None:
    tiers = [name for name, _ in settings.tiers]
    if tier and tier not in tiers:
        raise NetnotesError(f"`{tier}` is not one of your tiers. Write one of: {', '.join(tiers)}.")


def _require_limit(limit: int | None) -> None:
    if limit is not None and limit < 0:
        raise NetnotesError(f"--limit {limit} is no number of people. Write 0 or more.")


class _Condition(NamedTuple):
    """A `PROPERTY=TEXT` that must be true of everybody who is imported."""

    prop: Property

    # The folded text.
    text: str


def _read_cards(
    session: WriteSession, source: Path, options: ImportOptions
) -> tuple[str, ImportedCards]:
    """Read the cards of a file, an archive or a folder, and the name of their format."""
    settings = session.paths.settings
    read_options = ReadOptions(options.column_map, options.encoding)
    format_name, cards = read_source(source, read_options, settings)
    cards = _rename_organisations(cards, settings)
    problems = (*cards.problems, *_iter_days_to_come(cards, session.network.today))
    return format_name, cards._replace(problems=problems)


def _rename_organisations(cards: ImportedCards, settings: Settings) -> ImportedCards:
    """Return the cards with the names that the settings give to organisations."""
    if not settings.organisations:
        return cards
    renamed_cards = [
        replace(card, organisation=settings.find_organisation(card.organisation))
        for card in cards.cards
    ]
    return cards._replace(cards=tuple(renamed_cards))


def _iter_days_to_come(cards: ImportedCards, today: Day) -> Iterator[ImportProblem]:
    """Yield a remark on each day that can only be past, and is still to come."""
    for card in cards.cards:
        for name in ("met", "last_contact"):
            day = getattr(card, name)
            if day is not None and day > today:
                reason = f"{card.name} has {name} {day}, which is in the future"
                yield ImportProblem(card.row, reason, is_person_kept=True, file=card.file)


def _parse_condition(condition: str, cards: ImportedCards) -> _Condition:
    """Parse `company=northwind`.

    Raises NetnotesError for a condition that is none, and for one that nobody could meet because
    the file says nothing of the property.
    """
    name, equals, text = condition.partition("=")
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(name))
    if not equals or not text.strip() or prop is None:
        message = f"`{condition}` is not PROPERTY=TEXT, as in company=northwind."
        closest = find_closest_match(name, (known.name for known in CONTACT_PROPERTIES))
        if closest and (prop is None or closest != name):
            message += f" Did you mean {closest}?"
        raise NetnotesError(message)

    if not any(_list_words(card, prop.name) for card in cards.cards):
        raise NetnotesError(
            f"Nobody in the file has the property {prop.name}, so --only {condition} would leave "
            f"everybody out. The file has: {', '.join(_list_known_properties(cards))}."
        )
    return _Condition(prop, fold_for_search(text))


def _list_known_properties(cards: ImportedCards) -> list[str]:
    """List the properties that somebody in the file has."""
    names = []
    for prop in CONTACT_PROPERTIES:
        if any(_list_words(card, prop.name) for card in cards.cards):
            names.append(prop.name)
    return names


def _fits_all(card: Card, conditions: Sequence[_Condition]) -> bool:
    return all(_fits(card, condition) for condition in conditions)


def _fits(card: Card, condition: _Condition) -> bool:
    """Tell whether a condition is true: a part of the property is enough, not case or accents.

    A choice, such as a tier, must be the whole word: `1` is no part of the level `-1`.
    """
    name = condition.prop.name
    words = tuple(map(fold_for_search, _list_words(card, name)))
    if name == "level" and condition.text in LEVELS:
        return any(LEVELS.get(word) == LEVELS[condition.text] for word in words)
    if condition.prop.kind is PropertyKind.CHOICE:
        return condition.text in words
    return condition.text in " ".join(words)


def _list_words(card: Card, property_name: str) -> tuple[str, ...]:
    """List what a card says of a property, in words; none if it says nothing."""
    value = getattr(card, property_name, None)
    if not is_blank(value):
        return (_format_property(property_name, value),)
    # The table that netnotes exports keeps a link or a cadence as it was written.
    return dict(card.extra_properties).get(property_name, ())


def describe_conflicts(person: ExistingPerson) -> list[str]:
    """Describe what note and file say differently; organisation and role are one fact."""
    contact, card = person.contact, person.card
    descriptions = []
    described_properties: tuple[str, ...] = ()
    here = format_work(contact.role, contact.organisation)
    if here and ("organisation", contact.organisation) in _list_note_values(person):
        there = format_work(card.role, card.organisation)
        descriptions.append(f"changed employer? The note stays with {here} (there: {there})")
        described_properties = ("organisation", "role")

    for conflict in person.conflicts:
        name = conflict.property_name
        if name in described_properties and conflict.note_value == getattr(contact, name):
            continue
        if name == "archived":
            # A file that says `no` contradicts nobody, so this is the only way round.
            descriptions.append("stays active (there: archived)")
            continue
        note_value = _format_property(name, conflict.note_value) or "empty"
        file_value = _format_property(name, conflict.file_value)
        descriptions.append(f"{name} stays {note_value} (there: {file_value})")
    return descriptions


def describe_possible_duplicates(duplicates: Sequence[PossibleDuplicate]) -> str:
    """Describe whom of the vault a new person may be, and why."""
    names = [duplicate.contact.name for duplicate in duplicates]
    called = []
    for duplicate in duplicates:
        # Of namesakes only the paths differ.
        is_unique = names.count(duplicate.contact.name) == 1
        called.append(duplicate.contact.name if is_unique else duplicate.contact.path)
    reasons = [duplicate.reason for duplicate in duplicates]
    is_address = reasons[0].startswith(("the same mail address", "the same phone number"))
    if is_address and len(reasons) > 1 and len(set(reasons)) == 1:
        return f"could be one of several, {join_words(called, 'or')}: {reasons[0]}"
    similar = [f"{name}: {reason}" for name, reason in zip(called, reasons, strict=True)]
    return f"looks like {join_words(similar, 'or')}"


def _list_note_values(person: ExistingPerson) -> list[tuple[str, object]]:
    return [(conflict.property_name, conflict.note_value) for conflict in person.conflicts]


def _format_property(property_name: str, value: object) -> str:
    """Format the value of a property as words for a message."""
    if property_name == "cadence" and isinstance(value, int):
        return "never" if value == NEVER else f"{value} days"
    return format_words(value)


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
    contact_paths = [contact.path for contact in session.network.contacts if not contact.archived]
    folder = find_contacts_folder(session.paths, contact_paths)
    used_names = _UsedNames(session.paths.root / folder)
    for person in plan.new:
        file_stem = _find_free_name(person.card, plan.format_name, used_names)
        used_names.add(f"{file_stem}.md")
        text = write_note_from_card(
            person.card,
            file_stem=file_stem,
            tier=options.tier,
            tags=options.tags,
            origin=_get_origin(plan.format_name),
            settings=session.paths.settings,
        )
        path = posixpath.join(folder, f"{file_stem}.md")
        yield path, write_type_where_needed(path, text, session.paths.settings)


class _UsedNames:
    """The names in a folder of the vault, and those that notes will have."""

    def __init__(self, directory: Path) -> None:
        self.names: set[str] = set()

        # macOS and Windows ignore case, and macOS writes é as two characters.
        self.folded_names: set[str] = set()

        # The notes of which one with these names would be taken for a copy.
        self.originals: set[str] = set()
        if directory.is_dir():
            for path in directory.glob("*"):
                self.add(path.name)

    def add(self, name: str) -> None:
        """Add the name of a note that will be made."""
        normalized_name = unicodedata.normalize("NFC", name)
        self.names.add(normalized_name)
        self.folded_names.add(fold_name(name))
        self.originals.update(list_possible_originals(normalized_name))

    def can_be_given(self, name: str) -> bool:
        """Tell whether a note may have this name, and none will be taken for another's copy."""
        if fold_name(name) in self.folded_names or name in self.originals:
            return False
        return not find_original_note(name, self.names)


def _get_origin(format_name: str) -> str:
    """Return what a note says of where its person comes from.

    It says nothing for those who come back from an export by netnotes.
    """
    if format_name == OWN_FORMAT:
        return ""
    if format_name == TABLE_FORMAT:
        return "csv"
    return format_name.casefold()


def _find_free_name(card: Card, format_name: str, used_names: _UsedNames) -> str:
    """Find a name for the note that no other has.

    A name that is used gets the organisation behind it, else the row of the file, else a number.
    """
    own_name = build_file_stem(card.note_name or card.name) or f"{format_name} {card.row}"
    names = [own_name]
    # A firm's card has no other name than the firm.
    if card.organisation and card.organisation != card.name:
        names.append(build_file_stem(f"{own_name} ({card.organisation})"))
    names.append(f"{own_name} ({format_name} {card.row})")
    for name in names:
        if used_names.can_be_given(f"{name}.md"):
            return name

    number = 2
    while not used_names.can_be_given(f"{own_name} ({format_name} {card.row}, {number}).md"):
        number += 1
    return f"{own_name} ({format_name} {card.row}, {number})"
