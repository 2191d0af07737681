"""What a vault calls our properties: names in other languages, with more words, or with a typo."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from netnotes.model.settings import Settings
from netnotes.reading.contact_log import read_log
from netnotes.reading.entities import read_fields
from netnotes.reading.goal_and_event_properties import EVENT_PROPERTIES
from netnotes.reading.labels import iter_written_labels
from netnotes.reading.note_types import NOTE_TYPES
from netnotes.reading.properties import CONTACT_PROPERTIES
from netnotes.reading.property_kind import PropertyKind
from netnotes.reading.property_names import (
    AMBIGUOUS_NAMES,
    FIRST_NAME_PROPERTIES,
    IGNORED_PROPERTIES,
    LAST_NAME_PROPERTIES,
    build_property_index,
)
from netnotes.survey.synonyms import find_property
from netnotes.survey.tiers_and_channels import ALL_TIERS
from netnotes.text import find_closest_match, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from netnotes.reading.note import Note
    from netnotes.reading.note_types import NoteKind
    from netnotes.reading.raw_field import Field


class UsedProperty(Struct, frozen=True):
    """A name we do not know that means one of our properties."""

    # Our name for it.
    property_name: str

    # The vault's name for it.
    name: str

    # How many notes have a value under the name.
    note_count: int


def list_property_candidates(
    notes: Sequence[Note],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """List the unknown names in notes that may mean our properties, as the settings hold them.

    A name counts if its values make sense as those of the property.
    """
    readable, unreadable = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    settings = Settings(tiers=ALL_TIERS)
    spellings: dict[str, str] = {}
    for note in notes:
        for field, is_in_text in _iter_unknown_fields(note):
            property_name = _suggest_property(field.name, is_in_text=is_in_text)
            if not property_name:
                continue
            spellings.setdefault(field.key, field.name)
            can_read = _can_read_as(property_name, field, note.path, settings)
            if can_read is not None:
                counts = readable if can_read else unreadable
                counts[property_name, field.key] += 1

    names_by_property: dict[str, list[str]] = {}
    for (property_name, key), count in sorted(readable.items()):
        # Of what may be meant, one value in ten may be unreadable: people also write `soon` where a
        # date belongs. Of a name that means it, more may be, and `check` tells of each.
        max_share = 1 if find_property(spellings[key]) == property_name else 9
        if count > max_share * unreadable[property_name, key]:
            names_by_property.setdefault(property_name, []).append(spellings[key])
    return tuple((name, tuple(spelled)) for name, spelled in names_by_property.items())


_KNOWN_NAMES = frozenset(build_property_index((*CONTACT_PROPERTIES, *EVENT_PROPERTIES), ()))
_NAMES_WITHOUT_CANDIDATE = (
    _KNOWN_NAMES | IGNORED_PROPERTIES | FIRST_NAME_PROPERTIES | LAST_NAME_PROPERTIES
)


def iter_fields_in_text(note: Note) -> Iterator[Field]:
    """Yield the fields and labels in a note's text: `Firma:: Contoso`, `**Firma:** Contoso`."""
    text = note.source.text
    # Many notes have neither, and a table is no label without its bars.
    if ":" not in text and "|" not in text:
        return
    log, _ = read_log(note, dict(Settings().channels))
    yield from log.fields
    yield from iter_written_labels(note, log)


def _iter_unknown_fields(note: Note) -> Iterator[tuple[Field, bool]]:
    """Yield the fields of unknown names, and whether each is in the text of the note."""
    for field in note.fields:
        if field.key not in _NAMES_WITHOUT_CANDIDATE:
            yield field, False
    for field in iter_fields_in_text(note):
        if field.key not in _NAMES_WITHOUT_CANDIDATE:
            yield field, True


def _suggest_property(name: str, *, is_in_text: bool) -> str:
    """Suggest the property that an unknown name may mean; empty if there is none.

    In a text only whole names count, and none that begin many a sentence: `Grund: …`.
    """
    if is_in_text:
        found = find_property(name)
        if found in _NOT_IN_TEXT:
            return ""
        return found
    return (
        find_property(name)
        or _find_property_by_prefix(name)
        or _find_property_by_words(name)
        or _find_property_by_typo(name)
    )


def _find_property_by_prefix(name: str) -> str:
    """Find the property in a name that a plugin puts its own letters before: `s_email`."""
    prefix, underscore, rest = name.partition("_")
    if not underscore or not prefix.isalpha() or len(prefix) > _MAX_PREFIX_LENGTH:
        return ""
    prop = build_property_index(CONTACT_PROPERTIES, ()).get(fold(re.sub(r"_\d+$", "", rest)))
    return prop.name if prop else ""


_MAX_PREFIX_LENGTH = 3


def _find_property_by_words(name: str) -> str:
    """Find the property whose words are all in a name: `last_contact` in `dateOfLastContact`."""
    words = _split_words(name)
    for property_name, property_words in _DATE_NAME_WORDS:
        if property_words < words:
            return property_name
    return ""


