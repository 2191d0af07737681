"""Who of the people in a file is in the vault already, and who is in the vault twice.

Two are one person when they share a profile, a mail address or a phone number, or the name and what can be known beside
it. Whatever could as well be somebody else is shown, and not decided: a person too many is found again by `doubles`,
while two people in one note can't be told apart any more.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from netnotes.formats.card import (
    CARD_PROPERTIES,
    LINE_PROPERTIES,
    Card,
    ImportedCards,
    ImportProblem,
)
from netnotes.formats.matching.index import PersonIndex
from netnotes.formats.matching.keys import (
    normalize_email,
    normalize_organisation,
    normalize_url,
    parse_phone_number,
)
from netnotes.formats.matching.likeness import can_share_name, iter_match_reasons, iter_similarities
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.typed_words import convert_to_plain_value
from netnotes.text import fold_for_search

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from netnotes.model.people import Contact


MAX_POSSIBLE_DUPLICATES = 3
"""How many near matches of one person are shown."""


class PossibleDuplicate(NamedTuple):
    """Somebody in the vault who may be the same person, and why; nothing is decided."""

    contact: Contact
    reason: str


class FieldUpdate(NamedTuple):
    """A property that is empty in the note, and what the file says for it."""

    property_name: str
    value: Any


class Conflict(NamedTuple):
    """A property of which note and file say different things; the note's is kept."""

    property_name: str
    note_value: Any
    file_value: Any


class NewPerson(NamedTuple):
    """Somebody who is not in the vault, and those there who look alike."""

    card: Card
    possible_duplicates: tuple[PossibleDuplicate, ...] = ()


