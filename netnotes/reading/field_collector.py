"""Collecting the values of a note's fields, where several of them may mean one property."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from netnotes.model.diagnostics import Diagnostic, SourceLocation
from netnotes.reading.day_values import build_met_without_day, is_part_of_day
from netnotes.reading.property_names import AMBIGUOUS_NAMES
from netnotes.reading.status import NAME_OF_REFUSAL, is_stronger_status
from netnotes.text import fold

if TYPE_CHECKING:
    from netnotes.model.settings import Settings
    from netnotes.reading.property_kind import Property
    from netnotes.reading.raw_field import Field
    from netnotes.reading.values import InvalidValue


class UnreadField(NamedTuple):
    """A field that gave no value. `reason` is a sentence; the line that counts may follow."""

    field: Field
    property_name: str
    reason: str


OTHER_MEANING = "Under this name many people write something else, and the value can't be read."
OTHER_LINE_COUNTS = "Another line says it, and counts."
LATER_DAY_COUNTS = "Of several days the latest counts."
PART_OF_DAY = "It says no whole day; the person's page shows it as it is written."

# Of these a year is often all that is known.
_PAST_DAYS = ("met", "birthday", "anniversary")

# The codes of values that are shown as they are written, for they mean something to their author.
_CODES_OF_OTHER_WORDS = ("unknown-kind", "unknown-tier", "unread-date", "missing-day")


class FieldCollector:
    """Collects the values of one note, and decides between fields that mean the same property."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.values: dict[str, Any] = {}
        # The field that each value comes from.
        self.fields: dict[str, Field] = {}
        self.other: list[Field] = []
        self.unread: list[UnreadField] = []
        self.diagnostics: list[Diagnostic] = []

    def format_read_at(self) -> str:
        """Format where each value was read, as `property line column` a line."""
        lines = [f"{name} {field.line} {field.column}" for name, field in self.fields.items()]
        return "\n".join(lines)

    def add_other(self, field: Field, property_name: str, reason: str) -> None:
        """Add a field to those that are shown as they are written, and why it is none of ours."""
        self.other.append(field)
        self.unread.append(UnreadField(field, property_name, reason))

    def add_value(self, prop: Property, field: Field, value: Any) -> None:
        """Add the value of a property, and decide where the note has one already."""
        previous_field = self.fields.get(prop.name)
        if previous_field is None:
            self.values[prop.name] = value
            self.fields[prop.name] = field
        elif prop.can_repeat:
            self._join_value(prop, field, value)
        elif prop.name == "status" and NAME_OF_REFUSAL in (field.key, previous_field.key):
            self._choose_status(prop, field, value)
        elif _compute_name_rank(field, prop) < _compute_name_rank(previous_field, prop):
            self.add_other(previous_field, prop.name, OTHER_LINE_COUNTS)
            self._set_value(prop, field, value)
        elif field.text != previous_field.text:
            self.add_other(field, prop.name, OTHER_LINE_COUNTS)
        else:
            self.unread.append(UnreadField(field, prop.name, OTHER_LINE_COUNTS))

    def add_unreadable(
        self, prop: Property, field: Field, invalid: InvalidValue, settings: Settings
    ) -> None:
        """Add what is known of a value that can't be read, and what is wrong with it."""
        if invalid.fallback is not None:
            self.add_value(prop, field, invalid.fallback)
            self._add_invalid(invalid)
        elif _is_ambiguous(field, prop, settings):
            self.add_other(field, prop.name, OTHER_MEANING)
        elif prop.name in _PAST_DAYS and is_part_of_day(field):
            self.add_other(field, prop.name, PART_OF_DAY)
        else:
            word = invalid.word
            if prop.name == "met" and not any(map(str.isdigit, word.text)):
                invalid = build_met_without_day(word)
            # `kind: friend` is a fact, though none that anything here follows from.
            if invalid.code in _CODES_OF_OTHER_WORDS:
                self.other.append(field)
            self._add_invalid(invalid)

    def _add_invalid(self, invalid: InvalidValue) -> None:
        location = SourceLocation(self.path, invalid.word.line, invalid.word.column)
        self.diagnostics.append(Diagnostic(location, invalid.code, invalid.message, invalid.help))

    def _set_value(self, prop: Property, field: Field, value: Any) -> None:
        self.values[prop.name] = value
        self.fields[prop.name] = field

    def _choose_status(self, prop: Property, field: Field, status: str) -> None:
        """Choose between `status: active` and `do_not_contact: yes`: what rules out more counts."""
        field_that_loses = field
        if is_stronger_status(status, self.values[prop.name]):
            field_that_loses = self.fields[prop.name]
            self._set_value(prop, field, status)
        self.add_other(field_that_loses, prop.name, OTHER_LINE_COUNTS)

    def _join_value(self, prop: Property, field: Field, value: Any) -> None:
        """Join lists; of two dates, take the later one and the field that it comes from."""
        previous = self.values[prop.name]
        # A no, as in `deceased: no`, is no value that could be compared.
        if previous is None or value is None:
            self.values[prop.name] = previous if value is None else value
            return
        if prop.is_list:
            self.values[prop.name] = _join_lists(previous, value)
            return
        field_that_loses = field
        if value > previous:
            field_that_loses = self.fields[prop.name]
            self._set_value(prop, field, value)
        self.unread.append(UnreadField(field_that_loses, prop.name, LATER_DAY_COUNTS))


def _join_lists(left: tuple[Any, ...], right: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(left + right))


def _compute_name_rank(field: Field, prop: Property) -> int:
    """Rank a name: 0 for the property's own and those of the settings, else by its place."""
    other_keys = [fold(name) for name in prop.other_names]
    if field.key not in other_keys:
        return 0
    return other_keys.index(field.key) + 1


def _is_ambiguous(field: Field, prop: Property, settings: Settings) -> bool:
    """Whether a value that can't be read is under a name that may well mean something else.

    A name from the settings is meant for us, and what looks like a date is a mistaken date.
    """
    if field.key not in AMBIGUOUS_NAMES or field.key == fold(prop.name):
        return False
    for _, extra_names in settings.properties:
        if field.key in map(fold, extra_names):
            return False
    return not _ISO_DATE.match(field.words[0].text)


_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