def _find_property_by_typo(name: str) -> str:
    # Short names are too close to each other: `rate` is one letter away from `date`.
    if len(fold(name)) < MIN_NAME_LENGTH_FOR_TYPO:
        return ""
    properties_by_name = build_property_index(CONTACT_PROPERTIES, ())
    long_names = (known for known in properties_by_name if len(known) >= MIN_NAME_LENGTH_FOR_TYPO)
    closest_name = find_closest_match(name, long_names)
    if not closest_name:
        return ""
    return properties_by_name[closest_name].name


MIN_NAME_LENGTH_FOR_TYPO = 5

_NOT_IN_TEXT = frozenset(
    (
        "purpose",
        "tier",
        "cadence",
        "next_step",
        "type",
        "tags",
        "aliases",
        "date",
        "people",
        "photo",
    )
)


def _split_words(name: str) -> frozenset[str]:
    """Split a name into its words, whether a character or a capital parts them."""
    return frozenset(word.casefold() for word in re.findall(r"[A-Z]?[^\W\d_A-Z]+|[A-Z]+", name))


def _list_date_name_words() -> tuple[tuple[str, frozenset[str]], ...]:
    """List the names of dates that have several words: a date is hard to mistake for another."""
    names = []
    for prop in CONTACT_PROPERTIES:
        if prop.kind is not PropertyKind.DATE:
            continue
        for name in (prop.name, *prop.other_names):
            words = _split_words(name)
            if len(words) > 1:
                names.append((prop.name, words))
    return tuple(names)


_DATE_NAME_WORDS = _list_date_name_words()


# Whether the values make sense


def _can_read_as(property_name: str, field: Field, path: str, settings: Settings) -> bool | None:
    """Whether a field makes sense as a property; None if its value does not show it."""
    properties = CONTACT_PROPERTIES if _is_contact_property(property_name) else EVENT_PROPERTIES
    renamed_field = replace(field, name=property_name, key=fold(property_name))
    parsed = read_fields((renamed_field,), properties, path, settings)
    if property_name in parsed.values:
        return _is_plausible(property_name, field, parsed.values[property_name])
    # A day with two meanings is a day all the same, and shows what the property is.
    if any(diagnostic.code == "ambiguous-date" for diagnostic in parsed.diagnostics):
        return True
    if parsed.diagnostics or parsed.other:
        return False
    return None


def _is_plausible(property_name: str, field: Field, value: Any) -> bool | None:
    """Whether a value looks like one of its property; the reader takes nearly any text for some."""
    match property_name:
        case "type":
            # Other words are types of the vault's own, and no reason against the name.
            if any(find_kind_by_word(word) is not None for word in value):
                return True
            return None
        case "people" | "knows" | "introduced_by":
            return any("[[" in word.text or "](" in word.text for word in field.words)
        case "email" | "links":
            return any("@" in address or "." in address for address in value)
        case "phone":
            return any(len(re.sub(r"\D", "", number)) > 4 for number in value)
    return True


def find_kind_by_word(text: str) -> NoteKind | None:
    """Find the kind of note that a value of `type` makes; None for a word that we do not know."""
    word = re.split(r"[/|]", text.strip("[]#\"' "))[-1]
    return NOTE_TYPES.get(word.casefold())


_CONTACT_PROPERTY_NAMES = frozenset(prop.name for prop in CONTACT_PROPERTIES)


def _is_contact_property(property_name: str) -> bool:
    return property_name in _CONTACT_PROPERTY_NAMES


# Which of the candidates count


def iter_used_properties(
    contacts: Sequence[Note],
    meetings: Sequence[Note],
    candidates: Iterable[tuple[str, tuple[str, ...]]],
) -> Iterator[UsedProperty]:
    """Find which candidates have values in the notes that their property is for."""
    keys_of_contacts = [_list_keys_with_value(note) for note in contacts]
    keys_of_meetings = [_list_keys_with_value(note) for note in meetings]
    for property_name, names in candidates:
        key_sets = keys_of_contacts if _is_contact_property(property_name) else keys_of_meetings
        for name in names:
            count = sum(fold(name) in keys for keys in key_sets)
            if count >= _get_min_note_count(name):
                yield UsedProperty(property_name, name, count)


def _list_keys_with_value(note: Note) -> set[str]:
    fields = (*note.fields, *iter_fields_in_text(note))
    return {field.key for field in fields if field.words}


def _get_min_note_count(name: str) -> int:
    """How many notes it takes: what looks like a typo is a habit only when it is made twice."""
    is_meant = (
        find_property(name) or _find_property_by_prefix(name) or _find_property_by_words(name)
    )
    return 1 if is_meant else 2


def list_spellings(contacts: Sequence[Note], settings: Settings) -> tuple[tuple[str, str], ...]:
    """List how contacts most often spell each of our properties, by our name."""
    properties_by_name = build_property_index(CONTACT_PROPERTIES, settings.properties)
    counts: Counter[tuple[str, str]] = Counter()
    for contact in contacts:
        for field in contact.fields:
            # `status` or `since` often mean something else, and would make a misleading template.
            if field.key in properties_by_name and field.key not in AMBIGUOUS_NAMES:
                counts[properties_by_name[field.key].name, field.name] += 1

    # The rarest comes first, so that the most frequent one is what remains.
    spellings: dict[str, str] = {}
    for (property_name, spelling), _ in reversed(counts.most_common()):
        spellings[property_name] = spelling
    return tuple(spellings.items())