class ExistingPerson(NamedTuple):
    """Somebody who is in the vault, how that is known, and what the file says beyond the note.

    `filled` are properties that are empty in the note, `more` further values of lists that hold some already.
    """

    card: Card
    contact: Contact
    reason: str
    filled_properties: tuple[FieldUpdate, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    added_values: tuple[FieldUpdate, ...] = ()


class DuplicatePair(NamedTuple):
    """Two contacts who are probably one person, and all that speaks for it. `sure`: more than a likeness of names."""

    left: Contact
    right: Contact
    reasons: tuple[str, ...]
    is_certain: bool


def match_cards(
    cards: Iterable[Card], contacts: Sequence[Contact]
) -> tuple[NewPerson | ExistingPerson, ...]:
    """For each person whether they are in the vault. Two cards of one contact become one; the first one's values count."""
    index = PersonIndex(contacts)
    found: dict[str, ExistingPerson] = {}
    results: list[NewPerson | str] = []
    for card in cards:
        match = index.find_same_person(card)
        if match is None:
            near = (
                PossibleDuplicate(contacts[one.position], one.reason)
                for one in index.iter_similar_people(card)
            )
            results.append(NewPerson(card, tuple(islice(near, MAX_POSSIBLE_DUPLICATES))))
            continue
        contact = contacts[match.position]
        before = found.get(contact.path)
        if not before:
            results.append(contact.path)
        found[contact.path] = (
            before._replace(card=merge_cards(before.card, card))
            if before
            else ExistingPerson(card, contact, match.reason)
        )
    return tuple(
        one if isinstance(one, NewPerson) else _compare_with_note(found[one]) for one in results
    )


def merge_duplicates(imported: ImportedCards) -> ImportedCards:
    """The people of one file, each once: the first row counts, later ones fill what it leaves empty."""
    for _ in range(_MAX_PASSES):
        once = _merge_duplicates_once(imported)
        if len(once.cards) == len(imported.cards):
            break
        imported = once  # two may be one by what a third has of both
    return imported


_MAX_PASSES = 8
"""How often a file is gone through; more than three takes a file that was made to need it."""


def _merge_duplicates_once(imported: ImportedCards) -> ImportedCards:
    index: PersonIndex[Card] = PersonIndex()
    dropped = list(imported.problems)
    for card in imported.cards:
        match = index.find_same_person(card)
        if match is None:
            index.add(card)
        else:
            first = index.people[match.position]
            index.replace(match.position, merge_cards(first, card))
            what = (
                f"{card.name} is the one of row {first.row} ({match.reason}); the two were joined"
            )
            dropped.append(ImportProblem(card.row, what, is_person_kept=True))
    return ImportedCards(tuple(index.people), tuple(sorted(dropped, key=lambda one: one.row)))


def find_duplicates(
    contacts: Sequence[Contact], not_the_same: Iterable[tuple[str, str]] = ()
) -> tuple[DuplicatePair, ...]:
    """Pairs of contacts who are probably one person, the surest first; without those known to be two.

    `not_the_same` names pairs by the paths of their notes or by their names, in either order.
    """
    two = {frozenset(pair) for pair in not_the_same}
    index = PersonIndex(contacts)
    found: list[DuplicatePair] = []
    for at, one in enumerate(contacts):
        for other in (contacts[place] for place in index.iter_candidates(one) if place > at):
            if not two & {frozenset((one.path, other.path)), frozenset((one.name, other.name))}:
                found += _compare_pair(one, other)
    return tuple(
        sorted(
            found,
            key=lambda pair: (
                not pair.is_certain,
                -len(pair.reasons),
                pair.left.path,
                pair.right.path,
            ),
        )
    )


def _compare_pair(left: Contact, right: Contact) -> Iterator[DuplicatePair]:
    sure = tuple(iter_match_reasons(left, right))
    named = PersonIndex((left,)).find_same_person(right)
    alike = (why for why in iter_similarities(left, right) if why not in sure)
    why = tuple(dict.fromkeys((*sure, *((named.reason,) if named else ()), *alike)))
    if why:
        yield DuplicatePair(left, right, why, bool(sure or named))


def merge_cards(first: Card, second: Card) -> Card:
    """Two cards of one person as one: the first one's values count, the other's fill what it leaves empty."""
    values: dict[str, Any] = {}
    for name in first.__struct_fields__:
        mine, theirs = getattr(first, name), getattr(second, name)
        if name == "more":
            values[name] = tuple({**dict(theirs), **dict(mine)}.items())
        elif isinstance(mine, tuple) and not hasattr(mine, "_fields"):
            known = {_normalize_value(name, one) for one in mine}
            values[name] = (
                *mine,
                *(one for one in theirs if _normalize_value(name, one) not in known),
            )
        elif (
            name == "text"
            and theirs
            and mine
            and _fold_to_alphanumerics(theirs) not in _fold_to_alphanumerics(mine)
        ):
            values[name] = f"{mine}\n\n{theirs}"
        else:
            values[name] = mine or theirs
    return replace(first, **values)


def _compare_with_note(existing: ExistingPerson) -> ExistingPerson:
    """A person in the vault with what the file says beyond the note: to fill, in conflict, and to add to lists."""
    card, contact = existing.card, existing.contact
    filled: list[FieldUpdate] = []
    conflicts: list[Conflict] = []
    more: list[FieldUpdate] = []
    if not can_share_name(card, contact):
        conflicts.append(Conflict("name", contact.name, card.name))
    happened = [*(one.date for one in contact.touches), *(one.date for one in card.touches)]
    for name in _SINGLE_PROPERTIES:
        mine, theirs = _read_note_value(contact, name), getattr(card, name)
        if name == "last_contact" and theirs and any(day >= theirs for day in happened):
            continue
        if theirs in ("", None, False) or _is_covered_by_note(name, mine, theirs):
            continue
        if mine in ("", None):
            filled.append(FieldUpdate(name, theirs))
        else:
            conflicts.append(Conflict(name, mine, theirs))
    for name in _LIST_PROPERTIES:
        known = {
            _normalize_value(name, one)
            for one in (*getattr(contact, name), *((contact.name,) if name == "aliases" else ()))
        }
        new = tuple(one for one in getattr(card, name) if _normalize_value(name, one) not in known)
        if new:
            (more if getattr(contact, name) else filled).append(FieldUpdate(name, new))
    for name, words in card.extra_properties:
        mine = _convert_to_words(getattr(contact, name, None))
        if not mine:
            filled.append(FieldUpdate(name, words))
        elif set(map(fold_for_search, words)) - set(map(fold_for_search, mine)):
            conflicts.append(Conflict(name, mine, words))
    _add_log_and_text_updates(card, contact, filled, more)
    return existing._replace(
        filled_properties=tuple(filled), conflicts=tuple(conflicts), added_values=tuple(more)
    )


def _add_log_and_text_updates(
    card: Card,
    contact: Contact,
    filled_properties: list[FieldUpdate],
    added_values: list[FieldUpdate],
) -> None:
    """The touches, tasks and text that the note does not tell; none is told twice."""
    told = {(one.date, _fold_to_alphanumerics(one.text)) for one in contact.touches}
    days = {one.date for one in contact.touches}
    touches = tuple(
        one
        for one in card.touches
        if (one.date, _fold_to_alphanumerics(one.text)) not in told
        and (one.text or one.date not in days)
    )
    promised = {_fold_to_alphanumerics(one.text) for one in contact.promises}
    tasks = tuple(one for one in card.tasks if _fold_to_alphanumerics(one.text) not in promised)
    filled_properties += (
        FieldUpdate(name, new) for name, new in (("touches", touches), ("tasks", tasks)) if new
    )
    if card.text and _fold_to_alphanumerics(card.text) not in _fold_to_alphanumerics(contact.text):
        (added_values if contact.text.strip() else filled_properties).append(
            FieldUpdate("text", card.text)
        )


_LIST_PROPERTIES = tuple(prop.name for prop in CARD_PROPERTIES if prop.is_list)
_LINK_PROPERTIES = tuple(prop.name for prop in CARD_PROPERTIES if prop.kind is PropertyKind.LINK)
_SINGLE_PROPERTIES = (
    *(name for name in LINE_PROPERTIES if name not in (*_LIST_PROPERTIES, "name")),
    *(prop.name for prop in CARD_PROPERTIES if prop.name not in LINE_PROPERTIES),
)


def _read_note_value(contact: Contact, property_name: str) -> Any:
    """What a note says for a property, comparable with a card's. A tier stands for the cadence where there is no other."""
    value = getattr(contact, property_name)
    if property_name == "cadence":
        return contact.tier or None if value is None else value
    return convert_to_plain_value(value) if property_name in _LINK_PROPERTIES and value else value


def _is_covered_by_note(property_name: str, note_value: Any, file_value: Any) -> bool:
    """Whether a note says no less than a card; of two last contacts the later counts."""
    if not note_value:
        return False
    if property_name == "organisation":
        return normalize_organisation(note_value) == normalize_organisation(file_value)
    if property_name == "birthday":
        return (note_value.month, note_value.day) == (file_value.month, file_value.day) and (
            note_value.year or not file_value.year
        )
    return (
        note_value >= file_value
        if property_name == "last_contact"
        else _normalize_value(property_name, note_value)
        == _normalize_value(property_name, file_value)
    )


_NORMALIZERS: dict[str, Callable[[str], object]] = {
    "email": normalize_email,
    "links": normalize_url,
    "phone": parse_phone_number,
}


def _normalize_value(property_name: str, value: Any) -> object:
    """A value of a property as it is compared with others."""
    if not isinstance(value, str):
        return value
    known = _NORMALIZERS[property_name](value) if property_name in _NORMALIZERS else None
    return known or fold_for_search(value)


def _fold_to_alphanumerics(text: str) -> str:
    """A text by its letters and digits alone, as Markdown and a wrapped line leave them."""
    return "".join(filter(str.isalnum, fold_for_search(text)))


def _convert_to_words(value: Any) -> tuple[str, ...]:
    plain = convert_to_plain_value(value)
    return (
        tuple(map(str, plain))
        if isinstance(plain, list)
        else (str(plain),)
        if plain not in (None, "", False)
        else ()
    )
