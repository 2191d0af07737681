"""Monica's JSON (version 4): contacts with what was noted, said and planned with them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

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
    from collections.abc import Iterator, Mapping


_EXPORT_START = re.compile(r'^\s*\{(?s:.*)"account"\s*:')
_SINGULAR_KINDS = {
    "contacts": "contact",
    "calls": "call",
    "notes": "note",
    "tasks": "task",
    "addresses": "address",
}
_SINGULAR_KINDS |= {
    "contact_fields": "contact_field",
    "activities": "activity",
    "conversations": "conversation",
}
"""Names of lists as some versions write them, and as the others do."""


def can_read(text: str) -> bool:
    """Whether a text is an export of Monica."""
    return _EXPORT_START.match(text) is not None


def read(data: FileContent) -> ImportedCards:
    """Everybody in the export. `row` counts the contacts from 1."""
    try:
        told = json.loads(decode_text(data))
    except (ValueError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        reason = f"the file breaks off or is damaged{place}; export it from Monica once more"
        return ImportedCards((), (ImportProblem(getattr(error, "lineno", 1), reason),))
    return sanitize_cards(_iter_cards(_convert_to_dict(_convert_to_dict(told).get("account"))))


def _iter_cards(account: Mapping[str, Any]) -> Iterator[Card | ImportProblem]:
    lists = _group_lists(account)
    people = lists.get("contact", ())
    names = {
        _convert_to_text(one.get("uuid")): _build_name(_read_properties(one))
        for one in people
        if isinstance(one, dict)
    }
    activities = {
        _convert_to_text(one.get("uuid")): one for one in _list_dicts(lists.get("activity"))
    }
    kinds = {
        _convert_to_text(one.get("uuid")): _read_properties(one)
        for one in _list_dicts(_convert_to_dict(account.get("instance")).get("contact_field_types"))
    }
    for number, one in enumerate(people, 1):
        if not isinstance(one, dict):
            yield ImportProblem(number, "the contact holds nothing that can be read")
        elif _read_properties(one).get("is_partial") is True:
            yield ImportProblem(
                number,
                f"{_build_name(_read_properties(one)) or 'the contact'} is only named as somebody's relation",
            )
        else:
            yield from _read_person(number, one, names, activities, kinds)


def _read_person(
    number: int,
    person: Mapping[str, Any],
    names: Mapping[str, str],
    activities: Mapping[str, Mapping[str, Any]],
    field_types: Mapping[str, Mapping[str, Any]],
) -> Iterator[Card | ImportProblem]:
    told, lists = _read_properties(person), _group_lists(person)
    name = _build_name(told)
    undated: list[str] = []

    def parse_or_report(value: Any) -> Any:
        found = parse_foreign_day(_convert_to_text(value))
        if not found and not is_blank_date(_convert_to_text(value)):
            undated.append(_convert_to_text(value))
        return found

    touches: list[ImportedTouch] = []
    for channel, key, dated, words in _TOUCH_LISTS:
        for one in lists.get(key, ()):
            about = _read_properties(
                activities.get(one, {}) if isinstance(one, str) else _convert_to_dict(one)
            )
            if about and (on := parse_or_report(about.get(dated))):
                touches.append(ImportedTouch(on, channel, _join_touch_text(about, words)))
            elif about:
                yield ImportProblem(
                    number, f"a {key} with {name} has no day and is left out", is_person_kept=True
                )
    reach = [
        _read_contact_field(_read_properties(one), field_types)
        for one in _list_dicts(lists.get("contact_field"))
    ]
    born = _convert_to_dict(told.get("birthdate"))
    yield Card(
        row=number,
        name=name,
        aliases=(_convert_to_text(told.get("nickname")),),
        organisation=_convert_to_text(told.get("company")),
        role=_convert_to_text(told.get("job")),
        location=next(filter(None, map(_find_town, _list_dicts(lists.get("address")))), ""),
        birthday=None if born.get("is_age_based") is True else _parse_birthday(born),
        met=parse_or_report(_convert_to_dict(told.get("first_met_date")).get("date")),
        met_at=_convert_to_text(told.get("first_met_where")),
        introduced_by=names.get(_convert_to_text(told.get("first_met_through")), ""),
        last_contact=parse_or_report(told.get("last_talked_to")),
        cadence=_parse_days(told.get("stay_in_touch_frequency")),
        email=tuple(value for what, value in reach if what == "email"),
        phone=tuple(value for what, value in reach if what == "phone"),
        links=tuple(value for what, value in reach if what == "links"),
        archived=told.get("is_active") is False or told.get("is_dead") is True,
        tags=tuple(map(_convert_to_text, _convert_to_list(told.get("tags")))),
        text="\n\n".join(
            filter(
                None,
                (
                    _convert_to_text(told.get("description")),
                    *map(_read_note_text, _list_dicts(lists.get("note"))),
                ),
            )
        ),
        touches=tuple(sorted(touches, key=lambda one: one.date, reverse=True)),
        tasks=tuple(_build_task(_read_properties(one)) for one in _list_dicts(lists.get("task"))),
    )
    for value in undated:
        yield ImportProblem(
            number, f"`{shorten(value)}` in {name}'s entry is not a day", is_person_kept=True
        )


_TOUCH_LISTS = (
    ("call", "call", "called_at", ("content",)),
    ("met", "activity", "happened_at", ("summary", "description")),
    ("message", "conversation", "happened_at", ("messages",)),
)
"""Channel, name of the list, where the day stands, and where the words stand."""


def _join_touch_text(properties: Mapping[str, Any], property_names: tuple[str, ...]) -> str:
    words = (
        _convert_to_text(properties.get(name)) for name in property_names if name != "messages"
    )
    messages = (
        _convert_to_text(_read_properties(one).get("content"))
        for one in _list_dicts(properties.get("messages"))
    )
    return " / ".join(filter(None, (sanitize_line(part, 10_000) for part in (*words, *messages))))


def _read_contact_field(
    field: Mapping[str, Any], field_types: Mapping[str, Mapping[str, Any]]
) -> tuple[str, str]:
    """A way to reach somebody: which property it belongs to, and its value."""
    value = _convert_to_text(field.get("data"))
    kind = field_types.get(_convert_to_text(field.get("type")), {})
    told = f"{_convert_to_text(kind.get('type'))} {_convert_to_text(kind.get('name'))} {_convert_to_text(kind.get('protocol'))}".casefold()
    if "://" in value:
        return "links", value
    if "mail" in told or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "email", value
    if "phone" in told or "tel:" in told or re.fullmatch(r"\+?[\d\s()/.-]{6,}", value):
        return "phone", value
    site = next((site for word, site in _SITE_URLS.items() if word in told), "")
    return "links", f"{site}{value.lstrip('@')}" if site and "/" not in value else value


_SITE_URLS = {
    "facebook": "https://www.facebook.com/",
    "twitter": "https://twitter.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "instagram": "https://www.instagram.com/",
    "github": "https://github.com/",
}


def _parse_birthday(birthdate: Mapping[str, Any]) -> Any:
    found = parse_foreign_birthday(_convert_to_text(birthdate.get("date")))
    return (
        found._replace(year=None) if found and birthdate.get("is_year_unknown") is True else found
    )


def _find_town(address: Mapping[str, Any]) -> str:
    told = _read_properties(address)
    return (
        _convert_to_text(told.get("city"))
        or _convert_to_text(told.get("province"))
        or _convert_to_text(told.get("country"))
    )


def _read_note_text(note: Mapping[str, Any]) -> str:
    return _convert_to_text(_read_properties(note).get("body"))


def _build_task(properties: Mapping[str, Any]) -> Task:
    text = ": ".join(
        filter(
            None,
            (
                _convert_to_text(properties.get("title")),
                _convert_to_text(properties.get("description")),
            ),
        )
    )
    return Task(
        text,
        parse_foreign_day(_convert_to_text(properties.get("due_at"))),
        properties.get("completed") in (True, 1),
    )


def _parse_days(value: Any) -> int | None:
    days = _convert_to_text(value)
    return int(days) if days.isdecimal() and 0 < int(days[:6]) < 36_500 else None


def _build_name(properties: Mapping[str, Any]) -> str:
    return " ".join(
        filter(
            None,
            (
                _convert_to_text(properties.get(part))
                for part in ("first_name", "middle_name", "last_name")
            ),
        )
    )


def _group_lists(entry: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """The lists under `data`, by what they hold."""
    found: dict[str, tuple[Any, ...]] = {}
    for one in _list_dicts(entry.get("data")):
        kind = _convert_to_text(one.get("type"))
        kind = _SINGULAR_KINDS.get(kind, kind)
        found[kind] = (*found.get(kind, ()), *_convert_to_list(one.get("values")))
    return found


def _read_properties(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is told of a thing: under `properties`, or beside its name in older exports."""
    return {**entry, **_convert_to_dict(entry.get("properties"))}


def _convert_to_dict(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _convert_to_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _list_dicts(value: Any) -> list[Mapping[str, Any]]:
    return (
        [one for one in (value or ()) if isinstance(one, dict)]
        if isinstance(value, (list, tuple))
        else []
    )


def _convert_to_text(value: Any) -> str:
    return (
        str(value).strip()
        if isinstance(value, (str, int, float)) and not isinstance(value, bool)
        else ""
    )
