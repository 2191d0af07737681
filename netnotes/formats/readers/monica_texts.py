"""What Monica keeps and a note has no property for, in words for the note's text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.formats.readers.days import is_blank_date, parse_foreign_day
from netnotes.formats.readers.json_values import JsonObject, read_text
from netnotes.formats.readers.monica_json import read_properties
from netnotes.text import format_count

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Describe = Callable[[JsonObject], str]


_FREQUENCIES = {"day": "day", "week": "week", "month": "month", "year": "year"}
_GIFT_STATES = {"idea": "Idea for a gift", "offered": "Gift given", "received": "Gift received"}


def list_lines(lists: Mapping[str, tuple[Any, ...]]) -> list[str]:
    """List reminders, gifts, debts, life events and pets as lines, in this order."""
    lines = []
    for kind, describe in _DESCRIPTIONS.items():
        for entry in lists.get(kind, ()):
            if isinstance(entry, dict):
                lines.append(describe(read_properties(entry)))
    return [line for line in lines if line]


def _describe_reminder(reminder: JsonObject) -> str:
    words = _join_details(read_text(reminder, "title"), read_text(reminder, "description"))
    day = _read_day_text(reminder, "initial_date")
    unit = _FREQUENCIES.get(read_text(reminder, "frequency_type"))
    count = read_text(reminder, "frequency_number") or "1"
    if unit and count.isdecimal():
        every = unit if count == "1" else format_count(int(count[:6]), unit)
        day = f"{day}, every {every}".removeprefix(", ")
    return _join_line("Reminder", day, words)


def _describe_gift(gift: JsonObject) -> str:
    status = read_text(gift, "status").casefold()
    words = _join_details(read_text(gift, "name"), read_text(gift, "comment"))
    details = [read_text(gift, "amount"), read_text(gift, "url")]
    words = " ".join(filter(None, (words, *(f"({detail})" for detail in details if detail))))
    return _join_line(_GIFT_STATES.get(status, "Gift"), _read_day_text(gift, "date"), words)


def _describe_debt(debt: JsonObject) -> str:
    amount = " ".join(filter(None, (read_text(debt, "amount"), read_text(debt, "currency"))))
    if not amount:
        return ""
    # Monica's `in_debt` is the user's: it says that they owe the contact.
    kind = "Debt, I owe them" if debt.get("in_debt") in (True, "yes") else "Debt, they owe me"
    state = " (settled)" if read_text(debt, "status") == "complete" else ""
    reason = read_text(debt, "reason")
    return _join_details(f"{kind}: {amount}{state}", reason)


def _describe_life_event(event: JsonObject) -> str:
    words = _join_details(read_text(event, "name"), read_text(event, "note"))
    return _join_line("Life event", _read_day_text(event, "happened_at"), words)


def _describe_pet(pet: JsonObject) -> str:
    category = read_text(pet, "category")
    return _join_line("Pet", category, read_text(pet, "name"))


# By the name of the list, in the order in which they come into the text.
_DESCRIPTIONS: Mapping[str, Describe] = {
    "reminder": _describe_reminder,
    "gift": _describe_gift,
    "debt": _describe_debt,
    "life_event": _describe_life_event,
    "pet": _describe_pet,
}

# The lists that become lines of the text.
TEXT_KINDS = tuple(_DESCRIPTIONS)


def _join_line(kind: str, detail: str, words: str) -> str:
    """Join `Gift given (2024-12-24): a book`; empty without words or a detail."""
    head = f"{kind} ({detail})" if detail else kind
    if not words:
        return head if detail else ""
    return f"{head}: {words}"


def _join_details(words: str, details: str) -> str:
    return ": ".join(filter(None, (words, " ".join(details.split()))))


def _read_day_text(entry: JsonObject, key: str) -> str:
    """Read a day as `2024-12-24`; one that is none stays as it is written."""
    text = read_text(entry, key)
    day = parse_foreign_day(text)
    if day is None:
        if is_blank_date(text):
            return ""
        return text
    return day.isoformat()
