"""The JSON export of Monica (version 4): contacts with their calls, notes and tasks.

The export is nested `{"type": …, "values": […]}` lists under `data`; what a thing is made of is
under `properties`. Every value may be missing or of another type, and is then left out.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.formats.card import (
    Card,
    ImportedCards,
    ImportedTouch,
    ImportProblem,
    Task,
    sanitize_cards,
    sanitize_line,
    shorten,
)
from netnotes.formats.readers.days import is_blank_date, parse_foreign_birthday, parse_foreign_day
from netnotes.formats.readers.decoding import FileContent, decode_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date as Day

    from netnotes.model.people import Birthday

    JsonObject = Mapping[str, Any]


_EXPORT_START = re.compile(r'^\s*\{(?s:.*)"account"\s*:')

# Names of lists as some versions of Monica write them, and as the others do.
_SINGULAR_KINDS = {
    "contacts": "contact",
    "calls": "call",
    "notes": "note",
    "tasks": "task",
    "addresses": "address",
    "contact_fields": "contact_field",
    "activities": "activity",
    "conversations": "conversation",
}

# What comes before a name that is a profile on a site, by a word in the type of the field.
_SITE_URLS = {
    "facebook": "https://www.facebook.com/",
    "twitter": "https://twitter.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "instagram": "https://www.instagram.com/",
    "github": "https://github.com/",
}

_MAX_DAYS = 36_500
_MAX_MESSAGE_LENGTH = 10_000


class _TouchList(NamedTuple):
    """Where the touches of one channel are in the export."""

    channel: str

    # The name of the list.
    kind: str

    day_property: str
    text_properties: tuple[str, ...]


_TOUCH_LISTS = (
    _TouchList("call", "call", "called_at", ("content",)),
    _TouchList("met", "activity", "happened_at", ("summary", "description")),
    _TouchList("message", "conversation", "happened_at", ()),
)


class _References(NamedTuple):
    """What contacts name by a UUID."""

    # The names of contacts.
    names: JsonObject

    activities: JsonObject

    # The types of ways to reach a person: mail, phone, a site.
    field_types: JsonObject


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
    return sanitize_cards(_iter_cards(_convert_to_dict(_convert_to_dict(export).get("account"))))


def _iter_cards(account: JsonObject) -> Iterator[Card | ImportProblem]:
    lists = _group_lists(account)
    contacts = lists.get("contact", ())
    instance = _convert_to_dict(account.get("instance"))
    references = _References(
        names={
            _read_text(contact, "uuid"): _build_name(_read_properties(contact))
            for contact in _list_dicts(contacts)
        },
        activities={
            _read_text(activity, "uuid"): activity
            for activity in _list_dicts(lists.get("activity"))
        },
        field_types={
            _read_text(field_type, "uuid"): _read_properties(field_type)
            for field_type in _list_dicts(instance.get("contact_field_types"))
        },
    )
    for row, contact in enumerate(contacts, start=1):
        if isinstance(contact, dict):
            yield from _iter_contact_cards(row, contact, references)
        else:
            yield ImportProblem(row, "the contact holds nothing that can be read")


def _iter_contact_cards(
    row: int, contact: JsonObject, references: _References
) -> Iterator[Card | ImportProblem]:
    """Yield the card of one contact, and what could not be read of it."""
    properties, lists = _read_properties(contact), _group_lists(contact)
    name = _build_name(properties)
    # Monica makes a contact of each child and partner that is named with a contact.
    if properties.get("is_partial") is True:
        reason = f"{name or 'the contact'} is only named as somebody's relation"
        yield ImportProblem(row, reason)
        return

    invalid_days: list[str] = []
    touches: list[ImportedTouch] = []
    for touch_list in _TOUCH_LISTS:
        for entry in lists.get(touch_list.kind, ()):
            touch_properties = _read_touch_properties(entry, references)
            if not touch_properties:
                continue
            day = _read_day(touch_properties, touch_list.day_property, invalid_days)
            if day is None:
                reason = f"a {touch_list.kind} with {name} has no day and is left out"
                yield ImportProblem(row, reason, is_person_kept=True)
                continue
            text = _join_touch_text(touch_properties, touch_list.text_properties)
            touches.append(ImportedTouch(day, touch_list.channel, text))

    yield _build_card(row, name, properties, lists, touches, references, invalid_days)
    for day_text in invalid_days:
        reason = f"`{shorten(day_text)}` in {name}'s entry is not a day"
        yield ImportProblem(row, reason, is_person_kept=True)


def _build_card(
    row: int,
    name: str,
    properties: JsonObject,
    lists: Mapping[str, tuple[Any, ...]],
    touches: list[ImportedTouch],
    references: _References,
    invalid_days: list[str],
) -> Card:
    """Build a contact's card; `invalid_days` gets what is written for a day and is none."""
    ways_to_reach = [
        _read_contact_field(_read_properties(field), references.field_types)
        for field in _list_dicts(lists.get("contact_field"))
    ]
    first_met = _convert_to_dict(properties.get("first_met_date"))
    introduced_by = references.names.get(_read_text(properties, "first_met_through"), "")
    return Card(
        row=row,
        name=name,
        aliases=(_read_text(properties, "nickname"),),
        organisation=_read_text(properties, "company"),
        role=_read_text(properties, "job"),
        location=_find_first(map(_find_town, _list_dicts(lists.get("address")))),
        birthday=_read_birthday(_convert_to_dict(properties.get("birthdate"))),
        met=_read_day(first_met, "date", invalid_days),
        met_at=_read_text(properties, "first_met_where"),
        introduced_by=introduced_by,
        last_contact=_read_day(properties, "last_talked_to", invalid_days),
        cadence=_parse_days(_read_text(properties, "stay_in_touch_frequency")),
        email=tuple(value for name, value in ways_to_reach if name == "email"),
        phone=tuple(value for name, value in ways_to_reach if name == "phone"),
        links=tuple(value for name, value in ways_to_reach if name == "links"),
        # The dead are archived: nobody is to be reminded of calling them.
        archived=properties.get("is_active") is False or properties.get("is_dead") is True,
        tags=tuple(map(_convert_to_text, _convert_to_list(properties.get("tags")))),
        text=_join_notes(properties, lists),
        touches=tuple(sorted(touches, key=lambda touch: touch.date, reverse=True)),
        tasks=tuple(_build_task(_read_properties(task)) for task in _list_dicts(lists.get("task"))),
    )


