"""The JSON export of Monica (version 4): contacts with their calls, notes and tasks.

The export is nested `{"type": …, "values": […]}` lists under `data`; what a thing is made of is
under `properties`. Every value may be missing or of another type, and is then left out.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from netnotes.formats.card import (
    Card,
    ImportedCards,
    ImportedTouch,
    ImportProblem,
    LeftOut,
    Task,
    sanitize_cards,
    sanitize_line,
    shorten,
)
from netnotes.formats.readers.days import is_blank_date, parse_foreign_birthday, parse_foreign_day
from netnotes.formats.readers.decoding import FileContent, decode_text
from netnotes.formats.readers.json_values import (
    JsonObject,
    convert_to_dict,
    convert_to_list,
    convert_to_text,
    list_dicts,
    read_text,
)
from netnotes.formats.readers.monica_json import group_lists, read_properties
from netnotes.formats.readers.monica_texts import TEXT_KINDS, list_lines
from netnotes.formats.readers.names import join_name_parts
from netnotes.formats.readers.profiles import build_profile_url
from netnotes.formats.readers.relations import RelatedCard, Relation, write_relations
from netnotes.formats.readers.word_sets import split_words
from netnotes.model.people import Death
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Birthday


_EXPORT_START = re.compile(r'^\s*\{(?s:.*)"account"\s*:')


# The lists of a contact that are read.
_READ_KINDS = (
    *("call", "activity", "conversation", "note", "task", "contact_field", "address"),
    *TEXT_KINDS,
)

# The properties of a contact that are read, and those that are Monica's own business.
_READ_PROPERTIES = split_words(
    "first_name middle_name last_name nickname description is_partial is_active is_dead job "
    "company food_preferences last_talked_to stay_in_touch_frequency tags birthdate "
    "deceased_date first_met_date first_met_where first_met_through first_met_additional_info"
)
_TECHNICAL_PROPERTIES = split_words(
    "uuid id created_at updated_at properties data object type hash_id account "
    "last_consulted_at number_of_views stay_in_touch_trigger_date vcard distant_etag avatar "
    "is_me deceased_reminder first_met_reminder should_be_deleted default_avatar_color"
)

# How some of the others are called among what is left out.
_NAMES_LEFT_OUT = {
    "gender": "genders",
    "is_starred": "favourites",
    "photo": "photos",
    "document": "documents",
}

_MAX_DAYS = 36_500
_MAX_MESSAGE_LENGTH = 10_000


class _TouchList(NamedTuple):
    """Where the touches of one channel are in the export."""

    channel: str

    # The name of the list, and what several of its entries are called.
    kind: str
    noun: str

    day_property: str
    text_properties: tuple[str, ...]


_TOUCH_LISTS = (
    _TouchList("call", "call", "calls", "called_at", ("content",)),
    _TouchList("met", "activity", "activities", "happened_at", ("summary", "description")),
    _TouchList("message", "conversation", "conversations", "happened_at", ()),
)


class _References(NamedTuple):
    """What contacts name by a UUID."""

    # The names of contacts.
    names: JsonObject

    activities: JsonObject

    # The types of ways to reach a person: mail, phone, a site.
    field_types: JsonObject

    # Who belongs to whom.
    relations: Mapping[str, tuple[Relation, ...]]


def can_read(text: str) -> bool:
    """Tell whether a text is an export of Monica."""
    return _EXPORT_START.match(text) is not None


def read(data: FileContent) -> ImportedCards:
    """Read the people of the export; `row` counts the contacts from 1."""
    try:
        export = json.loads(decode_text(data))
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        place = "" if line is None else f" (line {line})"
        reason = f"the file breaks off or is damaged{place}; export it from Monica once more"
        return ImportedCards((), (ImportProblem(line or 1, reason),))
    account = convert_to_dict(convert_to_dict(export).get("account"))
    return sanitize_cards(write_relations(_iter_cards(account)))


def _iter_cards(account: JsonObject) -> Iterator[RelatedCard | ImportProblem | LeftOut]:
    lists = group_lists(account)
    contacts = lists.get("contact", ())
    instance = convert_to_dict(account.get("instance"))
    journal = convert_to_list(convert_to_dict(account.get("properties")).get("journal_entries"))
    if journal:
        entries = format_count(
            len(journal), "entry of the journal is", "entries of the journal are"
        )
        reason = f"{entries} about nobody in particular, and left out"
        yield ImportProblem(0, reason, is_person_kept=True)
    names = {
        read_text(contact, "uuid"): _build_name(read_properties(contact))
        for contact in list_dicts(contacts)
    }
    # A contact without an identifier is nobody's relation.
    names.pop("", None)
    relationships = [read_properties(entry) for entry in list_dicts(lists.get("relationship"))]
    lost_count = sum(not _has_both_people(entry, names) for entry in relationships)
    if lost_count:
        reason = f"{format_count(lost_count, 'relation')} to contacts that are not in the file"
        yield ImportProblem(0, f"{reason}: left out", is_person_kept=True)
    references = _References(
        names=names,
        activities={
            read_text(activity, "uuid"): activity for activity in list_dicts(lists.get("activity"))
        },
        field_types={
            read_text(field_type, "uuid"): read_properties(field_type)
            for field_type in list_dicts(instance.get("contact_field_types"))
        },
        relations=_group_relations(relationships, names),
    )
    for row, contact in enumerate(contacts, start=1):
        if isinstance(contact, dict):
            yield from _iter_contact_cards(row, contact, references)
        else:
            yield ImportProblem(row, "the contact holds nothing that can be read")


def _has_both_people(relationship: JsonObject, names: JsonObject) -> bool:
    return all(read_text(relationship, key) in names for key in ("contact_is", "of_contact"))


def _group_relations(
    relationships: Iterable[JsonObject], names: JsonObject
) -> Mapping[str, tuple[Relation, ...]]:
    """Group relations by contact: `contact_is` is the partner, child or friend of `of_contact`."""
    relations: dict[str, tuple[Relation, ...]] = {}
    for relationship in relationships:
        if not _has_both_people(relationship, names):
            continue
        kind = read_text(relationship, "type").replace("_", " ").capitalize()
        relation = Relation(kind, names[read_text(relationship, "contact_is")])
        uuid = read_text(relationship, "of_contact")
        relations[uuid] = (*relations.get(uuid, ()), relation)
    return relations


def _iter_contact_cards(
    row: int, contact: JsonObject, references: _References
) -> Iterator[RelatedCard | ImportProblem | LeftOut]:
    """Yield the card of one contact, and what could not be read of it."""
    properties, lists = read_properties(contact), group_lists(contact)
    name = _build_name(properties)
    # Monica makes a contact of each child and partner that is named with a contact.
    if properties.get("is_partial") is True:
        reason = f"{name or 'the contact'} is only named as somebody's relation"
        yield ImportProblem(row, reason)
        return

    person = name or "the contact"
    invalid_days: list[str] = []
    touches: list[ImportedTouch] = []
    for item in _iter_touches(row, person, lists, references, invalid_days):
        if isinstance(item, ImportedTouch):
            touches.append(item)
        else:
            yield item

    for noun in _iter_left_out(properties, lists):
        yield LeftOut(row, noun)
    ways_to_reach: dict[str, list[str]] = {}
    for field in list_dicts(lists.get("contact_field")):
        property_name, value = _read_contact_field(read_properties(field), references.field_types)
        ways_to_reach.setdefault(property_name, []).append(value)
        if not property_name and value:
            yield LeftOut(row, "names in messengers and on other sites")
    card = _build_card(row, name, properties, lists, references, invalid_days)
    card = replace(
        card,
        email=tuple(ways_to_reach.get("email", ())),
        phone=tuple(ways_to_reach.get("phone", ())),
        links=tuple(ways_to_reach.get("links", ())),
        touches=tuple(sorted(touches, key=lambda touch: touch.date, reverse=True)),
    )
    yield RelatedCard(card, references.relations.get(read_text(contact, "uuid"), ()))
    for day_text in invalid_days:
        reason = f"`{shorten(day_text)}` in {person}'s entry is not a day"
        yield ImportProblem(row, reason, is_person_kept=True)


def _iter_touches(
    row: int,
    person: str,
    lists: Mapping[str, tuple[Any, ...]],
    references: _References,
    invalid_days: list[str],
) -> Iterator[ImportedTouch | ImportProblem | LeftOut]:
    """Yield the touches of a contact; `invalid_days` gets what is written for a day and is none."""
    for touch_list in _TOUCH_LISTS:
        for entry in lists.get(touch_list.kind, ()):
            properties = _read_touch_properties(entry, references)
            if not properties:
                yield LeftOut(row, f"{touch_list.noun} that are not in the file")
                continue
            day = _read_day(properties, touch_list.day_property, invalid_days)
            if day is None:
                reason = f"a {touch_list.kind} with {person} has no day and is left out"
                yield ImportProblem(row, reason, is_person_kept=True)
                continue
            text = _join_touch_text(properties, touch_list.text_properties)
            yield ImportedTouch(day, touch_list.channel, text)


def _iter_left_out(properties: JsonObject, lists: Mapping[str, tuple[Any, ...]]) -> Iterator[str]:
    """Yield what Monica knows of a contact and a note has no place for."""
    for name, value in properties.items():
        is_known = name in _READ_PROPERTIES or name in _TECHNICAL_PROPERTIES
        if not is_known and value not in ("", None, False, [], {}):
            yield _NAMES_LEFT_OUT.get(name, f"`{name}`")
    for kind, entries in lists.items():
        if kind not in _READ_KINDS and entries:
            yield _NAMES_LEFT_OUT.get(kind, f"`{kind}`")
    if _has_more_than_town(lists):
        yield "street addresses"


def _has_more_than_town(lists: Mapping[str, tuple[Any, ...]]) -> bool:
    """Tell whether the addresses say more than the town, which a note has a place for."""
    addresses = [read_properties(address) for address in list_dicts(lists.get("address"))]
    return len(addresses) > 1 or any(map(_has_street, addresses))


def _has_street(address: JsonObject) -> bool:
    keys = ("street", "postal_code", "latitude", "longitude")
    return any(read_text(address, key) for key in keys)


def _build_card(
    row: int,
    name: str,
    properties: JsonObject,
    lists: Mapping[str, tuple[Any, ...]],
    references: _References,
    invalid_days: list[str],
) -> Card:
    """Build a contact's card; `invalid_days` gets what is written for a day and is none."""
    first_met = convert_to_dict(properties.get("first_met_date"))
    introducer = read_text(properties, "first_met_through")
    return Card(
        row=row,
        name=name,
        aliases=(read_text(properties, "nickname"),),
        organisation=read_text(properties, "company"),
        role=read_text(properties, "job"),
        location=_find_first(map(_find_town, list_dicts(lists.get("address")))),
        birthday=_read_birthday(convert_to_dict(properties.get("birthdate"))),
        died=_read_death(properties, invalid_days),
        met=_read_day(first_met, "date", invalid_days),
        met_at=read_text(properties, "first_met_where"),
        introduced_by=references.names.get(introducer, "") if introducer else "",
        last_contact=_read_day(properties, "last_talked_to", invalid_days),
        cadence=_parse_days(read_text(properties, "stay_in_touch_frequency")),
        archived=properties.get("is_active") is False,
        tags=tuple(map(convert_to_text, convert_to_list(properties.get("tags")))),
        text=_join_notes(properties, lists),
        tasks=tuple(
            _build_task(read_properties(task), invalid_days)
            for task in list_dicts(lists.get("task"))
        ),
    )


