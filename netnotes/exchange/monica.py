"""Monica's JSON (version 4): contacts with what was noted, said and planned with them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from netnotes.exchange.card import Card, Cards, Dropped, Task, Told, gathered, line, short
from netnotes.exchange.days import birthday, day, is_nothing
from netnotes.exchange.decoding import Data, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_MONICA = re.compile(r'^\s*\{(?s:.*)"account"\s*:')
_MANY = {"contacts": "contact", "calls": "call", "notes": "note", "tasks": "task", "addresses": "address"}
_MANY |= {"contact_fields": "contact_field", "activities": "activity", "conversations": "conversation"}
"""Names of lists as some versions write them, and as the others do."""


def sounds_like_it(text: str) -> bool:
    """Whether a text is an export of Monica."""
    return _MONICA.match(text) is not None


def read(data: Data) -> Cards:
    """Everybody in the export. `row` counts the contacts from 1."""
    try:
        told = json.loads(text_of(data))
    except (ValueError, RecursionError) as error:
        place = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        reason = f"the file breaks off or is damaged{place}; export it from Monica once more"
        return Cards((), (Dropped(getattr(error, "lineno", 1), reason),))
    return gathered(_people(_object(_object(told).get("account"))))


def _people(account: Mapping[str, Any]) -> Iterator[Card | Dropped]:
    lists = _lists(account)
    people = lists.get("contact", ())
    names = {_text(one.get("uuid")): _name(_properties(one)) for one in people if isinstance(one, dict)}
    activities = {_text(one.get("uuid")): one for one in _objects(lists.get("activity"))}
    kinds = {
        _text(one.get("uuid")): _properties(one)
        for one in _objects(_object(account.get("instance")).get("contact_field_types"))
    }
    for number, one in enumerate(people, 1):
        if not isinstance(one, dict):
            yield Dropped(number, "the contact holds nothing that can be read")
        elif _properties(one).get("is_partial") is True:
            yield Dropped(number, f"{_name(_properties(one)) or 'the contact'} is only named as somebody's relation")
        else:
            yield from _person(number, one, names, activities, kinds)


def _person(
    number: int,
    person: Mapping[str, Any],
    names: Mapping[str, str],
    activities: Mapping[str, Mapping[str, Any]],
    kinds: Mapping[str, Mapping[str, Any]],
) -> Iterator[Card | Dropped]:
    told, lists = _properties(person), _lists(person)
    name = _name(told)
    undated: list[str] = []

    def when(value: Any) -> Any:
        found = day(_text(value))
        if not found and not is_nothing(_text(value)):
            undated.append(_text(value))
        return found

    touches: list[Told] = []
    for channel, key, dated, words in _TOUCHES:
        for one in lists.get(key, ()):
            about = _properties(activities.get(one, {}) if isinstance(one, str) else _object(one))
            if about and (on := when(about.get(dated))):
                touches.append(Told(on, channel, _joined(about, words)))
            elif about:
                yield Dropped(number, f"a {key} with {name} has no day and is left out", kept=True)
    reach = [_reach(_properties(one), kinds) for one in _objects(lists.get("contact_field"))]
    born = _object(told.get("birthdate"))
    yield Card(
        row=number,
        name=name,
        aliases=(_text(told.get("nickname")),),
        organisation=_text(told.get("company")),
        role=_text(told.get("job")),
        location=next(filter(None, map(_town, _objects(lists.get("address")))), ""),
        birthday=None if born.get("is_age_based") is True else _birthday(born),
        met=when(_object(told.get("first_met_date")).get("date")),
        met_at=_text(told.get("first_met_where")),
        introduced_by=names.get(_text(told.get("first_met_through")), ""),
        last_contact=when(told.get("last_talked_to")),
        cadence=_days(told.get("stay_in_touch_frequency")),
        email=tuple(value for what, value in reach if what == "email"),
        phone=tuple(value for what, value in reach if what == "phone"),
        links=tuple(value for what, value in reach if what == "links"),
        archived=told.get("is_active") is False or told.get("is_dead") is True,
        tags=tuple(map(_text, _list(told.get("tags")))),
        text="\n\n".join(filter(None, (_text(told.get("description")), *map(_note, _objects(lists.get("note")))))),
        touches=tuple(sorted(touches, key=lambda one: one.date, reverse=True)),
        tasks=tuple(_task(_properties(one)) for one in _objects(lists.get("task"))),
    )
    for value in undated:
        yield Dropped(number, f"`{short(value)}` in {name}'s entry is not a day", kept=True)


_TOUCHES = (
    ("call", "call", "called_at", ("content",)),
    ("met", "activity", "happened_at", ("summary", "description")),
    ("message", "conversation", "happened_at", ("messages",)),
)
"""Channel, name of the list, where the day stands, and where the words stand."""


def _joined(about: Mapping[str, Any], names: tuple[str, ...]) -> str:
    words = (_text(about.get(name)) for name in names if name != "messages")
    messages = (_text(_properties(one).get("content")) for one in _objects(about.get("messages")))
    return " / ".join(filter(None, (line(part, 10_000) for part in (*words, *messages))))


def _reach(field: Mapping[str, Any], kinds: Mapping[str, Mapping[str, Any]]) -> tuple[str, str]:
    """A way to reach somebody: which property it belongs to, and its value."""
    value = _text(field.get("data"))
    kind = kinds.get(_text(field.get("type")), {})
    told = f"{_text(kind.get('type'))} {_text(kind.get('name'))} {_text(kind.get('protocol'))}".casefold()
    if "://" in value:
        return "links", value
    if "mail" in told or re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
        return "email", value
    if "phone" in told or "tel:" in told or re.fullmatch(r"\+?[\d\s()/.-]{6,}", value):
        return "phone", value
    site = next((site for word, site in _SITES.items() if word in told), "")
    return "links", f"{site}{value.lstrip('@')}" if site and "/" not in value else value


_SITES = {
    "facebook": "https://www.facebook.com/",
    "twitter": "https://twitter.com/",
    "linkedin": "https://www.linkedin.com/in/",
    "instagram": "https://www.instagram.com/",
    "github": "https://github.com/",
}


def _birthday(born: Mapping[str, Any]) -> Any:
    found = birthday(_text(born.get("date")))
    return found._replace(year=None) if found and born.get("is_year_unknown") is True else found


def _town(address: Mapping[str, Any]) -> str:
    told = _properties(address)
    return _text(told.get("city")) or _text(told.get("province")) or _text(told.get("country"))


def _note(note: Mapping[str, Any]) -> str:
    return _text(_properties(note).get("body"))


def _task(told: Mapping[str, Any]) -> Task:
    text = ": ".join(filter(None, (_text(told.get("title")), _text(told.get("description")))))
    return Task(text, day(_text(told.get("due_at"))), told.get("completed") in (True, 1))


def _days(value: Any) -> int | None:
    days = _text(value)
    return int(days) if days.isdecimal() and 0 < int(days[:6]) < 36_500 else None


def _name(told: Mapping[str, Any]) -> str:
    return " ".join(filter(None, (_text(told.get(part)) for part in ("first_name", "middle_name", "last_name"))))


def _lists(told: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """The lists under `data`, by what they hold."""
    found: dict[str, tuple[Any, ...]] = {}
    for one in _objects(told.get("data")):
        kind = _text(one.get("type"))
        kind = _MANY.get(kind, kind)
        found[kind] = (*found.get(kind, ()), *_list(one.get("values")))
    return found


def _properties(one: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is told of a thing: under `properties`, or beside its name in older exports."""
    return {**one, **_object(one.get("properties"))}


def _object(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [one for one in (value or ()) if isinstance(one, dict)] if isinstance(value, (list, tuple)) else []


def _text(value: Any) -> str:
    return str(value).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