def _read_touch_properties(entry: Any, references: _References) -> JsonObject:
    """Read a touch; an activity is shared by contacts, who each have only its UUID."""
    if isinstance(entry, str):
        entry = references.activities.get(entry)
    return _read_properties(_convert_to_dict(entry))


def _read_day(entry: JsonObject, key: str, invalid_days: list[str]) -> Day | None:
    text = _read_text(entry, key)
    day = parse_foreign_day(text)
    if day is None and not is_blank_date(text):
        invalid_days.append(text)
    return day


def _join_touch_text(properties: JsonObject, property_names: tuple[str, ...]) -> str:
    texts = [_read_text(properties, name) for name in property_names]
    for message in _list_dicts(properties.get("messages")):
        texts.append(_read_text(_read_properties(message), "content"))
    lines = [sanitize_line(text, _MAX_MESSAGE_LENGTH) for text in texts]
    return " / ".join(filter(None, lines))


def _join_notes(properties: JsonObject, lists: Mapping[str, tuple[Any, ...]]) -> str:
    texts = [_read_text(properties, "description")]
    for note in _list_dicts(lists.get("note")):
        texts.append(_read_text(_read_properties(note), "body"))
    return "\n\n".join(filter(None, texts))


def _read_contact_field(field: JsonObject, field_types: JsonObject) -> tuple[str, str]:
    """Read a way to reach a person: the name of our property for it, and the value."""
    value = _read_text(field, "data")
    field_type = _convert_to_dict(field_types.get(_read_text(field, "type")))
    type_words = [_read_text(field_type, key) for key in ("type", "name", "protocol")]
    type_text = " ".join(type_words).casefold()

    # Users may name the types as they like, so the value is asked too.
    if "://" in value:
        return "links", value
    if "mail" in type_text or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "email", value
    if "phone" in type_text or "tel:" in type_text or re.fullmatch(r"\+?[\d\s()/.-]{6,}", value):
        return "phone", value
    return "links", _build_profile_url(value, type_text)


def _build_profile_url(value: str, type_text: str) -> str:
    """Build the address of a profile of which only the name is given, such as `@ada`."""
    if "/" in value:
        return value
    for word, site_url in _SITE_URLS.items():
        if word in type_text:
            return f"{site_url}{value.lstrip('@')}"
    return value


def _read_birthday(birthdate: JsonObject) -> Birthday | None:
    # Monica computes a birthday from an estimated age.
    if birthdate.get("is_age_based") is True:
        return None
    birthday = parse_foreign_birthday(_read_text(birthdate, "date"))
    if birthday is not None and birthdate.get("is_year_unknown") is True:
        return birthday._replace(year=None)
    return birthday


def _find_town(address: JsonObject) -> str:
    properties = _read_properties(address)
    return _find_first(_read_text(properties, key) for key in ("city", "province", "country"))


def _build_task(properties: JsonObject) -> Task:
    texts = (_read_text(properties, "title"), _read_text(properties, "description"))
    return Task(
        text=": ".join(filter(None, texts)),
        due=parse_foreign_day(_read_text(properties, "due_at")),
        done=properties.get("completed") in (True, 1),
    )


def _parse_days(text: str) -> int | None:
    """Parse a number of days; None for none, and for a hundred years and more."""
    # The digits are cut first: `int` refuses to read more than 4,300 of them.
    if not text.isdecimal() or not 0 < int(text[:6]) < _MAX_DAYS:
        return None
    return int(text)


def _build_name(properties: JsonObject) -> str:
    parts = (_read_text(properties, key) for key in ("first_name", "middle_name", "last_name"))
    return " ".join(filter(None, parts))


def _group_lists(entry: JsonObject) -> dict[str, tuple[Any, ...]]:
    """Group the lists under `data` by what they hold, in the singular."""
    lists: dict[str, tuple[Any, ...]] = {}
    for data_list in _list_dicts(entry.get("data")):
        kind = _read_text(data_list, "type")
        kind = _SINGULAR_KINDS.get(kind, kind)
        lists[kind] = (*lists.get(kind, ()), *_convert_to_list(data_list.get("values")))
    return lists


def _read_properties(entry: JsonObject) -> JsonObject:
    """Read what a thing is made of: under `properties`, or beside its name in older exports."""
    return {**entry, **_convert_to_dict(entry.get("properties"))}


def _read_text(entry: JsonObject, key: str) -> str:
    return _convert_to_text(entry.get(key))


def _find_first(texts: Iterable[str]) -> str:
    """Return the first text that is not empty."""
    return next(filter(None, texts), "")


def _convert_to_dict(value: Any) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _convert_to_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _list_dicts(value: Any) -> list[JsonObject]:
    """List what is an object in a list; nothing for any other value."""
    if not isinstance(value, (list, tuple)):
        return []
    return [item for item in value if isinstance(item, dict)]


def _convert_to_text(value: Any) -> str:
    # In Python a bool is an int, but `true` is no text.
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value).strip()