def _read_death(properties: JsonObject, invalid_days: list[str]) -> Death | None:
    day = _read_day(convert_to_dict(properties.get("deceased_date")), "date", invalid_days)
    if day is not None:
        return Death(day.year, day.month, day.day)
    if properties.get("is_dead") is not True:
        return None
    return Death()


def _read_touch_properties(entry: Any, references: _References) -> JsonObject:
    """Read a touch; an activity is shared by contacts, who each have only its UUID."""
    if isinstance(entry, str):
        entry = references.activities.get(entry)
    return read_properties(convert_to_dict(entry))


def _read_day(entry: JsonObject, key: str, invalid_days: list[str]) -> Day | None:
    text = read_text(entry, key)
    day = parse_foreign_day(text)
    if day is None and not is_blank_date(text):
        invalid_days.append(text)
    return day


def _join_touch_text(properties: JsonObject, property_names: tuple[str, ...]) -> str:
    texts = [read_text(properties, name) for name in property_names]
    for message in list_dicts(properties.get("messages")):
        texts.append(read_text(read_properties(message), "content"))
    lines = [sanitize_line(text, _MAX_MESSAGE_LENGTH) for text in texts]
    return " / ".join(filter(None, lines))


def _join_notes(properties: JsonObject, lists: Mapping[str, tuple[Any, ...]]) -> str:
    """Join what was noted about a contact; what has no property comes last, a line each."""
    texts = [read_text(properties, "description")]
    for note in list_dicts(lists.get("note")):
        texts.append(read_text(read_properties(note), "body"))
    lines = []
    for key, label in (("first_met_additional_info", "How we met"), ("food_preferences", "Food")):
        if read_text(properties, key):
            lines.append(f"{label}: {read_text(properties, key)}")
    texts.append("\n".join((*lines, *list_lines(lists))))
    return "\n\n".join(filter(None, texts))


