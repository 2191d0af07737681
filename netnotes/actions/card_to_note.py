"""People from elsewhere, as notes: a new one, or what an old one has not got yet. Nothing that is there is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from netnotes.model.people import NEVER
from netnotes.reading.note import build_source
from netnotes.reading.typed_words import LIST_PROPERTIES
from netnotes.writing.edits import add_lines_at_end, apply_edits
from netnotes.writing.log_entry import Meeting, log_meeting
from netnotes.writing.properties import add_to_property, set_property, write_property_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netnotes.formats.card import Card, Task
    from netnotes.formats.matching.matching import ExistingPerson
    from netnotes.model.settings import Settings
    from netnotes.writing.properties import PropertyValue


PROPERTY_ORDER = (
    *(
        "purpose",
        "organisation",
        "role",
        "field",
        "location",
        "met",
        "met_at",
        "introduced_by",
        "last_contact",
    ),
    *(
        "interests",
        "offers",
        "needs",
        "email",
        "phone",
        "links",
        "birthday",
        "archived",
        "tags",
        "aliases",
    ),
)
"""The properties of a card in the order in which a new note has them."""


def write_note_from_card(
    card: Card, *, file_stem: str, tier: str, tags: tuple[str, ...], origin: str
) -> str:
    """The text of a note about somebody from a file.

    `called` is the file's name; `origin` where they come from, empty for those who come back from notes like these.

    Nobody is due for having been imported: without a tier, and without a wish of their own, the cadence is `never`.
    """
    rows: dict[str, PropertyValue] = {
        "purpose": "",
        **({} if file_stem == card.name else {"name": card.name}),
    }
    for name in PROPERTY_ORDER:
        value = getattr(card, name)
        if name == "tags":
            value = tuple(dict.fromkeys((*value, *tags)))
        if value not in ("", (), None, False):
            rows[name] = convert_to_typed_value(value)
    rows |= {name: _unwrap_single_value(name, words) for name, words in card.extra_properties}
    if tier:
        rows["tier"] = tier
    elif origin:
        rows.setdefault("cadence", format_cadence(card.cadence))
    if origin:
        rows["source"] = origin
    lines = [line for name, value in rows.items() for line in write_property_lines(name, value)]
    text = "\n".join(
        ["---", *lines, "---", *quote_lines(card.text), "", "## Log", *_write_tasks(card.tasks), ""]
    )
    return _add_touches(text, card)


def _add_touches(text: str, card: Card) -> str:
    from netnotes.model.settings import Settings

    for one in sorted(card.touches, key=lambda told: told.date):
        text = apply_edits(
            text,
            log_meeting(
                build_source("", text), Meeting(one.date, one.channel, one.text), Settings()
            ),
        )
    return text


def fill_note(
    text: str, existing: ExistingPerson, tags: tuple[str, ...], settings: Settings
) -> str:
    """The text of a note with what the file says beyond it: empty properties filled, lists longer, touches logged."""
    for prop, value in (
        *existing.filled_properties,
        *existing.added_values,
        *((("tags", tags),) if tags else ()),
    ):
        if prop == "touches":
            for one in value:
                meeting = Meeting(one.date, one.channel, one.text)
                text = apply_edits(
                    text, log_meeting(build_source(existing.contact.path, text), meeting, settings)
                )
        elif prop in ("text", "tasks"):
            lines = tuple(quote_lines(value) if prop == "text" else _write_tasks(value))
            text = apply_edits(text, (add_lines_at_end(text, ("", *lines)),))
        elif isinstance(value, tuple) and not hasattr(value, "_fields") and prop in LIST_PROPERTIES:
            text = apply_edits(
                text,
                add_to_property(build_source(existing.contact.path, text), prop, value, settings),
            )
        else:
            said = (
                format_cadence(value)
                if isinstance(value, int) and prop == "cadence"
                else _unwrap_single_value(prop, convert_to_typed_value(value))
            )
            text = apply_edits(
                text, set_property(build_source(existing.contact.path, text), prop, said, settings)
            )
    return text


def _unwrap_single_value(prop: str, value: PropertyValue) -> PropertyValue:
    """Words as a property takes them: one text, but for lists."""
    return value if isinstance(value, str) or prop in LIST_PROPERTIES else value[0]


def convert_to_typed_value(value: Any) -> PropertyValue:
    """A value as it is typed in a note."""
    if hasattr(value, "month") and hasattr(
        value, "_fields"
    ):  # a birthday, whose year may not be known
        return (
            f"{value.year:04}-{value.month:02}-{value.day:02}"
            if value.year
            else f"{value.month:02}-{value.day:02}"
        )
    if isinstance(value, tuple):
        return value
    return "true" if value is True else str(value)


def format_cadence(days: int | None) -> str:
    """An interval as it is typed."""
    return "never" if days in (None, NEVER) else f"{days} days"


def quote_lines(text: str) -> Iterator[str]:
    """What somebody noted elsewhere, as a quote: no line of it is taken for a log or a task of this vault."""
    return (f"> {line}".rstrip() for line in text.split("\n")) if text else iter(())


def _write_tasks(tasks: tuple[Task, ...]) -> Iterator[str]:
    for text, due, done in tasks:
        yield f"- [{'x' if done else ' '}] {text}{f' 📅 {due.isoformat()}' if due else ''}"