def _read_contact_field(field: JsonObject, field_types: JsonObject) -> tuple[str, str]:
    """Read a way to reach a person: the name of our property for it, and the value."""
    value = read_text(field, "data")
    field_type = convert_to_dict(field_types.get(read_text(field, "type")))
    type_words = [read_text(field_type, key) for key in ("type", "name", "protocol")]
    type_text = " ".join(type_words).casefold()

    # Users may name the types as they like, so the value is asked too.
    if "://" in value:
        return "links", value
    if "mail" in type_text or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "email", value
    if "phone" in type_text or "tel:" in type_text or re.fullmatch(r"\+?[\d\s()/.-]{6,}", value):
        return "phone", value
    url = build_profile_url(value, type_text)
    if not url and re.fullmatch(r"[\w-]+(\.[\w-]+)+(/\S*)?", value):
        url = value
    return ("links" if url else ""), url or value


def _read_birthday(birthdate: JsonObject) -> Birthday | None:
    # Monica computes a birthday from an estimated age.
    if birthdate.get("is_age_based") is True:
        return None
    birthday = parse_foreign_birthday(read_text(birthdate, "date"))
    if birthday is not None and birthdate.get("is_year_unknown") is True:
        return birthday._replace(year=None)
    return birthday


def _find_town(address: JsonObject) -> str:
    properties = read_properties(address)
    return _find_first(read_text(properties, key) for key in ("city", "province", "country"))


def _build_task(properties: JsonObject, invalid_days: list[str]) -> Task:
    texts = (read_text(properties, "title"), read_text(properties, "description"))
    return Task(
        text=": ".join(filter(None, texts)),
        due=_read_day(properties, "due_at", invalid_days),
        done=properties.get("completed") in (True, 1),
    )


def _parse_days(text: str) -> int | None:
    """Parse a number of days; None for none, and for a hundred years and more."""
    # The digits are cut first: `int` refuses to read more than 4,300 of them.
    if not text.isdecimal() or not 0 < int(text[:6]) < _MAX_DAYS:
        return None
    return int(text)


def _build_name(properties: JsonObject) -> str:
    return join_name_parts(
        given=read_text(properties, "first_name"),
        middle=read_text(properties, "middle_name"),
        family=read_text(properties, "last_name"),
    )


def _find_first(texts: Iterable[str]) -> str:
    """Return the first text that is not empty."""
    return next(filter(None, texts), "")
